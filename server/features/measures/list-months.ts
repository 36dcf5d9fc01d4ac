import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { standsOn } from '../assignments/index.ts';
import type { Stretch } from './ask.ts';
import type { MeasuredPage, MeasuredRow, Whose } from './list-measured.ts';
import { dayOfMonth } from './share-queries.ts';

/** Customers' months that count, as rows `k` of a table of facts. */
export interface MonthlyFact {
  table: RawBuilder<unknown>;
  /** What a row adds to the figure. */
  n: RawBuilder<unknown>;
  holds: RawBuilder<unknown>;
  /** The sums over the facts, by month, unit and commune, as rows `cell`; and which of them have any that counts. */
  cells: RawBuilder<unknown>;
  cellHolds: RawBuilder<unknown>;
  /** Whether an index leads along all customers of a month, too. */
  hasMonthIndex: boolean;
}

/**
 * A page of customers by month, in the order in which customers came on the register. Each month of each place that has
 * any, or each employee, is gone through by its index until a page is found in it.
 */
export function pageOfMonths(
  { table, n, holds, cells, cellHolds, hasMonthIndex }: MonthlyFact,
  whose: Whose,
  { stretch, periods }: { stretch: Stretch; periods: readonly BusinessDate[] },
  { after, limit }: MeasuredPage,
): RawBuilder<MeasuredRow> {
  const day = dayOfMonth(stretch);
  const begin = sql`coalesce((select id from customers where code = ${after?.code ?? ''}), 0)`;
  // Of the last page's last customer, the months behind its month.
  const behind = sql`(k.customer_id > start.id or (k.customer_id = start.id and k.period > ${after?.period ?? '9999-01-01'}::date))`;
  return sql<MeasuredRow>`
    with start as materialized (select ${begin} as id)
    select c.code, c.name, c.address, u.code as unit_code, k.period, null::date as on_day, k.n
    from (select * from (${'staff' in whose ? ofStaff(whose.staff) : ofCells()}) found
          order by customer_id, period limit ${limit}) k
    join customers c on c.id = k.customer_id join org_units u on u.id = k.org_unit_id
    order by k.customer_id, k.period`;

  function ofCells(): RawBuilder<unknown> {
    const units = 'nobodyIn' in whose ? whose.nobodyIn : 'units' in whose ? whose.units : [];
    const nobody =
      'nobodyIn' in whose
        ? sql`not exists (select from customer_assignments a where a.customer_id = k.customer_id and ${standsOn(day)})`
        : sql`true`;
    const page = (place: RawBuilder<unknown>): RawBuilder<unknown> => sql`
      cross join lateral (
        select k.customer_id, k.period, k.org_unit_id, (${n})::bigint as n from ${table}
        where k.period = cell.period and ${place} and ${holds} and k.customer_id >= start.id and ${behind} and ${nobody}
        order by k.customer_id limit ${limit}
      ) k`;
    if (units === 'all' && hasMonthIndex)
      return sql`select k.* from start cross join unnest(${periods}::date[]) cell (period) ${page(sql`true`)}`;
    return sql`
      select k.* from start cross join ${cells}
      ${page(sql`k.org_unit_id = cell.org_unit_id and k.commune_code = cell.commune_code`)}
      where cell.period = any(${periods}::date[]) and ${cellHolds}
        and ${units === 'all' ? sql`true` : sql`cell.org_unit_id = any(${units}::bigint[])`}`;
  }

  function ofStaff(staffIds: readonly bigint[]): RawBuilder<unknown> {
    return sql`
      select k.* from start cross join unnest(${[...new Set(staffIds)]}::bigint[]) s (id)
      cross join lateral (
        select a.customer_id, k.period, k.org_unit_id, (${n})::bigint as n
        from customer_assignments a join ${table} on k.customer_id = a.customer_id
        where a.staff_id = s.id and a.customer_id >= start.id and k.period = any(${periods}::date[])
          and ${holds} and ${behind} and ${standsOn(day)}
        order by a.customer_id, k.period limit ${limit}
      ) k`;
  }
}
