-- Auto-debit from wallets: agreements that customers make at their wallet, and debits sent one by one under a token.
set local lock_timeout = '5s';

-- `wallet`: no file; each debit is sent to the provider by itself.
alter table debit_terms
  drop constraint debit_terms_format_check,
  add constraint debit_terms_format_check check (format in ('pain.008.001.02', 'pain.008.001.08', 'csv', 'wallet'));
alter table debit_batches
  drop constraint debit_batches_ready_has_file,
  add constraint debit_batches_ready_has_file check (
    case when format = 'wallet' then file_sha256 is null else (state = 'picking') = (file_sha256 is null) end);

create table wallet_agreements (
  id bigint generated always as identity primary key,
  mandate_id bigint not null references mandates,
  account_code text not null references gateway_accounts,
  -- Ours, as the provider knows the wish; and the customer's name at the provider.
  reference text not null,
  identifier text not null,
  -- Most that one debit may take; 0: no limit. What the customer agreed to at the wallet.
  max_vnd bigint not null check (max_vnd >= 0),
  -- `created`: whether the provider took the wish is not known. `offered`: the customer may follow the link.
  -- `unbinding`: ended by us, and the provider has not confirmed it yet.
  state text not null
    check (state in ('created', 'offered', 'bound', 'unbinding', 'unbound', 'failed', 'expired')),
  link text,
  qr_content text,
  -- The permission itself; never shown.
  token text,
  -- The provider's own name of it, and of the wallet in part.
  binding_id text,
  holder text,
  failure text,
  -- The provider confirmed it, and its mandate could not become active.
  attention text check (attention in ('other_active', 'refused_unbind')),
  attempts integer not null default 0,
  next_query_at timestamptz,
  -- Real time: as long as the link is good.
  expires_at timestamptz not null,
  offered_by text not null,
  offered_at timestamptz not null,
  bound_at timestamptz,
  ended_at timestamptz,
  constraint wallet_agreements_one_reference unique (account_code, reference),
  constraint wallet_agreements_bound_has_token check (state not in ('bound', 'unbinding') or token is not null)
);
-- A mandate stands on one agreement at a time.
create unique index wallet_agreements_one_live on wallet_agreements (mandate_id)
  where state in ('created', 'offered', 'bound');
create index wallet_agreements_due on wallet_agreements (next_query_at) where next_query_at is not null;
create index wallet_agreements_by_mandate on wallet_agreements (mandate_id, id);

-- A debit of a run on its way to a wallet.
create table wallet_debits (
  item_id bigint primary key references debit_items,
  batch_id bigint not null references debit_batches,
  account_code text not null references gateway_accounts,
  agreement_id bigint references wallet_agreements,
  amount_vnd bigint not null check (amount_vnd > 0),
  -- As the provider knows it; null until it is sent. Never another one.
  reference text,
  -- `waiting`: nothing was sent. `asked`: sent, and the outcome is not known.
  state text not null check (state in ('waiting', 'asked', 'paid', 'failed')),
  transaction_id text,
  -- Why it failed: our reason code, and the provider's own code and words.
  reason_code text,
  reason_text text,
  attention text check (attention in ('wrong_amount', 'silent')),
  attempts integer not null default 0,
  sent_at timestamptz,
  next_query_at timestamptz,
  -- When the outcome was handed to the mandates, which post it or plan the next try.
  told_at timestamptz,
  constraint wallet_debits_one_reference unique (account_code, reference),
  constraint wallet_debits_sent_has_reference check (state not in ('asked', 'paid') or reference is not null),
  constraint wallet_debits_failed_has_reason check ((state = 'failed') = (reason_code is not null)),
  constraint wallet_debits_told_is_final check (told_at is null or state in ('paid', 'failed'))
);
create index wallet_debits_waiting on wallet_debits (account_code, item_id) where state = 'waiting';
create index wallet_debits_due on wallet_debits (next_query_at) where state = 'asked';
create index wallet_debits_untold on wallet_debits (item_id) where state in ('paid', 'failed') and told_at is null;
create index wallet_debits_by_batch on wallet_debits (batch_id, state);

-- What wallets told of their own account, as it came.
create table wallet_messages (
  id bigint generated always as identity primary key,
  account_code text not null,
  kind text not null check (kind in ('agreement', 'debit')),
  agreement_id bigint,
  item_id bigint,
  raw bytea not null,
  verdict text not null,
  detail text,
  received_at timestamptz not null
);
create index wallet_messages_by_agreement on wallet_messages (agreement_id, id) where agreement_id is not null;
