-- Holds, the day on which a payment settles, credit that cannot be given back twice, bills handed to one collector.
set local lock_timeout = '5s';

alter table company_settings
  -- A request that names bills must not leave an unpaid period between them.
  add column no_gaps boolean not null default false,
  -- Customer credit pays the next bill by itself.
  add column apply_credit boolean not null default true,
  -- A refund above this needs a second person.
  add column refund_limit_vnd bigint not null default 5000000 check (refund_limit_vnd >= 0),
  add column hold_minutes integer not null default 15 check (hold_minutes between 1 and 1440);

alter table partners
  -- Local time at which the partner's settlement day ends; payments from then on belong to the next day.
  add column cut_off time not null default '24:00',
  -- The last settlement day that is closed: nothing can settle on it or before it any more.
  add column closed_through date,
  -- The partner may only collect what it has paid in beforehand.
  add column prefunded boolean not null default false;

alter table payments add column settles_on date;
update payments set settles_on = business_on;
alter table payments alter column settles_on set not null;
alter table payment_reversals add column settles_on date;
update payment_reversals set settles_on = business_on;
alter table payment_reversals alter column settles_on set not null;
drop index payments_by_partner;
create index payments_by_window on payments (partner_id, settles_on);
create index payment_reversals_by_day on payment_reversals (settles_on);

-- A bill is held for one partner at a time because it has one place for a hold. `held_until` is business time: a hold
-- whose time is over holds nothing, whether or not anybody has cleared it away.
alter table bills
  add column hold_id bigint,
  add column held_by bigint,
  add column held_until timestamptz,
  -- The one partner that may collect this bill (giao thu); null means open to all (vãng lai).
  add column handed_to bigint,
  add constraint bills_hold_is_whole check (
    (hold_id is null) = (held_by is null) and (hold_id is null) = (held_until is null));

-- Who has been handed what; bills open to all are not in it.
create index bills_handed on bills (handed_to, period) where handed_to is not null;

-- The order in which allocations may be read behind a position; nothing looks one up by its id alone.
alter table allocations add column xid xid8 not null default pg_current_xact_id();
alter table allocations drop constraint allocations_pkey;
alter table allocations add primary key (xid, id);

create table holds (
  id bigint generated always as identity primary key,
  partner_id bigint not null,
  reference text not null,
  customer_id bigint not null,
  bill_ids bigint[] not null check (cardinality(bill_ids) > 0),
  amount_vnd bigint not null check (amount_vnd > 0),
  state text not null check (state in ('open', 'paid', 'released', 'expired')),
  held_at timestamptz not null,
  -- Business time.
  expires_at timestamptz not null,
  extended integer not null default 0,
  payment_id bigint,
  ended_at timestamptz,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint holds_one_reference unique (partner_id, reference)
);
create index holds_to_expire on holds (expires_at) where state = 'open';

-- What is left of the credit of one payment. The check is what keeps concurrent refunds within it.
create table credit_lots (
  payment_id bigint primary key,
  customer_id bigint,
  left_vnd bigint not null,
  -- Set aside for refunds that are asked for and not yet paid.
  reserved_vnd bigint not null default 0,
  -- The customer code as it was sent, where no customer has it: what the payer of money in suspense is looked for by.
  asked_code text,
  constraint credit_lots_never_overdrawn check (reserved_vnd >= 0 and reserved_vnd <= left_vnd)
);
create index credit_lots_by_customer on credit_lots (customer_id) where left_vnd > 0;
create index credit_lots_left on credit_lots (payment_id) where left_vnd > 0;
insert into credit_lots (payment_id, customer_id, left_vnd)
select payment_id, (array_agg(customer_id order by id desc))[1], sum(amount_vnd)
from customer_credits group by payment_id having sum(amount_vnd) > 0;

alter table customer_credits drop constraint customer_credits_reason_check;
alter table customer_credits add constraint customer_credits_reason_check check (reason in
  ('overpayment', 'late_success', 'unknown_customer', 'correction', 'reversal', 'applied', 'refund', 'identified'));

create table refunds (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payments,
  customer_id bigint,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- `partner`: the collecting partner gives it back and settles that much less. `bank`: the company pays it out.
  way text not null check (way in ('partner', 'bank')),
  bank_bin text,
  bank_account text,
  account_holder text,
  reason text not null,
  state text not null check (state in ('requested', 'approved', 'paid', 'rejected', 'cancelled')),
  requested_by text not null,
  requested_at timestamptz not null default clock_timestamp(),
  approved_by text,
  approved_at timestamptz,
  paid_by text,
  paid_at timestamptz,
  -- The settlement day of the partner's window that is lessened by it.
  settles_on date,
  bank_reference text,
  rejected_reason text,
  business_on date not null,
  -- Set when it is asked for, by the company's limit of that day.
  needs_second boolean not null,
  constraint refunds_two_persons check (approved_by is null or not needs_second or approved_by <> requested_by),
  constraint refunds_bank_has_account check (way <> 'bank' or (bank_account is not null and account_holder is not null))
);
create index refunds_by_payment on refunds (payment_id);
create index refunds_open on refunds (state, id) where state in ('requested', 'approved');

-- A payment that lay with the wrong customer, or with none, handed to the right one.
create table payment_corrections (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payments,
  from_customer_id bigint,
  to_customer_id bigint not null references customers,
  amount_vnd bigint not null,
  reason text not null,
  corrected_by text not null,
  business_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index payment_corrections_by_payment on payment_corrections (payment_id);

-- Statements and the journal read transfers by business day; they are written nearly in that order, so that a few
-- bytes per range of pages are enough and posting pays nothing for it.
create index transfers_by_day on transfers using brin (business_on) with (pages_per_range = 16);
