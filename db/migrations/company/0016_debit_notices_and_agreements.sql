-- Auto-debit: notices to payers, photographs of papers, returned debits, and room for runs of several hundred thousand.
set local lock_timeout = '5s';

-- A run is picked range by range of customers, some at once; what was interrupted goes on with the others.
create table debit_ranges (
  batch_id bigint not null references debit_batches on delete cascade,
  -- Customers behind this one up to and with the other.
  after_id bigint not null,
  through_id bigint not null,
  is_picked boolean not null default false,
  -- {reason: number of bills left out}
  skipped jsonb not null default '{}',
  primary key (batch_id, after_id)
);
alter table debit_batches drop column picked_through;

-- Money that a bank says it took and that is not posted yet; posting writes the debit and takes the row away.
create table debit_taken (
  item_id bigint primary key,
  result_id bigint not null,
  taken_vnd bigint not null check (taken_vnd > 0),
  -- The version of the bill that the money is laid on.
  bill_id bigint
);

-- Every index is paid for with each debit and again with its answer.
drop index debit_items_by_mandate;
create index debit_items_failed on debit_items (mandate_id) where state = 'failed';
-- Of a result, only what left its hold behind: what failed, and money that was laid on a later version of the bill.
drop index debit_items_by_result;
create index debit_items_still_held on debit_items (result_id, id)
  where result_id is not null and (state = 'failed' or taken_bill_id is distinct from bill_id);

alter table debit_terms
  -- Working days before a debit on which its payer is told of it; 0: not at all.
  add column notice_days smallint not null default 1 check (notice_days between 0 and 10),
  -- Nothing is debited before its notice was handed over.
  add column notice_required boolean not null default false,
  add constraint debit_terms_required_is_given check (not notice_required or notice_days > 0);

-- Notices that left together: the file for who sends messages, or the slips.
create table debit_notice_sheets (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  notices integer not null,
  dropped integer not null,
  business_on date not null,
  handed_by text not null,
  handed_at timestamptz not null
);

create table debit_notices (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  mandate_id bigint not null,
  customer_id bigint not null,
  bill_id bigint not null,
  bill_root_id bigint not null,
  -- The day of the run that is to ask for it.
  debit_on date not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- `debited`: handed over, and the bank was asked since.
  state text not null check (state in ('due', 'handed_over', 'debited', 'dropped')),
  drop_reason text check (drop_reason in ('paid', 'cancelled', 'mandate_ended', 'amount_changed', 'pending', 'debited')),
  sheet_id bigint references debit_notice_sheets,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  constraint debit_notices_dropped_has_reason check ((state = 'dropped') = (drop_reason is not null)),
  constraint debit_notices_handed_over_on_sheet check (state not in ('handed_over', 'debited') or sheet_id is not null)
);
-- A payer is told once of a debit.
create unique index debit_notices_one_live on debit_notices (bill_root_id) where state in ('due', 'handed_over');
create index debit_notices_due on debit_notices (partner_id, id) where state = 'due';
create index debit_notices_by_sheet on debit_notices (sheet_id, id) where sheet_id is not null;

-- Photographs of signed papers. A large one leaves only its hash.
create table mandate_photos (
  mandate_id bigint primary key references mandates,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes bigint not null check (bytes > 0),
  content bytea check (octet_length(content) <= 1048576),
  uploaded_by text not null,
  uploaded_at timestamptz not null
);

-- Debits that a bank took back after their money was posted. One person asks for the reversal, another one approves.
create table debit_returns (
  item_id bigint primary key,
  result_id bigint not null references debit_results,
  payment_id bigint not null,
  amount_vnd bigint not null,
  reason_code text not null,
  state text not null check (state in ('open', 'asked', 'reversed', 'kept')),
  asked_by text,
  asked_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  told_at timestamptz not null,
  constraint debit_returns_two_persons check (state <> 'reversed' or (asked_by is not null and decided_by <> asked_by))
);
create index debit_returns_open on debit_returns (item_id) where state in ('open', 'asked');
