import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface Credit {
  id: bigint;
  account: string;
  booked_on: BusinessDate;
  amount_vnd: bigint;
  left_vnd: bigint;
  remittance: string;
  /** Partner of kind `own` of its account. */
  partner_id: bigint;
  /** A notice service tells of this account's transfers. */
  is_watched: boolean;
}

const selected = sql`
  select c.id, c.account, c.booked_on, c.amount_vnd, c.amount_vnd - c.assigned_vnd as left_vnd, c.remittance,
         a.transfer_partner_id as partner_id,
         exists (select from gateway_accounts g where g.merchant = a.number and g.enabled
                   and g.provider in ('payos', 'casso', 'sepay')) as is_watched
  from bank_credits c join bank_accounts a on a.number = c.account and a.transfer_partner_id is not null`;

export async function findCredit(on: Queryable, id: bigint): Promise<Credit | undefined> {
  return find(on, sql<Credit>`${selected} where c.id = ${id}`);
}

/**
 * Credits of which nothing is taken and nothing ever was, the oldest first; not those of lines that a person must look at.
 */
export async function listCandidates(
  on: Queryable,
  after: { bookedOn: BusinessDate; id: bigint } | undefined,
  limit: number,
): Promise<Credit[]> {
  const place = after ?? { bookedOn: '0001-01-01', id: 0n };
  return many(
    on,
    sql<Credit>`
      ${selected}
      where c.assigned_vnd < c.amount_vnd and c.assigned_vnd = 0
        and (c.booked_on, c.id) > (${place.bookedOn}::date, ${place.id}::bigint)
        and not exists (select from credit_transfers t where t.bank_credit_id = c.id)
        and not exists (select from credit_splits s where s.bank_credit_id = c.id)
        and not exists (select from bank_statement_lines l where l.bank_credit_id = c.id and l.attention is not null)
      order by c.booked_on, c.id limit ${limit}`,
  );
}

export async function insertSplit(
  tx: Tx,
  split: {
    creditId: bigint;
    partnerId: bigint;
    orderId: bigint | null;
    chequeId: bigint | null;
    amountVnd: bigint;
    rule: string;
    by: string;
    now: Date;
  },
): Promise<bigint> {
  const row = await one(
    tx,
    sql<{ id: bigint }>`
      insert into credit_splits (bank_credit_id, partner_id, order_id, cheque_id, amount_vnd, rule, claimed_by, claimed_at)
      values (${split.creditId}, ${split.partnerId}, ${split.orderId}, ${split.chequeId}, ${split.amountVnd},
              ${split.rule}, ${split.by}, ${split.now})
      returning id`,
  );
  return row.id;
}

export interface NewPart {
  customerCode: string;
  billIds: readonly bigint[] | null;
  amountVnd: bigint;
}

/** Parts under references made of what they pay: `UNC12-34-1`, `SEC5-34-1`. */
export async function insertParts(
  tx: Tx,
  split: {
    id: bigint;
    partnerId: bigint;
    reference: string;
    channel: 'payment_order' | 'cheque';
    occurredAt: Date;
  },
  parts: readonly NewPart[],
): Promise<void> {
  await run(
    tx,
    sql`insert into credit_split_parts (split_id, place, partner_id, reference, channel, customer_code, bill_ids,
                                        amount_vnd, occurred_at, state)
        select ${split.id}, n.place, ${split.partnerId}, ${split.reference} || '-' || ${split.id}::text || '-' || n.place,
               ${split.channel}, n.code,
               case when n.bills = '' then null else string_to_array(n.bills, ' ')::bigint[] end, n.amount_vnd,
               ${split.occurredAt}, 'claimed'
        from unnest(${parts.map(({ customerCode }) => customerCode)}::text[],
                    ${parts.map(({ billIds }) => (billIds ?? []).join(' '))}::text[],
                    ${parts.map(({ amountVnd }) => amountVnd)}::bigint[])
             with ordinality n (code, bills, amount_vnd, place)`,
  );
}

