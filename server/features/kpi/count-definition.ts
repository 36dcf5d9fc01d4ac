import { sql, type RawBuilder } from 'kysely';
import { firstDayOf, monthOf, monthsThrough, type Month } from '../../../core/dates.ts';
import { spanOf, type Counted, type Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions, type DefinitionName } from '../../../core/kpi-definitions.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { cashless } from './refresh-queries.ts';

export interface Count {
  numerator: bigint;
  denominator: bigint;
}

/** First and last month that are counted. */
export interface Span {
  from: Month;
  to: Month;
}

/** What a definition counts, and over which months. */
export interface Counts extends Span {
  of: Partial<Record<Counted, Count>>;
}

/**
 * The roll-up whose rule of cashless channels a definition shares, where the facts of customers and months hold all
 * that it asks. What they do not hold is consumption, what a bill is for, and the order of a month's bills.
 */
export function factsThatSuffice(definition: Definition): DefinitionName | undefined {
  const { leavesOut, services, billsOfMonth } = definition;
  if (leavesOut.includes('zero_consumption') || !services || billsOfMonth === 'first') return undefined;
  const key = (rule: { cashChannels: readonly string[]; tenderDecides: readonly string[] }): string =>
    JSON.stringify([rule.cashChannels.toSorted(), rule.tenderDecides.toSorted()]);
  return (['official', 'strict'] as const).find((name) => key(kpiDefinitions[name]) === key(definition));
}

/** A row per customer and month, from the facts that the roll-ups keep. */
function monthsFromFacts(name: DefinitionName, from: string, to: string, of: Among): RawBuilder<unknown> {
  const strict = name === 'strict';
  // Of a few customers each month is looked up by its key; a range of months would be gone through whole.
  const within =
    of === 'all'
      ? sql`period between ${from}::date and ${to}::date`
      : sql`period = any(${monthsThrough(monthOf(from), monthOf(to)).map(firstDayOf)}::date[])
            and customer_id = any(${of}::bigint[])`;
  return sql`
    select period, customer_id, org_unit_id, bills, bills_paid, billed_vnd, paid_vnd,
           ${strict ? sql.ref('bills_strict') : sql.ref('bills_official')} as bills_cashless,
           ${strict ? sql.ref('strict_vnd') : sql.ref('official_vnd')} as cashless_vnd
    from kpi_customer_periods where ${within}`;
}

/** The same from bills and allocations, for rules that the facts know nothing of. */
function monthsFromBills(definition: Definition, from: string, to: string, of: Among): RawBuilder<unknown> {
  const consuming = definition.leavesOut.includes('zero_consumption') ? sql`b.energy_kwh > 0` : sql`true`;
  const electricity = definition.services ? sql`true` : sql`b.description is null`;
  const place = definition.billsOfMonth === 'first' ? sql`b.place = 1` : sql`true`;
  return sql`
    select b.period, b.customer_id, (array_agg(b.org_unit_id order by b.id desc))[1] as org_unit_id,
           count(*) as bills, count(*) filter (where b.state = 'paid') as bills_paid,
           sum(b.total_vnd) as billed_vnd, sum(b.paid_vnd) as paid_vnd,
           count(*) filter (where b.state = 'paid' and l.cashless_vnd = b.total_vnd) as bills_cashless,
           coalesce(sum(l.cashless_vnd), 0) as cashless_vnd
    from (
      select b.*, row_number() over (partition by b.customer_id, b.period order by b.term, b.root_id) as place
      from bills b
      where b.period between ${from}::date and ${to}::date and b.is_current and b.total_vnd > 0
        and b.state <> 'unreleased' and ${consuming} and ${electricity}
        and ${of === 'all' ? sql`true` : sql`b.customer_id = any(${of}::bigint[])`}
    ) b
    left join lateral (
      select sum(a.amount_vnd) as cashless_vnd
      from allocations a join payments paid on paid.id = a.payment_id
      where a.bill_root_id = b.root_id and ${cashless(definition)}
    ) l on true
    where ${place}
    group by b.period, b.customer_id`;
}

/** Numerator and denominator of each thing counted, over one row per customer. */
export function columns(definition: Definition): RawBuilder<unknown> {
  const paying = definition.denominator === 'paying';
  const heads = {
    all_customers: sql`true`,
    billed: sql`bills > 0`,
    paying: sql`bills > 0 and bills_paid = bills`,
  }[definition.denominator];
  return sql`
    count(*) filter (where bills > 0 and bills_cashless = bills) as customers_n,
    count(*) filter (where ${heads}) as customers_d,
    coalesce(sum(bills_cashless), 0)::bigint as bills_n,
    coalesce(sum(${paying ? sql.ref('bills_paid') : sql.ref('bills')}), 0)::bigint as bills_d,
    coalesce(sum(months_cashless), 0)::bigint as "customerBills_n",
    coalesce(sum(${paying ? sql.ref('months_paid') : sql.ref('months')}), 0)::bigint as "customerBills_d",
    coalesce(sum(cashless_vnd), 0)::bigint as money_n,
    coalesce(sum(${paying ? sql.ref('paid_vnd') : sql.ref('billed_vnd')}), 0)::bigint as money_d`;
}

