-- What every company shares: who the companies are, whose key or sign-in leads to which company, the business
-- clock of demo and tests, and the areas of the country.
set local lock_timeout = '5s';

create table companies (
  code text primary key check (code ~ '^[A-Z0-9]{2,30}$'),
  name text not null,
  schema_name text not null unique check (schema_name ~ '^pc_[a-z0-9]+$'),
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table key_directory (
  key_id text primary key,
  company_code text not null references companies,
  partner_id bigint not null
);

create table sign_in_directory (
  login text primary key check (login = lower(login)),
  company_code text not null references companies
);

-- One row. Where movable is false the business clock is real time.
create table business_clock (
  single boolean primary key default true check (single),
  offset_days integer not null default 0,
  movable boolean not null default false
);
insert into business_clock default values;

-- Administrative areas: `present` since 1 July 2025 (province, commune), `former` before (province, district, commune).
create table areas (
  era text not null check (era in ('present', 'former')),
  level text not null check (level in ('province', 'district', 'commune')),
  code text not null,
  parent_code text,
  name text not null,
  full_name text not null,
  valid daterange not null,
  primary key (era, level, code)
);
create index areas_by_parent on areas (era, level, parent_code);

-- Which former commune went into which present one. A former commune with several present ones was split.
create table area_mappings (
  former_code text not null,
  present_code text not null,
  primary key (former_code, present_code)
);
create index area_mappings_by_present on area_mappings (present_code);
