import type { BusinessDate } from '../../../core/dates.ts';
import { billsCancelled, billsIssued, type Transfer } from '../../../core/postings.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { postTransfers } from '../ledger/index.ts';
import { insertIssued, lockIssued, markCancelled } from './issue-queries.ts';

/** A bill that is issued here, one at a time; the billing system does not know it. */
export interface BillToIssue {
  externalId: string;
  customerId: bigint;
  orgUnitId: bigint;
  period: BusinessDate;
  kind: string;
  description: string;
  issuedOn: BusinessDate;
  dueOn: BusinessDate;
  netVnd: bigint;
  vatRate: number;
  vatVnd: bigint;
}

/** Issues one bill in the caller's transaction: the bill, its receivable against revenue and VAT, and the event. */
export async function issueBill(db: Db, tx: Tx, bill: BillToIssue, now: Date): Promise<bigint> {
  const id = await insertIssued(tx, bill);
  await post(db, tx, billsIssued(bill), { businessOn: bill.issuedOn, now });
  await publish(tx, { topic: 'bills.issued', payload: { billIds: [String(id)] } });
  return id;
}

/** `paid`: something is paid of it. `held`: somebody is taking its money just now. `over`: it is not open any more. */
export type Cancelled = 'cancelled' | 'paid' | 'held' | 'over';

/** Takes back a bill that was issued here, as long as nobody has paid or is paying it, in the caller's transaction. */
export async function cancelIssuedBill(
  db: Db,
  tx: Tx,
  work: { billId: bigint; businessOn: BusinessDate; businessNow: Date; now: Date },
): Promise<Cancelled> {
  const bill = await lockIssued(tx, work.billId);
  if (!bill || bill.state === 'cancelled' || bill.state === 'written_off') return 'over';
  if (bill.paid_vnd > 0n || bill.state === 'paid') return 'paid';
  if (bill.held_until !== null && bill.held_until > work.businessNow) return 'held';
  await markCancelled(tx, work.billId);
  const { org_unit_id: orgUnitId, kind, net_vnd: netVnd, vat_vnd: vatVnd } = bill;
  await post(db, tx, billsCancelled({ orgUnitId, kind, netVnd, vatVnd }), work);
  await publish(tx, { topic: 'bills.cancelled', payload: { billIds: [String(work.billId)] } });
  return 'cancelled';
}

async function post(
  db: Db,
  tx: Tx,
  transfers: readonly Transfer[],
  { businessOn, now: occurredAt }: { businessOn: BusinessDate; now: Date },
): Promise<void> {
  const where = { paymentId: null, importId: null, businessOn, occurredAt };
  await postTransfers(
    db,
    tx,
    transfers.map((transfer) => ({ ...transfer, ...where })),
  );
}
