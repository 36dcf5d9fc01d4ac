import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { firstDayOf } from '../../../core/dates.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import type { CustomerRow } from './customer-pages.ts';

/** Sums of a set of customers in one period; what every ratio is made of. */
export interface Sums {
  customers: bigint;
  customers_official: bigint;
  customers_strict: bigint;
  bills: bigint;
  bills_official: bigint;
  bills_strict: bigint;
  bills_paid: bigint;
  billed_vnd: bigint;
  paid_vnd: bigint;
  official_vnd: bigint;
  strict_vnd: bigint;
}

export const sums = sql`
  coalesce(sum(customers), 0)::bigint as customers,
  coalesce(sum(customers_official), 0)::bigint as customers_official,
  coalesce(sum(customers_strict), 0)::bigint as customers_strict,
  coalesce(sum(bills), 0)::bigint as bills,
  coalesce(sum(bills_official), 0)::bigint as bills_official,
  coalesce(sum(bills_strict), 0)::bigint as bills_strict,
  coalesce(sum(bills_paid), 0)::bigint as bills_paid,
  coalesce(sum(billed_vnd), 0)::bigint as billed_vnd,
  coalesce(sum(paid_vnd), 0)::bigint as paid_vnd,
  coalesce(sum(official_vnd), 0)::bigint as official_vnd,
  coalesce(sum(strict_vnd), 0)::bigint as strict_vnd`;

export function inUnits(
  unitIds: readonly bigint[] | 'all',
  column: RawBuilder<unknown> = sql.ref('org_unit_id'),
): RawBuilder<boolean> {
  return unitIds === 'all' ? sql<boolean>`true` : sql<boolean>`${column} = any(${unitIds}::bigint[])`;
}

export async function readSums(
  on: Queryable,
  period: string,
  unitIds: readonly bigint[] | 'all',
): Promise<Sums> {
  return one(
    on,
    sql<Sums>`select ${sums} from kpi_cells where period = ${period}::date and ${inUnits(unitIds)}`,
  );
}

export async function listCommuneSums(
  on: Queryable,
  period: string,
  unitIds: readonly bigint[] | 'all',
): Promise<(Sums & { code: string; name: string | null })[]> {
  return many(
    on,
    sql<Sums & { code: string; name: string | null }>`
      select k.commune_code as code, a.full_name as name, ${sums}
      from kpi_cells k
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.commune_code
      where period = ${period}::date and ${inUnits(unitIds)}
      group by k.commune_code, a.full_name having sum(customers) > 0
      order by k.commune_code`,
  );
}

export async function listPeriods(on: Queryable): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ period: string }>`
      select to_char(period, 'YYYY-MM') as period from kpi_cells group by kpi_cells.period
      having sum(customers) > 0 order by kpi_cells.period desc`,
  );
  return rows.map(({ period }) => period);
}

/** Whether the figures of any of these months are not frozen: that, and not whether a month has ended, is provisional. */
export async function anyProvisional(on: Queryable, months: readonly string[]): Promise<boolean> {
  const { provisional } = await one(
    on,
    sql<{ provisional: boolean }>`
      select exists (select from unnest(${months.map(firstDayOf)}::date[]) month (day)
                     where day not in (select period from month_freezes)) as provisional`,
  );
  return provisional;
}

export async function listTrend(
  on: Queryable,
  from: string,
  upto: string,
  unitIds: readonly bigint[] | 'all',
): Promise<(Sums & { month: string })[]> {
  return many(
    on,
    sql<Sums & { month: string }>`
      select to_char(period, 'YYYY-MM') as month, ${sums} from kpi_cells
      where period between ${from}::date and ${upto}::date and ${inUnits(unitIds)}
      group by period having sum(customers) > 0 order by period`,
  );
}

export interface ChannelSums {
  month: string;
  channel: Channel;
  amount_vnd: bigint;
  bills: bigint;
}

export async function listChannelSums(
  on: Queryable,
  from: string,
  upto: string,
  unitIds: readonly bigint[] | 'all',
): Promise<ChannelSums[]> {
  return many(
    on,
    sql<ChannelSums>`
      select to_char(period, 'YYYY-MM') as month, channel, sum(amount_vnd)::bigint as amount_vnd, sum(bills)::bigint as bills
      from kpi_channel_cells
      where period between ${from}::date and ${upto}::date and ${inUnits(unitIds)}
      group by period, channel having sum(amount_vnd) <> 0 order by period, channel`,
  );
}

