import { sql } from 'kysely';
import type { KnownInBooks, MeantCustomer } from '../../../core/customer-transfers.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { FoundInText } from '../../../core/qr/transfer-text.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface Candidate {
  id: bigint;
  booked_on: BusinessDate;
  amount_vnd: bigint;
  payer: string;
  remittance: string;
  partner_id: bigint;
}

/**
 * Credits of accounts with a partner for transfers of which nothing is taken, the oldest first. Not those of lines that
 * a person must look at, nor those whose payment was reversed, nor those of an account whose transfers a notice service
 * tells: there each is a payment already.
 */
export async function listCandidates(
  on: Queryable,
  after: { bookedOn: BusinessDate; id: bigint } | undefined,
  limit: number,
): Promise<Candidate[]> {
  const place = after ?? { bookedOn: '0001-01-01', id: 0n };
  return many(
    on,
    sql<Candidate>`
      select c.id, c.booked_on, c.amount_vnd, c.payer, c.remittance, a.transfer_partner_id as partner_id
      from bank_credits c join bank_accounts a on a.number = c.account and a.transfer_partner_id is not null
      where c.assigned_vnd < c.amount_vnd and c.assigned_vnd = 0
        and (c.booked_on, c.id) > (${place.bookedOn}::date, ${place.id}::bigint)
        and not exists (select from credit_transfers t where t.bank_credit_id = c.id)
        and not exists (select from bank_statement_lines l where l.bank_credit_id = c.id and l.attention is not null)
        and not exists (select from gateway_accounts g where g.merchant = a.number and g.enabled
                          and g.provider in ('payos', 'casso', 'sepay'))
      order by c.booked_on, c.id limit ${limit}`,
  );
}

/** What the books know behind references and codes. */
export async function readKnown(on: Queryable, found: readonly FoundInText[]): Promise<KnownInBooks> {
  const numbersOf = (kind: 'bill' | 'customer') =>
    found.flatMap((one) => (one.kind === kind ? [one.number] : []));
  const codes = found.flatMap((one) => (one.kind === 'customer_code' ? [one.code] : []));
  const bills = await many(
    on,
    sql<{ number: bigint; bill_id: bigint | null; customer_id: bigint }>`
      select b.id as number, n.id as bill_id, b.customer_id
      from bills b left join bills n on n.root_id = b.root_id and n.is_current
      where b.id = any(${numbersOf('bill')}::bigint[])`,
  );
  const customerIds = [...numbersOf('customer'), ...bills.map(({ customer_id }) => customer_id)];
  const customers = await many(
    on,
    sql<{ id: bigint; code: string }>`
      select id, code from customers where id = any(${customerIds}::bigint[]) or code = any(${codes}::text[])`,
  );
  const open = await many(
    on,
    sql<{ customer_id: bigint; billId: bigint; openVnd: bigint }>`
      select customer_id, id as "billId", total_vnd - paid_vnd as "openVnd" from bills
      where customer_id = any(${customers.map(({ id }) => id)}::bigint[]) and is_current
        and state in ('open', 'part_paid')
      order by period, id`,
  );
  const openOf = Map.groupBy(open, ({ customer_id }) => customer_id);
  const byNumber = new Map<bigint, MeantCustomer>(
    customers.map(({ id, code }) => [id, { code, open: openOf.get(id) ?? [] }]),
  );
  return {
    bills: new Map(
      bills.flatMap(({ number, bill_id, customer_id }) => {
        const customer = byNumber.get(customer_id);
        return customer ? [[number, { customer, billId: bill_id }] as const] : [];
      }),
    ),
    customersByNumber: byNumber,
    customersByCode: new Map([...byNumber.values()].map((customer) => [customer.code, customer])),
  };
}

export interface NewTransfer {
  creditId: bigint;
  partnerId: bigint;
  customerCode: string;
  billIds: readonly bigint[] | null;
  amountVnd: bigint;
  rule: string;
  occurredAt: Date;
}

/** Takes whole credits of which nothing is taken; answers which of them it got. */
export async function takeCredits(tx: Tx, creditIds: readonly bigint[]): Promise<bigint[]> {
  const free = await many(
    tx,
    sql<{ id: bigint }>`
      select id from bank_credits where id = any(${creditIds}::bigint[]) and assigned_vnd = 0 order by id for update`,
  );
  const ids = free.map(({ id }) => id);
  await run(
    tx,
    sql`update bank_credits set assigned_vnd = amount_vnd where id = any(${ids}::bigint[]) and assigned_vnd = 0`,
  );
  return ids;
}

