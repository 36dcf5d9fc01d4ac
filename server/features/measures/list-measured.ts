import { sql, type RawBuilder } from 'kysely';
import { addMonths, firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import {
  channelOf,
  isShareMeasure,
  unitOfMeasure,
  type ShareMeasure,
} from '../../../core/targets/measures.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { standsOn } from '../assignments/index.ts';
import { opensOn, places } from '../pay-points/index.ts';
import { stretchOf, type MeasureQuestion, type Stretch } from './ask.ts';
import { countOf, isHeadMeasure, type Counted, type HeadMeasure } from './count-queries.ts';
import { findKept, sumKept } from './kept-counts.ts';
import { pageOfHeads } from './list-heads.ts';
import { pageOfMonths, type MonthlyFact } from './list-months.ts';
import { homes } from './place-queries.ts';
import { rollUpOf } from './read-measure.ts';
import { dayOfMonth } from './share-queries.ts';

/** Whose things are listed: of units, of employees, or of units those customers whom nobody is responsible for. */
export type Whose =
  { units: readonly bigint[] | 'all' } | { staff: readonly bigint[] } | { nobodyIn: readonly bigint[] };

/** Which part of a share: what counts towards it, or what is still missing. Counts have no missing part. */
export type Part = 'reached' | 'missing';

export interface ListQuestion extends Omit<MeasureQuestion, 'holders'> {
  whose: Whose;
  part: Part;
}

/** One thing behind a figure: a customer (in a month, where the figure is one of months), a place to pay or a commune. */
export interface MeasuredRow {
  code: string;
  name: string;
  /** Where it is: an address, or the commune of a place. */
  address: string;
  unit_code: string | null;
  /** The month it counts in; null for what is counted once. */
  period: BusinessDate | null;
  /** Since when it counts; null where no day belongs to it. */
  on_day: BusinessDate | null;
  /** What it adds to the figure: 1, bills or dong. */
  n: bigint;
}

/** Rows are keyset-paged: behind the row of a code and month. */
export interface MeasuredPage {
  after: { code: string; period: BusinessDate | null } | null;
  limit: number;
}

/**
 * The rows that a figure of `readMeasure` is the sum of, for one holder. Undefined where the figure cannot be listed: a
 * share by a definition that no facts are kept for. Nothing for months to come.
 */
export async function listMeasured(
  on: Queryable,
  question: ListQuestion,
  { after, limit }: MeasuredPage,
): Promise<MeasuredRow[] | undefined> {
  const rows = rowsOf(question);
  if (rows === undefined) return undefined;
  if (rows.page) return many(on, rows.page({ after, limit }));
  return many(
    on,
    sql<MeasuredRow>`
      ${rows.head} select * from (${rows.query}) r
      where ${after ? sql`r.code >= ${after.code} and (r.code, coalesce(r.period, date '0001-01-01')) > (${after.code}, coalesce(${after.period}::date, date '0001-01-01'))` : sql`true`}
      order by r.code, r.period limit ${limit}`,
  );
}

/** Whether there is a list behind a figure at all. */
export function isListed(question: ListQuestion): boolean {
  return rowsOf(question) !== undefined;
}

/** The sum of the rows, which is the figure itself; as of when it was kept, where it is kept. */
export async function sumMeasured(on: Queryable, question: ListQuestion): Promise<{ n: bigint } | undefined> {
  const { measure, part, whose } = question;
  const stretch = stretchOf(question);
  if (stretch && part === 'reached' && isHeadMeasure(measure)) {
    const kept = await findKept(on, measure, stretch);
    if (kept) return { n: await sumKept(on, kept, isKeptOf(whose)) };
  }
  const rows = rowsOf(question);
  if (rows === undefined) return undefined;
  return one(
    on,
    sql<{ n: bigint }>`${rows.head} select coalesce(sum(r.n), 0)::bigint as n from (${rows.query}) r`,
  );
}

/** Whether a cell of a kept count, named `k`, is somebody's. */
function isKeptOf(whose: Whose): RawBuilder<unknown> {
  if ('staff' in whose) return sql`k.staff_ids && ${whose.staff}::bigint[]`;
  if ('nobodyIn' in whose) return sql`k.org_unit_id = any(${whose.nobodyIn}::bigint[]) and not k.is_held`;
  return whose.units === 'all' ? sql`true` : sql`k.org_unit_id = any(${whose.units}::bigint[])`;
}

interface Rows {
  head: RawBuilder<unknown>;
  query: RawBuilder<unknown>;
  /** A page of them, where it is not read out of all. */
  page?: (page: MeasuredPage) => RawBuilder<MeasuredRow>;
}

const nothing: Rows = {
  head: sql``,
  query: sql`select c.code, c.name, c.address, null::text as unit_code, null::date as period, null::date as on_day,
                    1::bigint as n from customers c where false`,
};

function rowsOf(question: ListQuestion): Rows | undefined {
  const { measure, definition, whose, part } = question;
  const stretch = stretchOf(question);
  const channel = channelOf(measure);
  if (isShareMeasure(measure)) {
    const rollUp = rollUpOf(definition);
    if (!rollUp) return undefined;
    return stretch ? months(shareFact(measure, rollUp, part), whose, stretch) : nothing;
  }
  if (!stretch || part === 'missing') return nothing;
  if (channel) {
    const n = unitOfMeasure(measure) === 'vnd' ? sql`k.amount_vnd` : sql`1`;
    const fact = {
      table: sql`kpi_customer_channels k`,
      n,
      holds: sql`k.channel = ${channel}`,
      cells: sql`kpi_channel_cells cell`,
      cellHolds: sql`cell.channel = ${channel} and cell.customers > 0`,
      hasMonthIndex: false,
    };
    return months(fact, whose, stretch);
  }
  if (measure === 'agent_points' || measure === 'communes_without_counter')
    return placesOf(measure, whose, stretch);
  return heads(countOf[measure as HeadMeasure](stretch), whose, stretch);
}

function shareFact(measure: ShareMeasure, name: 'official' | 'strict', part: Part): MonthlyFact {
  const bills = sql.ref(`k.bills_${name}`);
  const money = sql.ref(`k.${name}_vnd`);
  const cell = (column: string): RawBuilder<unknown> => sql.ref(`cell.${column}`);
  const reached = part === 'reached';
  const { n, holds, good, all } = {
    share_customers: {
      n: sql`1`,
      holds: reached ? sql`${bills} = k.bills` : sql`${bills} < k.bills`,
      good: cell(`customers_${name}`),
      all: cell('customers'),
    },
    share_bills: {
      ...(reached
        ? { n: bills, holds: sql`${bills} > 0` }
        : { n: sql`k.bills - ${bills}`, holds: sql`${bills} < k.bills` }),
      good: cell(`bills_${name}`),
      all: cell('bills'),
    },
    share_money: {
      ...(reached
        ? { n: money, holds: sql`${money} > 0` }
        : { n: sql`k.billed_vnd - ${money}`, holds: sql`${money} < k.billed_vnd` }),
      good: cell(`${name}_vnd`),
      all: cell('billed_vnd'),
    },
  }[measure];
  return {
    table: sql`kpi_customer_periods k`,
    n,
    holds,
    cells: sql`kpi_cells cell`,
    cellHolds: reached ? sql`${good} > 0` : sql`${good} < ${all}`,
    hasMonthIndex: true,
  };
}

/** Customers by month: of units by the unit the month's bills belonged to, of employees by the month's last day. */
function months(fact: MonthlyFact, whose: Whose, stretch: Stretch): Rows {
  const { table, n, holds } = fact;
  const day = dayOfMonth(stretch);
  const periods = periodsOf(stretch);
  return {
    head: sql``,
    query: sql`
      select c.code, c.name, c.address, u.code as unit_code, k.period, null::date as on_day, (${n})::bigint as n
      from ${table} join customers c on c.id = k.customer_id join org_units u on u.id = k.org_unit_id
      where k.period = any(${periods}::date[]) and ${holds} and ${isWhose(whose, sql`k.org_unit_id`, sql`k.customer_id`, day)}`,
    page: (page) => pageOfMonths(fact, whose, { stretch, periods }, page),
  };
}

/** Month by month, not from–to: so that a page of customers looks its months up one by one. */
function periodsOf({ firstPeriod, lastPeriod }: Stretch): BusinessDate[] {
  const periods: BusinessDate[] = [];
  for (let period = firstPeriod; period <= lastPeriod; period = firstDayOf(addMonths(monthOf(period), 1)))
    periods.push(period);
  return periods;
}

/** Customers who count once: of units by where they are now, of employees by the last day. */
function heads(counted: Counted, whose: Whose, { until }: Stretch): Rows {
  const { fact, factOfStaff } = counted;
  const theirs =
    'staff' in whose && factOfStaff
      ? sql`c.id in (${factOfStaff(whose.staff)})`
      : isWhose(whose, sql`c.org_unit_id`, sql`c.id`, sql`${until}::date`);
  return {
    head: sql``,
    query: sql`
      select c.code, c.name, c.address, u.code as unit_code, null::date as period, f.on_day, 1::bigint as n
      from (${fact}) f join customers c on c.id = f.customer_id join org_units u on u.id = c.org_unit_id
      where ${theirs}`,
    page: ({ after, limit }) => pageOfHeads(counted, whose, until, { after: after?.code ?? '', limit }),
  };
}

function isWhose(
  whose: Whose,
  unit: RawBuilder<unknown>,
  customer: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const somebody = (staff: RawBuilder<unknown>) =>
    sql`exists (select from customer_assignments a where a.customer_id = ${customer} and ${staff} and ${standsOn(day)})`;
  if ('staff' in whose) return somebody(sql`a.staff_id = any(${whose.staff}::bigint[])`);
  if ('nobodyIn' in whose)
    return sql`${unit} = any(${whose.nobodyIn}::bigint[]) and not ${somebody(sql`true`)}`;
  return whose.units === 'all' ? sql`true` : sql`${unit} = any(${whose.units}::bigint[])`;
}

/** Agents' points in the communes of a holder, or those of its communes that have no counter of the company. */
function placesOf(
  measure: 'agent_points' | 'communes_without_counter',
  whose: Whose,
  stretch: Stretch,
): Rows {
  const { since, until } = stretch;
  const names = sql`left join platform.areas n on n.era = 'present' and n.level = 'commune'`;
  const home = homeOf(whose, stretch);
  if (home === undefined) return nothing;
  if (measure === 'agent_points') {
    const counts =
      since === undefined ? opensOn(until) : sql`p.opened_on between ${since}::date and ${until}::date`;
    return {
      head: home,
      query: sql`
        select p.code, p.name, concat_ws(', ', nullif(p.address, ''), n.full_name) as address, null::text as unit_code,
               null::date as period, p.opened_on as on_day, 1::bigint as n
        from (${places()}) p ${names} and n.code = p.commune_code
        where p.kind = 'agent' and ${counts} and p.commune_code in (select commune_code from home)`,
    };
  }
  return {
    head: home,
    query: sql`
      select h.commune_code as code, coalesce(n.full_name, h.commune_code) as name, '' as address,
             null::text as unit_code, null::date as period, null::date as on_day, 1::bigint as n
      from (select distinct commune_code from home) h ${names} and n.code = h.commune_code
      where not exists (select from (${places()}) p
                        where p.commune_code = h.commune_code and p.kind = 'counter' and ${opensOn(until)})`,
  };
}

/** The communes of a holder as `with`; a team counts each of its employees' communes once. */
function homeOf(whose: Whose, stretch: Stretch): RawBuilder<unknown> | undefined {
  if ('nobodyIn' in whose) return undefined;
  const holders =
    'units' in whose
      ? [{ key: 'whose', unitIds: whose.units }]
      : whose.staff.map((staffId) => ({ key: String(staffId), unitIds: [], staffId }));
  return sql`with recursive ${homes(holders, stretch)}`;
}
