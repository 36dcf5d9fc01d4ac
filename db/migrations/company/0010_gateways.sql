-- Payment gateways: contracts, orders a payer pays through them, and every word they send.
set local lock_timeout = '5s';

-- One contract with a provider. A company may have several with the same one.
create table gateway_accounts (
  -- Also part of the address the provider calls.
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,29}$'),
  -- Whose money in transit (113) its payments are.
  partner_id bigint not null references partners,
  provider text not null check (provider in ('momo', 'zalopay', 'vnpay', 'viettel', 'payos', 'casso', 'sepay')),
  -- The way of signing that the contract names; null where the provider has one way.
  variant text,
  -- The channel its payments count under.
  channel text not null,
  -- Our name at the provider: partnerCode, app_id, TmnCode, merchant_code; of a transfer notice the bank account.
  merchant text not null,
  -- Where the provider answers our calls; null where it has no such thing.
  endpoint text,
  -- Where the payer's browser is sent, for providers that have a page instead of a call.
  pay_page text,
  -- Our own address as the provider and the payer reach it.
  public_url text not null,
  -- Keys by the provider's own names; never shown again.
  secrets jsonb not null,
  enabled boolean not null default true,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp()
);

-- Whether a provider answers, counted from our own calls. Real time.
create table gateway_health (
  account_code text primary key references gateway_accounts,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  failures_in_row integer not null default 0,
  failing_since timestamptz,
  last_fault text,
  last_callback_at timestamptz,
  constraint gateway_health_failing check ((failing_since is null) = (failures_in_row = 0))
);

-- What a payer was asked for: bills and amount as they were then.
create table gateway_orders (
  id bigint generated always as identity primary key,
  account_code text not null references gateway_accounts,
  -- As the contract was then: the same word of the provider always makes the same payment.
  partner_id bigint not null,
  channel text not null,
  -- Ours, as the provider knows the order; also the reference of its hold and of its payment.
  reference text not null,
  -- The asker's own: asking again answers the same order.
  request_key text not null constraint gateway_orders_one_request unique,
  customer_id bigint not null,
  customer_code text not null,
  bill_ids bigint[] not null check (cardinality(bill_ids) > 0),
  amount_vnd bigint not null check (amount_vnd > 0),
  -- `created`: whether the provider took it is not known. `pending`: it did, and the payer may pay.
  state text not null check (state in ('created', 'pending', 'paid', 'failed', 'expired', 'refund_pending', 'refunded')),
  payer_ip text not null,
  -- Real time: until then the payer may pay.
  expires_at timestamptz not null,
  pay_url text,
  deeplink text,
  qr_content text,
  transaction_id text,
  payment_id bigint,
  -- The provider's code, or our word, for why it was not paid or not refunded.
  failure text,
  -- What a person must look at.
  attention text,
  attempts integer not null default 0,
  next_query_at timestamptz,
  refund_reference text,
  refund_reason text,
  refund_by text,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint gateway_orders_one_reference unique (account_code, reference),
  constraint gateway_orders_paid_is_booked check (
    (state in ('paid', 'refund_pending', 'refunded')) = (payment_id is not null)),
  constraint gateway_orders_refund_is_named check (
    state not in ('refund_pending', 'refunded') or refund_reference is not null),
  -- What is not final is asked about again.
  constraint gateway_orders_unfinished_is_followed check (
    (state in ('created', 'pending', 'refund_pending')) = (next_query_at is not null))
) with (fillfactor = 80);
create index gateway_orders_to_follow on gateway_orders (next_query_at) where next_query_at is not null;
create index gateway_orders_by_customer on gateway_orders (customer_id, id);

-- Every word of a provider as it came, with what was made of it.
create table gateway_messages (
  id bigint generated always as identity primary key,
  account_code text not null,
  order_id bigint,
  kind text not null check (kind in ('callback', 'confirm', 'return', 'create_answer', 'query_answer', 'refund_answer')),
  raw bytea not null,
  -- Headers that are signed; never one that is the secret itself.
  headers jsonb not null default '{}',
  verdict text not null,
  detail text,
  received_at timestamptz not null
);
create index gateway_messages_by_order on gateway_messages (order_id, id) where order_id is not null;
create index gateway_messages_by_account on gateway_messages (account_code, id);
