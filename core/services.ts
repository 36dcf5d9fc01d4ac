import type { BusinessDate } from './dates.ts';
import { vatOf } from './fees.ts';
import type { Vnd } from './money.ts';

/** Kind of a bill for a service (dịch vụ điện), beside the billing system's kinds of electricity bills. */
export const chargeKind = 'DV';

/** What a service costs from a day on. */
export interface ListedPrice {
  service: string;
  validFrom: BusinessDate;
  /** False: from that day on the service is no longer offered. */
  offered: boolean;
}

/** The version of a service's price that holds on a day; undefined before the first one and once it is not offered. */
export function priceOn<Price extends ListedPrice>(
  versions: readonly Price[],
  service: string,
  on: BusinessDate,
): Price | undefined {
  let held: Price | undefined;
  for (const version of versions) {
    if (version.service !== service || version.validFrom > on) continue;
    if (!held || version.validFrom > held.validFrom) held = version;
  }
  return held?.offered ? held : undefined;
}

/** What a bill for a service amounts to: VAT in whole per cent of the whole net amount, rounded half up once. */
export function reckonCharge(work: { unitNetVnd: Vnd; quantity: number; vatRate: number }): {
  netVnd: Vnd;
  vatVnd: Vnd;
  totalVnd: Vnd;
} {
  const netVnd = work.unitNetVnd * BigInt(work.quantity);
  const vatVnd = vatOf(netVnd, work.vatRate);
  return { netVnd, vatVnd, totalVnd: netVnd + vatVnd };
}

/** Calendar days to pay in, where nobody says otherwise. */
export const usualDueDays = 7;

const kindWords: Readonly<Record<string, string>> = {
  TD: 'Tiền điện',
  VC: 'Công suất phản kháng',
  DC: 'Điều chỉnh tiền điện',
  TT: 'Truy thu tiền điện',
  DV: 'Dịch vụ điện',
};

/** What a bill is for, in Vietnamese, as payers read it: its own words, or those of its kind and month. */
export function describeBill(bill: {
  kind: string;
  period: BusinessDate;
  description: string | null;
}): string {
  const [year, month] = bill.period.split('-');
  return bill.description ?? `${kindWords[bill.kind] ?? kindWords['TD']} tháng ${month}/${year}`;
}
