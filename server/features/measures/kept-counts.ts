import { sql, type RawBuilder } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { responsibleOn } from '../assignments/index.ts';
import type { Stretch } from './ask.ts';
import { countOf, type HeadMeasure } from './count-queries.ts';
import type { Source } from './sums.ts';

/** What was counted by heads and kept. */
export interface KeptCount {
  id: bigint;
  /** Nothing that it is counted from has changed since: it is what counting now would say. */
  stands: boolean;
  /** As of when it was counted. */
  as_of: Date;
}

/** A measure of a stretch, as it is counted and kept. */
export interface Kept extends KeptCount {
  measure: HeadMeasure;
  stretch: Stretch;
}

/** What a measure is counted from, as conditions on rows of `m` (`measure_counts`) and `x`, which say who wrote them. */
const sources: Record<HeadMeasure, RawBuilder<unknown>> = {
  auto_debits: laterIn('mandate_states'),
  accounts_opened: laterIn('account_openings', sql`x.kind = 'account' and x.opened_on <= m.until_on`),
  wallets_opened: laterIn('account_openings', sql`x.kind = 'wallet' and x.opened_on <= m.until_on`),
  mobile_money_users: laterIn(
    'kpi_channel_changes',
    sql`x.channel = 'mobile_money' and x.period between m.first_period and m.until_on`,
  ),
  verified_phones: laterIn('contact_entries'),
  zalo_registrations: laterIn('contact_entries'),
};

/**
 * Whether a table has rows of transactions that a count has not seen. In a database put back from a copy, rows may name
 * transactions still to come: these were there when it was put back.
 */
function laterIn(table: string, where: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> {
  return sql`exists (
    select from ${sql.table(table)} x
    where x.xid >= pg_snapshot_xmin(m.counted_in) and x.xid < pg_snapshot_xmax(pg_current_snapshot())
      and not pg_visible_in_snapshot(x.xid, m.counted_in) and ${where})`;
}

/** Of a row of `measure_counts`, named `m`. A database put back from a copy may number its transactions anew. */
function stands(measure: HeadMeasure): RawBuilder<boolean> {
  return sql<boolean>`(
    pg_snapshot_xmax(m.counted_in) <= pg_snapshot_xmax(pg_current_snapshot()) and not ${sources[measure]}
    and not ${laterIn('assignment_changes', sql`x.since <= m.until_on`)} and not ${laterIn('customer_moves')})`;
}

export async function findKept(
  on: Queryable,
  measure: HeadMeasure,
  { firstPeriod, since, until }: Stretch,
): Promise<KeptCount | undefined> {
  return find(
    on,
    sql<KeptCount>`
      select m.id, m.as_of, ${stands(measure)} as stands from measure_counts m
      where m.measure = ${measure} and m.first_period = ${firstPeriod}::date and m.until_on = ${until}::date
        and m.since_on is not distinct from ${since ?? null}::date`,
  );
}

/** Every count that is kept, the newest days first. */
export async function listKept(on: Queryable): Promise<Kept[]> {
  const rows = await many(
    on,
    sql<KeptCount & { measure: HeadMeasure; first: string; since: string | null; until: string }>`
      select m.id, m.as_of, m.measure, m.first_period as first, m.since_on as since, m.until_on as until,
             case m.measure ${sql.join(
               Object.keys(sources).map((name) => sql`when ${name} then ${stands(name as HeadMeasure)}`),
               sql` `,
             )} end as stands
      from measure_counts m order by m.until_on desc, m.id`,
  );
  return rows.map(({ first, since, until, ...row }) => ({
    ...row,
    // A count is found by its days; its last month is that of its last day.
    stretch: {
      firstPeriod: first,
      lastPeriod: `${until.slice(0, 7)}-01`,
      since: since ?? undefined,
      until,
    },
  }));
}

/** A kept count as sums of units and of employees. */
export function keptSource({ id }: KeptCount): Source {
  return {
    byUnit: () => sql`
      select org_unit_id, sum(customers) as n, null::bigint as d from measure_cells where count_id = ${id}
      group by org_unit_id`,
    byStaff: (staffIds) => sql`
      select s.staff_id, sum(k.customers)::bigint as n, null::bigint as d
      from measure_cells k cross join lateral unnest(k.staff_ids) s (staff_id)
      where k.count_id = ${id} and s.staff_id = any(${staffIds}::bigint[]) group by s.staff_id`,
  };
}

/** How many customers a kept count has where a condition on its cells, named `k`, holds. */
export async function sumKept(on: Queryable, { id }: KeptCount, holds: RawBuilder<unknown>): Promise<bigint> {
  const { n } = await one(
    on,
    sql<{ n: bigint }>`
      select coalesce(sum(k.customers), 0)::bigint as n from measure_cells k where k.count_id = ${id} and ${holds}`,
  );
  return n;
}

/** Counts a measure of a stretch and keeps it in place of what was kept. Wants a transaction that sees one snapshot. */
export async function countAndKeep(
  tx: Tx,
  measure: HeadMeasure,
  stretch: Stretch,
  asOf: Date,
): Promise<void> {
  const { fact, byStaffFact } = countOf[measure](stretch);
  const { firstPeriod, since, until } = stretch;
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into measure_counts (measure, first_period, since_on, until_on, counted_in, as_of)
      values (${measure}, ${firstPeriod}::date, ${since ?? null}::date, ${until}::date, pg_current_snapshot(), ${asOf})
      on conflict (measure, first_period, since_on, until_on)
        do update set counted_in = excluded.counted_in, as_of = excluded.as_of
      returning id`,
  );
  await run(tx, sql`delete from measure_cells where count_id = ${id}`);
  const theirs = byStaffFact
    ? sql`(select customer_id, array_agg(distinct staff_id order by staff_id) as staff_ids
           from (${byStaffFact}) o where staff_id is not null group by customer_id)`
    : sql`(select customer_id, array[staff_id] as staff_ids from (${responsibleOn(until)}) o)`;
  await run(
    tx,
    sql`
      insert into measure_cells (count_id, org_unit_id, staff_ids, is_held, customers)
      select ${id}, c.org_unit_id, coalesce(s.staff_ids, '{}'), a.staff_id is not null, count(*)
      from (${fact}) f join customers c on c.id = f.customer_id
      left join (${responsibleOn(until)}) a on a.customer_id = f.customer_id
      left join ${theirs} s on s.customer_id = f.customer_id
      group by c.org_unit_id, coalesce(s.staff_ids, '{}'), a.staff_id is not null`,
  );
}

export async function forgetCounts(on: Queryable, ids: readonly bigint[]): Promise<void> {
  await run(on, sql`delete from measure_counts where id = any(${ids}::bigint[])`);
}
