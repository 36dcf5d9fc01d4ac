import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import type { Ageing, CreditRow } from './queries.ts';
import type { Guess } from './suggest-windows.ts';
import type { WhoseTransfer } from './whose-transfers.ts';

export function presentCredit(
  row: CreditRow,
  { partner, suggestions }: Guess,
  today: BusinessDate,
  whose: WhoseTransfer = { transfer: undefined, suggestedCustomers: [] },
) {
  const { transfer, suggestedCustomers } = whose;
  return {
    id: String(row.id),
    account: row.account,
    bookedOn: row.booked_on,
    valueOn: row.value_on,
    amount: String(row.amount_vnd),
    assigned: String(row.assigned_vnd),
    unidentified: String(row.amount_vnd - row.assigned_vnd),
    reference: row.bank_reference,
    payer: row.payer,
    remittance: row.remittance,
    source: row.source,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at.toISOString(),
    ageDays: daysBetween(row.booked_on, today),
    recognisedPartner: partner ? { code: partner.code, name: partner.name } : null,
    suggestions: suggestions.map((suggestion) => ({
      partnerCode: suggestion.partner.code,
      partnerName: suggestion.partner.name,
      rule: suggestion.rule,
      recognised: suggestion.recognised,
      days: suggestion.windows.map(({ settlesOn }) => settlesOn),
      amounts: suggestion.windows.map(({ remainingVnd }) => String(remainingVnd)),
    })),
    transfer: transfer
      ? {
          customerCode: transfer.customer_code,
          rule: transfer.rule,
          state: transfer.state,
          paymentId: transfer.payment_id === null ? null : String(transfer.payment_id),
        }
      : null,
    suggestedCustomers: [...suggestedCustomers],
  };
}

export function presentAgeing(rows: readonly Ageing[]) {
  const of = (buckets: readonly Ageing[]) => ({
    credits: buckets.reduce((sum, { credits }) => sum + credits, 0),
    amount: String(sumVnd(buckets.map(({ amount_vnd }) => amount_vnd))),
  });
  const bucket = (name: Ageing['bucket']) => of(rows.filter((row) => row.bucket === name));
  return {
    upTo1: bucket('upTo1'),
    upTo3: bucket('upTo3'),
    upTo7: bucket('upTo7'),
    older: bucket('older'),
    all: of(rows),
  };
}
