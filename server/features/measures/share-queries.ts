import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';
import type { ShareMeasure } from '../../../core/targets/measures.ts';
import { standsOn } from '../assignments/index.ts';
import { sumsByStaff } from '../kpi/index.ts';
import type { Stretch } from './ask.ts';
import type { Source } from './sums.ts';

/** Customers count once in every month in which they have a bill: over several months these are customers' times. */
export function shareSource(measure: ShareMeasure, name: DefinitionName, stretch: Stretch): Source {
  const good = (column: string) => sql.ref(`k.${column}_${name}`);
  const cell = {
    share_customers: { n: good('customers'), d: sql`k.customers` },
    share_bills: { n: good('bills'), d: sql`k.bills` },
    share_money: { n: sql.ref(`k.${name}_vnd`), d: sql`k.billed_vnd` },
  }[measure];
  return {
    byUnit: () => sql`
      select k.org_unit_id, sum(${cell.n}) as n, sum(${cell.d}) as d from kpi_cells k
      where ${within(stretch)} group by k.org_unit_id having sum(k.customers) > 0`,
    byStaff: (staffIds) => sql`
      select k.staff_id, sum(${cell.n})::bigint as n, sum(${cell.d})::bigint as d
      from (${sumsByStaff(staffIds, stretch)}) k group by k.staff_id having sum(k.customers) > 0`,
  };
}

/** Customers or dong that a channel brought of the bills of the months, against all customers or dong billed. */
export function channelSource(counted: 'customers' | 'money', channel: Channel, stretch: Stretch): Source {
  const money = counted === 'money';
  const [n, d] = money
    ? [sql.ref('k.amount_vnd'), sql.ref('k.billed_vnd')]
    : [sql.ref('k.customers'), sql.ref('k.customers')];
  const ofStaffAnd = (staffIds: readonly bigint[]) =>
    sql`${within(stretch)} and ${ofStaff(staffIds, stretch)}`;
  return {
    byUnit: () => sql`
      select org_unit_id, sum(n) as n, sum(d) as d from (
        select k.org_unit_id, ${n} as n, 0::bigint as d from kpi_channel_cells k
        where ${within(stretch)} and k.channel = ${channel}
        union all select k.org_unit_id, 0, ${d} from kpi_cells k where ${within(stretch)}
      ) k group by org_unit_id having sum(d) > 0`,
    byStaff: (staffIds) => sql`
      select staff_id, sum(n)::bigint as n, sum(d)::bigint as d from (
        select a.staff_id, ${money ? n : sql`1`} as n, 0::bigint as d
        from customer_assignments a join kpi_customer_channels k on k.customer_id = a.customer_id
        where k.channel = ${channel} and ${ofStaffAnd(staffIds)}
        union all
        select k.staff_id, 0, ${d} from (${sumsByStaff(staffIds, stretch)}) k
      ) k group by staff_id having sum(d) > 0`,
  };
}

function within({ firstPeriod, lastPeriod }: Stretch): RawBuilder<unknown> {
  return sql`k.period between ${firstPeriod}::date and ${lastPeriod}::date`;
}

/** A customer's month is that of whoever is responsible at the end of it, or today where it has not ended. */
function ofStaff(
  staffIds: readonly bigint[],
  { firstPeriod, lastPeriod, until }: Stretch,
): RawBuilder<unknown> {
  return sql`a.staff_id = any(${staffIds}::bigint[]) and ${standsOn(dayOfMonth({ firstPeriod, lastPeriod, until }))}`;
}

/** The day by which it is decided whose a customer's month is. */
export function dayOfMonth({
  firstPeriod,
  lastPeriod,
  until,
}: Pick<Stretch, 'firstPeriod' | 'lastPeriod' | 'until'>): RawBuilder<unknown> {
  if (firstPeriod === lastPeriod) return sql`${until}::date`;
  return sql`least((k.period + interval '1 month')::date - 1, ${until}::date)`;
}
