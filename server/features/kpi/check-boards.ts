import { sql, type RawBuilder } from 'kysely';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { KpiDifference } from './check-kpi.ts';

/** Customers and months as the bills and payments tell them, with the first cashless month of each customer. */
function months(): RawBuilder<unknown> {
  return sql`
    bill as (
      select b.customer_id, b.period, b.id, b.org_unit_id, b.state = 'paid' as paid,
             b.state = 'paid' and b.total_vnd = (
               select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
               where a.bill_root_id = b.root_id and p.channel <> all (${kpiDefinitions.official.cashChannels}::text[])
             ) as cashless
      from bills b where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
    ), one as (
      select customer_id, period, (array_agg(org_unit_id order by id desc))[1] as org_unit_id, bool_and(paid) as paid,
             bool_and(coalesce(cashless, false)) as cashless
      from bill group by 1, 2
    ), dated as (
      select one.*, min(period) filter (where cashless) over (partition by customer_id) as cohort from one
    )`;
}

/** The cohorts' cells and members against a plain count. */
export async function checkCohorts(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with ${months()}, plain as (
        select cohort, period, org_unit_id, count(*) as customers, count(*) filter (where cashless) as cashless,
               count(*) filter (where paid and not cashless) as cash
        from dated where period >= cohort group by 1, 2, 3
      )
      select period, org_unit_id, '' as commune_code,
             'cohort ' || cohort || ' roll-up ' || row(cell.customers, cell.cashless, cell.cash)::text
             || ' count ' || row(plain.customers, plain.cashless, plain.cash)::text as what
      from plain full join (select * from kpi_cohort_cells where customers <> 0) cell using (cohort, period, org_unit_id)
      where (plain.customers, plain.cashless, plain.cash) is distinct from (cell.customers, cell.cashless, cell.cash)
      union all
      select coalesce(plain.cohort, stored.first_period), 0, '', 'first cashless month of customer ' || customer_id
      from (select distinct customer_id, cohort from dated where cohort is not null) plain
      full join kpi_first_cashless stored using (customer_id)
      where plain.cohort is distinct from stored.first_period`,
  );
}

/** Who fell back to cash, against the same plain reading. */
export async function checkRelapses(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with ${months()}, plain as (
        select d.period, d.customer_id, d.org_unit_id, coalesce(c.commune_code, '') as commune_code
        from dated d join customers c on c.id = d.customer_id where d.period > d.cohort and d.paid and not d.cashless
      )
      select coalesce(plain.period, r.period) as period, coalesce(plain.org_unit_id, r.org_unit_id) as org_unit_id,
             coalesce(plain.commune_code, r.commune_code) as commune_code, 'relapse of customer ' || customer_id as what
      from plain full join kpi_relapses r using (period, customer_id)
      where (plain.org_unit_id, plain.commune_code) is distinct from (r.org_unit_id, r.commune_code)`,
  );
}

/** Open bills and their sums against the bills themselves. */
export async function checkDebts(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with owed as (
        select b.root_id, b.customer_id, b.period, b.org_unit_id, coalesce(c.commune_code, '') as commune_code, b.due_on,
               b.total_vnd - b.paid_vnd as open_vnd
        from bills b join customers c on c.id = b.customer_id where b.state in ('open', 'part_paid')
      )
      select coalesce(owed.period, o.period) as period, coalesce(owed.org_unit_id, o.org_unit_id) as org_unit_id,
             coalesce(owed.commune_code, o.commune_code) as commune_code, 'open bill ' || root_id as what
      from owed full join kpi_open_bills o using (root_id)
      where (owed.customer_id, owed.period, owed.org_unit_id, owed.commune_code, owed.due_on, owed.open_vnd)
        is distinct from (o.customer_id, o.period, o.org_unit_id, o.commune_code, o.due_on, o.open_vnd)
      union all
      select coalesce(plain.due_on, cell.due_on), coalesce(plain.org_unit_id, cell.org_unit_id), '', 'open bills of a due date'
      from (select org_unit_id, due_on, count(*) as bills, sum(open_vnd) as open_vnd from owed group by 1, 2) plain
      full join (select * from kpi_debt_cells where bills <> 0 or open_vnd <> 0) cell using (org_unit_id, due_on)
      where (plain.bills, plain.open_vnd) is distinct from (cell.bills, cell.open_vnd)`,
  );
}
