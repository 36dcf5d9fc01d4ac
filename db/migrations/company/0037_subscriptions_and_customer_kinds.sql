-- One series of numbers per sort of paper; saved tables mailed by the clock; sums by kind of customer.
set local lock_timeout = '5s';

-- Reports to whomever share the series `BC`. Papers that bear a number of before keep the series it was taken from.
alter table official_reports add column series text;
update official_reports set series = case kind when 'daily_flash' then 'TN' when 'weekly_league' then 'XH'
  when 'monthly_book' then 'CT' when 'province_report' then 'BC' else 'BCTCT' end where number is not null;
alter table official_reports
  drop constraint official_reports_one_number,
  add constraint official_reports_one_number unique (series, year, number),
  add constraint official_reports_number_has_series check ((series is null) = (number is null));
alter table report_series rename column kind to series;
update report_series set series = case series when 'daily_flash' then 'TN' when 'weekly_league' then 'XH'
  when 'monthly_book' then 'CT' when 'province_report' then 'BC' else 'BCTCT' end;

-- A schedule makes an official report, or a saved pivot table as whoever set it up would see it.
alter table report_schedules
  add column pivot_id bigint references pivot_reports,
  add constraint report_schedules_table_or_report check ((kind = 'pivot_table') = (pivot_id is not null));

-- A saved table as it was made for its subscribers, under the name it had then.
create table report_tables (
  id bigint generated always as identity primary key,
  schedule_id bigint not null references report_schedules,
  title text not null,
  -- The unit it looks at, and its last month.
  org_unit_id bigint not null references org_units,
  period date not null check (extract(day from period) = 1),
  made_at timestamptz not null default clock_timestamp()
);
create table report_table_files (
  table_id bigint not null references report_tables,
  format text not null check (format in ('pdf', 'xlsx')),
  file_name text not null,
  content bytea not null,
  primary key (table_id, format)
);

alter table report_runs
  add column table_id bigint references report_tables,
  drop constraint report_runs_made_has_report,
  add constraint report_runs_made_has_one check ((outcome = 'made') = (num_nonnulls(report_id, table_id) = 1));
alter table report_mails
  alter column report_id drop not null,
  add column table_id bigint references report_tables,
  add constraint report_mails_send_one check (num_nonnulls(report_id, table_id) = 1);

-- The kind a customer was of when a month was last counted; SH are households.
alter table kpi_customer_periods add column kind text not null default 'SH';
update kpi_customer_periods k set kind = c.kind from customers c where c.id = k.customer_id and c.kind <> 'SH';

-- Sums of the facts by kind of customer, for tables that are divided by it.
create table kpi_kind_cells (
  period date not null,
  org_unit_id bigint not null,
  commune_code text not null,
  kind text not null,
  customers bigint not null,
  customers_official bigint not null,
  customers_strict bigint not null,
  customers_paid bigint not null,
  bills bigint not null,
  bills_official bigint not null,
  bills_strict bigint not null,
  bills_paid bigint not null,
  billed_vnd bigint not null,
  paid_vnd bigint not null,
  official_vnd bigint not null,
  strict_vnd bigint not null,
  primary key (period, org_unit_id, commune_code, kind)
);
insert into kpi_kind_cells
select period, org_unit_id, commune_code, kind, count(*), count(*) filter (where bills_official = bills),
       count(*) filter (where bills_strict = bills), count(*) filter (where bills_paid = bills), sum(bills),
       sum(bills_official), sum(bills_strict), sum(bills_paid), sum(billed_vnd), sum(paid_vnd), sum(official_vnd),
       sum(strict_vnd)
from kpi_customer_periods group by period, org_unit_id, commune_code, kind;
