-- Cash that still exists: tills of the company and its collectors, their sessions and takings, cash on its way to the
-- bank, card terminals, and the points of agents.
set local lock_timeout = '5s';

alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check
  check (role in ('business_head', 'unit_staff', 'accountant', 'operator', 'viewer', 'cashier'));

-- A counter with its drawer, or a collector with a bag. Each is a partner of kind `own`, so that account 111 is kept per till.
create table tills (
  id bigint generated always as identity primary key,
  -- Also the code of its partner.
  code text not null unique,
  partner_id bigint not null unique references partners,
  kind text not null check (kind in ('counter', 'collector')),
  name text not null,
  org_unit_id bigint not null references org_units,
  commune_code text,
  -- More cash than this should not lie in it.
  cash_limit_vnd bigint not null check (cash_limit_vnd > 0),
  -- The first day on which it takes no money any more; null while it is not to be closed.
  closes_on date,
  -- Number of the last receipt: the next one takes the next, under the lock of this row.
  last_receipt integer not null default 0,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp()
);

-- A paying-in slip, or a bag handed to a counter: the cash of whole sessions.
create table remittances (
  id bigint generated always as identity primary key,
  -- With check digits; written into the text of the bank's credit.
  number text not null unique,
  till_id bigint not null references tills,
  way text not null check (way in ('bank', 'till')),
  bank_account text,
  to_till_id bigint references tills,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- Of a slip, what credits of the bank have brought so far.
  credited_vnd bigint not null default 0,
  -- `sent`: with the bank, not credited in full. `offered`: waits for the counter to count it.
  state text not null check (state in ('sent', 'settled', 'offered', 'received', 'cancelled')),
  made_by text not null,
  made_on date not null,
  made_at timestamptz not null,
  finished_by text,
  finished_on date,
  finished_at timestamptz,
  constraint remittances_way check (
    case way when 'bank' then bank_account is not null and to_till_id is null and state in ('sent', 'settled', 'cancelled')
             else bank_account is null and to_till_id is not null and to_till_id <> till_id
                  and state in ('offered', 'received', 'cancelled') end),
  constraint remittances_never_overcredited check (credited_vnd between 0 and amount_vnd),
  constraint remittances_settled_in_full check ((state = 'settled') = (credited_vnd = amount_vnd)),
  constraint remittances_finished check ((state in ('sent', 'offered')) = (finished_at is null))
);
create index remittances_under_way on remittances (till_id, id) where state in ('sent', 'offered');

-- Parts of bank credits laid on a slip; signed: an undo is a row of its own. Append-only.
create table remittance_receipts (
  id bigint generated always as identity primary key,
  remittance_id bigint not null references remittances,
  bank_credit_id bigint not null references bank_credits,
  amount_vnd bigint not null check (amount_vnd <> 0),
  rule text not null,
  laid_by text not null,
  laid_at timestamptz not null,
  undoes_id bigint unique references remittance_receipts,
  constraint remittance_receipts_undo_is_negative check ((undoes_id is not null) = (amount_vnd < 0))
);
create index remittance_receipts_by_remittance on remittance_receipts (remittance_id);
create index remittance_receipts_by_credit on remittance_receipts (bank_credit_id);

create table till_sessions (
  id bigint generated always as identity primary key,
  till_id bigint not null references tills,
  -- Login of whoever answers for the cash.
  cashier text not null,
  cashier_name text not null,
  state text not null check (state in ('open', 'closed')),
  -- Change money of the cash fund; it goes back there and is no money of the till.
  float_vnd bigint not null check (float_vnd >= 0),
  opened_on date not null,
  opened_at timestamptz not null,
  closed_on date,
  closed_at timestamptz,
  -- Pieces of each note as counted, and the sum of what is smaller.
  counts jsonb,
  counted_vnd bigint check (counted_vnd >= 0),
  expected_vnd bigint,
  -- What was counted without the float: leaves the till by one remittance.
  cash_vnd bigint generated always as (counted_vnd - float_vnd) stored,
  remittance_id bigint references remittances,
  constraint till_sessions_closed_is_counted check (
    (state = 'closed') = (closed_on is not null and closed_at is not null and counts is not null
                          and counted_vnd is not null and expected_vnd is not null)),
  constraint till_sessions_remitted_is_closed check (remittance_id is null or state = 'closed')
);
create unique index till_sessions_one_open_of_till on till_sessions (till_id) where state = 'open';
create unique index till_sessions_one_open_of_cashier on till_sessions (cashier) where state = 'open';
create index till_sessions_by_till on till_sessions (till_id, id);
create index till_sessions_to_remit on till_sessions (till_id) where state = 'closed' and remittance_id is null;
create index till_sessions_by_remittance on till_sessions (remittance_id) where remittance_id is not null;

