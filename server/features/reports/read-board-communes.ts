import { addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import { formerDistrictsOf, type FormerDistrict } from '../areas/index.ts';
import { withholdCommunes } from '../../../core/kpi/withholding.ts';
import { addSums, listCommuneMonths, shownFigures, type CommuneMonth } from '../kpi/index.ts';
import { countCounters, countUncovered } from './commune-sign-queries.ts';
import { presentShares } from './present-shares.ts';

/** `present`: communes as they are now. `former`: the districts of before 1 July 2025. */
export const boundaries = ['present', 'former'] as const;
export type Boundary = (typeof boundaries)[number];

interface Area {
  code: string;
  name: string;
  kind: 'commune' | 'district' | 'undecided';
  /** Present communes that it is made of. */
  codes: string[];
  disadvantaged: boolean;
  rows: CommuneMonth[];
}

/**
 * The communes of a board with what they were at a year before, or the former districts that they came from. A commune of
 * several districts is not guessed at: it stands by itself, as undecided.
 */
export async function readBoardCommunes(
  db: Db,
  work: {
    period: Month;
    visible: readonly bigint[] | 'all';
    boundary: Boundary;
    businessDate: BusinessDate;
  },
) {
  const { period, visible, boundary } = work;
  const before = addMonths(period, -12);
  const [rows, counters, uncovered] = await Promise.all([
    listCommuneMonths(db, [firstDayOf(period), firstDayOf(before)], visible),
    countCounters(db, work.businessDate),
    countUncovered(db, work.businessDate),
  ]);
  const communes = byCommune(rows);
  const former = await formerDistrictsOf(
    db,
    communes.map(({ code }) => code),
  );
  const areas = boundary === 'former' ? byFormerDistrict(communes, former) : communes;
  const [withheld, withheldThen] = [period, before].map((at) => {
    const found = withholdCommunes(
      rows.filter(({ month }) => month === at),
      former,
    );
    return ({ kind, code }: Area) => found[kind === 'district' ? 'districts' : 'communes'].get(code) ?? null;
  });
  return areas.flatMap((area) => {
    const now = area.rows.filter(({ month }) => month === period);
    if (now.length === 0) return [];
    const then = area.rows.filter(({ month }) => month === before);
    const shown = shownFigures(addSums(now), withheld!(area));
    const isComparable = then.length > 0 && shown.customers !== null && withheldThen!(area) === null;
    return {
      code: area.code,
      name: area.name,
      kind: area.kind,
      codes: area.codes,
      disadvantaged: area.disadvantaged,
      counters: counters ? sumOver(counters, area.codes) : null,
      uncovered: area.codes.some((code) => uncovered.has(code)) ? sumOver(uncovered, area.codes) : null,
      ...shown,
      lastYear: isComparable ? presentShares(addSums(then)) : null,
    };
  });
}

function sumOver(counts: ReadonlyMap<string, number>, codes: readonly string[]): number {
  return codes.reduce((sum, code) => sum + (counts.get(code) ?? 0), 0);
}

function byCommune(rows: readonly CommuneMonth[]): Area[] {
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, months]) => ({
    code,
    name: months[0]?.name ?? '',
    kind: 'commune' as const,
    codes: [code],
    disadvantaged: months[0]?.disadvantaged ?? false,
    rows: months,
  }));
}

function byFormerDistrict(communes: readonly Area[], former: ReadonlyMap<string, FormerDistrict>): Area[] {
  const districts = Map.groupBy(communes, ({ code }) => former.get(code)?.code ?? '');
  const undecided = districts.get('') ?? [];
  districts.delete('');
  return [
    ...[...districts].map(([code, parts]) => ({
      code,
      name: former.get(parts[0]?.code ?? '')?.name ?? code,
      kind: 'district' as const,
      codes: parts.flatMap(({ codes }) => codes),
      disadvantaged: false,
      rows: parts.flatMap((part) => part.rows),
    })),
    ...undecided.map((commune) => ({ ...commune, kind: 'undecided' as const })),
  ];
}
