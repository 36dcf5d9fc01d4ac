-- Numbers by which customers are reached. Everything ever learnt of one, in order; append-only.
create table contact_entries (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers (id),
  -- As telcos write it: 84 and nine digits.
  msisdn text not null check (msisdn ~ '^84[35789][0-9]{8}$'),
  -- Whose number it is; null: nobody has said.
  relation text check (relation in ('holder', 'relative', 'tenant', 'other')),
  -- `billing`: as the billing system has it. `staff`: learnt by one of us. `list`: from a file.
  source text not null check (source in ('billing', 'staff', 'list')),
  -- The day on which somebody made sure that the customer answers at it; null: not yet, or not any more.
  verified_on date,
  zalo_on date,
  -- The first day on which it is not the customer's any more.
  ended_on date,
  recorded_by text not null,
  recorded_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index contact_entries_by_customer on contact_entries (customer_id, id);

-- What the last entry of each customer and number says.
create table contacts (
  customer_id bigint not null references customers (id),
  msisdn text not null,
  relation text,
  source text not null,
  verified_on date,
  zalo_on date,
  ended_on date,
  entry_id bigint not null references contact_entries (id),
  primary key (customer_id, msisdn)
);
create index contacts_by_number on contacts (msisdn, customer_id) where ended_on is null;

-- Where customers can pay, and since when. Counters that have a till and points of agents stand in their own registers.
create table pay_points (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[A-Z0-9_-]{1,20}$'),
  kind text not null check (kind in ('counter', 'agent', 'bank_branch', 'post_office', 'mobile_money')),
  name text not null check (name <> ''),
  address text not null default '',
  commune_code text not null,
  village_id bigint references villages (id),
  -- Who runs it; null for the company itself.
  partner_id bigint references partners (id),
  opened_on date not null,
  -- The first day on which it takes no payments any more.
  closed_on date check (closed_on >= opened_on),
  opening_hours text not null default '',
  takes_cash boolean not null,
  -- What the customer is asked for on top of the bill: nothing, wherever they pay.
  customer_fee_vnd bigint not null default 0 constraint pay_points_cost_the_customer_nothing check (customer_fee_vnd = 0),
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  constraint pay_points_of_the_company_are_counters check ((kind = 'counter') = (partner_id is null))
);
create unique index pay_points_one_code on pay_points (code, coalesce(partner_id, 0));
create index pay_points_by_commune on pay_points (commune_code);

-- Who is responsible for which customers: a book, a village or commune of a unit, or a list of customers.
create table assignment_rules (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff (id),
  kind text not null check (kind in ('list', 'book', 'village', 'commune')),
  book_id bigint references org_units (id),
  -- Of places: the unit whose customers there are meant.
  org_unit_id bigint references org_units (id),
  village_id bigint references villages (id),
  commune_code text,
  -- What a list is called: a route, a task.
  label text not null default '',
  valid daterange not null check (not isempty(valid)),
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  constraint assignment_rules_name_their_kind check (
    (kind = 'book') = (book_id is not null) and (kind in ('village', 'commune')) = (org_unit_id is not null)
    and (kind = 'village') = (village_id is not null) and (kind = 'commune') = (commune_code is not null)),
  constraint assignment_rules_one_book exclude using gist (book_id with =, valid with &&) where (kind = 'book'),
  constraint assignment_rules_one_village
    exclude using gist (org_unit_id with =, village_id with =, valid with &&) where (kind = 'village'),
  constraint assignment_rules_one_commune
    exclude using gist (org_unit_id with =, commune_code with =, valid with &&) where (kind = 'commune')
);

-- The customers of lists.
create table assignment_list_customers (
  rule_id bigint not null references assignment_rules (id),
  customer_id bigint not null references customers (id),
  valid daterange not null check (not isempty(valid)),
  primary key (rule_id, customer_id),
  constraint assignment_list_customers_one_list exclude using gist (customer_id with =, valid with &&)
);

-- What the rules come to: one employee per customer and day. The past stays as it was.
create table customer_assignments (
  customer_id bigint not null,
  from_on date not null,
  -- The first day on which it is somebody else, or nobody; null: until further notice.
  to_on date check (to_on > from_on),
  staff_id bigint not null,
  rule_id bigint not null,
  primary key (customer_id, from_on)
);
create index customer_assignments_by_staff on customer_assignments (staff_id, customer_id) include (from_on, to_on);
create index customers_by_book on customers (book_id);

-- Accounts and wallets that customers opened, as reported; append-only.
create table account_openings (
  id bigint generated always as identity primary key,
  customer_id bigint not null references customers (id),
  kind text not null check (kind in ('account', 'wallet')),
  opened_on date not null,
  -- With which bank or wallet, as the report says it.
  provider text not null,
  -- Who brought it about; null: the employee responsible for the customer on that day.
  staff_id bigint references staff (id),
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint account_openings_once unique (customer_id, kind, provider)
);
create index account_openings_by_day on account_openings (kind, opened_on);

-- Few customers use Mobile Money: who they are in some months is asked for without going through the others.
create index kpi_customer_channels_mobile_money on kpi_customer_channels (period, customer_id) include (org_unit_id)
  where channel = 'mobile_money';
