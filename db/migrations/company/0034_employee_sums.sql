-- Sums by the employee who is responsible, and how often responsibilities changed; customers who share a number.
set local lock_timeout = '5s';

-- Every time stored responsibilities changed: from which day on. Whoever keeps sums by employee sees what is out of date.
create table assignment_changes (
  id bigint generated always as identity primary key,
  since date not null,
  made_at timestamptz not null default clock_timestamp()
);

-- From a rule to the customers for whom it decides; from a book to its customers and the unit they are of.
create index customer_assignments_by_rule on customer_assignments (rule_id) include (staff_id, from_on, to_on);
create index customers_by_book_and_unit on customers (book_id, org_unit_id);
drop index customers_by_book;

-- Facts of a month's customers under whoever was responsible for them on the month's day. Kept by the refresh of the roll-ups.
create table kpi_staff_cells (
  period date not null,
  staff_id bigint not null,
  customers bigint not null,
  customers_official bigint not null,
  customers_strict bigint not null,
  bills bigint not null,
  bills_official bigint not null,
  bills_strict bigint not null,
  billed_vnd bigint not null,
  official_vnd bigint not null,
  strict_vnd bigint not null,
  primary key (period, staff_id)
);

-- Months of which those sums stand: as responsibilities were on which day, and up to which of their changes. A month
-- without a row, of another day, or before a change that reaches it is counted customer by customer until it is summed again.
create table kpi_staff_months (
  period date primary key,
  responsible_on date not null,
  change_id bigint not null
);
