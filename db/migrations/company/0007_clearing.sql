-- Clearing back (chấm nợ): what the billing system is told of our payments, in order, and what it says to it.
set local lock_timeout = '5s';

create table clearing_gate (
  single boolean primary key default true check (single),
  -- The billing system's own state, as last heard or as set by staff.
  open boolean not null default true,
  reason text not null default '',
  opens_on date,
  -- A login, or `billing` where the billing system itself said so.
  changed_by text not null default 'billing',
  changed_at timestamptz not null default clock_timestamp()
);
insert into clearing_gate default values;

create table clearing_targets (
  single boolean primary key default true check (single),
  -- Where entries are delivered over HTTP; null: by file only.
  url text,
  secret bytea,
  updated_at timestamptz not null default clock_timestamp(),
  -- One delivery at a time: whoever set this delivers until then; after a crash another may.
  busy_until timestamptz,
  -- The other side gave no answer since then, that many times in a row; nothing is sent before `next_try_at`.
  silent_since timestamptz,
  silences integer not null default 0,
  next_try_at timestamptz,
  last_fault text,
  constraint clearing_targets_signed check (url is null or secret is not null)
);
insert into clearing_targets default values;

-- One entry per allocation: `clear` for money laid on a bill, `unclear` for money taken back from it.
create table clearing_entries (
  -- Without gaps. Of one bill in the order in which its payments were committed.
  seq bigint primary key,
  -- The books' own row, apart from the number under which it is delivered.
  allocation_id bigint not null,
  payment_id bigint not null,
  kind text not null check (kind in ('clear', 'unclear')),
  bill_root_id bigint not null,
  bill_external_id text not null,
  customer_code text not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- The sum of all entries through this one, `unclear` counting against.
  through_vnd bigint not null,
  partner_code text not null,
  channel text not null,
  business_on date not null,
  state text not null default 'waiting' check (state in ('waiting', 'cleared', 'refused', 'failed')),
  attempts integer not null default 0,
  next_try_at timestamptz,
  answered_at timestamptz,
  answer_code text,
  answer_detail text,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint clearing_entries_one_per_allocation unique (allocation_id)
) with (fillfactor = 90);
create index clearing_entries_uncleared on clearing_entries (state, seq) where state <> 'cleared';
create index clearing_entries_unfinished_of_bill on clearing_entries (bill_root_id, seq)
  where state in ('waiting', 'failed');
create index clearing_entries_by_payment on clearing_entries (payment_id);
create index clearing_entries_by_customer on clearing_entries (customer_code, seq);

create table clearing_files (
  id bigint generated always as identity primary key,
  from_seq bigint not null,
  upto_seq bigint not null,
  entries integer not null,
  total_vnd bigint not null,
  sha256 text not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  constraint clearing_files_order check (upto_seq >= from_seq)
);
