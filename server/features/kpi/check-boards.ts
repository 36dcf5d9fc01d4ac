import { sql } from 'kysely';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { KpiDifference } from './check-kpi.ts';

/**
 * The cohorts' cells and members, and who fell back to cash, against customers and months as bills and payments tell them.
 */
export async function checkCohorts(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with without_cash as (
        select a.bill_root_id, sum(a.amount_vnd) as amount_vnd from allocations a join payments p on p.id = a.payment_id
        where p.channel <> all (${kpiDefinitions.official.cashChannels}::text[]) group by 1
      ), one as (
        select b.customer_id, b.period, (array_agg(b.org_unit_id order by b.id desc))[1] as org_unit_id,
               bool_and(b.state = 'paid') as paid,
               bool_and(b.state = 'paid' and coalesce(w.amount_vnd, 0) = b.total_vnd) as cashless
        from bills b left join without_cash w on w.bill_root_id = b.root_id
        where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
        group by 1, 2
      ), dated as materialized (
        select one.*, min(period) filter (where cashless) over (partition by customer_id) as cohort from one
      ), plain as (
        select cohort, period, org_unit_id, count(*) as customers, count(*) filter (where cashless) as cashless,
               count(*) filter (where paid and not cashless) as cash
        from dated where period >= cohort group by 1, 2, 3
      ), relapsed as (
        select d.period, d.customer_id, d.org_unit_id, coalesce(c.commune_code, '') as commune_code
        from dated d join customers c on c.id = d.customer_id where d.period > d.cohort and d.paid and not d.cashless
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
      where plain.cohort is distinct from stored.first_period
      union all
      select period, coalesce(relapsed.org_unit_id, r.org_unit_id), coalesce(relapsed.commune_code, r.commune_code),
             'relapse of customer ' || customer_id
      from relapsed full join kpi_relapses r using (period, customer_id)
      where (relapsed.org_unit_id, relapsed.commune_code) is distinct from (r.org_unit_id, r.commune_code)`,
  );
}

/** What each channel brought in, by unit and commune, against allocations: a bill that all was taken back of brought nothing. */
export async function checkChannels(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with brought as (
        select b.period, b.customer_id, b.root_id, p.channel, sum(a.amount_vnd) as amount_vnd
        from bills b join allocations a on a.bill_root_id = b.root_id join payments p on p.id = a.payment_id
        where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
        group by 1, 2, 3, 4 having sum(a.amount_vnd) <> 0
      ), home as (
        select period, customer_id, (array_agg(org_unit_id order by id desc))[1] as org_unit_id from bills
        where state not in ('cancelled', 'unreleased') and total_vnd > 0 group by 1, 2
      ), plain as (
        select period, h.org_unit_id, coalesce(c.commune_code, '') as commune_code, channel, sum(amount_vnd) as amount_vnd,
               count(*) as bills, count(distinct customer_id) as customers
        from brought join home h using (period, customer_id) join customers c on c.id = customer_id group by 1, 2, 3, 4
      )
      select period, org_unit_id, commune_code,
             channel || ' roll-up ' || row(cell.amount_vnd, cell.bills, cell.customers)::text
             || ' count ' || row(plain.amount_vnd, plain.bills, plain.customers)::text as what
      from plain full join (select * from kpi_channel_cells where customers <> 0 or amount_vnd <> 0) cell
        using (period, org_unit_id, commune_code, channel)
      where (plain.amount_vnd, plain.bills, plain.customers) is distinct from (cell.amount_vnd, cell.bills, cell.customers)`,
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

/** The sums by kind of customer: place by place they are the sums of all kinds, and kind by kind what the bills say. */
export async function checkKinds(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with kinds as (
        select period, org_unit_id, commune_code, sum(customers) as customers, sum(customers_official) as official,
               sum(customers_strict) as strict, sum(customers_paid) as settled, sum(bills) as bills,
               sum(billed_vnd) as billed, sum(paid_vnd) as paid, sum(official_vnd) as official_vnd
        from kpi_kind_cells group by 1, 2, 3
      ), plain as (
        select b.period, c.kind, count(distinct b.customer_id) as customers, count(*) as bills, sum(b.total_vnd) as billed,
               sum(b.paid_vnd) as paid
        from bills b join customers c on c.id = b.customer_id
        where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0 group by 1, 2
      ), stored as (
        select period, kind, sum(customers) as customers, sum(bills) as bills, sum(billed_vnd) as billed, sum(paid_vnd) as paid
        from kpi_kind_cells group by 1, 2 having sum(customers) <> 0
      )
      select period, org_unit_id, commune_code, 'kinds do not make up the whole' as what
      from kinds full join kpi_cells cell using (period, org_unit_id, commune_code)
      where (kinds.customers, kinds.official, kinds.strict, kinds.settled, kinds.bills, kinds.billed, kinds.paid,
             kinds.official_vnd) is distinct from
            (cell.customers, cell.customers_official, cell.customers_strict, cell.customers_paid, cell.bills,
             cell.billed_vnd, cell.paid_vnd, cell.official_vnd)
      union all
      select period, 0, '', 'customers of kind ' || kind
      from plain full join stored using (period, kind)
      where (plain.customers, plain.bills, plain.billed, plain.paid) is distinct from
            (stored.customers, stored.bills, stored.billed, stored.paid)`,
  );
}
