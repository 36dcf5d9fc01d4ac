-- How many customers live where, as sums, and who of a commune lives in which village, answered from an index alone.
set local lock_timeout = '5s';

-- Customers of the register by unit and commune; rows that came to nothing stay at zero.
create table customer_cells (
  org_unit_id bigint not null,
  -- Empty where no commune is known.
  commune_code text not null,
  customers bigint not null,
  primary key (org_unit_id, commune_code)
);

insert into customer_cells (org_unit_id, commune_code, customers)
select org_unit_id, coalesce(commune_code, ''), count(*) from customers group by 1, 2;

drop index customers_by_commune;
create index customers_by_commune on customers (commune_code, code) include (id, village_id);

-- Lists are paged by the customer's code, which never changes.
alter table contact_standings add column code text;
update contact_standings s set code = c.code from customers c where c.id = s.customer_id;
alter table contact_standings alter column code set not null;
create index contact_standings_unverified on contact_standings (code) include (customer_id, org_unit_id, commune_code)
  where not verified;
