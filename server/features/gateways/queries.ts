import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import type { ProviderName } from '../../../core/gateways/providers.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface AccountRow {
  code: string;
  partner_id: bigint;
  partner_code: string;
  provider: ProviderName;
  variant: string | null;
  channel: Channel;
  merchant: string;
  endpoint: string | null;
  pay_page: string | null;
  public_url: string;
  secrets: Record<string, string>;
  /** Of one subscriber; amounts as decimal text. */
  limits: LimitsRow | null;
  enabled: boolean;
}

export interface LimitsRow {
  rule: string;
  perPayment: string | null;
  perDay: string | null;
  perMonth: string | null;
}

export const orderStates = [
  'created',
  'pending',
  'paid',
  'failed',
  'expired',
  'refund_pending',
  'refunded',
] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderRow {
  id: bigint;
  account_code: string;
  partner_id: bigint;
  channel: Channel;
  reference: string;
  request_key: string;
  customer_id: bigint;
  customer_code: string;
  bill_ids: bigint[];
  amount_vnd: bigint;
  state: OrderState;
  payer_ip: string;
  /** Whose phone is asked to confirm. */
  msisdn: string | null;
  ordered_on: BusinessDate;
  expires_at: Date;
  pay_url: string | null;
  deeplink: string | null;
  qr_content: string | null;
  transaction_id: string | null;
  payment_id: bigint | null;
  failure: string | null;
  attention: string | null;
  attempts: number;
  next_query_at: Date | null;
  refund_reference: string | null;
  refund_reason: string | null;
  refund_by: string | null;
  /** Of the refund that is wished or under way. */
  refund_vnd: bigint | null;
  /** What has gone back before. */
  refunded_vnd: bigint;
  /** Until when one alone carries the refund on. */
  refund_held_until: Date | null;
  cancelled_by: string | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

const accounts = sql`
  select a.code, a.partner_id, p.code as partner_code, a.provider, a.variant, a.channel, a.merchant, a.endpoint, a.pay_page,
         a.public_url, a.secrets, a.limits, a.enabled
  from gateway_accounts a join partners p on p.id = a.partner_id`;

export async function findAccount(on: Queryable, code: string): Promise<AccountRow | undefined> {
  return find(on, sql<AccountRow>`${accounts} where a.code = ${code}`);
}

export async function listAccounts(on: Queryable): Promise<AccountRow[]> {
  return many(on, sql<AccountRow>`${accounts} order by a.code`);
}

export async function findPartnerOf(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; channels: Channel[] } | undefined> {
  return find(
    on,
    sql<{ id: bigint; channels: Channel[] }>`select id, channels from partners where code = ${code}`,
  );
}

export async function saveAccount(
  tx: Tx,
  account: Omit<AccountRow, 'partner_code'> & { changed_by: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into gateway_accounts (code, partner_id, provider, variant, channel, merchant, endpoint, pay_page, public_url,
                                      secrets, limits, enabled, changed_by)
        values (${account.code}, ${account.partner_id}, ${account.provider}, ${account.variant}, ${account.channel},
                ${account.merchant}, ${account.endpoint}, ${account.pay_page}, ${account.public_url},
                ${JSON.stringify(account.secrets)}::jsonb, ${account.limits && JSON.stringify(account.limits)}::jsonb,
                ${account.enabled}, ${account.changed_by})
        on conflict (code) do update set partner_id = excluded.partner_id, variant = excluded.variant,
          channel = excluded.channel, merchant = excluded.merchant, endpoint = excluded.endpoint,
          pay_page = excluded.pay_page, public_url = excluded.public_url, secrets = excluded.secrets,
          limits = excluded.limits, enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
  );
}

export type NewOrder = Pick<
  OrderRow,
  | 'account_code'
  | 'partner_id'
  | 'channel'
  | 'reference'
  | 'request_key'
  | 'customer_id'
  | 'customer_code'
  | 'bill_ids'
  | 'amount_vnd'
  | 'payer_ip'
  | 'msisdn'
  | 'ordered_on'
  | 'expires_at'
  | 'created_by'
  | 'created_at'
> & { next_query_at: Date };

/** Lets one subscriber's orders be counted one at a time. */
export async function lockSubscriber(tx: Tx, accountCode: string, msisdn: string): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`gateway_limits ${accountCode} ${msisdn}`}, 0))`,
  );
}

/** What a subscriber has paid, or is being asked for, through a contract on a business day and in its month. */
export async function sumOfSubscriber(
  on: Queryable,
  { accountCode, msisdn, day }: { accountCode: string; msisdn: string; day: BusinessDate },
): Promise<{ dayVnd: bigint; monthVnd: bigint }> {
  return one(
    on,
    sql<{ dayVnd: bigint; monthVnd: bigint }>`
      select coalesce(sum(amount_vnd - refunded_vnd) filter (where ordered_on = ${day}::date), 0)::bigint as "dayVnd",
             coalesce(sum(amount_vnd - refunded_vnd), 0)::bigint as "monthVnd"
      from gateway_orders
      where account_code = ${accountCode} and msisdn = ${msisdn} and state not in ('failed', 'expired', 'refunded')
        and ordered_on >= date_trunc('month', ${day}::date)
        and ordered_on < date_trunc('month', ${day}::date) + interval '1 month'`,
  );
}

/** Undefined when the request was made before. */
export async function insertOrder(tx: Tx, order: NewOrder): Promise<OrderRow | undefined> {
  return find(
    tx,
    sql<OrderRow>`
      insert into gateway_orders (account_code, partner_id, channel, reference, request_key, customer_id, customer_code,
                                  bill_ids, amount_vnd, state, payer_ip, msisdn, ordered_on, expires_at, created_by, created_at, next_query_at)
      values (${order.account_code}, ${order.partner_id}, ${order.channel}, ${order.reference}, ${order.request_key}, ${order.customer_id},
              ${order.customer_code}, ${order.bill_ids}::bigint[], ${order.amount_vnd}, 'created', ${order.payer_ip},
              ${order.msisdn}, ${order.ordered_on}, ${order.expires_at}, ${order.created_by}, ${order.created_at}, ${order.next_query_at})
      on conflict on constraint gateway_orders_one_request do nothing returning *`,
  );
}

export async function findCustomerId(on: Queryable, code: string): Promise<bigint | undefined> {
  return (await find(on, sql<{ id: bigint }>`select id from customers where code = ${code}`))?.id;
}

export async function findOrder(on: Queryable, id: bigint): Promise<OrderRow | undefined> {
  return find(on, sql<OrderRow>`select * from gateway_orders where id = ${id}`);
}

export async function findOrderByReference(
  on: Queryable,
  accountCode: string,
  reference: string,
): Promise<OrderRow | undefined> {
  return find(
    on,
    sql<OrderRow>`select * from gateway_orders where account_code = ${accountCode} and reference = ${reference}`,
  );
}

/** What the bills of an order are open for now. */
export async function readOpenOf(on: Queryable, order: OrderRow): Promise<bigint> {
  const row = await one(
    on,
    sql<{ open: bigint }>`
      select coalesce(sum(total_vnd - paid_vnd), 0)::bigint as open from bills
      where id = any(${order.bill_ids}::bigint[]) and state in ('open', 'part_paid')`,
  );
  return row.open;
}

/** Lets the same request through once at a time, so that its rival finds the order and not merely the held bills. */
export async function lockRequest(tx: Tx, requestKey: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`gateway_orders ${requestKey}`}, 0))`);
}

