-- Frozen months: the figures of a month as they were given out, what moved since, and documents as they were issued.
set local lock_timeout = '5s';

-- One version of a month's figures. Append-only: another set of figures is another version.
create table month_freezes (
  id bigint generated always as identity primary key,
  period date not null check (extract(day from period) = 1),
  version integer not null check (version >= 1),
  -- How its figures are counted: [{"name", "version", "from", "to"}], with the months that each is counted over.
  definitions jsonb not null,
  -- Real time of the data.
  as_of timestamptz not null,
  -- Which transactions are in the figures; what is not visible here came later.
  snapshot pg_snapshot not null,
  -- What was known to be still moving: [{"what", "count", "amount"}].
  moving jsonb not null,
  -- SHA-256 of the version before, and over the figures of this one.
  previous_hash text,
  hash text not null,
  reason text,
  asked_by text,
  frozen_by text not null,
  business_on date not null,
  -- On the business clock.
  frozen_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint month_freezes_one_version unique (period, version),
  constraint month_freezes_restated_by_two check (case
    when version = 1 then reason is null and asked_by is null and previous_hash is null
    else reason is not null and asked_by is not null and asked_by <> frozen_by and previous_hash is not null end)
);

-- The figures themselves, for every unit and commune. A channel's rows stand under every definition: what came in through
-- it, of all that was billed.
create table frozen_figures (
  -- Of `month_freezes`, whose row is written behind its figures because it holds their hash.
  freeze_id bigint not null,
  -- Empty: all channels together.
  channel text not null,
  -- `name@version`; `*` for a channel.
  definition text not null,
  counted text not null check (counted in ('customers', 'bills', 'customerBills', 'money')),
  org_unit_id bigint not null,
  commune_code text not null,
  numerator bigint not null,
  denominator bigint not null,
  primary key (freeze_id, channel, definition, counted, org_unit_id, commune_code)
);

-- Payments and bills that moved a month after it was frozen, in the order in which they were noticed. Append-only.
create table month_movements (
  id bigint generated always as identity primary key,
  period date not null,
  -- The transaction that moved it, to be held against the snapshot of a version.
  xid xid8 not null,
  kind text not null check (kind in ('payment', 'bill')),
  org_unit_id bigint not null,
  commune_code text not null,
  customer_id bigint not null,
  bill_id bigint not null,
  payment_id bigint,
  -- What was laid on the bill or taken back; of a bill what it is more or less than before.
  amount_vnd bigint not null,
  recorded_at timestamptz not null,
  constraint month_movements_payment_has_one check ((kind = 'payment') = (payment_id is not null))
);
create index month_movements_by_unit on month_movements (period, org_unit_id, id);

-- Wishes to state a frozen month anew; the second person makes the version.
create table month_restatements (
  id bigint generated always as identity primary key,
  period date not null,
  -- The version that it makes.
  version integer not null check (version >= 2),
  reason text not null check (length(reason) >= 3),
  state text not null check (state in ('asked', 'made', 'withdrawn')),
  asked_by text not null,
  -- On the business clock.
  asked_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint month_restatements_ended check ((state = 'asked') = (ended_by is null) and (ended_by is null) = (ended_at is null)),
  constraint month_restatements_made_by_two check (state <> 'made' or ended_by <> asked_by)
);
create unique index month_restatements_one_open on month_restatements (period) where state = 'asked';

-- Documents exactly as they were issued: opened again they are the same bytes. Append-only.
create table issued_documents (
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]{1,39}$'),
  number text not null check (number <> ''),
  format text not null check (format in ('pdf', 'docx', 'xlsx')),
  title text not null check (title <> ''),
  file_name text not null check (file_name <> ''),
  -- First day of the month it speaks of; null where it speaks of none.
  period date check (extract(day from period) = 1),
  -- Whose figures are in it; null for the whole company.
  org_unit_id bigint,
  -- The version of the frozen month it was made from; null where its figures were still moving.
  frozen_version integer,
  content bytea not null,
  sha256 text not null,
  -- Where each number in it came from: [{"at", "says", "definition", "numerator", "denominator", "asOf", "link"}], as its maker gives them.
  traces jsonb not null,
  issued_by text not null,
  business_on date not null,
  -- On the business clock.
  issued_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint issued_documents_one_number unique (kind, number, format),
  constraint issued_documents_hash_is_true check (sha256 = encode(sha256(content), 'hex')),
  constraint issued_documents_of_frozen_month foreign key (period, frozen_version) references month_freezes (period, version)
);
