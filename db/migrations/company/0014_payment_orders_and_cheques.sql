-- Payment orders (ủy nhiệm chi) of payers with many customer codes, and cheques from receipt until the bank has paid.
set local lock_timeout = '5s';

-- An account of the company as payers and their banks must be told it. Only such accounts stand on orders.
create table order_accounts (
  account text primary key references bank_accounts (number),
  -- Name of the holder as the bank keeps it.
  holder text not null check (holder <> ''),
  bank_name text not null check (bank_name <> ''),
  branch text not null default '',
  -- Six digits of NAPAS; what the QR code and the payer's bank route by.
  bank_bin text not null check (bank_bin ~ '^[0-9]{6}$'),
  set_by text not null,
  set_at timestamptz not null
);

create table payment_orders (
  id bigint generated always as identity primary key,
  state text not null check (state in ('draft', 'issued', 'part_paid', 'paid', 'expired', 'cancelled')),
  -- Whose credit it becomes when more is paid than the bills ask for.
  payer_customer_id bigint not null references customers,
  payer_name text not null check (payer_name <> ''),
  payer_address text not null default '',
  -- What the payer has not said stays open on the paper for the pen; a file for the bank needs it.
  payer_account text check (payer_account ~ '^[0-9A-Z]{5,34}$'),
  payer_bank text not null default '',
  payer_branch text not null default '',
  payer_bank_bin text check (payer_bank_bin ~ '^[0-9]{6}$'),
  -- The company's account that is to be credited.
  account text not null references order_accounts,
  -- The last day on which it is waited for; from then on its bills are free.
  expires_on date not null,
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  issued_by text,
  issued_at timestamptz,
  issued_on date,
  ended_by text,
  ended_at timestamptz,
  end_reason text,
  constraint payment_orders_issued_is_stamped check (state in ('draft', 'cancelled') or issued_at is not null)
);
create index payment_orders_by_payer on payment_orders (payer_customer_id, id);
create index payment_orders_waiting on payment_orders (expires_on) where state in ('draft', 'issued', 'part_paid');

create table payment_order_bills (
  order_id bigint not null references payment_orders,
  -- From one, by customer as listed, then by month.
  place integer not null,
  bill_root_id bigint not null,
  customer_id bigint not null references customers,
  -- What it was open for when the order was made.
  amount_vnd bigint not null check (amount_vnd > 0),
  -- Whether the order still waits for it.
  live boolean not null default true,
  primary key (order_id, place)
);
-- A bill is in one open order.
create unique index payment_order_bills_one_order on payment_order_bills (bill_root_id) where live;
create index payment_order_bills_by_bill on payment_order_bills (bill_root_id);
create index payment_order_bills_by_customer on payment_order_bills (customer_id) where live;

-- Cheques handed to the bank together.
create table cheque_deposits (
  id bigint generated always as identity primary key,
  account text not null references order_accounts,
  deposited_on date not null,
  made_by text not null,
  made_at timestamptz not null
);

-- Cheques are not money until the bank has paid: nothing of the ledger moves before.
create table cheques (
  id bigint generated always as identity primary key,
  state text not null check (state in ('received', 'deposited', 'cleared', 'bounced', 'withdrawn')),
  -- Letters and digits in capitals, its series first.
  number text not null check (number ~ '^[A-Z0-9]{4,20}$'),
  drawer text not null check (drawer <> ''),
  drawer_account text not null check (drawer_account ~ '^[0-9A-Z]{5,34}$'),
  drawee_bank text not null check (drawee_bank <> ''),
  drawee_branch text not null default '',
  amount_vnd bigint not null check (amount_vnd > 0),
  issued_on date not null,
  -- The drawee has set the money aside (bảo chi).
  certified boolean not null,
  -- Whose credit it becomes when it pays more than its bills ask for.
  customer_id bigint not null references customers,
  account text not null references order_accounts,
  -- Of kind `own`: holds the bills, and its payments are under it.
  partner_id bigint not null references partners,
  received_on date not null,
  received_by text not null,
  received_at timestamptz not null,
  note text not null default '',
  deposit_id bigint references cheque_deposits,
  cleared_on date,
  bounced_on date,
  bounce_reason text,
  bounce_note text not null default '',
  -- What the bank asks for a cheque it did not pay, and who bears it; kept here, booked with the bank's debit.
  fee_vnd bigint not null default 0 check (fee_vnd >= 0),
  fee_bearer text check (fee_bearer in ('company', 'drawer')),
  withdrawn_reason text,
  constraint cheques_bounce_has_reason check ((state = 'bounced') <= (bounce_reason is not null)),
  constraint cheques_deposited_on_a_slip check (state not in ('deposited', 'cleared', 'bounced') or deposit_id is not null),
  constraint cheques_fee_has_bearer check ((fee_vnd > 0) = (fee_bearer is not null))
);
-- The same paper is taken in once; one that was given back may come again.
create unique index cheques_once on cheques (lower(drawee_bank), drawer_account, number) where state <> 'withdrawn';
create index cheques_by_state on cheques (state, id);
create index cheques_by_deposit on cheques (deposit_id) where deposit_id is not null;

create table cheque_bills (
  cheque_id bigint not null references cheques,
  place integer not null,
  -- The version that was held.
  bill_id bigint not null,
  bill_root_id bigint not null,
  customer_id bigint not null references customers,
  amount_vnd bigint not null check (amount_vnd > 0),
  primary key (cheque_id, place)
);
create index cheque_bills_by_bill on cheque_bills (bill_root_id);

-- What of a bank credit became payments of an order's or a cheque's customers: taken first, so that nobody else takes it.
create table credit_splits (
  id bigint generated always as identity primary key,
  bank_credit_id bigint not null references bank_credits,
  partner_id bigint not null references partners,
  order_id bigint references payment_orders,
  cheque_id bigint references cheques,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- How it was recognised; `by_hand` when a person said so.
  rule text not null,
  claimed_by text not null,
  claimed_at timestamptz not null,
  constraint credit_splits_for_one_thing check ((order_id is null) <> (cheque_id is null))
);
create index credit_splits_by_credit on credit_splits (bank_credit_id);
create index credit_splits_by_order on credit_splits (order_id) where order_id is not null;
create index credit_splits_by_cheque on credit_splits (cheque_id) where cheque_id is not null;

-- One payment of it.
create table credit_split_parts (
  split_id bigint not null references credit_splits,
  place integer not null,
  partner_id bigint not null,
  reference text not null,
  channel text not null check (channel in ('payment_order', 'cheque')),
  customer_code text not null,
  -- Null: the oldest first.
  bill_ids bigint[],
  amount_vnd bigint not null check (amount_vnd > 0),
  occurred_at timestamptz not null,
  -- `claimed`: not yet known to be posted. `released`: the payment was reversed, its money is the credit's again.
  state text not null check (state in ('claimed', 'posted', 'released')),
  payment_id bigint,
  primary key (split_id, place),
  constraint credit_split_parts_one_reference unique (partner_id, reference),
  constraint credit_split_parts_posted_has_payment check ((state = 'claimed') = (payment_id is null))
);
create index credit_split_parts_claimed on credit_split_parts (split_id, place) where state = 'claimed';
create unique index credit_split_parts_one_payment on credit_split_parts (payment_id) where payment_id is not null;
