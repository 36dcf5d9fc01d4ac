-- Pivot tables that people keep and share. What a table shows is its address; units and months in it may be relative.
set local lock_timeout = '5s';

create table pivot_reports (
  id bigint generated always as identity primary key,
  maker_id bigint not null references staff,
  name text not null check (name <> '' and length(name) <= 120),
  description text not null,
  address jsonb not null,
  sharing text not null check (sharing in ('nobody', 'unit', 'everybody')),
  -- Whoever belongs to this unit or below it sees the report, and whoever may see the unit.
  org_unit_id bigint references org_units,
  changed_at timestamptz not null,
  -- Put away by its maker, who may take it back.
  deleted_at timestamptz,
  constraint pivot_reports_shared_with_its_unit check ((sharing = 'unit') = (org_unit_id is not null))
);
create unique index pivot_reports_by_name on pivot_reports (maker_id, lower(name)) where deleted_at is null;

create table pivot_favourites (
  report_id bigint not null references pivot_reports,
  staff_id bigint not null references staff,
  primary key (report_id, staff_id)
);
