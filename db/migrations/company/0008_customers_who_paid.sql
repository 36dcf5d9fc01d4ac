-- How many customers have paid everything, kept beside the other sums, so that no board counts rows.
set local lock_timeout = '5s';

alter table kpi_cells add column customers_paid bigint not null default 0;
update kpi_cells set customers_paid = c.paid
from (
  select period, org_unit_id, commune_code, count(*) filter (where bills_paid = bills) as paid
  from kpi_customer_periods group by period, org_unit_id, commune_code
) c
where kpi_cells.period = c.period and kpi_cells.org_unit_id = c.org_unit_id and kpi_cells.commune_code = c.commune_code;
