-- Clearing back (chấm nợ): what the billing system is told of our payments, in order, and what it says to it.
set local lock_timeout = '5s';

create table clearing_gate (
  single boolean primary key default true check (single),
  -- The billing system's own state, as last heard or as set by staff.
  open boolean not null default true,
  reason text not null default '',
  opens_on date,
  changed_by text not null default 'system',
  changed_at timestamptz not null default clock_timestamp()
);
insert into clearing_gate default values;

create table clearing_targets (
  single boolean primary key default true check (single),
  -- Where entries are delivered over HTTP; null: by file only.
  url text,
  secret bytea,
  updated_at timestamptz not null default clock_timestamp()
);
insert into clearing_targets default values;

-- One entry per bill that a payment touched: `clear` for money laid on it, `unclear` for money taken back.
create table clearing_entries (
  -- Without gaps, in the order in which the payments were committed.
  seq bigint primary key,
  payment_id bigint not null,
  kind text not null check (kind in ('clear', 'unclear')),
  bill_root_id bigint not null,
  bill_external_id text not null,
  customer_code text not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  partner_code text not null,
  channel text not null,
  business_on date not null,
  state text not null default 'waiting' check (state in ('waiting', 'cleared', 'refused', 'failed')),
  attempts integer not null default 0,
  next_try_at timestamptz,
  answered_at timestamptz,
  answer_code text,
  answer_detail text,
  recorded_at timestamptz not null default clock_timestamp()
) with (fillfactor = 90);
create index clearing_entries_undelivered on clearing_entries (seq) where state in ('waiting', 'failed');
create index clearing_entries_by_payment on clearing_entries (payment_id);

create table clearing_files (
  id bigint generated always as identity primary key,
  from_seq bigint not null,
  upto_seq bigint not null,
  entries integer not null,
  total_vnd bigint not null,
  sha256 text not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp()
);
