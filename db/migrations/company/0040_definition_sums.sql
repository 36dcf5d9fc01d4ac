-- Sums by the definitions that no roll-up is kept for, and what moved since they were counted.
set local lock_timeout = '5s';

-- How often the facts of a month were refreshed. On '-infinity' stands what every month is counted by: the register of
-- customers and the communes that are marked as disadvantaged.
create table kpi_moves (
  period date primary key,
  moves bigint not null
) with (fillfactor = 50);

-- Which definition was counted over which months, up to when the data went, and how many moves of these months it knows of:
-- where there have been more, the sums are those of `as_of`.
create table kpi_definition_spans (
  id bigint generated always as identity primary key,
  name text not null,
  version integer not null,
  first_period date not null,
  last_period date not null,
  moves bigint not null,
  as_of timestamptz not null,
  constraint kpi_definition_spans_once unique (name, version, first_period, last_period),
  foreign key (name, version) references kpi_definitions (name, version)
);

-- What was counted, by unit and commune: disjoint, and adding up to the whole.
create table kpi_definition_cells (
  span_id bigint not null references kpi_definition_spans (id) on delete cascade,
  org_unit_id bigint not null,
  -- Empty where a customer's commune is not known.
  commune_code text not null,
  counted text not null check (counted in ('customers', 'bills', 'customerBills', 'money')),
  numerator bigint not null,
  denominator bigint not null,
  primary key (span_id, org_unit_id, commune_code, counted)
);
