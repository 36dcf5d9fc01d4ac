-- Official reports: drafts, papers that were issued, what is made and mailed by the clock.
set local lock_timeout = '5s';

-- What the company writes on its papers. No row: nothing was set yet.
create table report_settings (
  only_one boolean primary key default true check (only_one),
  -- The company in numbers of papers: `PCHATINH`.
  company_mark text not null,
  -- Above the company's own name; empty where there is nobody.
  parent text not null,
  place text not null,
  capacity text not null,
  signer text not null,
  -- Whom the reports to the province and to the corporation are addressed to.
  province text not null,
  corporation text not null,
  -- Nơi nhận, one per line.
  copies text not null,
  -- Whose name and address stand on mails.
  sender_name text not null,
  sender_address text not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp()
);

-- The last number given out, by kind and year. It moves in the transaction that uses the number, so that none is lost.
create table report_series (
  kind text not null,
  year integer not null,
  last integer not null check (last >= 1),
  primary key (kind, year)
);

create table report_schedules (
  id bigint generated always as identity primary key,
  kind text not null,
  org_unit_id bigint not null references org_units,
  cadence text not null check (cadence in ('daily', 'weekly', 'monthly')),
  -- 1 is Monday.
  weekday integer check (weekday between 1 and 7),
  -- The last day of the month where it is shorter.
  month_day integer check (month_day between 1 and 31),
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- A daily one is left out on days of rest, another one moves to the next working day.
  working_days_only boolean not null,
  recipients text[] not null,
  formats text[] not null check (formats <@ array['pdf', 'docx', 'xlsx'] and cardinality(formats) >= 1),
  is_active boolean not null,
  -- On the business clock: what was due up to here is done.
  handled_through timestamptz not null,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  constraint report_schedules_weekly_has_day check ((cadence = 'weekly') = (weekday is not null)),
  constraint report_schedules_monthly_has_day check ((cadence = 'monthly') = (month_day is not null))
);

create table official_reports (
  id bigint generated always as identity primary key,
  kind text not null,
  period date not null check (extract(day from period) = 1),
  -- The business day it is dated with.
  on_day date not null,
  org_unit_id bigint not null references org_units,
  -- `scheduled`: made by the clock, without a number.
  state text not null check (state in ('draft', 'issued', 'scheduled')),
  -- What people wrote into it.
  form jsonb not null,
  -- Counts the changes of a draft, so that two writers do not lose each other's words.
  revision integer not null default 1,
  -- The whole paper as it was issued or made, numbers with where they come from.
  paper jsonb,
  frozen_version integer,
  year integer,
  number integer check (number >= 1),
  schedule_id bigint references report_schedules,
  -- Of `issued_documents`: the pages as bytes. They are made once, right behind the number.
  document_id bigint,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  issued_by text,
  -- On the business clock.
  issued_at timestamptz,
  constraint official_reports_one_number unique (kind, year, number),
  constraint official_reports_issued_has_number check (
    (state = 'issued') = (number is not null) and (number is null) = (year is null)
    and (number is null) = (issued_by is null) and (number is null) = (issued_at is null)),
  constraint official_reports_draft_has_no_paper check ((state = 'draft') = (paper is null)),
  constraint official_reports_pages_of_issued check (document_id is null or state = 'issued')
);
create index official_reports_by_unit on official_reports (org_unit_id, id);

-- Each time a schedule was due, once.
create table report_runs (
  schedule_id bigint not null references report_schedules,
  due_on date not null,
  -- `superseded`: the clock had passed a later time of the same month when it was looked at; that one was made.
  outcome text not null check (outcome in ('made', 'superseded')),
  report_id bigint references official_reports,
  ran_at timestamptz not null default clock_timestamp(),
  primary key (schedule_id, due_on),
  constraint report_runs_made_has_report check ((outcome = 'made') = (report_id is not null))
);

-- A report on its way to one address.
create table report_mails (
  id bigint generated always as identity primary key,
  report_id bigint not null references official_reports,
  recipient text not null check (recipient like '%_@_%'),
  formats text[] not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  -- Attempts since it was asked for, or asked for again.
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- Somebody is sending it until then.
  busy_until timestamptz,
  last_fault text,
  -- The mail server's own words.
  reply text,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  constraint report_mails_sent_says_when check ((state = 'sent') = (sent_at is not null))
);
create index report_mails_due on report_mails (next_try_at) where state = 'waiting';
create index report_mails_of_report on report_mails (report_id, id);
