import { sql, type RawBuilder } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import type { Stretch } from './ask.ts';
import type { HeadMeasure } from './count-queries.ts';
import { listKept, type Kept } from './kept-counts.ts';

export interface CountDifference {
  what: string;
}

/**
 * Kept counts that stand against plain counts over entries, bills and payments, written without sharing a line with what
 * counts them: customers of each unit and of each employee. Counts that something has come after are of another moment.
 */
export async function checkCounts(on: Queryable): Promise<CountDifference[]> {
  const found: CountDifference[] = [];
  for (const kept of await listKept(on)) if (kept.stands) found.push(...(await checkCount(on, kept)));
  return found;
}

async function checkCount(on: Queryable, { id, measure, stretch }: Kept): Promise<CountDifference[]> {
  const { since, until } = stretch;
  const said = `${measure} ${since ?? ''}–${until}`;
  return many(
    on,
    sql<CountDifference>`
      with head as (${plainHeads[measure](stretch)}), plain as (
        select 'unit ' || c.org_unit_id as whose, count(distinct h.customer_id) as n
        from head h join customers c on c.id = h.customer_id group by 1
        union all
        select 'employee ' || coalesce(h.staff_id, a.staff_id), count(distinct h.customer_id) from head h
        left join customer_assignments a on a.customer_id = h.customer_id and daterange(a.from_on, a.to_on) @> h.whose_on
        where coalesce(h.staff_id, a.staff_id) is not null group by 1
      ), kept as (
        select 'unit ' || org_unit_id as whose, sum(customers) as n from measure_cells where count_id = ${id} group by 1
        union all
        select 'employee ' || s, sum(customers) from measure_cells, unnest(staff_ids) s where count_id = ${id} group by 1
      )
      select ${said} || ' ' || whose || ' kept ' || coalesce(kept.n, 0) || ' count ' || coalesce(plain.n, 0) as what
      from plain full join kept using (whose) where plain.n is distinct from kept.n`,
  );
}

/** Rows `customer_id`, `staff_id` where somebody is named, `whose_on` as the day on which it counts who is responsible. */
const plainHeads: Record<HeadMeasure, (stretch: Stretch) => RawBuilder<unknown>> = {
  auto_debits: ({ since, until }) => sql`
    select m.customer_id, null::bigint as staff_id, ${until}::date as whose_on from mandates m
    where m.signed_on between ${since ?? '0001-01-01'}::date and ${until}::date
      and (select (array_agg(s.state order by s.from_on desc, s.id desc))[1] from mandate_states s
           where s.mandate_id = m.id and s.from_on <= ${until}::date)
        = any(${since === undefined ? ['active'] : ['active', 'suspended', 'expired']}::text[])`,
  accounts_opened: plainOpenings('account'),
  wallets_opened: plainOpenings('wallet'),
  mobile_money_users: ({ firstPeriod, lastPeriod, until }) => sql`
    select b.customer_id, null::bigint as staff_id, ${until}::date as whose_on
    from bills b join allocations a on a.bill_root_id = b.root_id join payments p on p.id = a.payment_id
    where b.is_current and b.total_vnd > 0 and b.state not in ('cancelled', 'unreleased') and p.channel = 'mobile_money'
      and b.period >= ${firstPeriod}::date and b.period <= ${lastPeriod}::date
    group by b.customer_id, b.period, b.root_id having sum(a.amount_vnd) <> 0`,
  verified_phones: plainNumbers('verified_on'),
  zalo_registrations: plainNumbers('zalo_on'),
};

function plainOpenings(kind: 'account' | 'wallet') {
  return ({ since, until }: Stretch): RawBuilder<unknown> => sql`
    select customer_id, staff_id, opened_on as whose_on from account_openings
    where kind = ${kind} and opened_on >= ${since ?? '0001-01-01'}::date and opened_on <= ${until}::date`;
}

function plainNumbers(column: 'verified_on' | 'zalo_on') {
  return ({ since, until }: Stretch): RawBuilder<unknown> => sql`
    select customer_id, null::bigint as staff_id, ${until}::date as whose_on
    from (select distinct on (customer_id, msisdn) * from contact_entries order by customer_id, msisdn, id desc) e
    where ${sql.ref(column)} is not null and not coalesce(ended_on <= ${until}::date, false)
    group by customer_id
    having min(${sql.ref(column)}) between ${since ?? '0001-01-01'}::date and ${until}::date`;
}
