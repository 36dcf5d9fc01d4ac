import { channels, type Channel } from '../channels.ts';
import { addMonths, type Month } from '../dates.ts';
import type { CashRule } from '../kpi-definitions.ts';

/**
 * What a ratio counts. A customer's time (`customerBills`, «lượt khách hàng») is one customer in one month of the span,
 * however many bills the month has.
 */
export const countedThings = ['customers', 'bills', 'customerBills', 'money'] as const;
export type Counted = (typeof countedThings)[number];

/**
 * Whom the numerator is held against. `all_customers`: everyone on the register at the end of the span, with or without
 * a bill. `billed`: who has a bill that counts. `paying`: who has settled every bill that counts, by whatever means.
 */
export const denominators = ['all_customers', 'billed', 'paying'] as const;
export type Denominator = (typeof denominators)[number];

/**
 * What stands outside numerator and denominator. `disadvantaged_communes`: customers of communes marked so on the last
 * day of the span. `zero_consumption`: bills of 0 kWh, and with them customers who have no other.
 */
export const omissions = ['disadvantaged_communes', 'zero_consumption'] as const;
export type Omission = (typeof omissions)[number];

/** Months of a figure that is asked for by one month: that month, or the whole quarter, half, year, or January up to it. */
export const spans = ['month', 'quarter', 'half', 'year', 'cumulative'] as const;
export type Span = (typeof spans)[number];

/** Which bills of a customer in one month decide: all of them, or the first by term alone. */
export const billChoices = ['all', 'first'] as const;
export type BillChoice = (typeof billChoices)[number];

/** One version of how a ratio is counted. It is never edited: what counts otherwise is a new version. */
export interface Definition extends CashRule {
  /** Small letters, digits and hyphens. */
  name: string;
  version: number;
  counts: readonly Counted[];
  denominator: Denominator;
  leavesOut: readonly Omission[];
  /** Whether bills for services other than electricity count. */
  services: boolean;
  span: Span;
  billsOfMonth: BillChoice;
  /** First month that this version counts; null where it counts every month. */
  validFrom: Month | null;
  /** Who counted so, and where it was published; empty where the company itself decided it. */
  source: string;
}

export type DefinitionFault =
  'name' | 'counts_nothing' | 'all_customers_counts_customers_only' | 'unknown_channel' | 'version';

/** The first reason why a definition counts nothing sensible; undefined for a sound one. */
export function faultOf(definition: Definition): DefinitionFault | undefined {
  const { name, version, counts, denominator, cashChannels, tenderDecides } = definition;
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(name)) return 'name';
  if (!Number.isInteger(version) || version < 1) return 'version';
  if (counts.length === 0) return 'counts_nothing';
  // A register has no bills and no money, so only heads can be held against it.
  if (denominator === 'all_customers' && counts.some((counted) => counted !== 'customers'))
    return 'all_customers_counts_customers_only';
  const known = (channel: Channel): boolean => channels.includes(channel);
  return [...cashChannels, ...tenderDecides].every(known) ? undefined : 'unknown_channel';
}

/** First and last month that a figure of `month` is counted over. */
export function spanOf(span: Span, month: Month): { from: Month; to: Month } {
  const index = Number(month.slice(5, 7)) - 1;
  if (span === 'cumulative') return { from: addMonths(month, -index), to: month };
  const length = { month: 1, quarter: 3, half: 6, year: 12 }[span];
  const from = addMonths(month, -(index % length));
  return { from, to: addMonths(from, length - 1) };
}

/** `bac-me-2021@1` or `bac-me-2021`; undefined for what is neither. */
export function parseDefinitionRef(text: string): { name: string; version: number | undefined } | undefined {
  const match = /^([a-z][a-z0-9-]{1,39})(?:@([1-9][0-9]{0,5}))?$/.exec(text.trim());
  if (!match) return undefined;
  return { name: match[1]!, version: match[2] === undefined ? undefined : Number(match[2]) };
}
