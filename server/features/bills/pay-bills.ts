import { sql } from 'kysely';
import type { AllocatableBill } from '../../../core/allocation.ts';
import { many, run, type Tx } from '../../platform/db.ts';

export interface LockedBill extends AllocatableBill {
  rootId: bigint;
  customerId: bigint;
  orgUnitId: bigint;
  /** The hold on it and whose it is; a hold whose time is over (business time) holds nothing. */
  holdId: bigint | null;
  heldBy: bigint | null;
  heldUntil: Date | null;
  /** The one partner that may collect it (giao thu); null means every partner may (vãng lai). */
  handedTo: bigint | null;
}

export interface WantedBills {
  customerIds: readonly bigint[];
  billIds: readonly bigint[];
}

/** The same by customer codes, for callers that have not looked the customers up. */
export interface WantedBillsByCode {
  customerCodes: readonly string[];
  billIds: readonly bigint[];
}

const lockedColumns = sql`id, root_id as "rootId", customer_id as "customerId", org_unit_id as "orgUnitId", period,
  total_vnd as "totalVnd", paid_vnd as "paidVnd", state, hold_id as "holdId", held_by as "heldBy",
  held_until as "heldUntil", handed_to as "handedTo"`;

const openStates = sql`state in ('open', 'part_paid', 'unreleased')`;

function isWanted(wanted: WantedBills | WantedBillsByCode) {
  const customers =
    'customerIds' in wanted
      ? sql`${wanted.customerIds}::bigint[]`
      : sql`array(select c.id from customers c where c.code = any(${wanted.customerCodes}::text[]))`;
  return sql`(customer_id = any(${customers}) and ${openStates}) or id = any(${wanted.billIds}::bigint[])`;
}

/** Locks, in id order, every open bill of the customers and every bill that is named; waits for other holders. */
export async function lockBills(tx: Tx, wanted: WantedBills | WantedBillsByCode): Promise<LockedBill[]> {
  return many(
    tx,
    sql<LockedBill>`select ${lockedColumns} from bills where ${isWanted(wanted)} order by id for update`,
    {
      name: 'pay_lock_bills',
    },
  );
}

/** The same without waiting: what another transaction holds is left out, and its customers are named. */
export async function lockFreeBills(
  tx: Tx,
  wanted: WantedBills | WantedBillsByCode,
): Promise<{ bills: LockedBill[]; busyCustomerIds: Set<bigint> }> {
  const known = await many(
    tx,
    sql<{
      id: bigint;
      customerId: bigint;
    }>`select id, customer_id as "customerId" from bills where ${isWanted(wanted)}`,
  );
  const bills = await many(
    tx,
    sql<LockedBill>`select ${lockedColumns} from bills where ${isWanted(wanted)} order by id for update skip locked`,
  );
  const locked = new Set(bills.map(({ id }) => id));
  return {
    bills,
    busyCustomerIds: new Set(known.filter(({ id }) => !locked.has(id)).map(({ customerId }) => customerId)),
  };
}

export interface PaidChange {
  billId: bigint;
  /** What was paid when the bill was locked, and what is paid now. */
  wasVnd: bigint;
  paidVnd: bigint;
}

/**
 * Sets what is paid of locked bills; the state follows, and a hold on them ends. The statement fails by itself when a
 * bill is no longer what it was under its lock, so that COMMIT may be sent right behind it.
 */
export async function applyPaid(tx: Tx, changes: readonly PaidChange[]): Promise<void> {
  if (changes.length === 0) return;
  await run(
    tx,
    sql`
      with changed as (
        update bills set paid_vnd = c.paid, hold_id = null, held_by = null, held_until = null,
          state = case when c.paid = bills.total_vnd then 'paid' when c.paid = 0 then 'open' else 'part_paid' end
        from unnest(${changes.map((change) => change.billId)}::bigint[], ${changes.map((change) => change.wasVnd)}::bigint[],
                    ${changes.map((change) => change.paidVnd)}::bigint[]) c (id, was, paid)
        where bills.id = c.id and bills.paid_vnd = c.was and bills.state in ('open', 'part_paid', 'paid')
        returning 1
      )
      select case when count(*) <> ${changes.length}::int
        then ('bills changed under their lock, ' || count(*))::int end from changed`,
    { name: 'pay_bills_update' },
  );
}
