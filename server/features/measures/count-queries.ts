import { sql, type RawBuilder } from 'kysely';
import { one, type Queryable } from '../../platform/db.ts';
import { responsibleOn, standsOn } from '../assignments/index.ts';
import type { Stretch } from './ask.ts';
import type { Source } from './sums.ts';

/** Something of customers that is counted by heads, and whether anybody ever recorded any of it. */
export interface Counted extends Source {
  everRecorded: RawBuilder<unknown>;
}

/** From rows `customer_id`, one per customer who counts: of units by where they are now, of employees by the last day. */
function heads(fact: RawBuilder<unknown>, everRecorded: RawBuilder<unknown>, { until }: Stretch): Counted {
  return {
    everRecorded,
    byUnit: () => sql`
      select c.org_unit_id, count(*) as n, null::bigint as d
      from (${fact}) f join customers c on c.id = f.customer_id group by c.org_unit_id`,
    byStaff: (staffIds) => sql`
      select a.staff_id, count(*)::bigint as n, null::bigint as d
      from (${fact}) f join (${responsibleOn(until, staffIds)}) a on a.customer_id = f.customer_id group by a.staff_id`,
  };
}

/** True of days of the stretch; of all days up to its end where it asks how things stand. */
function during(day: RawBuilder<unknown>, { since, until }: Stretch): RawBuilder<boolean> {
  return since === undefined
    ? sql<boolean>`${day} <= ${until}::date`
    : sql<boolean>`${day} between ${since}::date and ${until}::date`;
}

/**
 * Customers with a mandate that is in force on the last day, or who signed one in the months that took effect. What a
 * mandate was in between is not kept: one that ended counts until the day it last changed.
 */
export function autoDebits(stretch: Stretch): Counted {
  const inForce =
    stretch.since === undefined
      ? sql`(m.state = 'active' or (m.state in ('suspended', 'cancelled', 'expired')
              and m.changed_at::date > ${stretch.until}::date and m.made_at::date <= ${stretch.until}::date))`
      : sql`m.state in ('active', 'suspended', 'expired')`;
  const fact = sql`
    select distinct m.customer_id from mandates m where ${during(sql`m.signed_on`, stretch)} and ${inForce}`;
  return heads(fact, sql`select from mandates`, stretch);
}

/** Customers with a number that somebody made sure of and that stands on the last day; of months, those new in them. */
export function verifiedPhones(stretch: Stretch): Counted {
  return reached('verified_on', stretch);
}

/** Customers registered on Zalo with a number that stands on the last day; of months, those new in them. */
export function zaloRegistrations(stretch: Stretch): Counted {
  return reached('zalo_on', stretch);
}

function reached(day: 'verified_on' | 'zalo_on', stretch: Stretch): Counted {
  const column = sql.ref(`k.${day}`);
  const fact = sql`
    select k.customer_id from contacts k
    where ${column} is not null and (k.ended_on is null or k.ended_on > ${stretch.until}::date)
    group by k.customer_id having ${during(sql`min(${column})`, stretch)}`;
  return heads(fact, sql`select from contacts`, stretch);
}

/** Customers who paid anything of a bill of the months through Mobile Money, each once. */
export function mobileMoneyUsers(stretch: Stretch): Counted {
  const { firstPeriod, lastPeriod } = stretch;
  const fact = sql`
    select distinct k.customer_id from kpi_customer_channels k
    where k.channel = 'mobile_money' and k.period between ${firstPeriod}::date and ${lastPeriod}::date`;
  return heads(fact, sql`select from kpi_cells`, stretch);
}

/** Customers who opened an account or a wallet; an opening is whose work it was, else whose customer it was that day. */
export function openings(kind: 'account' | 'wallet', stretch: Stretch): Counted {
  const those = sql`o.kind = ${kind} and ${during(sql`o.opened_on`, stretch)}`;
  return {
    ...heads(
      sql`select distinct o.customer_id from account_openings o where ${those}`,
      sql`select from account_openings where kind = ${kind}`,
      stretch,
    ),
    byStaff: (staffIds) => sql`
      select staff_id, count(distinct customer_id)::bigint as n, null::bigint as d from (
        select coalesce(o.staff_id, a.staff_id) as staff_id, o.customer_id
        from account_openings o
        left join customer_assignments a on a.customer_id = o.customer_id and ${standsOn(sql.ref('o.opened_on'))}
        where ${those}
      ) o where staff_id = any(${staffIds}::bigint[]) group by staff_id`,
  };
}

export async function isRecorded(on: Queryable, { everRecorded }: Counted): Promise<boolean> {
  const { known } = await one(on, sql<{ known: boolean }>`select exists (${everRecorded}) as known`);
  return known;
}
