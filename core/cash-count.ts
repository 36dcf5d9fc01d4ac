/** Notes in circulation that tills count one by one, in dong; what is smaller is counted as one sum. */
export const denominations = [
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000,
] as const;
export type Denomination = (typeof denominations)[number];

/** Pieces of each note, and whole dong of smaller ones. A note that is not named was not there. */
export interface CashCount {
  notes: Partial<Record<Denomination, number>>;
  smallVnd: bigint;
}

/** What a count adds up to, in dong. */
export function sumCount({ notes, smallVnd }: CashCount): bigint {
  return denominations.reduce((sum, note) => sum + BigInt(note) * BigInt(notes[note] ?? 0), smallVnd);
}
