import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';

export const orderStates = ['draft', 'issued', 'part_paid', 'paid', 'expired', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderRow {
  id: bigint;
  state: OrderState;
  payer_customer_id: bigint;
  payer_code: string;
  payer_unit_id: bigint;
  payer_name: string;
  payer_address: string;
  payer_account: string | null;
  payer_bank: string;
  payer_branch: string;
  payer_bank_bin: string | null;
  account: string;
  expires_on: BusinessDate;
  note: string;
  made_by: string;
  made_at: Date;
  issued_by: string | null;
  issued_at: Date | null;
  issued_on: BusinessDate | null;
  ended_by: string | null;
  ended_at: Date | null;
  end_reason: string | null;
  bills: number;
  customers: number;
  asked_vnd: bigint;
  /** What its bills are open for now. */
  open_vnd: bigint;
  received_vnd: bigint;
}

const selected = sql`
  select o.*, c.code as payer_code, c.org_unit_id as payer_unit_id, b.bills, b.customers, b.asked_vnd, b.open_vnd,
         coalesce(r.received_vnd, 0)::bigint as received_vnd
  from payment_orders o join customers c on c.id = o.payer_customer_id
  join lateral (
    select count(*)::int as bills, count(distinct l.customer_id)::int as customers,
           sum(l.amount_vnd)::bigint as asked_vnd,
           coalesce(sum(n.total_vnd - n.paid_vnd) filter (where n.state in ('open', 'part_paid')), 0)::bigint as open_vnd
    from payment_order_bills l left join bills n on n.root_id = l.bill_root_id and n.is_current
    where l.order_id = o.id) b on true
  left join lateral (
    select sum(p.amount_vnd) as received_vnd from credit_splits s join credit_split_parts p on p.split_id = s.id
    where s.order_id = o.id and p.state <> 'released') r on true`;

export async function findOrder(on: Queryable, id: bigint): Promise<OrderRow | undefined> {
  return find(on, sql<OrderRow>`${selected} where o.id = ${id}`);
}

/** Keeps the order to oneself until commit. */
export async function lockOrder(tx: Tx, id: bigint): Promise<OrderState | undefined> {
  const row = await find(
    tx,
    sql<{ state: OrderState }>`select state from payment_orders where id = ${id} for update`,
  );
  return row?.state;
}

export interface OrderFilter {
  unitIds: Scope;
  state: OrderState | undefined;
  /** Letters of the payer's name, a customer code on the order, or its number. */
  query: string | undefined;
}

export async function listOrders(
  on: Queryable,
  filter: OrderFilter,
  page: { before: bigint; limit: number },
): Promise<OrderRow[]> {
  const { unitIds, state, query } = filter;
  const number = query === undefined ? undefined : /^(?:UNC)?0*(\d{1,18})$/i.exec(query)?.[1];
  const parts = [
    sql`o.id < ${page.before}`,
    unitIds === 'all' ? sql`true` : sql`c.org_unit_id = any(${unitIds}::bigint[])`,
    state === undefined ? sql`true` : sql`o.state = ${state}`,
    query === undefined
      ? sql`true`
      : number !== undefined
        ? sql`o.id = ${number}::bigint`
        : sql`(strpos(lower(o.payer_name), lower(${query}::text)) > 0
               or exists (select from payment_order_bills l join customers m on m.id = l.customer_id
                          where l.order_id = o.id and m.code = upper(${query}::text)))`,
  ];
  return many(
    on,
    sql<OrderRow>`${selected} where ${sql.join(parts, sql` and `)} order by o.id desc limit ${page.limit}`,
  );
}

export interface NewOrder {
  payerCustomerId: bigint;
  payerName: string;
  payerAddress: string;
  payerAccount: string | null;
  payerBank: string;
  payerBranch: string;
  payerBankBin: string | null;
  account: string;
  expiresOn: BusinessDate;
  note: string;
  by: string;
  now: Date;
}

export async function insertOrder(tx: Tx, order: NewOrder): Promise<bigint> {
  const row = await one(
    tx,
    sql<{ id: bigint }>`
      insert into payment_orders (state, payer_customer_id, payer_name, payer_address, payer_account, payer_bank,
                                  payer_branch, payer_bank_bin, account, expires_on, note, made_by, made_at)
      values ('draft', ${order.payerCustomerId}, ${order.payerName}, ${order.payerAddress}, ${order.payerAccount},
              ${order.payerBank}, ${order.payerBranch}, ${order.payerBankBin}, ${order.account}, ${order.expiresOn},
              ${order.note}, ${order.by}, ${order.now})
      returning id`,
  );
  return row.id;
}

export interface OrderLine {
  rootId: bigint;
  customerId: bigint;
  openVnd: bigint;
}

export async function insertOrderBills(tx: Tx, orderId: bigint, lines: readonly OrderLine[]): Promise<void> {
  await run(
    tx,
    sql`insert into payment_order_bills (order_id, place, bill_root_id, customer_id, amount_vnd)
        select ${orderId}, l.place, l.root_id, l.customer_id, l.amount_vnd
        from unnest(${lines.map(({ rootId }) => rootId)}::bigint[], ${lines.map(({ customerId }) => customerId)}::bigint[],
                    ${lines.map(({ openVnd }) => openVnd)}::bigint[])
             with ordinality l (root_id, customer_id, amount_vnd, place)`,
  );
}

export async function markIssued(
  tx: Tx,
  id: bigint,
  at: { by: string; now: Date; on: BusinessDate },
): Promise<void> {
  await run(
    tx,
    sql`update payment_orders set state = 'issued', issued_by = ${at.by}, issued_at = ${at.now}, issued_on = ${at.on}
        where id = ${id}`,
  );
}

/** Ends the waiting for orders: their bills are free for other orders, whatever has been paid stays. */
export async function endOrders(
  tx: Tx,
  ids: readonly bigint[],
  end: { state: 'expired' | 'cancelled'; by: string; now: Date; reason: string },
): Promise<void> {
  await run(
    tx,
    sql`update payment_orders
        set state = case when state = 'part_paid' then state else ${end.state} end, ended_by = ${end.by},
            ended_at = ${end.now}, end_reason = ${end.reason}
        where id = any(${ids}::bigint[])`,
  );
  await run(
    tx,
    sql`update payment_order_bills set live = false where order_id = any(${ids}::bigint[]) and live`,
  );
}

/** Orders whose time is over and that still keep bills. */
export async function lockOverdue(tx: Tx, today: BusinessDate, limit: number): Promise<bigint[]> {
  const rows = await many(
    tx,
    sql<{ id: bigint }>`
      select id from payment_orders
      where state in ('draft', 'issued', 'part_paid') and expires_on < ${today} and ended_at is null
      order by id limit ${limit} for update`,
  );
  return rows.map(({ id }) => id);
}

/**
 * States of orders as the money says: `paid` when nothing of their bills is open, `part_paid` when something came, back
 * to what they were when all of it was taken back.
 */
export async function followMoney(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await run(
    tx,
    sql`
      with now_is as (${selected} where o.id = any(${ids}::bigint[]))
      update payment_orders o set state = case
        when n.received_vnd = 0 then case when o.end_reason is null then 'issued' when o.end_reason = 'expired' then 'expired'
                                          else 'cancelled' end
        when n.open_vnd = 0 then 'paid' else 'part_paid' end
      from now_is n where n.id = o.id and o.state <> 'draft'`,
  );
  await run(
    tx,
    sql`update payment_order_bills l set live = false from payment_orders o
        where o.id = l.order_id and o.id = any(${ids}::bigint[]) and o.state = 'paid' and l.live`,
  );
}