export async function findOrderByRequest(on: Queryable, requestKey: string): Promise<OrderRow | undefined> {
  return find(on, sql<OrderRow>`select * from gateway_orders where request_key = ${requestKey}`);
}

/** An order that is not final moves to `state`; what has become final meanwhile stays. Undefined then. */
export async function move(
  on: Queryable,
  id: bigint,
  from: readonly OrderState[],
  change: RawBuilder<unknown>,
): Promise<OrderRow | undefined> {
  return find(
    on,
    sql<OrderRow>`update gateway_orders set ${change}
                  where id = ${id} and state = any(${from}::text[]) returning *`,
  );
}

export async function markMade(
  on: Queryable,
  id: bigint,
  made: { payUrl: string | null; deeplink: string | null; qrContent: string | null },
): Promise<void> {
  await move(
    on,
    id,
    ['created', 'pending'],
    sql`state = 'pending', pay_url = ${made.payUrl}, deeplink = ${made.deeplink}, qr_content = ${made.qrContent}`,
  );
}

/** Taken back from the payer by a person; it is followed until it cannot be paid any more. */
export async function markCancelled(tx: Tx, id: bigint, by: string): Promise<OrderRow | undefined> {
  return move(tx, id, ['created', 'pending'], sql`cancelled_by = ${by}`);
}

