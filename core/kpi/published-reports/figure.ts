import type { Month } from '../../dates.ts';
import type { Counted } from '../definition.ts';

/** What became of a published figure when it was counted again. */
export const verdicts = [
  /** It contradicts another figure of the same report. */
  'impossible',
  /** It fits under one reading only; that reading is ours. */
  'reading',
  /** Two readings are possible, and the report does not say which. */
  'open',
  /** The product counts it from data of that shape. */
  'holds',
  /** A target or a fact, not a ratio. */
  'stated',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface Words {
  vi: string;
  en: string;
}

/** A ratio that the product counts from the scenario that the tests bring in, scaled down so that the ratio stays. */
export interface CountedRatio {
  /** `NAME@VERSION`. */
  definition: `${string}@${number}`;
  of: Counted;
  /** Where it is another month than the report's. */
  period?: Month;
  /** The unit of the scenario and what it stands for; absent for all of it. */
  unit?: string;
  part?: Words;
  numerator: number;
  denominator: number;
  /** The plan that it is held against, 0 to 1. */
  plan?: number;
}

/** Things that stand in books and registers, which no definition counts. */
export const rowCounts = [
  'partners_paying',
  'times_by_bank',
  'times_by_wallet',
  'times_by_viettel',
  'money_by_bank',
  'money_by_wallet',
  'villages_with_fibre',
  'villages_with_mobile',
  'communes_without_counter',
] as const;

export interface CountedRows {
  rows: (typeof rowCounts)[number];
  numerator: number;
  denominator: number;
}

export interface PublishedFigure {
  said: Words;
  verdict: Verdict;
  why: Words;
  ratios?: readonly CountedRatio[];
  rows?: readonly CountedRows[];
}

export interface PublishedReport {
  id: 'ha-tinh' | 'bac-me' | 'ha-giang' | 'quang-ninh' | 'ninh-binh';
  title: Words;
  source: string;
  figures: readonly PublishedFigure[];
}
