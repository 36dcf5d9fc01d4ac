import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';

/** True of a row of `customer_assignments`, named `a`, that stands on a day. */
export function standsOn(day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(a.from_on <= ${day} and (a.to_on is null or a.to_on > ${day}))`;
}

/**
 * The customers of employees on a day, as rows `customer_id`, `staff_id` to join with; a customer has at most one.
 * Of everybody when no employees are named.
 */
export function responsibleOn(
  day: BusinessDate,
  staffIds?: readonly bigint[],
): RawBuilder<{ customer_id: bigint; staff_id: bigint }> {
  const whose = staffIds === undefined ? sql`true` : sql`a.staff_id = any(${staffIds}::bigint[])`;
  return sql<{ customer_id: bigint; staff_id: bigint }>`
    select a.customer_id, a.staff_id from customer_assignments a
    where ${whose} and ${standsOn(sql`${day}::date`)}`;
}
