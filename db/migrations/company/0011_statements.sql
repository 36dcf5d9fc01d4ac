-- Bank statements: the company's accounts, the files that were read, their statements and lines, and customers' transfers.
set local lock_timeout = '5s';

-- Accounts of the company that it has declared; only their statements are taken in.
create table bank_accounts (
  id bigint generated always as identity primary key,
  -- Letters and digits alone, in capitals; also the name of the account on every credit.
  number text not null unique check (number ~ '^[A-Z0-9]{4,34}$'),
  bank_name text not null,
  -- Of kind `own`: under it customers' transfers to this account become payments. Null: they do not.
  transfer_partner_id bigint references partners,
  declared_by text not null,
  declared_at timestamptz not null default clock_timestamp()
);

-- A file of statements, by its content: the same bytes are one file, whatever they are called.
create table statement_files (
  id bigint generated always as identity primary key,
  content_hash text not null unique,
  file_name text not null,
  bytes bigint not null,
  format text,
  state text not null check (state in ('imported', 'refused')),
  -- Why it was refused: code and what the file says there.
  problem jsonb,
  imported_by text not null,
  imported_at timestamptz not null,
  constraint statement_files_refused_for_a_reason check ((state = 'refused') = (problem is not null))
);

create table bank_statements (
  id bigint generated always as identity primary key,
  file_id bigint not null references statement_files,
  -- Place in the file, from 0.
  at integer not null,
  account_id bigint not null references bank_accounts,
  -- The bank's own number of it; null where it gives none.
  number text,
  -- Days of its first and last entry and of its closing balance; null for a statement without entries and balances.
  first_on date,
  last_on date,
  -- Of formats whose balances must follow one another; null of the others.
  opening_vnd bigint,
  closing_vnd bigint,
  lines integer not null,
  credits integer not null,
  credit_vnd bigint not null,
  debit_vnd bigint not null,
  -- The statement that this one repeats; its lines are kept there.
  resent_of bigint references bank_statements,
  constraint bank_statements_one_place unique (file_id, at),
  constraint bank_statements_two_balances check ((opening_vnd is null) = (closing_vnd is null)),
  constraint bank_statements_add_up check (opening_vnd + credit_vnd - debit_vnd = closing_vnd)
);
create index bank_statements_by_account on bank_statements (account_id, last_on);

-- Every line, debits too.
create table bank_statement_lines (
  id bigint generated always as identity primary key,
  statement_id bigint not null references bank_statements,
  account_id bigint not null references bank_accounts,
  -- Physical line of the file.
  line integer not null,
  booked_on date not null,
  value_on date not null,
  credit_debit text not null check (credit_debit in ('CRDT', 'DBIT')),
  amount_vnd bigint not null check (amount_vnd >= 0),
  bank_reference text not null,
  end_to_end text not null,
  payer text not null,
  remittance text not null,
  -- What makes it a line of staff: `reversal` and `returned` by the bank's own word, `takes_back` a debit that names our
  -- reference.
  attention text check (attention in ('reversal', 'returned', 'takes_back')),
  return_reason text,
  attended_by text,
  attended_note text,
  attended_at timestamptz,
  -- Day, amount, direction and the bank's reference (or, without one, the text), hashed.
  key text not null,
  -- Of lines of an account that are alike, from one.
  ordinal integer not null,
  -- The same line in an earlier statement; what it moved was moved there.
  known_line_id bigint references bank_statement_lines,
  bank_credit_id bigint references bank_credits
);
create unique index bank_statement_lines_once on bank_statement_lines (account_id, key, ordinal)
  where known_line_id is null;
create index bank_statement_lines_by_statement on bank_statement_lines (statement_id, id);
create index bank_statement_lines_by_credit on bank_statement_lines (bank_credit_id) where bank_credit_id is not null;
create index bank_statement_lines_to_attend on bank_statement_lines (id)
  where attention is not null and attended_at is null and known_line_id is null;

-- A credit of the bank that is a customer's transfer: claimed first, so that nobody else takes it, then posted as payment.
create table credit_transfers (
  bank_credit_id bigint primary key references bank_credits,
  partner_id bigint not null references partners,
  reference text not null,
  customer_code text not null,
  -- Bills that the text names; null: the oldest first.
  bill_ids bigint[],
  amount_vnd bigint not null check (amount_vnd > 0),
  -- How the customer was found; `by_hand` when a person said so.
  rule text not null,
  -- `claimed`: taken, its payment not yet known to be posted. `released`: the payment was reversed, the credit is free.
  state text not null check (state in ('claimed', 'posted', 'released')),
  payment_id bigint references payments,
  occurred_at timestamptz not null,
  claimed_by text not null,
  claimed_at timestamptz not null default clock_timestamp(),
  constraint credit_transfers_posted_has_payment check ((state = 'claimed') = (payment_id is null))
);
create index credit_transfers_claimed on credit_transfers (bank_credit_id) where state = 'claimed';
create index credit_transfers_by_payment on credit_transfers (payment_id);
