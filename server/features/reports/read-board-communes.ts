import { addMonths, firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import { formerDistrictsOf } from '../areas/index.ts';
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
  const areas = boundary === 'former' ? await byFormerDistrict(db, rows) : byCommune(rows);
  return areas.flatMap((area) => {
    const now = area.rows.filter(({ month }) => month === period);
    if (now.length === 0) return [];
    const then = area.rows.filter(({ month }) => month === before);
    const shown = shownFigures(addSums(now));
    const compared = addSums(then);
    return {
      code: area.code,
      name: area.name,
      kind: area.kind,
      codes: area.codes,
      disadvantaged: area.disadvantaged,
      counters: counters ? sumOver(counters, area.codes) : null,
      uncovered: area.codes.some((code) => uncovered.has(code)) ? sumOver(uncovered, area.codes) : null,
      ...shown,
      lastYear: shown.small || shownFigures(compared).small ? null : presentShares(compared),
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

async function byFormerDistrict(db: Db, rows: readonly CommuneMonth[]): Promise<Area[]> {
  const communes = byCommune(rows);
  const former = await formerDistrictsOf(
    db,
    communes.map(({ code }) => code),
  );
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
