import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from './till-queries.ts';

export type TakingState = 'claimed' | 'taken' | 'refused' | 'void_asked' | 'voiding' | 'voided';

export interface TakingRow {
  id: bigint;
  session_id: bigint;
  till_id: bigint;
  request_key: string;
  tender: 'cash' | 'card';
  partner_id: bigint;
  reference: string;
  intent: 'request' | 'notice';
  customer_code: string;
  bill_ids: bigint[];
  amount_vnd: bigint;
  given_vnd: bigint | null;
  terminal_id: string | null;
  batch_number: string | null;
  trace_number: string | null;
  approval_code: string | null;
  card_last4: string | null;
  occurred_at: Date;
  taken_on: BusinessDate;
  taken_at: Date;
  state: TakingState;
  refusal: string | null;
  payment_id: bigint | null;
  receipt_number: number | null;
  prints: number;
  void_reason: string | null;
  void_asked_by: string | null;
  void_approved_by: string | null;
  voided_at: Date | null;
  customer_name: string | null;
  till_code: string;
  cashier: string;
  org_unit_id: bigint;
}

const takings = (where: RawBuilder<unknown>): RawBuilder<TakingRow> => sql<TakingRow>`
  select g.*, c.name as customer_name, t.code as till_code, t.org_unit_id, s.cashier
  from takings g join tills t on t.id = g.till_id join till_sessions s on s.id = g.session_id
  left join customers c on c.code = g.customer_code
  where ${where}`;

export async function findTaking(on: Queryable, id: bigint): Promise<TakingRow | undefined> {
  return find(on, takings(sql`g.id = ${id}`));
}

export async function findTakingByRequest(
  on: Queryable,
  tillId: bigint,
  requestKey: string,
): Promise<TakingRow | undefined> {
  return find(on, takings(sql`g.till_id = ${tillId} and g.request_key = ${requestKey}`));
}

export async function findTakingByReference(
  on: Queryable,
  partnerId: bigint,
  reference: string,
): Promise<TakingRow | undefined> {
  return find(on, takings(sql`g.partner_id = ${partnerId} and g.reference = ${reference}`));
}

/** Takings of a session, the newest first. */
export async function listTakings(on: Queryable, sessionId: bigint): Promise<TakingRow[]> {
  return many(on, sql<TakingRow>`${takings(sql`g.session_id = ${sessionId}`)} order by g.id desc limit 2000`);
}

/** Receipts somebody wants voided, the oldest first. */
export async function listVoidsAsked(on: Queryable, scope: Scope): Promise<TakingRow[]> {
  const visible = scope === 'all' ? sql`true` : sql`t.org_unit_id = any(${scope}::bigint[])`;
  return many(
    on,
    sql<TakingRow>`${takings(sql`g.state in ('void_asked', 'voiding') and ${visible}`)} order by g.id limit 500`,
  );
}

/** States of takings that keep a session from closing. */
export async function listUnfinished(tx: Tx, sessionId: bigint): Promise<TakingState[]> {
  const rows = await many(
    tx,
    sql<{ state: TakingState }>`
      select distinct state from takings where session_id = ${sessionId} and state in ('claimed', 'void_asked', 'voiding')`,
  );
  return rows.map(({ state }) => state);
}

export type NewTaking = Pick<
  TakingRow,
  | 'session_id'
  | 'till_id'
  | 'request_key'
  | 'tender'
  | 'partner_id'
  | 'reference'
  | 'intent'
  | 'customer_code'
  | 'bill_ids'
  | 'amount_vnd'
  | 'given_vnd'
  | 'terminal_id'
  | 'batch_number'
  | 'trace_number'
  | 'approval_code'
  | 'card_last4'
  | 'occurred_at'
  | 'taken_on'
  | 'taken_at'
>;

