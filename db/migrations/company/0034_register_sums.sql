-- How customers can be reached and who is responsible for how many, as sums: their screens count nobody one by one.
set local lock_timeout = '5s';

-- Customers with a number that stands: whether one of theirs was made sure of, is registered with Zalo, is another's too.
-- Unit and commune as when it was last looked at, which is what the sums hold them under.
create table contact_standings (
  customer_id bigint primary key references customers,
  org_unit_id bigint not null,
  -- Empty where no commune is known.
  commune_code text not null,
  verified boolean not null,
  zalo boolean not null,
  shared boolean not null
);
create index contact_standings_shared on contact_standings (customer_id) where shared;

create table contact_cells (
  org_unit_id bigint not null,
  commune_code text not null,
  reachable bigint not null,
  verified bigint not null,
  zalo bigint not null,
  shared bigint not null,
  primary key (org_unit_id, commune_code)
);

insert into contact_standings (customer_id, org_unit_id, commune_code, verified, zalo, shared)
select k.customer_id, c.org_unit_id, coalesce(c.commune_code, ''), bool_or(k.verified_on is not null),
       bool_or(k.zalo_on is not null), bool_or(s.msisdn is not null)
from contacts k join customers c on c.id = k.customer_id
left join (select msisdn from contacts where ended_on is null group by msisdn having count(*) > 1) s on s.msisdn = k.msisdn
where k.ended_on is null group by k.customer_id, c.org_unit_id, c.commune_code;

insert into contact_cells (org_unit_id, commune_code, reachable, verified, zalo, shared)
select org_unit_id, commune_code, count(*), count(*) filter (where verified), count(*) filter (where zalo),
       count(*) filter (where shared)
from contact_standings group by org_unit_id, commune_code;

-- Customers of a unit for whom a rule decides, by the days between which it does.
create table assignment_cells (
  rule_id bigint not null references assignment_rules on delete cascade,
  staff_id bigint not null,
  org_unit_id bigint not null,
  from_on date not null,
  to_on date,
  customers bigint not null,
  constraint assignment_cells_once unique nulls not distinct (rule_id, staff_id, org_unit_id, from_on, to_on)
);
insert into assignment_cells (rule_id, staff_id, org_unit_id, from_on, to_on, customers)
select a.rule_id, a.staff_id, c.org_unit_id, a.from_on, a.to_on, count(*)
from customer_assignments a join customers c on c.id = a.customer_id
group by a.rule_id, a.staff_id, c.org_unit_id, a.from_on, a.to_on;
