-- Partners, customers, bills, ledger and payments of one company.
set local lock_timeout = '5s';

create table partners (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[A-Z0-9_]{2,20}$'),
  name text not null,
  -- `own` is the company itself: its cash counters and its collectors.
  kind text not null check (kind in ('bank', 'wallet', 'mobile_money', 'intermediary', 'post', 'own')),
  -- The channels this partner may name; the first is meant when it names none.
  channels text[] not null check (cardinality(channels) > 0),
  suspended_at timestamptz,
  payment_limit_vnd bigint not null default 1000000000 check (payment_limit_vnd > 0),
  daily_limit_vnd bigint check (daily_limit_vnd > 0),
  requests_per_second integer not null default 2000 check (requests_per_second > 0),
  created_at timestamptz not null default now()
);

create table partner_keys (
  key_id text primary key,
  partner_id bigint not null references partners,
  algorithm text not null check (algorithm in ('hmac-sha256', 'ed25519')),
  -- HMAC: the shared secret. Ed25519: the partner's public key (SPKI DER).
  key_material bytea not null,
  slot smallint check (slot in (1, 2)),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  constraint partner_keys_live_has_slot check ((revoked_at is null) = (slot is not null)),
  constraint partner_keys_two_live unique (partner_id, slot)
);

create table partner_nonces (
  partner_id bigint not null,
  nonce text not null,
  digest bytea not null,
  seen_at timestamptz not null,
  primary key (partner_id, nonce)
);
create index partner_nonces_by_age on partner_nonces using brin (seen_at);

create table customers (
  id bigint generated always as identity primary key,
  code text not null unique,
  name text not null,
  address text not null,
  search_key text not null,
  org_unit_id bigint not null references org_units,
  book_id bigint references org_units,
  commune_code text,
  village_id bigint references villages,
  kind text not null,
  phone text,
  email text,
  tax_code text,
  effective_on date,
  import_id bigint not null,
  updated_at timestamptz not null default now()
);
create index customers_by_unit on customers (org_unit_id, commune_code, code);
create index customers_by_commune on customers (commune_code, code);
create index customers_by_search on customers using gin (search_key gin_trgm_ops);

-- Rows of a customer file between check and publication. Unlogged: a crash of the database empties it, and the import
-- then says that the file must be uploaded again.
create unlogged table customer_import_rows (
  import_id bigint not null,
  line integer not null,
  code text not null,
  name text not null,
  address text not null,
  search_key text not null,
  unit_code text not null,
  book_code text,
  commune_code text,
  village_name text,
  village_key text,
  kind text not null,
  phone text,
  email text,
  tax_code text,
  effective_on date,
  -- Null until something speaks against a new row: `unchanged`, `changed` or `rejected` with its reason.
  verdict text,
  reason_field text,
  reason_code text,
  reason_detail text
);
create index customer_import_rows_by_import on customer_import_rows (import_id);

-- No foreign keys: a file of half a million bills would lock and rewrite every customer row. Bills are inserted by a join
-- with customers and units only, and an invariant of the books proves that none is an orphan.
create table bills (
  id bigint generated always as identity primary key,
  external_id text not null,
  version integer not null default 1,
  -- The first version of this bill; allocations of all versions belong to the one that is not cancelled.
  root_id bigint not null,
  corrects_id bigint,
  customer_id bigint not null,
  org_unit_id bigint not null,
  period date not null check (extract(day from period) = 1),
  term smallint not null check (term between 1 and 31),
  kind text not null,
  issued_on date not null,
  due_on date not null,
  energy_kwh bigint not null,
  net_vnd bigint not null check (net_vnd >= 0),
  vat_rate smallint not null,
  vat_vnd bigint not null check (vat_vnd >= 0),
  total_vnd bigint not null,
  paid_vnd bigint not null default 0,
  state text not null,
  import_id bigint not null,
  recorded_at timestamptz not null default clock_timestamp(),
  -- Indexes mention this column and never `state`, so that paying a bill touches no index (HOT update).
  is_current boolean not null generated always as (state <> 'cancelled') stored,
  constraint bills_total_is_net_and_vat check (total_vnd = net_vnd + vat_vnd),
  constraint bills_due_after_issue check (due_on >= issued_on),
  -- A bill cannot be paid twice: what is paid never exceeds the total, and the state says exactly what is paid.
  constraint bills_state_is_true check (case state
    when 'unreleased' then paid_vnd = 0
    when 'open' then paid_vnd = 0 and total_vnd > 0
    when 'part_paid' then paid_vnd > 0 and paid_vnd < total_vnd
    when 'paid' then paid_vnd = total_vnd
    when 'cancelled' then paid_vnd = 0
    when 'written_off' then paid_vnd < total_vnd
    else false end),
  constraint bills_one_version unique (root_id, version)
) with (fillfactor = 85);
create unique index bills_one_current on bills (external_id) where is_current;
create index bills_by_customer on bills (customer_id, period);
create index bills_by_import on bills (import_id);

