-- Imports of the billing system's files, the roll-ups behind the two ratios, and targets.
set local lock_timeout = '5s';

create table imports (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('customers', 'bills')),
  file_name text not null,
  file_bytes bigint not null default 0,
  bytes_read bigint not null default 0,
  sha256 text,
  state text not null check (state in ('receiving', 'checking', 'checked', 'publishing', 'published', 'abandoned', 'failed')),
  -- Data rows of the file. Once checked they are the sum of accepted, unchanged, changed and rejected.
  rows integer not null default 0,
  accepted integer not null default 0,
  unchanged integer not null default 0,
  changed integer not null default 0,
  rejected integer not null default 0,
  -- What the file publishes: the totals of its accepted and changed bills.
  total_vnd bigint not null default 0,
  -- What the billing system sent: the totals of all rows whose total can be read. Control totals are held against it.
  sent_vnd bigint not null default 0,
  control_rows integer,
  control_total_vnd bigint,
  control_source text not null default 'none' check (control_source in ('none', 'typed', 'trailer')),
  -- Codes of units first met in a customer file, to be named by staff.
  new_units text[] not null default '{}',
  -- Rows that wait in the staging table; fewer found there means that a crash of the database emptied it.
  staged integer not null default 0,
  -- Imports published by the time this one was checked; more of them mean that the checks run again.
  checked_after integer not null default 0,
  failure jsonb,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- A worker that receives or checks says so every second; one that has gone silent was interrupted. An upload that
  -- waits for its worker is silent for ever, and is checked anew at most so often after interruptions.
  resumed integer not null default 0,
  progress_at timestamptz not null default clock_timestamp(),
  published_by text,
  published_at timestamptz
);

create table import_rejections (
  import_id bigint not null references imports,
  line integer not null,
  field text not null,
  code text not null,
  detail text not null,
  raw text not null,
  primary key (import_id, line, field, code)
);

-- Facts of one customer in one period, recomputed from bills and allocations whenever one of them changes.
create table kpi_customer_periods (
  period date not null,
  customer_id bigint not null,
  org_unit_id bigint not null,
  commune_code text not null,
  bills integer not null,
  bills_official integer not null,
  bills_strict integer not null,
  bills_paid integer not null,
  billed_vnd bigint not null,
  paid_vnd bigint not null,
  official_vnd bigint not null,
  strict_vnd bigint not null,
  primary key (period, customer_id)
) with (fillfactor = 80);
create index kpi_customer_periods_drill on kpi_customer_periods (period, org_unit_id, commune_code, customer_id);

create table kpi_customer_channels (
  period date not null,
  customer_id bigint not null,
  channel text not null,
  org_unit_id bigint not null,
  commune_code text not null,
  amount_vnd bigint not null,
  bills integer not null,
  primary key (period, customer_id, channel)
);

-- Sums of the facts; what boards read.
create table kpi_cells (
  period date not null,
  org_unit_id bigint not null,
  commune_code text not null,
  customers bigint not null,
  customers_official bigint not null,
  customers_strict bigint not null,
  bills bigint not null,
  bills_official bigint not null,
  bills_strict bigint not null,
  bills_paid bigint not null,
  billed_vnd bigint not null,
  paid_vnd bigint not null,
  official_vnd bigint not null,
  strict_vnd bigint not null,
  primary key (period, org_unit_id, commune_code)
);

create table kpi_channel_cells (
  period date not null,
  org_unit_id bigint not null,
  commune_code text not null,
  channel text not null,
  amount_vnd bigint not null,
  bills bigint not null,
  customers bigint not null,
  primary key (period, org_unit_id, commune_code, channel)
);

-- Assigned plan: a share in hundredths of a per cent (9600 is 96 %), for one unit and month.
create table targets (
  org_unit_id bigint not null references org_units,
  period date not null,
  metric text not null check (metric in ('customers', 'money')),
  share_bp integer not null check (share_bp between 0 and 10000),
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  primary key (org_unit_id, period, metric)
);