/** Everyone, or some customers by their ids. */
type Among = 'all' | readonly bigint[];

/** Everyone a definition counts or may count, one row each, over the months of a span. */
export function everyoneOf(
  definition: Definition,
  span: Span,
  facts: DefinitionName | undefined,
  of: Among = 'all',
) {
  const [from, to] = [firstDayOf(span.from), firstDayOf(span.to)];
  const months = facts ? monthsFromFacts(facts, from, to, of) : monthsFromBills(definition, from, to, of);
  const lastDay = sql`(${to}::date + interval '1 month' - interval '1 day')::date`;
  const onRegister =
    definition.denominator === 'all_customers' && !definition.leavesOut.includes('zero_consumption');
  const ordinary = definition.leavesOut.includes('disadvantaged_communes')
    ? sql`not exists (select from kpi_disadvantaged_communes d
                      where d.commune_code = c.commune_code and d.valid @> ${lastDay})`
    : sql`true`;
  const head = sql`
    with month as (${months}), person as (
      select customer_id, (array_agg(org_unit_id order by period desc))[1] as org_unit_id,
             count(*) as months, count(*) filter (where bills_paid = bills) as months_paid,
             count(*) filter (where bills_cashless = bills) as months_cashless,
             sum(bills) as bills, sum(bills_paid) as bills_paid, sum(bills_cashless) as bills_cashless,
             sum(billed_vnd) as billed_vnd, sum(paid_vnd) as paid_vnd, sum(cashless_vnd) as cashless_vnd
      from month group by customer_id
    )`;
  const people = sql`
    from customers c left join person p on p.customer_id = c.id
    where ${of === 'all' ? sql`true` : sql`c.id = any(${of}::bigint[])`} and ${ordinary} and (p.customer_id is not null
      or (${onRegister} and c.import_id is not null and (c.effective_on is null or c.effective_on <= ${lastDay})))`;
  return { head, people };
}

export type CountedColumns = Record<`${Counted}_${'n' | 'd'}`, bigint>;

function countsIn(definition: Definition, row: CountedColumns): Counts['of'] {
  return Object.fromEntries(
    definition.counts.map((counted) => [
      counted,
      { numerator: row[`${counted}_n`], denominator: row[`${counted}_d`] },
    ]),
  );
}

/**
 * Counts a definition for the span that `month` lies in, in one statement: months of customers, then customers, then
 * sums. A customer belongs to the unit of the latest bill that counts; without one, to the unit on the register.
 * Brings nothing up to date: the caller refreshes the roll-ups first.
 */
export async function countDefinition(
  on: Queryable,
  definition: Definition,
  month: Month,
  whom: readonly bigint[] | 'all',
): Promise<Counts> {
  const span = spanOf(definition.span, month);
  const { head, people } = everyoneOf(definition, span, factsThatSuffice(definition));
  const asked =
    whom === 'all' ? sql`true` : sql`coalesce(p.org_unit_id, c.org_unit_id) = any(${whom}::bigint[])`;
  const row = await one(
    on,
    sql<CountedColumns>`${head} select ${columns(definition)} ${people} and ${asked}`,
  );
  return { ...span, of: countsIn(definition, row) };
}

/** One unit's part of one commune. */
export interface CountedCell {
  org_unit_id: bigint;
  /** Empty where a customer's commune is not known. */
  commune_code: string;
  of: Counts['of'];
}

/**
 * The same for every unit and commune, over the months of a span; the cells are disjoint, and add up to the whole. From
 * bills and payments where `source` says so, also where the facts would suffice.
 */
export async function countDefinitionByCell(
  on: Queryable,
  definition: Definition,
  span: Span,
  source?: 'bills',
): Promise<CountedCell[]> {
  const { head, people } = everyoneOf(definition, span, source ? undefined : factsThatSuffice(definition));
  const rows = await many(
    on,
    sql<CountedColumns & Omit<CountedCell, 'of'>>`
      ${head} select coalesce(p.org_unit_id, c.org_unit_id) as org_unit_id,
                     coalesce(c.commune_code, '') as commune_code, ${columns(definition)}
      ${people} group by 1, 2`,
  );
  return rows.map((row) => ({
    org_unit_id: row.org_unit_id,
    commune_code: row.commune_code,
    of: countsIn(definition, row),
  }));
}

/**
 * The same of groups of customers, given as rows `customer_id`, `key`: in one pass over the months, whose groups are many
 * and together nearly everyone. A group of whom nobody counts is missing.
 */
export async function countDefinitionByGroup(
  on: Queryable,
  definition: Definition,
  span: Span,
  groups: RawBuilder<unknown>,
): Promise<{ key: bigint; of: Counts['of'] }[]> {
  const { head, people } = everyoneOf(definition, span, factsThatSuffice(definition));
  const rows = await many(
    on,
    sql<CountedColumns & { key: bigint }>`
      ${head} select g.key, ${columns(definition)}
      from (select c.id, p.* ${people}) x join (${groups}) g on g.customer_id = x.id
      group by g.key`,
  );
  return rows.map((row) => ({ key: row.key, of: countsIn(definition, row) }));
}
