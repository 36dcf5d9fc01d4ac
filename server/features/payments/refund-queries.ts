import { sql } from 'kysely';
import { find, one, run, sqlState, type Queryable, type Tx } from '../../platform/db.ts';
import { creditError } from './credit-errors.ts';

export type RefundState = 'requested' | 'approved' | 'paid' | 'rejected' | 'cancelled';

export interface RefundRow {
  id: bigint;
  payment_id: bigint;
  customer_id: bigint | null;
  amount_vnd: bigint;
  way: 'partner' | 'bank';
  state: RefundState;
  requested_by: string;
  approved_by: string | null;
  paid_by: string | null;
  needs_second: boolean;
  settles_on: string | null;
  bank_reference: string | null;
}

const columns = sql`id, payment_id, customer_id, amount_vnd, way, state, requested_by, approved_by, paid_by,
  needs_second, settles_on, bank_reference`;

/** True when a statement failed on this constraint. */
function broke(error: unknown, constraint: string): boolean {
  return sqlState(error) === '23514' && (error as { constraint?: string }).constraint === constraint;
}

/**
 * Sets part of a payment's credit aside. The check on the lot decides, so that any number of requests at once stay
 * within it. False when the payment has no credit at all.
 */
export async function reserve(tx: Tx, paymentId: bigint, amountVnd: bigint): Promise<boolean> {
  try {
    const touched = await run(
      tx,
      sql`update credit_lots set reserved_vnd = reserved_vnd + ${amountVnd} where payment_id = ${paymentId}`,
    );
    return touched === 1;
  } catch (error) {
    if (!broke(error, 'credit_lots_never_overdrawn')) throw error;
    throw creditError('refunds.not_enough_credit', { asked: String(amountVnd) }, { cause: error });
  }
}

/** Gives back what was set aside. */
export async function release(tx: Tx, paymentId: bigint, amountVnd: bigint): Promise<void> {
  await run(
    tx,
    sql`update credit_lots set reserved_vnd = reserved_vnd - ${amountVnd} where payment_id = ${paymentId}`,
  );
}

/** What was set aside leaves the lot for good. */
export async function spendReserved(tx: Tx, paymentId: bigint, amountVnd: bigint): Promise<void> {
  await run(
    tx,
    sql`update credit_lots set reserved_vnd = reserved_vnd - ${amountVnd}, left_vnd = left_vnd - ${amountVnd}
        where payment_id = ${paymentId}`,
  );
}

/** Money that the company's own bank account took: no partner holds it, and no till. */
export async function liesAtOwnBank(on: Queryable, paymentId: bigint): Promise<boolean> {
  const { own } = await one(
    on,
    sql<{ own: boolean }>`
      select r.kind = 'own' and p.channel not in ('staff_cash', 'counter_cash') as own
      from payments p join partners r on r.id = p.partner_id where p.id = ${paymentId}`,
  );
  return own;
}

/** What is asked for or given back of a payment; refusals and withdrawals do not count. */
export async function sumStanding(on: Queryable, paymentId: bigint): Promise<bigint> {
  const row = await one(
    on,
    sql<{ sum: bigint }>`select coalesce(sum(amount_vnd), 0)::bigint as sum from refunds
                         where payment_id = ${paymentId} and state in ('requested', 'approved', 'paid')`,
  );
  return row.sum;
}

export interface NewRefund {
  paymentId: bigint;
  customerId: bigint | null;
  amountVnd: bigint;
  way: 'partner' | 'bank';
  bank: { bin: string | null; account: string; holder: string } | null;
  reason: string;
  state: 'requested' | 'approved';
  needsSecond: boolean;
  actor: string;
  businessOn: string;
  now: Date;
}

export async function insertRefund(tx: Tx, refund: NewRefund): Promise<RefundRow> {
  const approved = refund.state === 'approved';
  return one(
    tx,
    sql<RefundRow>`
      insert into refunds (payment_id, customer_id, amount_vnd, way, bank_bin, bank_account, account_holder, reason,
                           state, requested_by, requested_at, approved_by, approved_at, needs_second, business_on)
      values (${refund.paymentId}, ${refund.customerId}, ${refund.amountVnd}, ${refund.way},
              ${refund.bank?.bin ?? null}, ${refund.bank?.account ?? null}, ${refund.bank?.holder ?? null},
              ${refund.reason}, ${refund.state}, ${refund.actor}, ${refund.now},
              ${approved ? refund.actor : null}, ${approved ? refund.now : null}::timestamptz,
              ${refund.needsSecond}, ${refund.businessOn})
      returning ${columns}`,
  );
}

export async function lockRefund(tx: Tx, id: bigint): Promise<RefundRow | undefined> {
  return find(tx, sql<RefundRow>`select ${columns} from refunds where id = ${id} for update`);
}

/** The database itself refuses the person who asked, where two are needed. */
export async function markApproved(tx: Tx, id: bigint, actor: string, now: Date): Promise<RefundRow> {
  try {
    return await one(
      tx,
      sql<RefundRow>`update refunds set state = 'approved', approved_by = ${actor}, approved_at = ${now}
                     where id = ${id} returning ${columns}`,
    );
  } catch (error) {
    if (!broke(error, 'refunds_two_persons')) throw error;
    throw creditError('refunds.second_person', {}, { cause: error });
  }
}

export async function markDropped(
  tx: Tx,
  id: bigint,
  end: { state: 'rejected' | 'cancelled'; reason: string },
): Promise<RefundRow> {
  return one(
    tx,
    sql<RefundRow>`update refunds set state = ${end.state}, rejected_reason = ${end.reason}
                   where id = ${id} returning ${columns}`,
  );
}

export async function markPaid(
  tx: Tx,
  id: bigint,
  paid: { actor: string; now: Date; settlesOn: string | null; bankReference: string | null },
): Promise<RefundRow> {
  return one(
    tx,
    sql<RefundRow>`
      update refunds set state = 'paid', paid_by = ${paid.actor}, paid_at = ${paid.now},
             settles_on = ${paid.settlesOn}, bank_reference = ${paid.bankReference}
      where id = ${id} returning ${columns}`,
  );
}
