import { sql } from 'kysely';
import type { Channel, Tender } from '../../../core/channels.ts';
import {
  find,
  many,
  one,
  RetryTransaction,
  run,
  sqlState,
  type Queryable,
  type Tx,
} from '../../platform/db.ts';

export interface CustomerRow {
  id: bigint;
  code: string;
}

export async function findCustomers(on: Queryable, codes: readonly string[]): Promise<CustomerRow[]> {
  return many(on, sql<CustomerRow>`select id, code from customers where code = any(${codes}::text[])`, {
    name: 'pay_customers',
  });
}

export interface ClaimRow {
  partner_id: bigint;
  reference: string;
  kind: 'payment' | 'reversal' | 'tombstone';
  request_hash: Buffer;
  payment_id: bigint | null;
  outcome: unknown;
  payment_state: 'accepted' | 'reversed' | null;
}

/** What is known of these references. Read after the bills are locked, so that a rival's commit is seen. */
export async function findClaims(
  on: Queryable,
  partnerIds: readonly bigint[],
  references: readonly string[],
): Promise<ClaimRow[]> {
  return many(
    on,
    sql<ClaimRow>`
      select c.partner_id, c.reference, c.kind, c.request_hash, c.payment_id, c.outcome, p.state as payment_state
      from unnest(${partnerIds}::bigint[], ${references}::text[]) asked (partner_id, reference)
      join payment_claims c on c.partner_id = asked.partner_id and c.reference = asked.reference
      left join payments p on p.id = c.payment_id`,
    { name: 'pay_claims_find' },
  );
}

export interface NewClaim {
  partnerId: bigint;
  reference: string;
  kind: ClaimRow['kind'];
  requestHash: Buffer;
  paymentId: bigint | null;
  outcome: string;
}

/** What the statement says when a rival used one of the references meanwhile. */
const referenceTaken = 'reference taken';

function claimRows(claims: readonly NewClaim[], now: Date) {
  const sorted = [...claims].sort((a, b) =>
    a.partnerId === b.partnerId ? (a.reference < b.reference ? -1 : 1) : a.partnerId < b.partnerId ? -1 : 1,
  );
  return sql`
    insert into payment_claims (partner_id, reference, kind, request_hash, payment_id, outcome, recorded_at)
    select c.*, ${now}::timestamptz from unnest(
      ${sorted.map((claim) => claim.partnerId)}::bigint[], ${sorted.map((claim) => claim.reference)}::text[],
      ${sorted.map((claim) => claim.kind)}::text[], ${sorted.map((claim) => claim.requestHash)}::bytea[],
      ${sorted.map((claim) => claim.paymentId)}::bigint[], ${sorted.map((claim) => claim.outcome)}::json[]) c
    on conflict do nothing`;
}

/**
 * Uses up references. The statement fails by itself when one of them is used already, so that COMMIT may be sent right
 * behind it; throws RetryTransaction then.
 */
export async function insertClaims(tx: Tx, claims: readonly NewClaim[], now: Date): Promise<void> {
  try {
    await run(
      tx,
      sql`with claimed as (${claimRows(claims, now)} returning 1)
          select case when count(*) <> ${claims.length}::int then (${referenceTaken}::text || ', ' || count(*))::int end
          from claimed`,
      { name: 'pay_claims_insert' },
    );
  } catch (error) {
    if (sqlState(error) === '22P02' && String(error).includes(referenceTaken)) {
      throw new RetryTransaction('a rival used one of the references', { cause: error });
    }
    throw error;
  }
}

export async function reservePaymentIds(on: Queryable, count: number): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      select nextval((select pg_get_serial_sequence('payments', 'id')::regclass)) as id
      from generate_series(1, ${count}::int)`,
    { name: 'pay_ids' },
  );
  return rows.map(({ id }) => id);
}

export interface NewPayment {
  id: bigint;
  partnerId: bigint;
  reference: string;
  channel: Channel;
  tender: Tender | null;
  pointCode?: string | null;
  intent: 'request' | 'notice';
  customerId: bigint | null;
  amountVnd: bigint;
  creditedVnd: bigint;
  businessOn: string;
  settlesOn: string;
  occurredAt: Date;
}

export async function insertPayments(tx: Tx, rows: readonly NewPayment[], now: Date): Promise<void> {
  await run(
    tx,
    sql`insert into payments (id, partner_id, reference, channel, tender, intent, customer_id, amount_vnd,
                              credited_vnd, business_on, settles_on, occurred_at, point_code, state, recorded_at)
        overriding system value
        select p.*, 'accepted', ${now}::timestamptz from unnest(
          ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.partnerId)}::bigint[],
          ${rows.map((row) => row.reference)}::text[], ${rows.map((row) => row.channel)}::text[],
          ${rows.map((row) => row.tender)}::text[], ${rows.map((row) => row.intent)}::text[],
          ${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.amountVnd)}::bigint[],
          ${rows.map((row) => row.creditedVnd)}::bigint[], ${rows.map((row) => row.businessOn)}::date[],
          ${rows.map((row) => row.settlesOn)}::date[], ${rows.map((row) => row.occurredAt)}::timestamptz[],
          ${rows.map((row) => row.pointCode ?? null)}::text[]) p`,
    { name: 'pay_insert' },
  );
}

export interface NewAllocation {
  paymentId: bigint;
  billRootId: bigint;
  amountVnd: bigint;
  businessOn: string;
}

export async function insertAllocations(tx: Tx, rows: readonly NewAllocation[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into allocations (payment_id, bill_root_id, amount_vnd, business_on, recorded_at)
        select a.*, ${now}::timestamptz from unnest(
          ${rows.map((row) => row.paymentId)}::bigint[], ${rows.map((row) => row.billRootId)}::bigint[],
          ${rows.map((row) => row.amountVnd)}::bigint[], ${rows.map((row) => row.businessOn)}::date[]) a`,
    { name: 'pay_allocations_insert' },
  );
}