-- What was counted over (above zero) or short (below): posted when the session closes, cleared by a second person.
create table till_differences (
  session_id bigint primary key references till_sessions,
  till_id bigint not null references tills,
  cashier text not null,
  amount_vnd bigint not null check (amount_vnd <> 0),
  posted_on date not null,
  -- `income` for what is over; `cashier_owes` or `expense` for what is short.
  resolution text,
  note text,
  cleared_by text,
  cleared_on date,
  cleared_at timestamptz,
  constraint till_differences_cleared_whole check (
    (resolution is null) = (cleared_by is null) and (resolution is null) = (cleared_on is null)
    and (resolution is null) = (note is null) and (resolution is null) = (cleared_at is null)),
  constraint till_differences_resolution check (
    resolution is null or (amount_vnd > 0 and resolution = 'income')
    or (amount_vnd < 0 and resolution in ('cashier_owes', 'expense'))),
  constraint till_differences_two_persons check (cleared_by <> cashier)
);
create index till_differences_open on till_differences (posted_on) where resolution is null;

-- Card terminals that acquiring banks put at tills.
create table pos_terminals (
  terminal_id text primary key check (terminal_id ~ '^[A-Z0-9]{4,8}$'),
  -- The acquiring bank: its money in transit the payments are.
  partner_id bigint not null references partners,
  till_id bigint not null references tills,
  enabled boolean not null default true,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp()
);

-- One time that a customer paid at a till. Written before it is posted, numbered after.
create table takings (
  id bigint generated always as identity primary key,
  session_id bigint not null references till_sessions,
  till_id bigint not null references tills,
  -- Made at the till: asking again with it is the same taking.
  request_key text not null,
  tender text not null check (tender in ('cash', 'card')),
  partner_id bigint not null references partners,
  reference text not null,
  intent text not null check (intent in ('request', 'notice')),
  customer_code text not null,
  bill_ids bigint[] not null check (cardinality(bill_ids) > 0),
  amount_vnd bigint not null check (amount_vnd > 0),
  -- Cash the customer handed over; what is more than the amount went back as change.
  given_vnd bigint,
  terminal_id text references pos_terminals,
  batch_number text,
  trace_number text,
  approval_code text,
  card_last4 text check (card_last4 ~ '^[0-9]{4}$'),
  occurred_at timestamptz not null,
  taken_on date not null,
  taken_at timestamptz not null,
  -- `claimed`: whether it was posted is not known yet.
  state text not null check (state in ('claimed', 'taken', 'refused', 'void_asked', 'voiding', 'voided')),
  refusal text,
  payment_id bigint,
  receipt_number integer check (receipt_number > 0),
  prints integer not null default 0,
  void_reason text,
  void_asked_by text,
  void_approved_by text,
  voided_at timestamptz,
  constraint takings_one_request unique (till_id, request_key),
  constraint takings_one_reference unique (partner_id, reference),
  constraint takings_one_receipt unique (till_id, receipt_number),
  constraint takings_taken_has_receipt check (
    (state in ('claimed', 'refused')) = (payment_id is null) and (payment_id is null) = (receipt_number is null)),
  constraint takings_tender check (
    case tender when 'cash' then given_vnd >= amount_vnd and terminal_id is null
                else given_vnd is null and terminal_id is not null and batch_number is not null
                     and trace_number is not null and approval_code is not null and card_last4 is not null end),
  constraint takings_void_is_named check (
    (state in ('void_asked', 'voiding', 'voided')) = (void_reason is not null and void_asked_by is not null)),
  constraint takings_void_two_persons check (void_approved_by <> void_asked_by),
  constraint takings_voided_is_approved check ((state in ('voiding', 'voided')) = (void_approved_by is not null))
);
create index takings_by_session on takings (session_id, id);
create index takings_by_payment on takings (payment_id) where payment_id is not null;
create index takings_void_asked on takings (id) where state in ('void_asked', 'voiding');

-- Points of an agent (bank, post, intermediary) where customers hand it cash.
create table agent_points (
  partner_id bigint not null references partners,
  code text not null check (code ~ '^[A-Z0-9_-]{1,20}$'),
  name text not null,
  commune_code text,
  address text not null default '',
  -- What it may have collected on days of its partner that are not closed yet; null: no limit of its own.
  limit_vnd bigint check (limit_vnd > 0),
  open boolean not null default true,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (partner_id, code)
);

-- The point of an agent at which a payment was made, where the agent says so.
alter table payments add column point_code text;
create index payments_by_point on payments (partner_id, point_code, settles_on) where point_code is not null;