export interface ChannelTotals {
  channel: Channel;
  amount_vnd: bigint;
  bills: bigint;
  customers: bigint;
}

/** What each channel brought in of one period's bills. */
export async function listChannelTotals(
  on: Queryable,
  period: string,
  unitIds: readonly bigint[] | 'all',
): Promise<ChannelTotals[]> {
  return many(
    on,
    sql<ChannelTotals>`
      select channel, sum(amount_vnd)::bigint as amount_vnd, sum(bills)::bigint as bills,
             sum(customers)::bigint as customers
      from kpi_channel_cells where period = ${period}::date and ${inUnits(unitIds)}
      group by channel having sum(amount_vnd) <> 0 order by channel`,
  );
}

/** Whether events wait to be applied, and since when the roll-ups stand as they are. */
async function readFreshness(on: Queryable): Promise<{ moved_at: Date | null; behind: boolean; now: Date }> {
  return one(
    on,
    sql<{ moved_at: Date | null; behind: boolean; now: Date }>`
      select p.moved_at, clock_timestamp() as now,
             exists (
               select from outbox o where (o.xid, o.id) > (coalesce(p.xid, '0'::xid8), coalesce(p.id, 0))
                 and not exists (select from reader_ahead a where a.reader = 'kpi' and a.xid = o.xid and a.id = o.id)
             ) as behind
      from (select 1) one left join reader_positions p on p.reader = 'kpi'`,
  );
}

/** Up to when the roll-ups tell the truth: now, or since they stand still while events wait. */
export async function readAsOfTime(on: Queryable): Promise<Date> {
  const { moved_at: movedAt, behind, now } = await readFreshness(on);
  return behind && movedAt ? movedAt : now;
}

/** How one customer stands in a period. `unpaid`: something is still open; `cash`: paid, and not all of it cashless. */
export type CustomerState = 'all' | 'cashless' | 'cash' | 'unpaid';
/** `not_cashless`: cash and unpaid together, whom a target still lacks. */
export type DrillState = CustomerState | 'not_cashless';

export interface DrillFilter {
  period: string;
  unitIds: readonly bigint[] | 'all';
  /** Any of these; null for all. */
  communes: readonly string[] | null;
  /** `SH` for households; null for all. */
  kind: string | null;
  /** A village's id, or `none` for customers whose address names no village; null for all. Asks for a commune too. */
  village: string | null;
  state: DrillState;
  definition: 'official' | 'strict';
}

function drillCondition(filter: DrillFilter): RawBuilder<boolean> {
  const good = filter.definition === 'official' ? sql.ref('k.bills_official') : sql.ref('k.bills_strict');
  const state = {
    all: sql`true`,
    cashless: sql`${good} = k.bills`,
    not_cashless: sql`${good} < k.bills`,
    cash: sql`${good} < k.bills and k.bills_paid = k.bills`,
    unpaid: sql`k.bills_paid < k.bills`,
  }[filter.state];
  const commune =
    filter.communes === null ? sql`true` : sql`k.commune_code = any(${filter.communes}::text[])`;
  return sql<boolean>`k.period = ${filter.period}::date and ${inUnits(filter.unitIds)} and ${commune} and ${state}
    and ${filter.kind === null ? sql`true` : sql`k.kind = ${filter.kind}`} and ${inVillage(filter.village)}`;
}

function inVillage(village: string | null): RawBuilder<boolean> {
  if (village === null) return sql<boolean>`true`;
  const wanted = village === 'none' ? sql`v.village_id is null` : sql`v.village_id = ${village}::bigint`;
  return sql<boolean>`exists (select from customers v where v.id = k.customer_id and ${wanted})`;
}

/** A unit's part of a commune: its customers of the period, and those among them that a drill-down leads to. */
export interface DrillCell {
  period: string;
  org_unit_id: bigint;
  commune_code: string;
  customers: number;
  found: number;
}

/**
 * Where the customers of a drill-down are in these months, from the stored sums: at half a million customers nothing counts
 * rows.
 */
