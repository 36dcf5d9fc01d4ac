/**
 * Signs that a household which pays cash alone will find it hard to pay otherwise. Each is one bit of a number, so that
 * households can be summed by their set of signs; bits are stored and never given another meaning.
 */
export const hardshipSigns = [
  'no_phone',
  'unverified_phone',
  'disadvantaged_commune',
  'no_pay_point',
  'long_habit',
  'small_use',
  'no_coverage',
] as const;
export type HardshipSign = (typeof hardshipSigns)[number];

/** Months of bills that are looked at, the last one included. */
export const habitMonths = 6;
/** What the first tier of the household tariff holds: who uses no more in a month, uses little. */
export const smallUseKwh = 50;

export const bitOf = (sign: HardshipSign): number => 2 ** hardshipSigns.indexOf(sign);

export function signsOf(bits: number): HardshipSign[] {
  return hardshipSigns.filter((sign) => (bits & bitOf(sign)) !== 0);
}

/** Households by commune and set of signs, as they are stored. */
export interface HardshipCell {
  org_unit_id: bigint;
  commune_code: string;
  signs: number;
  households: bigint;
}

export interface HardshipCount {
  commune: string;
  /** Those who pay cash alone, whatever their signs. */
  cashOnly: bigint;
  /** Those of them with at least so many signs. */
  inNeed: bigint;
  /** Of those in need, how many have each sign; one household counts at several. */
  bySign: Record<HardshipSign, bigint>;
}

/** Sums per commune: who pays cash alone, who has at least `least` signs, and which. Sorted by need, then by commune. */
export function countHardship(cells: readonly HardshipCell[], least: number): HardshipCount[] {
  const byCommune = Map.groupBy(cells, (cell) => cell.commune_code);
  return [...byCommune]
    .map(([commune, own]) => {
      const needy = own.filter(({ signs }) => signsOf(signs).length >= least);
      return {
        commune,
        cashOnly: sumOf(own),
        inNeed: sumOf(needy),
        bySign: Object.fromEntries(
          hardshipSigns.map((sign) => [sign, sumOf(needy.filter(({ signs }) => signs & bitOf(sign)))]),
        ) as Record<HardshipSign, bigint>,
      };
    })
    .sort((a, b) => Number(b.inNeed - a.inNeed) || (a.commune < b.commune ? -1 : 1));
}

function sumOf(cells: readonly HardshipCell[]): bigint {
  return cells.reduce((sum, { households }) => sum + households, 0n);
}
