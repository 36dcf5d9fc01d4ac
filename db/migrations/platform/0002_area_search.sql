-- Areas are found by a key without marks, and loaded again only when their files change.
set local lock_timeout = '5s';

alter table areas add column search_key text not null default '';

-- One row: digest of the files that the areas were loaded from.
create table area_loads (
  single boolean primary key default true check (single),
  files_sha256 text not null,
  loaded_at timestamptz not null default clock_timestamp()
);
