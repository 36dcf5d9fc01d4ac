import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, run, type Queryable, type Tx } from '../../platform/db.ts';
import { standsOn } from '../assignments/index.ts';

/**
 * Part of the statement that refreshes the roll-ups (`refresh-queries.ts`): the difference between `facts` and `old`, under
 * whoever is responsible on the day of the month. Months that are not summed yet are left alone; who sums one reads it whole.
 */
export const staffSums = sql`
  staff_cells as (
    insert into kpi_staff_cells as cell (period, staff_id, customers, customers_official, customers_strict, bills,
      bills_official, bills_strict, billed_vnd, official_vnd, strict_vnd)
    select * from (
      select d.period, a.staff_id, sum(sign) as customers,
             coalesce(sum(sign) filter (where bills_official = bills), 0) as customers_official,
             coalesce(sum(sign) filter (where bills_strict = bills), 0) as customers_strict,
             sum(sign * bills) as bills, sum(sign * bills_official) as bills_official,
             sum(sign * bills_strict) as bills_strict, sum(sign * billed_vnd) as billed_vnd,
             sum(sign * official_vnd) as official_vnd, sum(sign * strict_vnd) as strict_vnd
      from (
        select period, customer_id, 1 as sign, bills, bills_official, bills_strict, billed_vnd, official_vnd, strict_vnd
        from facts
        union all
        select period, customer_id, -1, bills, bills_official, bills_strict, billed_vnd, official_vnd, strict_vnd from old
      ) d
      join kpi_staff_months m on m.period = d.period
      join customer_assignments a on a.customer_id = d.customer_id and ${standsOn(sql.ref('m.responsible_on'))}
      group by d.period, a.staff_id
    ) change
    where (customers, customers_official, customers_strict, bills, bills_official, bills_strict, billed_vnd, official_vnd,
           strict_vnd) <> (0, 0, 0, 0, 0, 0, 0, 0, 0)
    on conflict (period, staff_id) do update set
      customers = cell.customers + excluded.customers,
      customers_official = cell.customers_official + excluded.customers_official,
      customers_strict = cell.customers_strict + excluded.customers_strict,
      bills = cell.bills + excluded.bills, bills_official = cell.bills_official + excluded.bills_official,
      bills_strict = cell.bills_strict + excluded.bills_strict, billed_vnd = cell.billed_vnd + excluded.billed_vnd,
      official_vnd = cell.official_vnd + excluded.official_vnd, strict_vnd = cell.strict_vnd + excluded.strict_vnd
  )`;

/** The day on which it counts who is responsible in a month `k.period`: its last, or `until` where that comes first. */
export function dayOfMonth(until: BusinessDate): RawBuilder<unknown> {
  return sql`least((k.period + interval '1 month')::date - 1, ${until}::date)`;
}

/** Months, first days, whose stored sums are those of the responsibilities of their day as they stand now. */
export function summedMonths(until: BusinessDate): RawBuilder<{ period: BusinessDate }> {
  return sql<{ period: BusinessDate }>`
    select k.period from kpi_staff_months k
    where k.responsible_on = ${dayOfMonth(until)}
      and not exists (select from assignment_changes c where c.id > k.change_id and c.since <= k.responsible_on)`;
}

/** The newest month whose sums do not stand; undefined when all do. */
export async function findUnsummed(on: Queryable, today: BusinessDate): Promise<BusinessDate | undefined> {
  const row = await find(
    on,
    sql<{ period: BusinessDate }>`
      select period from kpi_cells where period not in (${summedMonths(today)}) order by period desc limit 1`,
  );
  return row?.period;
}

/** Sums a month anew. No refresh of the roll-ups may run beside it. */
export async function sumMonth(tx: Tx, period: BusinessDate, today: BusinessDate): Promise<void> {
  await run(tx, sql`delete from kpi_staff_cells where period = ${period}::date`);
  await run(
    tx,
    sql`
      with month as (
        insert into kpi_staff_months (period, responsible_on, change_id)
        select k.period, ${dayOfMonth(today)}, (select coalesce(max(id), 0) from assignment_changes)
        from (select ${period}::date as period) k
        on conflict (period) do update set responsible_on = excluded.responsible_on, change_id = excluded.change_id
      )
      insert into kpi_staff_cells (period, staff_id, customers, customers_official, customers_strict, bills, bills_official,
        bills_strict, billed_vnd, official_vnd, strict_vnd)
      ${factsOfStaff(sql`k.period = ${period}::date and ${standsOn(dayOfMonth(today))}`)}`,
  );
}

/** Facts of customers by month and the employee responsible, as rows of `kpi_staff_cells`, where a condition on both holds. */
export function factsOfStaff(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select k.period, a.staff_id, count(*) as customers,
           count(*) filter (where k.bills_official = k.bills) as customers_official,
           count(*) filter (where k.bills_strict = k.bills) as customers_strict, sum(k.bills) as bills,
           sum(k.bills_official) as bills_official, sum(k.bills_strict) as bills_strict,
           sum(k.billed_vnd)::bigint as billed_vnd, sum(k.official_vnd)::bigint as official_vnd,
           sum(k.strict_vnd)::bigint as strict_vnd
    from customer_assignments a join kpi_customer_periods k on k.customer_id = a.customer_id
    where ${condition}
    group by k.period, a.staff_id`;
}
