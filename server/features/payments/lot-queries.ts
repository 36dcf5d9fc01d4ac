import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

/**
 * What is left of the credit of each payment. Whoever writes a row of `customer_credits` moves its lot in the same
 * transaction; the check on the lot is what keeps refunds, reversals and applied credit within it. Locks are taken in
 * the order bills, payment, refund, lot.
 */
export interface LotRow {
  payment_id: bigint;
  customer_id: bigint | null;
  left_vnd: bigint;
  reserved_vnd: bigint;
}

export async function findLot(on: Queryable, paymentId: bigint): Promise<LotRow | undefined> {
  return find(
    on,
    sql<LotRow>`select payment_id, customer_id, left_vnd, reserved_vnd from credit_lots where payment_id = ${paymentId}`,
  );
}

export async function lockLot(tx: Tx, paymentId: bigint): Promise<LotRow | undefined> {
  return find(
    tx,
    sql<LotRow>`select payment_id, customer_id, left_vnd, reserved_vnd from credit_lots
                where payment_id = ${paymentId} for update`,
  );
}

export interface CreditMove {
  customerId: bigint | null;
  paymentId: bigint;
  amountVnd: bigint;
  reason: 'correction' | 'reversal' | 'applied' | 'refund' | 'identified';
  businessOn: string;
}

/** Writes credits only; the caller moves the lots. */
export async function insertCreditMoves(tx: Tx, moves: readonly CreditMove[], now: Date): Promise<void> {
  if (moves.length === 0) return;
  await run(
    tx,
    sql`insert into customer_credits (customer_id, payment_id, amount_vnd, reason, business_on, recorded_at)
        select c.*, ${now}::timestamptz from unnest(
          ${moves.map((move) => move.customerId)}::bigint[], ${moves.map((move) => move.paymentId)}::bigint[],
          ${moves.map((move) => move.amountVnd)}::bigint[], ${moves.map((move) => move.reason)}::text[],
          ${moves.map((move) => move.businessOn)}::date[]) c`,
  );
}

/** Adds to lots, making those that are missing, in the order of payments. */
export async function addToLots(tx: Tx, moves: readonly CreditMove[]): Promise<void> {
  if (moves.length === 0) return;
  await run(
    tx,
    sql`insert into credit_lots as lot (payment_id, customer_id, left_vnd)
        select payment_id, (array_agg(customer_id))[1], sum(amount_vnd)
        from unnest(${moves.map((move) => move.paymentId)}::bigint[], ${moves.map((move) => move.customerId)}::bigint[],
                    ${moves.map((move) => move.amountVnd)}::bigint[]) m (payment_id, customer_id, amount_vnd)
        group by payment_id order by payment_id
        on conflict (payment_id) do update set left_vnd = lot.left_vnd + excluded.left_vnd`,
  );
}

/** Takes from lots that the caller has locked. */
export async function takeFromLots(
  tx: Tx,
  takes: readonly { paymentId: bigint; amountVnd: bigint }[],
): Promise<void> {
  if (takes.length === 0) return;
  const touched = await run(
    tx,
    sql`update credit_lots set left_vnd = left_vnd - t.amount_vnd
        from (select payment_id, sum(amount_vnd)::bigint as amount_vnd
              from unnest(${takes.map((take) => take.paymentId)}::bigint[], ${takes.map((take) => take.amountVnd)}::bigint[])
                   given (payment_id, amount_vnd) group by payment_id) t
        where credit_lots.payment_id = t.payment_id`,
  );
  const payments = new Set(takes.map(({ paymentId }) => paymentId)).size;
  if (touched !== payments) throw new Error(`${payments - touched} payments have credit but no lot`);
}

/** Says whose a lot is and what is left of it; the caller holds the payment. */
export async function setLot(
  tx: Tx,
  lot: { paymentId: bigint; customerId: bigint; leftVnd: bigint },
): Promise<void> {
  await run(
    tx,
    sql`insert into credit_lots (payment_id, customer_id, left_vnd)
        values (${lot.paymentId}, ${lot.customerId}, ${lot.leftVnd})
        on conflict (payment_id) do update set customer_id = excluded.customer_id, left_vnd = excluded.left_vnd`,
  );
}

export interface StandingPayment {
  id: bigint;
  partner_id: bigint;
  reference: string;
  channel: Channel;
  state: 'accepted' | 'reversed';
  customer_id: bigint | null;
  amount_vnd: bigint;
  business_on: string;
}

const standingColumns = sql`id, partner_id, reference, channel, state, customer_id, amount_vnd, business_on`;

export async function findPayment(on: Queryable, id: bigint): Promise<StandingPayment | undefined> {
  return find(on, sql<StandingPayment>`select ${standingColumns} from payments where id = ${id}`);
}

/** A payment that must be there. */
export async function getPayment(on: Queryable, id: bigint): Promise<StandingPayment> {
  return one(on, sql<StandingPayment>`select ${standingColumns} from payments where id = ${id}`);
}

/** Keeps a payment from being reversed or handed to somebody else meanwhile. */
export async function lockPayment(tx: Tx, id: bigint): Promise<StandingPayment | undefined> {
  return find(
    tx,
    sql<StandingPayment>`select ${standingColumns} from payments where id = ${id} for no key update`,
  );
}

/** What was given back of a payment. */
export async function sumRefunded(on: Queryable, paymentId: bigint): Promise<bigint> {
  const [row] = await many(
    on,
    sql<{ sum: bigint }>`select coalesce(sum(amount_vnd), 0)::bigint as sum from refunds
                         where payment_id = ${paymentId} and state = 'paid'`,
  );
  return row?.sum ?? 0n;
}