export async function listDrillCells(
  on: Queryable,
  filter: Omit<DrillFilter, 'period'>,
  periods: readonly string[],
): Promise<DrillCell[]> {
  const good = filter.definition === 'official' ? sql.ref('customers_official') : sql.ref('customers_strict');
  const counted = {
    all: sql`customers`,
    cashless: good,
    not_cashless: sql`customers - ${good}`,
    cash: sql`customers_paid - ${good}`,
    unpaid: sql`customers - customers_paid`,
  }[filter.state];
  const commune = filter.communes === null ? sql`true` : sql`commune_code = any(${filter.communes}::text[])`;
  return many(
    on,
    sql<DrillCell>`
      select period, org_unit_id, commune_code, customers::int, (${counted})::int as found
      from ${filter.kind === null ? sql`kpi_cells` : sql`kpi_kind_cells`}
      where period = any(${periods}::date[]) and ${inUnits(filter.unitIds)} and ${commune}
        and ${filter.kind === null ? sql`true` : sql`kind = ${filter.kind}`}`,
  );
}

/**
 * Where the page's customers are looked for: in order of all of the period, which soon finds enough where many of all are
 * meant; otherwise in those cells alone that have any, in each by its index until a page is found.
 */
function placeOf(
  filter: DrillFilter,
  cells: readonly DrillCell[],
  page: { after: bigint; limit: number } | 'all',
): RawBuilder<unknown> {
  const sum = (rows: readonly DrillCell[], field: 'customers' | 'found'): number =>
    rows.reduce((total, row) => total + row[field], 0);
  const having = cells.filter(({ found }) => found > 0);
  // Of one unit, and of a village, it is not known where in the order of the period they stand: perhaps all at its end.
  const isWhole = filter.unitIds === 'all' && filter.communes === null && filter.village === null;
  if (isWhole && page !== 'all') {
    const goneThrough = sum(cells, 'customers') * Math.min(1, page.limit / Math.max(1, sum(having, 'found')));
    if (sum(having, 'customers') > goneThrough) return sql`kpi_customer_periods k`;
  }
  const part =
    page === 'all'
      ? sql`offset 0`
      : sql`and k.customer_id > ${page.after} order by k.customer_id limit ${page.limit}`;
  return sql`(
    select k.* from unnest(${having.map(({ org_unit_id }) => org_unit_id)}::bigint[],
                           ${having.map(({ commune_code }) => commune_code)}::text[]) cell (unit, commune)
    cross join lateral (
      select * from kpi_customer_periods k
      where ${drillCondition(filter)} and k.org_unit_id = cell.unit and k.commune_code = cell.commune
      ${part}
    ) k
  ) k`;
}

/** How many customers of a village a drill-down leads to; the stored sums end at the commune. */
export async function countVillageCustomers(
  on: Queryable,
  filter: DrillFilter,
  cells: readonly DrillCell[],
): Promise<number> {
  const { found } = await one(
    on,
    sql<{ found: number }>`
      select count(*)::int as found from ${placeOf(filter, cells, 'all')} where ${drillCondition(filter)}`,
  );
  return found;
}

export interface DrillRow extends CustomerRow {
  bills: number;
  billed_vnd: bigint;
  paid_vnd: bigint;
  cashless: boolean;
  channels: Channel[];
}

export async function listCustomerFacts(
  on: Queryable,
  filter: DrillFilter,
  cells: readonly DrillCell[],
  page: { after: bigint; limit: number },
): Promise<DrillRow[]> {
  const good = filter.definition === 'official' ? sql.ref('k.bills_official') : sql.ref('k.bills_strict');
  return many(
    on,
    sql<DrillRow>`
      select k.customer_id as id, c.code, c.name, c.address, k.org_unit_id, u.code as unit_code, k.commune_code, k.bills,
             k.billed_vnd, k.paid_vnd, ${good} = k.bills as cashless,
             array(select ch.channel from kpi_customer_channels ch
                   where ch.period = k.period and ch.customer_id = k.customer_id order by ch.channel) as channels
      from (
        select k.* from ${placeOf(filter, cells, page)}
        where ${drillCondition(filter)} and k.customer_id > ${page.after}
        order by k.customer_id limit ${page.limit}
      ) k
      join customers c on c.id = k.customer_id
      join org_units u on u.id = k.org_unit_id
      order by k.customer_id`,
  );
}
