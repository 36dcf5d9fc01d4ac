-- What the boards of channels, retention, debt ageing and households in need read; kept by the refresh of the roll-ups.
set local lock_timeout = '5s';

-- From a channel and month to its customers, place by place.
create index kpi_customer_channels_drill on kpi_customer_channels
  (period, channel, org_unit_id, commune_code, customer_id);

-- The first month whose bills a customer paid wholly without cash, under the official definition; the cohort they are of.
create table kpi_first_cashless (
  customer_id bigint primary key,
  first_period date not null
);
create index kpi_first_cashless_by_period on kpi_first_cashless (first_period, customer_id);

-- Of a cohort's customers with bills in a month: how many are cashless again, how many paid it all and not without cash.
create table kpi_cohort_cells (
  cohort date not null,
  period date not null,
  org_unit_id bigint not null,
  customers bigint not null,
  cashless bigint not null,
  cash bigint not null,
  primary key (cohort, period, org_unit_id),
  constraint kpi_cohort_cells_come_after check (period >= cohort)
);

-- Customers of an earlier cohort who paid a month's bills with cash.
create table kpi_relapses (
  period date not null,
  customer_id bigint not null,
  org_unit_id bigint not null,
  commune_code text not null,
  primary key (period, customer_id)
);
create index kpi_relapses_drill on kpi_relapses (period, org_unit_id, commune_code, customer_id);

-- Bills with something left to pay. Paying touches no index of `bills`, so that what is open is kept apart from it.
create table kpi_open_bills (
  customer_id bigint not null,
  root_id bigint not null,
  bill_id bigint not null,
  period date not null,
  org_unit_id bigint not null,
  commune_code text not null,
  due_on date not null,
  open_vnd bigint not null check (open_vnd > 0),
  primary key (customer_id, root_id)
) with (fillfactor = 90);
create index kpi_open_bills_drill on kpi_open_bills (org_unit_id, due_on, bill_id);

-- Sums of the open bills by due date; their age follows from the day on which one asks.
create table kpi_debt_cells (
  org_unit_id bigint not null,
  due_on date not null,
  bills bigint not null,
  open_vnd bigint not null,
  primary key (org_unit_id, due_on)
);

-- Households that pay cash alone, with the signs that paying otherwise will be hard for them; found by a nightly job.
create table kpi_cash_households (
  customer_id bigint primary key,
  org_unit_id bigint not null,
  commune_code text not null,
  -- Bits, as `core/kpi/hardship.ts` names them.
  signs integer not null
);
create index kpi_cash_households_drill on kpi_cash_households (org_unit_id, commune_code, customer_id);

create table kpi_cash_household_cells (
  org_unit_id bigint not null,
  commune_code text not null,
  signs integer not null,
  households bigint not null,
  primary key (org_unit_id, commune_code, signs)
);

-- One row: when the households were last looked for, and of which signs anything is known at all.
create table kpi_cash_household_search (
  single boolean primary key default true check (single),
  period date not null,
  business_on date not null,
  known_signs integer not null,
  found_at timestamptz not null
);

insert into kpi_first_cashless (customer_id, first_period)
select customer_id, min(period) from kpi_customer_periods where bills_official = bills group by customer_id;

insert into kpi_cohort_cells (cohort, period, org_unit_id, customers, cashless, cash)
select f.first_period, k.period, k.org_unit_id, count(*), count(*) filter (where k.bills_official = k.bills),
       count(*) filter (where k.bills_paid = k.bills and k.bills_official < k.bills)
from kpi_customer_periods k join kpi_first_cashless f on f.customer_id = k.customer_id and k.period >= f.first_period
group by f.first_period, k.period, k.org_unit_id;

insert into kpi_relapses (period, customer_id, org_unit_id, commune_code)
select k.period, k.customer_id, k.org_unit_id, k.commune_code
from kpi_customer_periods k join kpi_first_cashless f on f.customer_id = k.customer_id and k.period > f.first_period
where k.bills_paid = k.bills and k.bills_official < k.bills;

insert into kpi_open_bills (customer_id, root_id, bill_id, period, org_unit_id, commune_code, due_on, open_vnd)
select b.customer_id, b.root_id, b.id, b.period, b.org_unit_id, coalesce(c.commune_code, ''), b.due_on, b.total_vnd - b.paid_vnd
from bills b join customers c on c.id = b.customer_id
where b.is_current and b.state in ('open', 'part_paid');

insert into kpi_debt_cells (org_unit_id, due_on, bills, open_vnd)
select org_unit_id, due_on, count(*), sum(open_vnd) from kpi_open_bills group by org_unit_id, due_on;
