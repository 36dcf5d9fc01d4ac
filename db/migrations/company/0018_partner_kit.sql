-- Where a partner is told what happened to bills and to its own money.
create table webhook_endpoints (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  url text not null check (length(url) between 1 and 500),
  -- Empty means every type.
  event_types text[] not null,
  -- `own`: bills handed to the partner, and bills of customers who have paid through it. `all`: every bill it may collect.
  reach text not null default 'own' check (reach in ('own', 'all')),
  state text not null default 'live' check (state in ('live', 'disabled', 'removed')),
  -- `gone`: the endpoint answered 410. `failing`: nothing arrived for days. `by_hand`: a person.
  disabled_reason text check (disabled_reason in ('gone', 'failing', 'by_hand')),
  disabled_at timestamptz,
  -- Rounds in a row in which nothing arrived.
  failures integer not null default 0,
  failing_since timestamptz,
  -- While nothing arrives the whole endpoint waits.
  next_try_at timestamptz,
  busy_until timestamptz,
  last_success_at timestamptz,
  last_fault text,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint webhook_endpoints_disabled_says_why check ((state = 'disabled') = (disabled_reason is not null))
) with (fillfactor = 80);
create index webhook_endpoints_of_partner on webhook_endpoints (partner_id, id) where state <> 'removed';

-- Two may live at once, so that one can be rolled: both sign.
create table webhook_secrets (
  endpoint_id bigint not null references webhook_endpoints,
  slot smallint not null check (slot in (1, 2)),
  secret bytea not null,
  made_at timestamptz not null,
  primary key (endpoint_id, slot)
);

-- One thing that happened, as one partner is told it.
create table webhook_events (
  id bigint generated always as identity primary key,
  partner_id bigint not null,
  type text not null,
  -- Numbered per partner and bill, without gaps.
  bill_root_id bigint,
  sequence bigint,
  -- What must be told once only.
  once_key text,
  -- The bytes that are signed and sent, at every attempt the same.
  body text not null,
  occurred_at timestamptz not null,
  constraint webhook_events_numbered check ((bill_root_id is null) = (sequence is null))
);
create unique index webhook_events_once on webhook_events (partner_id, once_key) where once_key is not null;
create unique index webhook_events_of_bill on webhook_events (partner_id, bill_root_id, sequence) where bill_root_id is not null;
create index webhook_events_by_age on webhook_events using brin (occurred_at);

create table webhook_sequences (
  partner_id bigint not null,
  bill_root_id bigint not null,
  last bigint not null,
  primary key (partner_id, bill_root_id)
) with (fillfactor = 80);

create table webhook_deliveries (
  id bigint generated always as identity primary key,
  event_id bigint not null references webhook_events,
  endpoint_id bigint not null references webhook_endpoints,
  bill_root_id bigint,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  -- All attempts, and those since it was last asked for.
  attempts integer not null default 0,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  give_up_at timestamptz not null,
  last_status integer,
  last_fault text,
  delivered_at timestamptz,
  created_at timestamptz not null
) with (fillfactor = 80);
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, id) where state = 'waiting';
create index webhook_deliveries_waiting_of_bill on webhook_deliveries (endpoint_id, bill_root_id, id)
  where state = 'waiting' and bill_root_id is not null;
create index webhook_deliveries_log on webhook_deliveries (endpoint_id, id);
create index webhook_deliveries_of_event on webhook_deliveries (event_id);

create table webhook_attempts (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_deliveries on delete cascade,
  at timestamptz not null,
  -- Null where nobody answered.
  status integer,
  fault text,
  took_ms integer not null,
  -- The beginning of what the endpoint answered.
  reply text not null
);
create index webhook_attempts_of_delivery on webhook_attempts (delivery_id, id);

-- People at a partner who build against the API.
create table developers (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  name text not null,
  -- SHA-256 of the one-time code.
  code_digest bytea not null unique,
  code_expires_at timestamptz not null,
  entered_at timestamptz,
  ended_at timestamptz,
  invited_by text not null,
  invited_at timestamptz not null
);
create index developers_of_partner on developers (partner_id, id);

create table developer_sessions (
  digest bytea primary key,
  developer_id bigint not null references developers,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index developer_sessions_of_developer on developer_sessions (developer_id);

-- What a partner's programs asked, and what they were answered. Written in batches, beside the road of payments.
create table partner_requests (
  id bigint generated always as identity primary key,
  partner_id bigint not null,
  key_id text not null,
  at timestamptz not null,
  method text not null,
  path text not null,
  status smallint not null,
  -- Our error code; null for what went well.
  code text,
  took_ms integer not null,
  request_id text not null,
  digest text not null,
  -- The text that we signed.
  signed text not null,
  -- The beginning of the bodies.
  request_body text not null,
  response_body text not null
);
create index partner_requests_of_partner on partner_requests (partner_id, id);
create index partner_requests_by_request on partner_requests (request_id);
create index partner_requests_by_age on partner_requests using brin (at);

-- What a partner has shown that it can do, with the request or delivery that showed it.
create table certification_steps (
  partner_id bigint not null,
  step text not null,
  shown_at timestamptz not null,
  request_id text,
  primary key (partner_id, step)
);
