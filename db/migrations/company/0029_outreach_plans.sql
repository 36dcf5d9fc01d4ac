-- Who is likely to give up cash, as the company's own history taught it, and plans of visits made with that.
set local lock_timeout = '5s';

create table outreach_models (
  id bigint generated always as identity primary key,
  -- How "without cash" is counted, name@version.
  definition text not null,
  -- The last month whose outcomes were known.
  through date not null check (extract(day from through) = 1),
  verdict text not null check (verdict in ('learned', 'level', 'too_little')),
  -- How many months of habit an example looks back at.
  look_back integer not null,
  months integer not null,
  examples integer not null,
  conversions integer not null,
  -- What each factor weighs; null where there was too little to learn from.
  model jsonb,
  -- Measured on the last months, which the measured model had not seen.
  held_out jsonb,
  drift double precision not null,
  -- Share of those who pay without cash that falls back in a month and stays there.
  relapse double precision not null,
  -- What closed counters did to who paid there: households seen, converted, and how the odds were multiplied; null where
  -- too few were seen.
  closing jsonb,
  learned_at timestamptz not null default clock_timestamp(),
  constraint outreach_models_have_what_they_say check ((verdict = 'too_little') = (model is null)),
  constraint outreach_models_once unique (definition, through)
);

create table outreach_plans (
  id bigint generated always as identity primary key,
  org_unit_id bigint not null references org_units,
  state text not null check (state in ('asked', 'working', 'done', 'failed')),
  -- Per cent of the work done.
  progress smallint not null default 0 check (progress between 0 and 100),
  business_on date not null,
  -- Until when the target is to be reached, and the share of customers, in hundredths of a per cent.
  until date not null check (until > business_on),
  target_bp integer not null check (target_bp between 1 and 10000),
  -- What was taken for granted, as asked.
  assumed jsonb not null,
  model_id bigint references outreach_models,
  -- The unit as it stood, and what came out; what is opened again is this, not a new calculation.
  ground jsonb,
  scenarios jsonb,
  failure text,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  constraint outreach_plans_done_are_whole check (state <> 'done'
    or (ground is not null and scenarios is not null and finished_at is not null))
);
create index outreach_plans_by_unit on outreach_plans (org_unit_id, id);

-- The visits of a plan, in order.
create table outreach_visits (
  plan_id bigint not null references outreach_plans,
  place integer not null check (place >= 1),
  customer_id bigint not null,
  org_unit_id bigint not null,
  commune_code text not null,
  village_id bigint,
  book_id bigint,
  -- Number of the village in the plan; households of no known village go by their meter-reading book.
  village integer not null,
  worker integer not null check (worker >= 1),
  visit_on date not null,
  billed_vnd bigint not null,
  -- Of converting by the end without a visit, and with one.
  chance_alone double precision not null,
  chance_visited double precision not null,
  -- [{"factor", "value", "push"}], strongest first.
  reasons jsonb not null,
  primary key (plan_id, place)
);
create index outreach_visits_by_village on outreach_visits (plan_id, village, place);
