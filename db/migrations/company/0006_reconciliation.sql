-- Partners' files, what they say, and every difference to our books.
set local lock_timeout = '5s';

create table file_mappings (
  id bigint generated always as identity primary key,
  -- Null: for every partner.
  partner_id bigint references partners,
  name text not null,
  version integer not null default 1,
  mapping jsonb not null,
  -- The header this mapping is recognised by, normalised.
  header_key text not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz,
  constraint file_mappings_one_version unique nulls not distinct (partner_id, name, version)
);

create table partner_files (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  settles_on date not null,
  -- `running`: lines so far, sent during the day. `final`: the whole day.
  scope text not null default 'final' check (scope in ('running', 'final')),
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  mapping_id bigint references file_mappings,
  state text not null check (state in ('reading', 'refused', 'matched', 'superseded')),
  -- Why nothing of it was used: code and parameters.
  refusal jsonb,
  lines integer not null default 0,
  lines_vnd bigint not null default 0,
  -- Of these, what the partner says is paid.
  paid_vnd bigint not null default 0,
  bad_lines integer not null default 0,
  control_lines integer,
  control_vnd bigint,
  matched integer,
  matched_vnd bigint,
  -- Their total less ours for the day.
  difference_vnd bigint,
  -- {lane: {count, theirVnd, ourVnd}} as the matching found it; the amounts are what each side counts for the day.
  by_lane jsonb,
  received_by text not null,
  received_at timestamptz not null default clock_timestamp(),
  matched_at timestamptz
);
create index partner_files_by_day on partner_files (partner_id, settles_on, id);
create index partner_files_by_hash on partner_files (sha256);
-- One file speaks for a partner's day.
create unique index partner_files_one_final on partner_files (partner_id, settles_on) where state = 'matched' and scope = 'final';

create table partner_lines (
  file_id bigint not null,
  line integer not null,
  reference text not null,
  -- Our payment's id, where the partner gives it back.
  our_id bigint,
  customer_code text not null,
  bill text,
  -- Null where the line cannot be read; what is wrong with it stands in partner_bad_lines.
  amount_vnd bigint,
  occurred_at timestamptz,
  status text not null check (status in ('paid', 'reversed', 'pending', 'bad')),
  primary key (file_id, line),
  constraint partner_lines_bad_has_no_amount check ((status = 'bad') = (amount_vnd is null))
);
create index partner_lines_by_reference on partner_lines (reference, file_id);

-- Lines matched by another rule than the reference; what is matched by the reference needs no row.
create table partner_line_matches (
  file_id bigint not null,
  line integer not null,
  payment_id bigint not null,
  rule text not null,
  primary key (file_id, line)
);

create table partner_bad_lines (
  file_id bigint not null,
  line integer not null,
  -- As far as it can be read.
  reference text not null default '',
  field text not null,
  code text not null,
  detail text not null,
  raw text not null,
  primary key (file_id, line)
);

create table differences (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  settles_on date not null,
  lane text not null check (lane in ('at_partner_only', 'at_us_only', 'amount_differs', 'paid_twice', 'wrong_customer',
    'pending', 'crossed_cut_off', 'reversed_after_cut_off', 'bad_line')),
  cause text not null,
  -- Both sides, as they were when the difference was found.
  reference text not null,
  file_id bigint,
  line integer,
  payment_id bigint,
  customer_code text,
  their_vnd bigint,
  our_vnd bigint,
  their_at timestamptz,
  our_at timestamptz,
  -- Of several differences of one reference, which.
  ordinal integer not null default 1,
  -- What each side counts for the day; all differences of a day add up to the difference of the day.
  their_day_vnd bigint not null default 0,
  our_day_vnd bigint not null default 0,
  -- The settlement day on which the other side has it.
  other_day date,
  suggestion text not null,
  state text not null default 'open' check (state in ('open', 'waiting', 'asked', 'approval', 'resolved')),
  owner text,
  due_on date not null,
  found_at timestamptz not null default clock_timestamp(),
  resolution text,
  -- Asked for by one person and approved by another, where two are needed: the fix with its parameters.
  proposal jsonb,
  proposed_by text,
  resolved_by text,
  resolved_at timestamptz,
  note text,
  -- What the fix made: a payment, a reversal, a refund, a correction.
  made jsonb,
  -- What the partner said when asked.
  answer text check (answer in ('confirmed', 'not_ours', 'will_reverse', 'will_resend', 'other')),
  answer_note text,
  answered_at timestamptz,
  constraint differences_resolved_is_whole check ((state = 'resolved') = (resolved_at is not null)),
  constraint differences_approval_has_proposal check (
    state <> 'approval' or (proposal is not null and proposed_by is not null)),
  -- Each difference stands once, whichever file or run finds it again, whatever the order of the lines.
  constraint differences_one unique (partner_id, settles_on, reference, ordinal, lane)
);
create index differences_open on differences (due_on, id) where state <> 'resolved';
create index differences_by_day on differences (partner_id, settles_on, lane);
create index differences_by_payment on differences (payment_id) where payment_id is not null;

create table difference_events (
  id bigint generated always as identity primary key,
  difference_id bigint not null references differences,
  event text not null,
  actor text not null,
  note text,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp()
);
create index difference_events_by_difference on difference_events (difference_id, id);

create table minutes (
  id bigint generated always as identity primary key,
  partner_id bigint not null references partners,
  kind text not null check (kind in ('day', 'month')),
  -- Half-open.
  covers daterange not null,
  version integer not null default 1,
  number text not null,
  -- Everything the minutes say, as it was when they were made.
  content jsonb not null,
  -- SHA-256 over the content and the version before; what both sides sign.
  hash text not null,
  state text not null check (state in ('draft', 'signed_by_us', 'signed', 'reopened')),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  our_signer text,
  our_signed_at timestamptz,
  partner_signer text,
  partner_signed_at timestamptz,
  reopen_reason text,
  reopen_asked_by text,
  reopened_by text,
  reopened_at timestamptz,
  constraint minutes_one_version unique (partner_id, kind, covers, version),
  constraint minutes_reopened_by_two check (reopened_by is null or reopened_by <> reopen_asked_by)
);

-- A payment is shown with the seal that covers its transfers: the first one at or behind their position.
create index ledger_seals_by_position on ledger_seals (upto_xid, upto_id);
