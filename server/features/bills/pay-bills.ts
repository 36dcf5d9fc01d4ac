import { sql } from 'kysely';
import type { AllocatableBill } from '../../../core/allocation.ts';
import { many, run, type Tx } from '../../platform/db.ts';

export interface LockedBill extends AllocatableBill {
  rootId: bigint;
  customerId: bigint;
  orgUnitId: bigint;
}

export interface WantedBills {
  customerIds: readonly bigint[];
  billIds: readonly bigint[];
}

const lockedColumns = sql`id, root_id as "rootId", customer_id as "customerId", org_unit_id as "orgUnitId", period,
  total_vnd as "totalVnd", paid_vnd as "paidVnd", state`;

function isWanted({ customerIds, billIds }: WantedBills) {
  return sql`(customer_id = any(${customerIds}::bigint[]) and state in ('open', 'part_paid', 'unreleased'))
    or id = any(${billIds}::bigint[])`;
}

/** Locks, in id order, every open bill of the customers and every bill that is named; waits for other holders. */
export async function lockBills(tx: Tx, wanted: WantedBills): Promise<LockedBill[]> {
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
  wanted: WantedBills,
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

/** Sets what is paid of locked bills; the state follows. Throws when one changed since it was read. */
export async function applyPaid(tx: Tx, changes: readonly PaidChange[]): Promise<void> {
  if (changes.length === 0) return;
  const touched = await run(
    tx,
    sql`
      update bills set paid_vnd = c.paid,
        state = case when c.paid = bills.total_vnd then 'paid' when c.paid = 0 then 'open' else 'part_paid' end
      from unnest(${changes.map((change) => change.billId)}::bigint[], ${changes.map((change) => change.wasVnd)}::bigint[],
                  ${changes.map((change) => change.paidVnd)}::bigint[]) c (id, was, paid)
      where bills.id = c.id and bills.paid_vnd = c.was and bills.state in ('open', 'part_paid', 'paid')`,
    { name: 'pay_bills_update' },
  );
  if (touched !== changes.length)
    throw new Error(`${changes.length - touched} bills changed under their lock`);
}