-- Rows of a bill file between check and publication; unlogged like those of customers.
create unlogged table bill_import_rows (
  import_id bigint not null,
  line integer not null,
  external_id text not null,
  customer_code text not null,
  unit_code text not null,
  period date not null,
  term smallint not null,
  kind text not null,
  issued_on date not null,
  due_on date not null,
  energy_kwh bigint not null,
  net_vnd bigint not null,
  vat_rate smallint not null,
  vat_vnd bigint not null,
  total_vnd bigint not null,
  verdict text,
  reason_field text,
  reason_code text,
  reason_detail text
);
create index bill_import_rows_by_import on bill_import_rows (import_id);

-- Chart of accounts (Circular 99/2025/TT-BTC and its forerunners): code, and whose it is where that matters.
create table accounts (
  id bigint generated always as identity primary key,
  code text not null,
  org_unit_id bigint references org_units,
  partner_id bigint references partners,
  constraint accounts_one unique nulls not distinct (code, org_unit_id, partner_id)
);

-- Append-only: the application's role may neither update nor delete. Balanced by construction. No foreign keys: they
-- would lock the few account rows in every payment; `ledger verify` proves that no transfer is an orphan.
create table transfers (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  debit_account_id bigint not null,
  credit_account_id bigint not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  payment_id bigint,
  import_id bigint,
  business_on date not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (xid, id),
  constraint transfers_two_accounts check (debit_account_id <> credit_account_id)
);
create index transfers_by_payment on transfers (payment_id) where payment_id is not null;

-- Balances up to a position; the tail behind it is added when a balance is read.
create table account_balances (
  account_id bigint primary key references accounts,
  debit_vnd bigint not null,
  credit_vnd bigint not null
);

-- Each seal chains the transfers between the previous seal's position and its own.
create table ledger_seals (
  id bigint generated always as identity primary key,
  upto_xid xid8 not null,
  upto_id bigint not null,
  transfers integer not null check (transfers > 0),
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  constraint ledger_seals_chain unique (previous_hash)
);

create table payments (
  id bigint generated always as identity primary key,
  partner_id bigint not null,
  reference text not null,
  channel text not null,
  tender text check (tender in ('cash', 'account')),
  intent text not null check (intent in ('request', 'notice')),
  state text not null check (state in ('accepted', 'reversed')),
  customer_id bigint,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- What was allocated to no bill: customer credit, or suspense where the customer is unknown.
  credited_vnd bigint not null check (credited_vnd between 0 and amount_vnd),
  business_on date not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index payments_by_customer on payments (customer_id, id);
create index payments_by_partner on payments (partner_id, id);

-- A reference is used up by an accepted payment, an accepted reversal or a tombstone; never by a refusal.
create table payment_claims (
  partner_id bigint not null,
  reference text not null,
  kind text not null check (kind in ('payment', 'reversal', 'tombstone')),
  request_hash bytea not null,
  payment_id bigint,
  -- The answer as it was given first.
  outcome json not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (partner_id, reference)
);

-- Signed amounts: a reversal writes the negative beside the original. Append-only.
create table allocations (
  id bigint generated always as identity primary key,
  payment_id bigint not null,
  bill_root_id bigint not null,
  amount_vnd bigint not null check (amount_vnd <> 0),
  business_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index allocations_by_bill on allocations (bill_root_id);
create index allocations_by_payment on allocations (payment_id);

-- Money of a customer that no bill has taken yet. Signed; the balance is the sum. Append-only.
create table customer_credits (
  id bigint generated always as identity primary key,
  customer_id bigint references customers,
  payment_id bigint not null references payments,
  amount_vnd bigint not null check (amount_vnd <> 0),
  reason text not null check (reason in ('overpayment', 'late_success', 'unknown_customer', 'correction', 'reversal', 'applied')),
  business_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index customer_credits_by_customer on customer_credits (customer_id);
create index customer_credits_by_payment on customer_credits (payment_id);

create table payment_reversals (
  id bigint generated always as identity primary key,
  payment_id bigint not null unique references payments,
  reference text not null,
  reason text not null,
  business_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);

-- What was refused and why, judged anew when asked again.
create table payment_refusals (
  id bigint generated always as identity primary key,
  partner_id bigint not null,
  reference text not null,
  outcome text not null,
  amount_vnd bigint not null,
  recorded_at timestamptz not null default clock_timestamp()
);
