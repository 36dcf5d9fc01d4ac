import { sql, type RawBuilder } from 'kysely';
import type { CustomerFilter } from './queries.ts';

/**
 * Changes the sums of customers by unit and commune: an `insert` for the statement that writes customers. Takes rows
 * `sign` (1 for who is there now, -1 for who was there before), `org_unit_id`, `commune_code`.
 */
export function addToCells(moved: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    insert into customer_cells as cell (org_unit_id, commune_code, customers)
    select * from (
      select org_unit_id, coalesce(commune_code, '') as commune_code, sum(sign) as customers
      from (${moved}) moved group by 1, 2
    ) change where customers <> 0 order by org_unit_id, commune_code
    on conflict (org_unit_id, commune_code) do update set customers = cell.customers + excluded.customers`;
}

/** Customers of the filter's units and commune, whatever words it names: rows `org_unit_id`, `commune_code`, `customers`. */
export function customerCells({
  units,
  commune,
}: Pick<CustomerFilter, 'units' | 'commune'>): RawBuilder<unknown> {
  return sql`
    select org_unit_id, commune_code, customers from customer_cells
    where customers > 0 and ${units === 'all' ? sql`true` : sql`org_unit_id = any(${units}::bigint[])`}
      and ${commune ? sql`commune_code = ${commune}` : sql`true`}`;
}
