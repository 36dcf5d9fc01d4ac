-- What the bank credited, the days and terms of partners, and their settlement windows.
set local lock_timeout = '5s';

create table bank_credits (
  id bigint generated always as identity primary key,
  -- The collection account (tài khoản chuyên thu) as the bank writes it.
  account text not null,
  booked_on date not null,
  value_on date not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  bank_reference text not null default '',
  payer text not null default '',
  remittance text not null default '',
  -- Account, date, amount, reference, text and ordinal within the day, hashed: the same line read twice is one credit.
  fingerprint text not null unique,
  -- How much of it lies on settlement windows, or was given to a customer; the rest is unidentified.
  assigned_vnd bigint not null default 0,
  source text not null check (source in ('typed', 'file', 'statement')),
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint bank_credits_never_overassigned check (assigned_vnd between 0 and amount_vnd)
);
create index bank_credits_by_day on bank_credits (booked_on, id);
create index bank_credits_unassigned on bank_credits (booked_on, id) where assigned_vnd < amount_vnd;

-- Working days: Saturday and Sunday rest unless named `working`; a `holiday` rests on any day.
create table calendar_days (
  day date primary key,
  kind text not null check (kind in ('holiday', 'working')),
  name text not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp()
);

create table partner_terms (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  valid daterange not null check (not isempty(valid)),
  -- Working days between the settlement day and the day the money is due.
  settle_days smallint not null default 1 check (settle_days between 0 and 30),
  -- Local time of the day after at which the partner's file is due.
  file_due time not null default '08:00',
  -- {kind: none} | {kind: flat, perPaymentVnd} | {kind: percent, basisPoints, minVnd?, maxVnd?}
  -- | {kind: tiers, by: count|amount, tiers: [{upTo: number|null, perPaymentVnd?|basisPoints?}]}
  fee_rule jsonb not null default '{"kind":"none"}',
  fee_mode text not null default 'invoiced' check (fee_mode in ('netted', 'invoiced')),
  fee_vat_rate smallint not null default 10 check (fee_vat_rate between 0 and 100),
  contact text not null default '',
  -- Account numbers, payer names and words of the remittance by which the partner's transfers are known.
  bank_marks text[] not null default '{}',
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  constraint partner_terms_no_overlap exclude using gist (partner_id with =, valid with &&)
);

create table settlement_windows (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  settles_on date not null,
  state text not null default 'open' check (state in ('open', 'closed', 'agreed', 'money_in', 'settled')),
  due_on date not null,
  -- Frozen when the window closes; while it is open they are null and the figures are read from the payments.
  payments integer,
  payments_vnd bigint,
  reversals integer,
  reversals_vnd bigint,
  refunds_vnd bigint,
  fee_vnd bigint,
  fee_vat_vnd bigint,
  fee_mode text check (fee_mode in ('netted', 'invoiced')),
  -- How the fee came about, one line per tier, as the contract's rule of that day made it.
  fee_lines jsonb,
  -- Differences of earlier windows that were handed on to this one.
  carried_in_vnd bigint not null default 0,
  -- What the bank should credit: payments less reversals, refunds by the partner and netted fees, with what was
  -- carried in.
  expected_vnd bigint,
  received_vnd bigint not null default 0,
  -- Differences settled elsewhere, the sum of window_carries: positive when the partner still owes.
  carried_vnd bigint not null default 0,
  closed_at timestamptz,
  agreed_at timestamptz,
  agreed_by text,
  money_in_at timestamptz,
  settled_at timestamptz,
  settled_by text,
  constraint settlement_windows_one unique (partner_id, settles_on),
  constraint settlement_windows_frozen check ((state = 'open') = (expected_vnd is null)),
  constraint settlement_windows_expected check (expected_vnd = payments_vnd - reversals_vnd - refunds_vnd
    - case fee_mode when 'netted' then fee_vnd + fee_vat_vnd else 0 end + carried_in_vnd),
  -- A window ends settled only when what came in and what is carried make up what was expected.
  constraint settlement_windows_add_up check (state <> 'settled' or received_vnd + carried_vnd = expected_vnd)
);
create index settlement_windows_by_day on settlement_windows (settles_on);
create index settlement_windows_unsettled on settlement_windows (due_on) where state <> 'settled';

create table window_events (
  id bigint generated always as identity primary key,
  window_id bigint not null references settlement_windows,
  event text not null,
  actor text not null,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp()
);
create index window_events_by_window on window_events (window_id, id);

-- A difference of a window settled elsewhere: in a later window of the partner, or on the account of differences.
create table window_carries (
  id bigint generated always as identity primary key,
  window_id bigint not null references settlement_windows,
  -- Null: written to the account of differences (1388).
  to_window_id bigint references settlement_windows,
  -- Positive when the partner still owes.
  amount_vnd bigint not null check (amount_vnd <> 0),
  reason text not null check (reason <> ''),
  carried_by text not null,
  carried_at timestamptz not null default clock_timestamp(),
  constraint window_carries_elsewhere check (to_window_id <> window_id),
  -- The same said twice is said once.
  constraint window_carries_once unique nulls not distinct (window_id, to_window_id, amount_vnd, reason)
);
create index window_carries_by_target on window_carries (to_window_id) where to_window_id is not null;

-- Money laid on windows. From a bank credit to a window; from a bank credit to the partner's prefund (no window); from
-- the prefund to a window (no bank credit).
create table window_receipts (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  window_id bigint references settlement_windows,
  bank_credit_id bigint references bank_credits,
  -- Negative takes an assignment back.
  amount_vnd bigint not null check (amount_vnd <> 0),
  -- The receipt that this one takes back; once.
  undoes_id bigint unique references window_receipts,
  -- How the credit was recognised.
  rule text not null,
  assigned_by text not null,
  assigned_at timestamptz not null default clock_timestamp(),
  constraint window_receipts_from_or_to check (window_id is not null or bank_credit_id is not null),
  constraint window_receipts_undo_is_negative check ((undoes_id is null) = (amount_vnd > 0))
);
create index window_receipts_by_window on window_receipts (window_id);
create index window_receipts_by_credit on window_receipts (bank_credit_id);
create index window_receipts_of_prefund on window_receipts (partner_id) where window_id is null or bank_credit_id is null;
