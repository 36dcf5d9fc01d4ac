-- A plan that was handed over is adjusted and handed over again, each time by a letter of its own.
alter table target_plans drop constraint target_plans_state_check;
alter table target_plans add constraint target_plans_state_check check (state in ('draft', 'handed_over', 'adjusting'));
alter table target_plans drop constraint target_plans_handed_over_by_letter;
alter table target_plans add constraint target_plans_handed_over_by_letter check
  ((state = 'draft') = (letter is null) and (letter is null) = (handed_over_on is null)
   and (letter is null) = (handed_over_by is null));
drop index target_plans_by_letter;

alter table target_versions drop constraint target_versions_action_check;
alter table target_versions add constraint target_versions_action_check check (action in
  ('made', 'proposed', 'overridden', 'spread', 'undone', 'handed_over', 'adjustment_begun', 'adjustment_dropped'));

-- Every letter by which a plan was handed over; append-only.
create table target_letters (
  plan_id bigint not null references target_plans,
  -- 1 is the letter that handed the plan over, those after it adjusted it.
  no integer not null check (no >= 1),
  -- The rows as this version of the plan left them are what the letter says.
  version integer not null,
  number text not null unique,
  letter jsonb not null,
  -- Why the plan was adjusted; empty for the first letter.
  reason text not null,
  -- Who was responsible for a row when the letter went out: {"u12": "Lê Một"}.
  owners jsonb not null,
  handed_over_on date not null,
  handed_over_by text not null,
  primary key (plan_id, no),
  foreign key (plan_id, version) references target_versions (plan_id, version)
);
insert into target_letters (plan_id, no, version, number, letter, reason, owners, handed_over_on, handed_over_by)
select id, 1, version, letter ->> 'number', letter, '', '{}', handed_over_on, handed_over_by
from target_plans where letter is not null;

-- A letter's files as they were first given out; append-only.
create table target_letter_files (
  plan_id bigint not null,
  no integer not null,
  -- The unit it is addressed to; empty where it goes to all.
  unit_key text not null,
  format text not null check (format in ('pdf', 'docx', 'xlsx')),
  content bytea not null,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (plan_id, no, unit_key, format),
  foreign key (plan_id, no) references target_letters (plan_id, no)
);

-- Who is responsible for what a row asks; an employee is for their own.
alter table target_rows add column owner_id bigint references staff;

-- What a mandate was from which business day on; append-only.
create table mandate_states (
  id bigint generated always as identity primary key,
  mandate_id bigint not null references mandates,
  state text not null check (state in ('draft', 'signed', 'sent', 'active', 'suspended', 'cancelled', 'expired')),
  from_on date not null,
  -- It stood so when this history began: what it was before that day nobody knows.
  inherited boolean not null default false,
  recorded_at timestamptz not null default clock_timestamp()
);
create index mandate_states_by_mandate on mandate_states (mandate_id, from_on desc, id desc);
create index mandate_states_inherited on mandate_states (from_on) where inherited;
insert into mandate_states (mandate_id, state, from_on, inherited)
select id, state, (changed_at at time zone 'Asia/Ho_Chi_Minh')::date, true from mandates order by id;
