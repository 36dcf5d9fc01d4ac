import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { responsibleOn, standsOn } from '../assignments/index.ts';
import type { Counted } from './count-queries.ts';
import type { MeasuredRow, Whose } from './list-measured.ts';

/**
 * A page of customers who count once. Of the whole company in the order of the register, along what they count by, where
 * that is kept by customer; else in order of their codes: customers are gone through until it is full, each looked up by
 * itself, so that it takes as long as the page and not as all who count.
 */
export function pageOfHeads(
  counted: Counted,
  whose: Whose,
  until: BusinessDate,
  { after, limit }: { after: string; limit: number },
): RawBuilder<MeasuredRow> {
  const all = (from: RawBuilder<unknown>, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select c.code, c.name, c.address, c.org_unit_id, f.on_day
    from ${from} cross join lateral (${counted.factOf(sql`c.id`)}) f
    where c.code > ${after} and ${where}`;
  const among = (where: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`${all(sql`customers c`, where)} order by c.code limit ${limit}`;
  const shown = sql`c.code, c.name, c.address, u.code as unit_code, null::date as period`;
  if ('units' in whose && whose.units === 'all' && counted.inRegisterOrder) {
    const behind = sql`coalesce((select id from customers where code = ${after}), 0)`;
    return sql<MeasuredRow>`
      select ${shown}, f.on_day, 1::bigint as n
      from (${counted.inRegisterOrder(behind, limit)}) f join customers c on c.id = f.customer_id
      join org_units u on u.id = c.org_unit_id order by f.customer_id`;
  }
  return sql<MeasuredRow>`
    select ${shown}, c.on_day, 1::bigint as n
    from (${found()}) c join org_units u on u.id = c.org_unit_id order by c.code limit ${limit}`;

  function found(): RawBuilder<unknown> {
    if ('staff' in whose) {
      const theirs = counted.factOfStaff?.(whose.staff) ?? responsibleOn(until, whose.staff);
      // All of theirs, before they are put in order: along the codes, theirs might be the last of all customers.
      return sql`${all(sql`(${theirs}) t join customers c on c.id = t.customer_id`, sql`true`)} offset 0`;
    }
    const units = 'units' in whose ? whose.units : whose.nobodyIn;
    if (units === 'all') return among(sql`true`);
    const holds =
      'units' in whose
        ? sql`true`
        : sql`not exists (
            select from customer_assignments a where a.customer_id = c.id and ${standsOn(sql`${until}::date`)})`;
    // Of each unit by itself: by code alone, others' customers might all stand before theirs.
    return sql`
      select c.* from unnest(${[...new Set(units)]}::bigint[]) unit (id)
      cross join lateral (${among(sql`c.org_unit_id = unit.id and ${holds}`)}) c`;
  }
}
