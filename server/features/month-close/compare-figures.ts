import { sql } from 'kysely';
import { firstDayOf, type BusinessDate } from '../../../core/dates.ts';
import { countedThings, type Counted } from '../../../core/kpi/definition.ts';
import { many, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { listUnits } from '../companies/index.ts';
import { getDefinition, readDefinition, type Count } from '../kpi/index.ts';
import { monthError } from './errors.ts';
import type { FreezeRow } from './freeze-queries.ts';
import { listFrozenNames } from './frozen-units.ts';
import { countMovements } from './movement-queries.ts';
import { sumFigures } from './read-frozen.ts';

export interface Question {
  freeze: FreezeRow;
  /** `name` or `name@version`, of those the version was frozen under. */
  definition: string;
  unitIds: readonly bigint[] | 'all';
  /** Of these the movements are counted. */
  openUnitIds: readonly bigint[] | 'all';
  by: 'unit' | 'commune';
  businessDate: BusinessDate;
}

/** A unit or commune: what was frozen, what it is today, and how many payments and bills lie between. */
export interface ComparedRow {
  code: string;
  name: string;
  figures: { counted: Counted; frozen: Count; live: Count }[];
  movements: number;
}

const nothing: Count = { numerator: 0n, denominator: 0n };

/**
 * A frozen version against the books of today, place by place, under one of its definitions; `liveAsOf` where the figures
 * of today are of before the last payments (`readDefinition`). Throws `months.not_under_definition`.
 */
export async function compareFigures(
  on: Db,
  question: Question,
): Promise<{ definition: string; rows: ComparedRow[]; liveAsOf: Date | undefined }> {
  const { freeze, unitIds, by } = question;
  const under = freeze.definitions.find(({ name, version }) =>
    [name, `${name}@${version}`].includes(question.definition),
  );
  ensure(under, monthError('months.not_under_definition', { definition: question.definition }));
  const ref = `${under.name}@${under.version}`;
  const definition = await getDefinition(on, ref);
  const month = freeze.month;
  const frozen = await sumFigures(on, freeze.id, { unitIds, by, definition: ref });
  const { sums: live, asOf: liveAsOf } = await readDefinition(on, definition, month, { unitIds, by });
  const moved = await countMovements(on, {
    period: firstDayOf(month),
    version: freeze.version,
    unitIds: question.openUnitIds,
  });
  const names = await namesOf(on, question);
  const placeOf = (row: { org_unit_id: bigint; commune_code: string }): string =>
    by === 'unit' ? String(row.org_unit_id) : row.commune_code;
  // Where a bill came and went again, no figure is left, and yet something moved.
  const places = new Set([...[...frozen, ...live].map(({ place }) => place), ...moved.map(placeOf)]);
  const rows = [...places].map((place) => ({
    ...(names.get(place) ?? { code: place, name: place }),
    figures: countedThings
      .filter((counted) => definition.counts.includes(counted))
      .map((counted) => ({
        counted,
        frozen: frozen.find((row) => row.place === place && row.counted === counted) ?? nothing,
        live: live.find((row) => row.place === place && row.counted === counted) ?? nothing,
      })),
    movements: moved.filter((row) => placeOf(row) === place).reduce((sum, { count }) => sum + count, 0),
  }));
  return { definition: ref, liveAsOf, rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

async function namesOf(
  on: Queryable,
  { by, freeze, businessDate }: Question,
): Promise<Map<string, { code: string; name: string }>> {
  if (by === 'commune') {
    const communes = await many(
      on,
      sql<{ code: string; name: string }>`
        select code, full_name as name from platform.areas
        where era = 'present' and level = 'commune' and code in (
          select commune_code from frozen_figures where freeze_id = ${freeze.id}
          union select commune_code from kpi_cells where period = ${firstDayOf(freeze.month)}::date)`,
    );
    return new Map(communes.map((commune) => [commune.code, commune]));
  }
  const [units, then] = await Promise.all([listUnits(on, businessDate), listFrozenNames(on, freeze.id)]);
  // Units made since have the name of today.
  return new Map([...units, ...then].map(({ id, code, name }) => [String(id), { code, name }]));
}
