-- What is counted by heads, counted once and kept; and by which transaction what it is counted from was changed.
set local lock_timeout = '5s';

-- The transaction that wrote a row: whoever counted before knows by it that there is more. Rows from before count as seen.
alter table contact_entries add column xid xid8 not null default '0';
alter table contact_entries alter column xid set default pg_current_xact_id();
create index contact_entries_by_xid on contact_entries (xid);
alter table account_openings add column xid xid8 not null default '0';
alter table account_openings alter column xid set default pg_current_xact_id();
create index account_openings_by_xid on account_openings (xid);
alter table mandate_states add column xid xid8 not null default '0';
alter table mandate_states alter column xid set default pg_current_xact_id();
create index mandate_states_by_xid on mandate_states (xid);
alter table assignment_changes add column xid xid8 not null default '0';
alter table assignment_changes alter column xid set default pg_current_xact_id();
create index assignment_changes_by_xid on assignment_changes (xid);

-- Imports that moved customers to another unit.
create table customer_moves (
  import_id bigint primary key,
  xid xid8 not null default pg_current_xact_id()
);
create index customer_moves_by_xid on customer_moves (xid);

-- Who has paid through a channel in a month was last changed by which transaction. Kept for Mobile Money alone.
create table kpi_channel_changes (
  period date not null,
  channel text not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (period, channel)
);

-- A measure of some days or months that was counted by heads. Days as in the question: up to `until_on`, from `since_on` on
-- where only these count; months from `first_period` on for what is counted by months.
create table measure_counts (
  id bigint generated always as identity primary key,
  measure text not null,
  first_period date not null,
  since_on date,
  until_on date not null,
  -- Which transactions are counted; what is not visible here came later.
  counted_in pg_snapshot not null,
  -- Real time of the data.
  as_of timestamptz not null,
  constraint measure_counts_once unique nulls not distinct (measure, first_period, since_on, until_on)
);

-- Customers of a unit, as of now, who count.
create table measure_cells (
  count_id bigint not null references measure_counts on delete cascade,
  org_unit_id bigint not null,
  -- Whose they are, in order: of who was responsible on the last day, or whoever brought them. Empty for nobody.
  staff_ids bigint[] not null,
  -- Whether somebody was responsible on the last day.
  is_held boolean not null,
  customers bigint not null,
  primary key (count_id, org_unit_id, staff_ids, is_held)
);

-- Lists of those customers: a unit's in order of their codes, and whether one of them paid through Mobile Money.
create index customers_by_unit_and_code on customers (org_unit_id, code);
create index kpi_customer_channels_mobile_payers on kpi_customer_channels (customer_id, period)
  where channel = 'mobile_money';
