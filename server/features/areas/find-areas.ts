import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { areaError } from './errors.ts';
import * as queries from './queries.ts';
import type { CommuneRow, Era, MappingRow } from './queries.ts';

/** A commune by code: the present one of that code, else the former one. */
export async function describeCommune(
  on: Queryable,
  code: string,
  era?: Era,
): Promise<CommuneRow | undefined> {
  for (const wanted of era ? [era] : (['present', 'former'] as const)) {
    const [commune] = await queries.listCommunesByCode(on, wanted, [code]);
    if (commune) return commune;
  }
  return undefined;
}

/** Where a commune came from or went to. Throws `areas.unknown` for a code nobody has. */
export async function listMappingsOf(
  on: Queryable,
  question: { present: string } | { former: string },
): Promise<MappingRow[]> {
  const [era, code] =
    'present' in question ? (['present', question.present] as const) : (['former', question.former] as const);
  ensure(await describeCommune(on, code, era), areaError('areas.unknown', { code, era }));
  return queries.listMappings(on, era === 'present' ? { present: [code] } : { former: [code] });
}

export interface FormerDistrict {
  code: string;
  name: string;
}

/**
 * The one former district of each present commune. A commune made from several districts, or from none, has no entry:
 * figures of it cannot be given to one district and are listed as undecided.
 */
export async function formerDistrictsOf(
  on: Queryable,
  presentCodes: readonly string[],
): Promise<Map<string, FormerDistrict>> {
  const found = new Map<string, FormerDistrict | 'several'>();
  for (const row of await queries.listMappings(on, { present: presentCodes })) {
    const district = { code: row.former_district_code, name: row.former_district };
    const known = found.get(row.present_code);
    if (known === undefined) found.set(row.present_code, district);
    else if (known !== 'several' && known.code !== district.code) found.set(row.present_code, 'several');
  }
  return new Map(
    [...found].flatMap(([code, value]) => (value === 'several' ? [] : [[code, value] as const])),
  );
}