export interface NewCredit {
  customerId: bigint | null;
  paymentId: bigint;
  amountVnd: bigint;
  reason: 'overpayment' | 'late_success' | 'unknown_customer';
  /** The customer code as it was sent, where nobody has it. */
  askedCode: string | null;
  businessOn: string;
}

export async function insertCredits(tx: Tx, rows: readonly NewCredit[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into customer_credits (customer_id, payment_id, amount_vnd, reason, business_on, recorded_at)
        select c.*, ${now}::timestamptz from unnest(
          ${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.paymentId)}::bigint[],
          ${rows.map((row) => row.amountVnd)}::bigint[], ${rows.map((row) => row.reason)}::text[],
          ${rows.map((row) => row.businessOn)}::date[]) c`,
    { name: 'pay_credits_insert' },
  );
}

/** Opens the lots of new credit; see `lot-queries.ts` for what is taken from them. */
export async function insertLots(
  tx: Tx,
  rows: readonly Pick<NewCredit, 'paymentId' | 'customerId' | 'amountVnd' | 'askedCode'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into credit_lots (payment_id, customer_id, left_vnd, asked_code)
        select * from unnest(${rows.map((row) => row.paymentId)}::bigint[], ${rows.map((row) => row.customerId)}::bigint[],
                             ${rows.map((row) => row.amountVnd)}::bigint[], ${rows.map((row) => row.askedCode)}::text[])`,
    { name: 'pay_lots_insert' },
  );
}

export async function insertRefusals(
  tx: Tx,
  rows: readonly { partnerId: bigint; reference: string; outcome: string; amountVnd: bigint }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into payment_refusals (partner_id, reference, outcome, amount_vnd, recorded_at)
        select r.*, ${now}::timestamptz from unnest(
          ${rows.map((row) => row.partnerId)}::bigint[], ${rows.map((row) => row.reference)}::text[],
          ${rows.map((row) => row.outcome)}::text[], ${rows.map((row) => row.amountVnd)}::bigint[]) r`,
    { name: 'pay_refusals_insert' },
  );
}

export interface PaymentRow {
  id: bigint;
  partner_id: bigint;
  reference: string;
  channel: Channel;
  state: 'accepted' | 'reversed';
  customer_id: bigint | null;
  amount_vnd: bigint;
  credited_vnd: bigint;
  business_on: string;
  recorded_at: Date;
}

export async function findPaymentByReference(
  on: Queryable,
  partnerId: bigint,
  reference: string,
): Promise<PaymentRow | undefined> {
  return find(
    on,
    sql<PaymentRow>`
      select p.id, p.partner_id, p.reference, p.channel, p.state, p.customer_id, p.amount_vnd, p.credited_vnd,
             p.business_on, p.recorded_at
      from payment_claims c join payments p on p.id = c.payment_id
      where c.partner_id = ${partnerId} and c.reference = ${reference} and c.kind = 'payment'`,
    { name: 'pay_find' },
  );
}

export interface PaymentPart {
  root_id: bigint;
  bill_id: bigint;
  org_unit_id: bigint;
  amount_vnd: bigint;
}

/** How a payment lies on bills now, per bill lineage, with the version that counts. */
export async function listAllocated(on: Queryable, paymentId: bigint): Promise<PaymentPart[]> {
  return many(
    on,
    sql<PaymentPart>`
      select a.bill_root_id as root_id, b.id as bill_id, b.org_unit_id, sum(a.amount_vnd)::bigint as amount_vnd
      from allocations a join bills b on b.root_id = a.bill_root_id and b.is_current
      where a.payment_id = ${paymentId}
      group by a.bill_root_id, b.id, b.org_unit_id having sum(a.amount_vnd) <> 0 order by b.id`,
  );
}

export async function sumCredits(on: Queryable, paymentId: bigint): Promise<bigint> {
  const row = await one(
    on,
    sql<{ sum: bigint }>`
      select coalesce(sum(amount_vnd), 0)::bigint as sum from customer_credits where payment_id = ${paymentId}`,
  );
  return row.sum;
}

/** Allocations of a bill lineage per payment, the latest payment first. */
export async function listPaymentsOfBill(
  on: Queryable,
  rootId: bigint,
): Promise<{ payment_id: bigint; amount_vnd: bigint; customer_id: bigint | null }[]> {
  return many(
    on,
    sql<{ payment_id: bigint; amount_vnd: bigint; customer_id: bigint | null }>`
      select a.payment_id, sum(a.amount_vnd)::bigint as amount_vnd, p.customer_id
      from allocations a join payments p on p.id = a.payment_id
      where a.bill_root_id = ${rootId} group by a.payment_id, p.customer_id
      having sum(a.amount_vnd) > 0 order by a.payment_id desc`,
  );
}

export async function markReversed(tx: Tx, paymentId: bigint): Promise<number> {
  return run(tx, sql`update payments set state = 'reversed' where id = ${paymentId} and state = 'accepted'`);
}

export async function insertReversal(
  tx: Tx,
  reversal: {
    paymentId: bigint;
    reference: string;
    reason: string;
    businessOn: string;
    settlesOn: string;
    now: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into payment_reversals (payment_id, reference, reason, business_on, settles_on, recorded_at)
        values (${reversal.paymentId}, ${reversal.reference}, ${reversal.reason}, ${reversal.businessOn},
                ${reversal.settlesOn}, ${reversal.now})`,
  );
}