export async function markPending(on: Queryable, id: bigint): Promise<void> {
  await move(on, id, ['created'], sql`state = 'pending'`);
}

/** Money came: also after the order was given up. */
export async function markPaid(
  on: Queryable,
  id: bigint,
  paid: { paymentId: bigint; transactionId: string; now: Date },
): Promise<void> {
  await move(
    on,
    id,
    ['created', 'pending', 'failed', 'expired'],
    sql`state = 'paid', payment_id = ${paid.paymentId}, transaction_id = ${paid.transactionId}, failure = null,
        next_query_at = null, finished_at = ${paid.now}`,
  );
}

/** False where it was final already. */
export async function markOver(
  on: Queryable,
  id: bigint,
  over: { state: 'failed' | 'expired'; failure: string; now: Date },
): Promise<boolean> {
  const moved = await move(
    on,
    id,
    ['created', 'pending'],
    sql`state = ${over.state}, failure = ${over.failure}, next_query_at = null, finished_at = ${over.now}`,
  );
  return moved !== undefined;
}

export async function markAttention(on: Queryable, id: bigint, attention: string): Promise<void> {
  await run(on, sql`update gateway_orders set attention = ${attention} where id = ${id}`);
}

/** Asks for an order sooner than its schedule does. */
export async function bringForward(on: Queryable, id: bigint, at: Date): Promise<void> {
  await run(
    on,
    sql`update gateway_orders set next_query_at = least(next_query_at, ${at}) where id = ${id} and next_query_at is not null`,
  );
}

/** Counts a question, so that the next one finds that something may have been sent, and puts the next time ahead. */
function asked(now: Date): RawBuilder<unknown> {
  return sql`attempts = attempts + 1,
    next_query_at = ${now}::timestamptz + make_interval(secs => least(30 * power(2, least(attempts, 10)), 900))`;
}

/** Takes one order that a person wants asked about now; undefined where nothing is open any more. */
export async function takeNow(on: Queryable, id: bigint, now: Date): Promise<OrderRow | undefined> {
  return find(
    on,
    sql<OrderRow>`update gateway_orders set ${asked(now)} where id = ${id} and next_query_at is not null returning *`,
  );
}

/**
 * Takes orders whose time to be asked for has come, the longest waiting first, and puts their next time ahead: half a
 * minute, doubling up to a quarter of an hour. Two runs never take the same one.
 */
export async function takeDue(on: Queryable, now: Date, limit: number): Promise<OrderRow[]> {
  return many(
    on,
    sql<OrderRow>`
      update gateway_orders set ${asked(now)}
      where id in (select id from gateway_orders where next_query_at <= ${now} order by next_query_at, id
                   limit ${limit} for update skip locked)
      returning *`,
  );
}

export interface ListedOrder extends OrderRow {
  customer_name: string;
}

export interface OrderFilter {
  unitIds: readonly bigint[] | 'all';
  accountCode: string | undefined;
  state: OrderState | undefined;
  customerCode: string | undefined;
  attention: boolean | undefined;
  before: bigint | undefined;
}

/** Orders, newest first, of customers that may be seen. */
export async function listOrders(on: Queryable, filter: OrderFilter, limit: number): Promise<ListedOrder[]> {
  const parts = [
    filter.unitIds === 'all' ? sql`true` : sql`c.org_unit_id = any(${filter.unitIds}::bigint[])`,
    filter.accountCode === undefined ? sql`true` : sql`o.account_code = ${filter.accountCode}`,
    filter.state === undefined ? sql`true` : sql`o.state = ${filter.state}`,
    filter.customerCode === undefined ? sql`true` : sql`o.customer_code = ${filter.customerCode}`,
    filter.attention === undefined ? sql`true` : sql`(o.attention is not null) = ${filter.attention}`,
    filter.before === undefined ? sql`true` : sql`o.id < ${filter.before}`,
  ];
  return many(
    on,
    sql<ListedOrder>`
      select o.*, c.name as customer_name from gateway_orders o join customers c on c.id = o.customer_id
      where ${sql.join(parts, sql` and `)} order by o.id desc limit ${limit}`,
  );
}

export async function readCustomerUnit(on: Queryable, customerId: bigint): Promise<bigint> {
  const row = await one(
    on,
    sql<{ org_unit_id: bigint }>`select org_unit_id from customers where id = ${customerId}`,
  );
  return row.org_unit_id;
}