/** A credit that was given free again starts anew under a reference of its own. Answers how many were written. */
export async function insertTransfers(
  tx: Tx,
  rows: readonly NewTransfer[],
  by: string,
  now: Date,
): Promise<number> {
  return run(
    tx,
    sql`
      insert into credit_transfers (bank_credit_id, partner_id, reference, customer_code, bill_ids, amount_vnd, rule,
                                    state, occurred_at, claimed_by, claimed_at)
      select n.credit_id, n.partner_id, 'BC' || n.credit_id, n.customer_code,
             case when n.bill_ids = '' then null else string_to_array(n.bill_ids, ' ')::bigint[] end, n.amount_vnd,
             n.rule, 'claimed', n.occurred_at, ${by}, ${now}
      from unnest(
        ${rows.map((row) => row.creditId)}::bigint[], ${rows.map((row) => row.partnerId)}::bigint[],
        ${rows.map((row) => row.customerCode)}::text[], ${rows.map((row) => (row.billIds ?? []).join(' '))}::text[],
        ${rows.map((row) => row.amountVnd)}::bigint[], ${rows.map((row) => row.rule)}::text[],
        ${rows.map((row) => row.occurredAt)}::timestamptz[])
        n (credit_id, partner_id, customer_code, bill_ids, amount_vnd, rule, occurred_at)
      on conflict (bank_credit_id) do update set partner_id = excluded.partner_id, state = 'claimed', payment_id = null,
        reference = split_part(credit_transfers.reference, '-', 1) || '-'
          || (coalesce(nullif(split_part(credit_transfers.reference, '-', 2), ''), '1')::int + 1),
        customer_code = excluded.customer_code, bill_ids = excluded.bill_ids, amount_vnd = excluded.amount_vnd,
        rule = excluded.rule, occurred_at = excluded.occurred_at, claimed_by = excluded.claimed_by,
        claimed_at = excluded.claimed_at
      where credit_transfers.state = 'released'`,
  );
}

export interface ClaimedTransfer {
  bank_credit_id: bigint;
  partner_id: bigint;
  reference: string;
  customer_code: string;
  bill_ids: bigint[] | null;
  amount_vnd: bigint;
  occurred_at: Date;
}

/** Credits that were claimed and whose payment is not known to be posted. */
export async function listClaimed(on: Queryable, afterId: bigint, limit: number): Promise<ClaimedTransfer[]> {
  return many(
    on,
    sql<ClaimedTransfer>`
      select bank_credit_id, partner_id, reference, customer_code, bill_ids, amount_vnd, occurred_at
      from credit_transfers where state = 'claimed' and bank_credit_id > ${afterId}
      order by bank_credit_id limit ${limit}`,
  );
}

export async function markPosted(
  on: Queryable,
  posted: readonly { creditId: bigint; paymentId: bigint }[],
): Promise<void> {
  await run(
    on,
    sql`
      update credit_transfers t set state = 'posted', payment_id = n.payment_id
      from unnest(${posted.map(({ creditId }) => creditId)}::bigint[], ${posted.map(({ paymentId }) => paymentId)}::bigint[])
        n (credit_id, payment_id)
      where t.bank_credit_id = n.credit_id and t.state = 'claimed'`,
  );
}

/** Gives free, in the books of statements, what reversed payments had taken. */
export async function releaseReversed(
  tx: Tx,
  limit: number,
): Promise<{ bank_credit_id: bigint; partner_id: bigint; amount_vnd: bigint }[]> {
  return many(
    tx,
    sql<{ bank_credit_id: bigint; partner_id: bigint; amount_vnd: bigint }>`
      update credit_transfers set state = 'released'
      where bank_credit_id in (
        select t.bank_credit_id from credit_transfers t join payments p on p.id = t.payment_id
        where t.state = 'posted' and p.state = 'reversed' order by t.bank_credit_id limit ${limit} for update of t)
      returning bank_credit_id, partner_id, amount_vnd`,
  );
}

export interface TransferRow {
  bank_credit_id: bigint;
  customer_code: string;
  rule: string;
  state: 'claimed' | 'posted' | 'released';
  payment_id: bigint | null;
}

export async function listTransfersOf(on: Queryable, creditIds: readonly bigint[]): Promise<TransferRow[]> {
  return many(
    on,
    sql<TransferRow>`
      select bank_credit_id, customer_code, rule, state, payment_id from credit_transfers
      where bank_credit_id = any(${creditIds}::bigint[])`,
  );
}
