-- Mobile Money, which has a phone number instead of a page; limits of contracts as data; cancelling; part refunds.
set local lock_timeout = '5s';

alter table gateway_accounts drop constraint gateway_accounts_provider_check;
alter table gateway_accounts add constraint gateway_accounts_provider_check check (
  provider in ('momo', 'zalopay', 'vnpay', 'viettel', 'mobile-money', 'payos', 'casso', 'sepay'));
-- What one subscriber may pay through this contract, and the rule that says so; null: nothing is limited.
alter table gateway_accounts add column limits jsonb;

alter table gateway_orders
  -- Whose phone is asked to confirm: 84 and nine digits.
  add column msisdn text check (msisdn ~ '^84[0-9]{9}$'),
  -- The business day limits are counted by.
  add column ordered_on date,
  -- Who took the order back from the payer. The provider is asked about it until it cannot be paid any more.
  add column cancelled_by text,
  -- Of a refund that is wished or under way.
  add column refund_vnd bigint check (refund_vnd > 0),
  -- What has gone back of a payment that stands for the rest.
  add column refunded_vnd bigint not null default 0,
  add constraint gateway_orders_refunds_fit check (refunded_vnd between 0 and amount_vnd);
update gateway_orders set ordered_on = (created_at at time zone 'Asia/Ho_Chi_Minh')::date,
  refund_vnd = case when refund_by is null then null else amount_vnd end,
  refunded_vnd = case when state = 'refunded' then amount_vnd else 0 end;
alter table gateway_orders alter column ordered_on set not null;
create index gateway_orders_by_subscriber on gateway_orders (account_code, msisdn, ordered_on) where msisdn is not null;
