import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface PriceRow {
  id: bigint;
  service: string;
  name: string;
  counted_in: string;
  net_vnd: bigint | null;
  vat_rate: number;
  legal_basis: string;
  offered: boolean;
  valid_from: BusinessDate;
  set_by: string;
  set_at: Date;
}

/** Every version of every service, by service, the latest first. A list of services has dozens of lines. */
export async function listPrices(on: Queryable): Promise<PriceRow[]> {
  return many(on, sql<PriceRow>`select * from service_prices order by service, valid_from desc limit 2000`);
}

/** The versions of one service, the latest first. */
export async function listPricesOf(on: Queryable, service: string): Promise<PriceRow[]> {
  return many(
    on,
    sql<PriceRow>`select * from service_prices where service = ${service} order by valid_from desc`,
  );
}

export type NewPrice = Omit<PriceRow, 'id' | 'set_at'>;

export async function insertPrice(tx: Tx, price: NewPrice, now: Date): Promise<PriceRow> {
  return one(
    tx,
    sql<PriceRow>`
      insert into service_prices (service, name, counted_in, net_vnd, vat_rate, legal_basis, offered, valid_from, set_by,
                                  set_at)
      values (${price.service}, ${price.name}, ${price.counted_in}, ${price.net_vnd}, ${price.vat_rate},
              ${price.legal_basis}, ${price.offered}, ${price.valid_from}, ${price.set_by}, ${now})
      returning *`,
  );
}

/** The next number of a series; numbers have no gaps, because whoever takes one holds the series until the end. */
export async function takeNumber(tx: Tx, series: string): Promise<number> {
  const { last } = await one(
    tx,
    sql<{ last: number }>`
      insert into service_series as s (name, last) values (${series}, 1)
      on conflict (name) do update set last = s.last + 1 returning last`,
  );
  return last;
}

export interface NewCharge {
  billId: bigint;
  priceId: bigint;
  quantity: number;
  note: string | null;
  requestKey: string;
  requestHash: Buffer;
  by: string;
  now: Date;
}

export async function insertCharge(tx: Tx, bill: NewCharge): Promise<void> {
  const { billId, priceId, quantity, note, requestKey, requestHash, by, now } = bill;
  await run(
    tx,
    sql`insert into service_bills (bill_id, price_id, quantity, note, request_key, request_hash, issued_by, issued_at)
        values (${billId}, ${priceId}, ${quantity}, ${note}, ${requestKey}, ${requestHash}, ${by}, ${now})`,
  );
}

/** Forms of one key wait for one another. */
export async function lockRequest(tx: Tx, requestKey: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`service-bill ${requestKey}`}, 0))`);
}

export async function findByRequest(
  on: Queryable,
  requestKey: string,
): Promise<{ bill_id: bigint; request_hash: Buffer } | undefined> {
  return find(
    on,
    sql<{ bill_id: bigint; request_hash: Buffer }>`
      select bill_id, request_hash from service_bills where request_key = ${requestKey}`,
  );
}

export async function markChargeCancelled(
  tx: Tx,
  cancelled: { billId: bigint; by: string; reason: string; now: Date },
): Promise<void> {
  await run(
    tx,
    sql`update service_bills set cancelled_by = ${cancelled.by}, cancel_reason = ${cancelled.reason},
          cancelled_at = ${cancelled.now}
        where bill_id = ${cancelled.billId}`,
  );
}

export interface ChargeRow {
  id: bigint;
  number: string;
  service: string;
  description: string;
  quantity: number;
  customer_code: string;
  customer_name: string;
  is_applicant: boolean;
  org_unit_id: bigint;
  unit_code: string;
  unit_name: string;
  period: BusinessDate;
  issued_on: BusinessDate;
  due_on: BusinessDate;
  net_vnd: bigint;
  vat_rate: number;
  vat_vnd: bigint;
  total_vnd: bigint;
  paid_vnd: bigint;
  state: string;
  legal_basis: string;
  note: string | null;
  issued_by: string;
  cancelled_by: string | null;
  cancel_reason: string | null;
}

const charges = (on: BusinessDate, where: RawBuilder<unknown>): RawBuilder<ChargeRow> =>
  sql<ChargeRow>`
    select b.id, b.external_id as number, p.service, b.description, s.quantity, c.code as customer_code,
           c.name as customer_name, c.import_id is null as is_applicant, b.org_unit_id, u.code as unit_code,
           coalesce(v.name, u.code) as unit_name, b.period, b.issued_on, b.due_on, b.net_vnd, b.vat_rate, b.vat_vnd,
           b.total_vnd, b.paid_vnd, b.state, p.legal_basis, s.note, s.issued_by, s.cancelled_by, s.cancel_reason
    from service_bills s
    join bills b on b.id = s.bill_id
    join service_prices p on p.id = s.price_id
    join customers c on c.id = b.customer_id
    join org_units u on u.id = b.org_unit_id
    left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${on}::date
    where ${where}`;

export async function findCharge(
  on: Queryable,
  id: bigint,
  today: BusinessDate,
): Promise<ChargeRow | undefined> {
  return find(on, charges(today, sql`b.id = ${id}`));
}

export interface ChargeFilter {
  units: 'all' | readonly bigint[];
  today: BusinessDate;
  state?: string | undefined;
  service?: string | undefined;
  customerCode?: string | undefined;
  period?: BusinessDate | undefined;
}

/** The newest first; `before` is the last id of the page before. */
export async function listCharges(
  on: Queryable,
  filter: ChargeFilter,
  page: { before: bigint; limit: number },
): Promise<ChargeRow[]> {
  const { units, today, state, service, customerCode, period } = filter;
  const parts = [
    sql`s.bill_id < ${page.before}`,
    units === 'all' ? sql`true` : sql`b.org_unit_id = any(${units}::bigint[])`,
    state === undefined ? sql`true` : sql`b.state = ${state}`,
    service === undefined ? sql`true` : sql`p.service = ${service}`,
    customerCode === undefined ? sql`true` : sql`c.code = ${customerCode}`,
    period === undefined ? sql`true` : sql`b.period = ${period}`,
  ];
  return many(
    on,
    sql<ChargeRow>`${charges(today, sql.join(parts, sql` and `))}
      order by s.bill_id desc limit ${page.limit}`,
  );
}

/** Numbers of bills of the same customer for the same service that are still to pay. */
export async function listOpenCharges(on: Queryable, customerId: bigint, service: string): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ number: string }>`
      select b.external_id as number from service_bills s join bills b on b.id = s.bill_id
      join service_prices p on p.id = s.price_id
      where b.customer_id = ${customerId} and p.service = ${service} and b.state in ('open', 'part_paid')
      order by b.id limit 20`,
  );
  return rows.map(({ number }) => number);
}
