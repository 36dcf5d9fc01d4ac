-- Bills for other electricity services, applicants who are no customers yet, and the account that QR codes pay into.
set local lock_timeout = '5s';

-- Null: issued here, for a service; the billing system does not know the bill.
alter table bills alter column import_id drop not null;
-- What the bill is for, as it is printed; null: the electricity of its month.
alter table bills add column description text check (description <> '');
-- Null: an applicant, taken down here; the billing system does not know them yet.
alter table customers alter column import_id drop not null;

-- Price list of services: a version holds from its day until the next version of the same service. Only ever added to.
create table service_prices (
  id bigint generated always as identity primary key,
  service text not null check (service ~ '^[A-Z0-9]{2,20}$'),
  name text not null check (name <> ''),
  -- What is counted: a time, a meter.
  counted_in text not null check (counted_in <> ''),
  -- Of one, before VAT. Null: by estimate, the amount is typed for each bill.
  net_vnd bigint check (net_vnd > 0),
  vat_rate smallint not null check (vat_rate between 0 and 100),
  -- Where the price stands, in words: decree, decision, day.
  legal_basis text not null check (legal_basis <> ''),
  -- False: from that day on the service is no longer offered.
  offered boolean not null default true,
  valid_from date not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  constraint service_prices_one_a_day unique (service, valid_from)
);

-- What stands behind a bill that was issued here; amounts and state stand on the bill itself.
create table service_bills (
  bill_id bigint primary key references bills,
  price_id bigint not null references service_prices,
  quantity integer not null check (quantity between 1 and 1000),
  note text check (note <> ''),
  -- Of the form that issued it: sent twice, it is one bill.
  request_key text not null unique,
  -- Hash of what that form said.
  request_hash bytea not null,
  issued_by text not null,
  issued_at timestamptz not null,
  cancelled_by text,
  cancelled_at timestamptz,
  cancel_reason text check (cancel_reason <> ''),
  constraint service_bills_cancelled_with_reason
    check ((cancelled_by is null) = (cancel_reason is null) and (cancelled_by is null) = (cancelled_at is null))
);

-- Last number given in each series, so that numbers have no gaps.
create table service_series (
  name text primary key,
  last integer not null check (last > 0)
);

-- The account that QR codes name: the bank by its six digits, the holder as printed under the code.
alter table bank_accounts add column bank_bin text check (bank_bin ~ '^[0-9]{6}$');
alter table bank_accounts add column holder text check (holder <> '');
alter table bank_accounts add column on_qr boolean not null default false;
-- A code leads money only to where it becomes a payment.
alter table bank_accounts add constraint bank_accounts_on_qr_is_whole
  check (not on_qr or (bank_bin is not null and transfer_partner_id is not null and length(number) <= 19));
create unique index bank_accounts_one_on_qr on bank_accounts (on_qr) where on_qr;