export interface PartRow {
  split_id: bigint;
  place: number;
  partner_id: bigint;
  reference: string;
  channel: 'payment_order' | 'cheque';
  customer_code: string;
  bill_ids: bigint[] | null;
  amount_vnd: bigint;
  occurred_at: Date;
  order_id: bigint | null;
  cheque_id: bigint | null;
}

/** Parts that were claimed and whose payment is not known to be posted. */
export async function listClaimed(
  on: Queryable,
  after: { splitId: bigint; place: number },
  limit: number,
): Promise<PartRow[]> {
  return many(
    on,
    sql<PartRow>`
      select p.*, s.order_id, s.cheque_id from credit_split_parts p join credit_splits s on s.id = p.split_id
      where p.state = 'claimed' and (p.split_id, p.place) > (${after.splitId}::bigint, ${after.place}::int)
      order by p.split_id, p.place limit ${limit}`,
  );
}

export async function markPosted(
  tx: Tx,
  posted: readonly { part: PartRow; paymentId: bigint }[],
): Promise<void> {
  await run(
    tx,
    sql`update credit_split_parts p set state = 'posted', payment_id = n.payment_id
        from unnest(${posted.map(({ part }) => part.split_id)}::bigint[], ${posted.map(({ part }) => part.place)}::int[],
                    ${posted.map(({ paymentId }) => paymentId)}::bigint[]) n (split_id, place, payment_id)
        where p.split_id = n.split_id and p.place = n.place and p.state = 'claimed'`,
  );
}

export interface ReleasedPart {
  bank_credit_id: bigint;
  partner_id: bigint;
  amount_vnd: bigint;
  order_id: bigint | null;
  cheque_id: bigint | null;
}

/** Gives free, in the books of this feature, what reversed payments had taken. */
export async function releaseReversed(tx: Tx, limit: number): Promise<ReleasedPart[]> {
  return many(
    tx,
    sql<ReleasedPart>`
      update credit_split_parts n set state = 'released'
      from credit_splits s
      where s.id = n.split_id and (n.split_id, n.place) in (
        select p.split_id, p.place from credit_split_parts p join payments y on y.id = p.payment_id
        where p.state = 'posted' and y.state = 'reversed' order by p.split_id, p.place limit ${limit} for update of p)
      returning s.bank_credit_id, n.partner_id, n.amount_vnd, s.order_id, s.cheque_id`,
  );
}

/** What came for an order or a cheque, each payment with its credit. */
export interface ReceiptRow {
  split_id: bigint;
  bank_credit_id: bigint;
  booked_on: BusinessDate;
  remittance: string;
  rule: string;
  claimed_by: string;
  customer_code: string;
  amount_vnd: bigint;
  state: 'claimed' | 'posted' | 'released';
  payment_id: bigint | null;
  /** What of the payment no bill took. */
  credited_vnd: bigint;
}

export async function listReceipts(
  on: Queryable,
  whose: { orderId: bigint } | { chequeId: bigint },
): Promise<ReceiptRow[]> {
  const mine = 'orderId' in whose ? sql`s.order_id = ${whose.orderId}` : sql`s.cheque_id = ${whose.chequeId}`;
  return many(
    on,
    sql<ReceiptRow>`
      select s.id as split_id, s.bank_credit_id, c.booked_on, c.remittance, s.rule, s.claimed_by, p.customer_code,
             p.amount_vnd, p.state, p.payment_id,
             case when y.state = 'accepted' then y.amount_vnd - coalesce(
               (select sum(a.amount_vnd) from allocations a where a.payment_id = y.id), 0) else 0 end::bigint
               as credited_vnd
      from credit_splits s join bank_credits c on c.id = s.bank_credit_id
      join credit_split_parts p on p.split_id = s.id left join payments y on y.id = p.payment_id
      where ${mine} order by s.id, p.place`,
  );
}
