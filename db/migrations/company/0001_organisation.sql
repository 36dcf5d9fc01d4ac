-- Settings, organisation tree, staff, audit, outbox and positions of one company.
set local lock_timeout = '5s';

create table company_settings (
  single boolean primary key default true check (single),
  partial_payments boolean not null default false,
  oldest_first boolean not null default false,
  updated_at timestamptz not null default now()
);
insert into company_settings default values;

create table org_units (
  id bigint generated always as identity primary key,
  code text not null unique,
  kind text not null check (kind in ('company', 'unit', 'team', 'book')),
  -- A code first met in an import stands until staff give it a name.
  to_be_named boolean not null default false,
  created_at timestamptz not null default now()
);

create table org_unit_versions (
  id bigint generated always as identity primary key,
  org_unit_id bigint not null references org_units,
  parent_id bigint references org_units,
  name text not null,
  valid daterange not null check (not isempty(valid)),
  constraint org_unit_versions_no_overlap exclude using gist (org_unit_id with =, valid with &&)
);
create index org_unit_versions_by_parent on org_unit_versions (parent_id);

create table staff (
  id bigint generated always as identity primary key,
  login text not null unique check (login = lower(login)),
  display_name text not null,
  password_hash text not null,
  role text not null check (role in ('business_head', 'unit_staff', 'accountant', 'operator', 'viewer')),
  -- Null means the whole company; otherwise this unit and all below it.
  org_unit_id bigint references org_units,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

create table staff_sessions (
  token_hash bytea primary key,
  staff_id bigint not null references staff,
  csrf_token text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);

create table sign_in_attempts (
  login text not null,
  attempted_at timestamptz not null
);
create index sign_in_attempts_by_login on sign_in_attempts (login, attempted_at);

-- Append-only: the application's role may neither update nor delete.
create table audit_events (
  id bigint generated always as identity primary key,
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  request_id text
);
create index audit_events_by_subject on audit_events (subject, id);

create table outbox (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  payload jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (xid, id)
);

create table reader_positions (
  reader text primary key,
  xid xid8 not null default '0',
  id bigint not null default 0,
  moved_at timestamptz not null default now()
);

-- Rows a reader has handled beyond its position, while an older transaction was still open.
create table reader_ahead (
  reader text not null,
  xid xid8 not null,
  id bigint not null,
  primary key (reader, xid, id)
);

create table villages (
  id bigint generated always as identity primary key,
  commune_code text not null,
  name text not null,
  search_key text not null,
  status text not null default 'suggested' check (status in ('suggested', 'confirmed', 'rejected')),
  valid daterange not null,
  settlement text check (settlement in ('urban', 'rural', 'remote')),
  ethnic_minority boolean,
  mobile_coverage boolean,
  fibre boolean,
  confirmed_by text,
  constraint villages_one_name unique (commune_code, search_key)
);