/** Writes down what is about to be posted. False when the request, or the card payment, is there already. */
export async function insertTaking(tx: Tx, row: NewTaking): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into takings (session_id, till_id, request_key, tender, partner_id, reference, intent, customer_code,
                             bill_ids, amount_vnd, given_vnd, terminal_id, batch_number, trace_number, approval_code,
                             card_last4, occurred_at, taken_on, taken_at, state)
        values (${row.session_id}, ${row.till_id}, ${row.request_key}, ${row.tender}, ${row.partner_id}, ${row.reference},
                ${row.intent}, ${row.customer_code}, ${row.bill_ids}::bigint[], ${row.amount_vnd}, ${row.given_vnd},
                ${row.terminal_id}, ${row.batch_number}, ${row.trace_number}, ${row.approval_code}, ${row.card_last4},
                ${row.occurred_at}, ${row.taken_on}, ${row.taken_at}, 'claimed')
        on conflict do nothing`,
  );
  return made === 1;
}

/** A refused taking is judged anew. */
export async function claimAgain(tx: Tx, id: bigint): Promise<void> {
  await run(
    tx,
    sql`update takings set state = 'claimed', refusal = null where id = ${id} and state = 'refused'`,
  );
}

export async function markRefused(on: Queryable, id: bigint, refusal: string): Promise<void> {
  await run(
    on,
    sql`update takings set state = 'refused', refusal = ${refusal} where id = ${id} and state = 'claimed'`,
  );
}

/**
 * Gives a posted taking the next number of its till, once: the number is used only where the taking still waits for it. A
 * rival with the same key may have been refused a moment before.
 */
export async function numberReceipt(
  tx: Tx,
  taking: { id: bigint; tillId: bigint; paymentId: bigint },
): Promise<void> {
  const waits = await find(
    tx,
    sql`select from takings where id = ${taking.id} and state in ('claimed', 'refused') for update`,
  );
  if (!waits) return;
  const { last_receipt } = await one(
    tx,
    sql<{ last_receipt: number }>`
      update tills set last_receipt = last_receipt + 1 where id = ${taking.tillId} returning last_receipt`,
  );
  await run(
    tx,
    sql`update takings set state = 'taken', refusal = null, payment_id = ${taking.paymentId}, receipt_number = ${last_receipt}
        where id = ${taking.id}`,
  );
}

export async function countPrint(tx: Tx, id: bigint): Promise<number> {
  const { prints } = await one(
    tx,
    sql<{ prints: number }>`update takings set prints = prints + 1 where id = ${id} returning prints`,
  );
  return prints;
}

export async function askVoid(tx: Tx, id: bigint, reason: string, by: string): Promise<number> {
  return run(
    tx,
    sql`update takings set state = 'void_asked', void_reason = ${reason}, void_asked_by = ${by}
        where id = ${id} and state = 'taken'`,
  );
}

export async function withdrawVoid(tx: Tx, id: bigint): Promise<number> {
  return run(
    tx,
    sql`update takings set state = 'taken', void_reason = null, void_asked_by = null
        where id = ${id} and state = 'void_asked'`,
  );
}

export async function approveVoidRow(tx: Tx, id: bigint, by: string): Promise<number> {
  return run(
    tx,
    sql`update takings set state = 'voiding', void_approved_by = ${by} where id = ${id} and state = 'void_asked'`,
  );
}

export async function unapproveVoid(on: Queryable, id: bigint): Promise<void> {
  await run(
    on,
    sql`update takings set state = 'void_asked', void_approved_by = null where id = ${id} and state = 'voiding'`,
  );
}

export async function markVoided(on: Queryable, id: bigint, at: Date): Promise<void> {
  await run(
    on,
    sql`update takings set state = 'voided', voided_at = ${at} where id = ${id} and state = 'voiding'`,
  );
}

export interface DeskBill {
  id: bigint;
  external_id: string;
  period: string;
  kind: string;
  due_on: BusinessDate;
  total_vnd: bigint;
  open_vnd: bigint;
  state: string;
  handed_to: bigint | null;
  held_by: bigint | null;
  held_until: Date | null;
}

export interface DeskCustomer {
  id: bigint;
  code: string;
  name: string;
  address: string;
  org_unit_id: bigint;
}

export async function findDeskCustomer(on: Queryable, code: string): Promise<DeskCustomer | undefined> {
  return find(
    on,
    sql<DeskCustomer>`select id, code, name, address, org_unit_id from customers where code = ${code}`,
  );
}

/** Open bills of a customer, the oldest first; or those with the given ids, whatever their state. */
export async function listDeskBills(
  on: Queryable,
  customerId: bigint,
  billIds?: readonly bigint[],
): Promise<DeskBill[]> {
  const which =
    billIds === undefined ? sql`state in ('open', 'part_paid')` : sql`id = any(${billIds}::bigint[])`;
  return many(
    on,
    sql<DeskBill>`
      select id, external_id, to_char(period, 'YYYY-MM') as period, kind, due_on, total_vnd, total_vnd - paid_vnd as open_vnd,
             state, handed_to, held_by, held_until
      from bills where customer_id = ${customerId} and is_current and ${which} order by period, id limit 500`,
  );
}

/** The bills a payment was laid on, for its receipt. */
export async function listPaidBills(
  on: Queryable,
  paymentId: bigint,
): Promise<{ period: string; external_id: string; kind: string; amount_vnd: bigint }[]> {
  return many(
    on,
    sql<{ period: string; external_id: string; kind: string; amount_vnd: bigint }>`
      select to_char(b.period, 'YYYY-MM') as period, b.external_id, b.kind, a.amount_vnd
      from allocations a join bills b on b.root_id = a.bill_root_id and b.is_current
      where a.payment_id = ${paymentId} and a.amount_vnd > 0 order by b.period, b.id`,
  );
}
