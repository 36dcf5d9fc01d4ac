import { decideTransfer } from '../../../core/customer-transfers.ts';
import { findInText } from '../../../core/qr/transfer-text.ts';
import type { Queryable } from '../../platform/db.ts';
import type { CreditRow } from './queries.ts';
import { listTransfersOf, readKnown, type TransferRow } from './transfer-queries.ts';

export interface WhoseTransfer {
  transfer: TransferRow | undefined;
  /** Customers named by the text of a credit of which nothing is taken. */
  suggestedCustomers: readonly string[];
}

const mostSuggested = 3;

/** Of each credit, the customer whose transfer it became, or whose it may be. */
export async function readWhose(
  on: Queryable,
  credits: readonly CreditRow[],
): Promise<(creditId: bigint) => WhoseTransfer> {
  const transfers = await listTransfersOf(
    on,
    credits.map(({ id }) => id),
  );
  const of = new Map(transfers.map((row) => [row.bank_credit_id, row]));
  const free = credits.filter(({ assigned_vnd }) => assigned_vnd === 0n);
  const texts = new Map(free.map(({ id, remittance }) => [id, findInText(remittance)]));
  const known = await readKnown(on, [...texts.values()].flat());
  const suggested = new Map(
    free.map(({ id, amount_vnd }) => {
      const verdict = decideTransfer(texts.get(id) ?? [], amount_vnd, known);
      const codes = verdict.verdict === 'pay' ? [verdict.customerCode] : verdict.customers;
      return [id, codes.slice(0, mostSuggested)] as const;
    }),
  );
  return (id) => ({ transfer: of.get(id), suggestedCustomers: suggested.get(id) ?? [] });
}
