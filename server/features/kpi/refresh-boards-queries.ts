import { sql } from 'kysely';

/**
 * Parts of the statement that refreshes the roll-ups (`refresh-queries.ts`): from its `affected`, `bill`, `facts` and
 * `old` follow what debt ageing and retention read. Each adds the difference between what holds now and what stood
 * stored, so that applying a change twice changes nothing.
 */

/** Open bills, and their sums by unit and due date. */
export const debts = sql`
  owed as materialized (
    select b.customer_id, b.root_id, b.id as bill_id, b.period, b.org_unit_id, f.commune_code, b.due_on,
           b.total_vnd - b.paid_vnd as open_vnd
    from bill b join facts f on f.period = b.period and f.customer_id = b.customer_id
    where b.state in ('open', 'part_paid')
  ), owed_old as materialized (
    select o.* from affected f join kpi_open_bills o on o.customer_id = f.customer_id and o.period = f.period
  ), owed_written as (
    insert into kpi_open_bills as o
      (customer_id, root_id, bill_id, period, org_unit_id, commune_code, due_on, open_vnd)
    select customer_id, root_id, bill_id, period, org_unit_id, commune_code, due_on, open_vnd from owed
    on conflict (customer_id, root_id) do update set
      bill_id = excluded.bill_id, period = excluded.period, org_unit_id = excluded.org_unit_id,
      commune_code = excluded.commune_code, due_on = excluded.due_on, open_vnd = excluded.open_vnd
  ), owed_gone as (
    delete from kpi_open_bills o using owed_old old
    where o.customer_id = old.customer_id and o.root_id = old.root_id
      and (old.customer_id, old.root_id) not in (select customer_id, root_id from owed)
  ), owed_delta as (
    select org_unit_id, due_on, 1 as sign, open_vnd from owed
    union all
    select org_unit_id, due_on, -1, open_vnd from owed_old
  ), debt_cells as (
    insert into kpi_debt_cells as cell (org_unit_id, due_on, bills, open_vnd)
    select org_unit_id, due_on, sum(sign), sum(sign * open_vnd) from owed_delta group by org_unit_id, due_on
    having sum(sign) <> 0 or sum(sign * open_vnd) <> 0
    on conflict (org_unit_id, due_on) do update set
      bills = cell.bills + excluded.bills, open_vnd = cell.open_vnd + excluded.open_vnd
  )`;

/**
 * Cohorts. A customer's first cashless month seldom changes; when it does, all later months of theirs move to another
 * cohort, and are looked up month by month (`offset 0` keeps the planner from reading the whole table instead).
 */
export const cohorts = sql`
  month as materialized (select distinct period from kpi_cells),
  turning as materialized (
    select c.customer_id, s.first_period as was, n.first_period as fresh,
           again.customer_id is not null and still.customer_id is null as lost
    from (select distinct customer_id from affected) c
    left join kpi_first_cashless s on s.customer_id = c.customer_id
    left join affected again on again.customer_id = c.customer_id and again.period = s.first_period
    left join facts still on still.customer_id = c.customer_id and still.period = s.first_period
      and still.bills_official = still.bills
    left join (
      select customer_id, min(period) as first_period from facts where bills_official = bills group by customer_id
    ) n on n.customer_id = c.customer_id
  ), later as materialized (
    select t.customer_id, min(k.period) as period
    from turning t cross join month m cross join lateral (
      select * from kpi_customer_periods k where k.period = m.period and k.customer_id = t.customer_id offset 0
    ) k
    left join affected f on f.customer_id = k.customer_id and f.period = k.period
    where t.lost and m.period > t.was and k.bills_official = k.bills and f.customer_id is null
    group by t.customer_id
  ), turned as materialized (
    select t.customer_id, t.was,
           case when t.lost then least(t.fresh, later.period) else least(t.was, t.fresh) end as becomes
    from turning t left join later on later.customer_id = t.customer_id
  ), moved as materialized (
    select k.*, t.was, t.becomes
    from turned t cross join month m cross join lateral (
      select * from kpi_customer_periods k where k.period = m.period and k.customer_id = t.customer_id offset 0
    ) k
    where t.was is distinct from t.becomes and m.period >= least(t.was, t.becomes)
      and not exists (select from affected f where f.customer_id = k.customer_id and f.period = k.period)
  ), first_written as (
    insert into kpi_first_cashless as k (customer_id, first_period)
    select customer_id, becomes from turned where becomes is not null and becomes is distinct from was
    on conflict (customer_id) do update set first_period = excluded.first_period
  ), first_gone as (
    delete from kpi_first_cashless k using turned t where k.customer_id = t.customer_id and t.becomes is null
  ), cohort_now as materialized (
    select t.becomes as cohort, f.period, f.customer_id, f.org_unit_id, f.commune_code, f.bills, f.bills_official, f.bills_paid
    from facts f join turned t on t.customer_id = f.customer_id where f.period >= t.becomes
    union all
    select becomes, period, customer_id, org_unit_id, commune_code, bills, bills_official, bills_paid
    from moved where period >= becomes
  ), cohort_delta as (
    select cohort, period, org_unit_id, 1 as sign, bills, bills_official, bills_paid from cohort_now
    union all
    select t.was, o.period, o.org_unit_id, -1, o.bills, o.bills_official, o.bills_paid
    from old o join turned t on t.customer_id = o.customer_id where o.period >= t.was
    union all
    select was, period, org_unit_id, -1, bills, bills_official, bills_paid from moved where period >= was
  ), cohort_cells as (
    insert into kpi_cohort_cells as cell (cohort, period, org_unit_id, customers, cashless, cash)
    select * from (
      select cohort, period, org_unit_id, sum(sign) as customers,
             coalesce(sum(sign) filter (where bills_official = bills), 0) as cashless,
             coalesce(sum(sign) filter (where bills_paid = bills and bills_official < bills), 0) as cash
      from cohort_delta group by cohort, period, org_unit_id
    ) change where customers <> 0 or cashless <> 0 or cash <> 0
    on conflict (cohort, period, org_unit_id) do update set
      customers = cell.customers + excluded.customers, cashless = cell.cashless + excluded.cashless,
      cash = cell.cash + excluded.cash
  ), relapsed as materialized (
    select period, customer_id, org_unit_id, commune_code from cohort_now
    where period > cohort and bills_paid = bills and bills_official < bills
  ), relapse_written as (
    insert into kpi_relapses as r (period, customer_id, org_unit_id, commune_code) select * from relapsed
    on conflict (period, customer_id) do update set
      org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code
  ), relapse_gone as (
    delete from kpi_relapses r
    using (select period, customer_id from affected union select period, customer_id from moved) seen
    where r.period = seen.period and r.customer_id = seen.customer_id
      and not exists (select from relapsed n where n.period = seen.period and n.customer_id = seen.customer_id)
  )`;
