-- Plans that are handed down from the company to units, teams and employees. What a month's board is held against stays
-- in `targets`; a plan of shares under the official definition writes it when it is handed over.
set local lock_timeout = '5s';

create table target_plans (
  id bigint generated always as identity primary key,
  -- core/targets/measures.ts
  measure text not null,
  definition_name text not null,
  definition_version integer not null,
  span text not null check (span in ('month', 'quarter', 'year')),
  first_month date not null check (extract(day from first_month) = 1),
  mode text not null check (mode in ('cumulative', 'at_end')),
  -- The month whose denominators and standing the plan was laid out by.
  base_month date not null check (extract(day from base_month) = 1),
  -- How much each condition counted in the proposal, in per cent (core/targets/proposal.ts).
  weights jsonb not null,
  version integer not null default 0,
  state text not null default 'draft' check (state in ('draft', 'handed_over')),
  -- The letter that handed it over: number, place, whom it rests on, who signed.
  letter jsonb,
  handed_over_on date,
  handed_over_by text,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  foreign key (definition_name, definition_version) references kpi_definitions (name, version),
  constraint target_plans_handed_over_by_letter check (
    (state = 'handed_over') = (letter is not null) and (letter is null) = (handed_over_on is null)
    and (letter is null) = (handed_over_by is null)
  )
);
-- A letter's number stands for one plan.
create unique index target_plans_by_letter on target_plans ((letter ->> 'number'));

-- One holder of a plan: frozen as the organisation stood when the plan was made.
create table target_rows (
  plan_id bigint not null references target_plans,
  key text not null,
  parent_key text,
  -- Order of the tree, parents before children.
  place integer not null,
  kind text not null check (kind in ('company', 'unit', 'team', 'employee', 'rest')),
  org_unit_id bigint not null references org_units,
  staff_id bigint references staff,
  code text not null,
  name text not null,
  -- Whole customers, bills or dong of the base month that a share is a part of; null for what is no share.
  base bigint check (base >= 0),
  -- What counts towards the target already; null where there are no figures.
  reached bigint check (reached >= 0),
  cap bigint check (cap >= 0),
  weight bigint not null check (weight >= 0),
  -- Why the proposal is what it is: headroom and conditions with their figures.
  grounds jsonb not null,
  proposal bigint not null default 0 check (proposal >= 0),
  target bigint not null default 0 check (target >= 0),
  -- The share as it was given, where the target follows from one.
  share_bp integer check (share_bp between 0 and 10000),
  locked boolean not null default false,
  primary key (plan_id, key),
  unique (plan_id, place),
  constraint target_rows_one_root check ((kind = 'company') = (parent_key is null)),
  constraint target_rows_employee_is_staff check ((kind = 'employee') = (staff_id is not null)),
  foreign key (plan_id, parent_key) references target_rows (plan_id, key) deferrable initially deferred
);

-- Append-only: every step of a plan and what it changed.
create table target_versions (
  plan_id bigint not null references target_plans,
  version integer not null check (version >= 1),
  action text not null check (action in ('made', 'proposed', 'overridden', 'spread', 'undone', 'handed_over')),
  reason text not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (plan_id, version)
);

create table target_changes (
  plan_id bigint not null,
  version integer not null,
  row_key text not null,
  from_target bigint not null,
  to_target bigint not null,
  to_share_bp integer,
  from_locked boolean not null,
  to_locked boolean not null,
  primary key (plan_id, row_key, version),
  foreign key (plan_id, version) references target_versions (plan_id, version),
  foreign key (plan_id, row_key) references target_rows (plan_id, key)
);
