-- Auto-debit: what customers allowed, what banks are asked to debit, and what they answered.
set local lock_timeout = '5s';

create table mandates (
  id bigint generated always as identity primary key,
  -- Ours, printed on the paper and carried in every debit.
  number text not null unique,
  customer_id bigint not null references customers,
  partner_id bigint not null references partners,
  account text not null check (account ~ '^[0-9A-Z]{5,34}$'),
  holder text not null check (holder <> ''),
  state text not null check (state in ('draft', 'signed', 'sent', 'active', 'suspended', 'cancelled', 'expired')),
  -- `on_bill`: as soon as a bill is there. `fixed_day`: on an agreed day of the month.
  mode text not null check (mode in ('on_bill', 'fixed_day')),
  fixed_day smallint check (fixed_day between 1 and 31),
  -- Null: whatever the bill says.
  limit_vnd bigint check (limit_vnd > 0),
  -- `field`: taken down by our staff. `bank`: collected by the bank and sent as a list.
  source text not null check (source in ('field', 'bank')),
  -- The customer's consent: when, before whom, on which paper, and the photograph's SHA-256.
  signed_on date,
  consent_by text,
  consent_paper text,
  consent_sha256 text check (consent_sha256 ~ '^[0-9a-f]{64}$'),
  expires_on date,
  -- The mandate that this one takes the place of (another bank, another account).
  replaces_id bigint references mandates,
  -- Why it stands still or has ended: our word, or the bank's reason code.
  state_reason text,
  -- What a person must look at: `reading_day_moved`, `over_limit`.
  attention text,
  attention_on date,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  constraint mandates_fixed_day_is_named check ((mode = 'fixed_day') = (fixed_day is not null)),
  constraint mandates_signed_before_use check (signed_on is not null or state in ('draft', 'cancelled'))
);
-- A customer is debited by one bank at a time.
create unique index mandates_one_active on mandates (customer_id) where state = 'active';
create index mandates_by_partner on mandates (partner_id, customer_id) where state = 'active';
create index mandates_by_customer on mandates (customer_id, id);

-- Lists of registrations that a bank collected, and the rows that go back to it with their reasons.
create table mandate_lists (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  file_name text not null,
  sha256 text not null,
  rows integer not null,
  registered integer not null,
  changed integer not null,
  cancelled integer not null,
  unchanged integer not null,
  rejected integer not null,
  received_by text not null,
  received_at timestamptz not null default clock_timestamp()
);

create table mandate_list_rejections (
  list_id bigint not null references mandate_lists,
  line integer not null,
  field text not null,
  code text not null,
  detail text not null,
  -- A customer code that may have been meant.
  suggestion text,
  raw text not null,
  primary key (list_id, line)
);

-- How a bank is asked: its file, our account there, its days.
create table debit_terms (
  partner_id bigint primary key references partners,
  format text not null check (format in ('pain.008.001.02', 'pain.008.001.08', 'csv')),
  -- Of `csv`: [{header, field}] in the order of the file.
  columns jsonb not null default '[]',
  creditor_account text not null,
  bank_bin text not null check (bank_bin ~ '^[0-9]{6}$'),
  bank_bic text,
  scheme_id text,
  -- Days of the month on which the bank takes a file, moved to the next working day; empty: every working day.
  run_days smallint[] not null default '{}',
  -- Working days after a debit that found no money until it is tried again, one for each try.
  retry_days smallint[] not null default '{1,3,5}',
  -- Working days within which the bank answers.
  result_days smallint not null default 3 check (result_days between 1 and 30),
  set_by text not null,
  set_at timestamptz not null default clock_timestamp()
);

create table debit_batches (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  -- The day of the run, and on which the bank is to collect.
  business_on date not null,
  message_id text not null unique,
  format text not null,
  -- The terms as they were: what the file is made from again, byte by byte.
  terms jsonb not null,
  state text not null check (state in ('picking', 'ready', 'sent')),
  -- The last customer whose bills were looked at.
  picked_through bigint not null default 0,
  items integer not null default 0,
  items_vnd bigint not null default 0,
  -- {reason: number of bills left out}
  skipped jsonb not null default '{}',
  answer_due_on date not null,
  file_sha256 text,
  file_bytes bigint,
  made_by text not null,
  made_at timestamptz not null,
  sent_by text,
  sent_at timestamptz,
  -- One run of a bank and day, however often it is started.
  constraint debit_batches_one unique (partner_id, business_on),
  constraint debit_batches_ready_has_file check ((state = 'picking') = (file_sha256 is null))
);

-- One bill to be debited once. What the file says of it never changes.
create table debit_items (
  id bigint generated always as identity primary key,
  batch_id bigint not null,
  partner_id bigint not null,
  mandate_id bigint not null,
  customer_id bigint not null,
  bill_id bigint not null,
  bill_root_id bigint not null,
  -- EndToEndId in the file; also the reference of its hold and of its payment.
  reference text not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  attempt smallint not null check (attempt > 0),
  -- `pending`: the bank was asked. `taken`: it took the money, which is not posted yet.
  state text not null check (state in ('pending', 'taken', 'paid', 'failed')),
  result_id bigint,
  -- What the bank says it took, and the version of the bill it is laid on.
  taken_vnd bigint,
  taken_bill_id bigint,
  payment_id bigint,
  reason_code text,
  reason_text text,
  -- The day from which the bill may be debited again; null after the last try.
  retry_on date,
  constraint debit_items_one_reference unique (partner_id, reference),
  constraint debit_items_paid_is_posted check ((state = 'paid') = (payment_id is not null)),
  constraint debit_items_taken_is_told check ((state in ('taken', 'paid')) = (taken_vnd is not null)),
  constraint debit_items_failed_has_reason check (state <> 'failed' or reason_code is not null)
) with (fillfactor = 80);
-- Nobody is asked twice for one bill at a time.
create unique index debit_items_one_pending on debit_items (bill_root_id) where state = 'pending';
-- Money taken is posted once.
create unique index debit_items_one_payment on debit_items (payment_id) where payment_id is not null;
create index debit_items_by_bill on debit_items (bill_root_id, id);
create index debit_items_by_mandate on debit_items (mandate_id, id);
create index debit_items_by_result on debit_items (result_id, id) where result_id is not null;
create index debit_items_by_batch on debit_items (batch_id, id);

create table debit_results (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  state text not null check (state in ('reading', 'posting', 'done', 'refused')),
  format text,
  -- Why nothing of it was used: code and parameters.
  refusal jsonb,
  lines integer not null default 0,
  taken integer not null default 0,
  taken_vnd bigint not null default 0,
  failed integer not null default 0,
  waiting integer not null default 0,
  repeated integer not null default 0,
  problems integer not null default 0,
  received_by text not null,
  received_at timestamptz not null default clock_timestamp(),
  done_at timestamptz
);
create unique index debit_results_once on debit_results (partner_id, sha256) where state in ('posting', 'done');

-- Lines of a result that a person must look at.
create table debit_result_problems (
  result_id bigint not null references debit_results,
  line integer not null,
  reference text not null,
  code text not null,
  detail text not null,
  primary key (result_id, line, code)
);
