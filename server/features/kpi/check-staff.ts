import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import type { KpiDifference } from './check-kpi.ts';
import { plainlyPaid } from './plainly-paid.ts';

/**
 * The sums by employee of the months of which they stand, against bills and payments and whoever was responsible on the
 * month's day. Months before a later change of responsibilities are no sums of anything: nobody reads them.
 */
export async function checkStaff(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with month as (
        select * from kpi_staff_months m
        where not exists (select from assignment_changes c where c.id > m.change_id and c.since <= m.responsible_on)
      ), paid_by as (${plainlyPaid}), customer as (
        select b.period, b.customer_id, count(*) as bills, sum(b.total_vnd) as billed,
          count(*) filter (where b.state = 'paid' and x.official = b.total_vnd) as bills_official,
          count(*) filter (where b.state = 'paid' and x.strict = b.total_vnd) as bills_strict,
          coalesce(sum(x.official), 0) as official, coalesce(sum(x.strict), 0) as strict
        from bills b left join paid_by x on x.bill_root_id = b.root_id
        where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0 group by 1, 2
      ), plain as (
        select t.period, a.staff_id, row(count(*), count(*) filter (where t.bills_official = t.bills),
          count(*) filter (where t.bills_strict = t.bills), sum(t.bills), sum(t.bills_official), sum(t.bills_strict),
          sum(t.billed), sum(t.official), sum(t.strict))::text as sums
        from customer t join month m on m.period = t.period
        join customer_assignments a on a.customer_id = t.customer_id
          and daterange(a.from_on, a.to_on) @> m.responsible_on
        group by 1, 2
      ), cell as (
        select k.period, k.staff_id, row(k.customers, k.customers_official, k.customers_strict, k.bills, k.bills_official,
          k.bills_strict, k.billed_vnd, k.official_vnd, k.strict_vnd)::text as sums
        from kpi_staff_cells k join month m on m.period = k.period where k.customers <> 0
      )
      select period, 0::bigint as org_unit_id, '' as commune_code,
             'employee ' || staff_id || ' roll-up ' || coalesce(cell.sums, 'none') || ' count ' || coalesce(plain.sums, 'none') as what
      from plain full join cell using (period, staff_id) where plain.sums is distinct from cell.sums`,
  );
}
