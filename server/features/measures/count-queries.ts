import { sql, type RawBuilder } from 'kysely';
import type { CountMeasure, Measure } from '../../../core/targets/measures.ts';
import { one, type Queryable } from '../../platform/db.ts';
import { responsibleOn, standsOn } from '../assignments/index.ts';
import type { Stretch } from './ask.ts';
import type { Source } from './sums.ts';

/** Something of customers that is counted by heads, and whether anybody ever recorded any of it. */
export interface Counted extends Source {
  everRecorded: RawBuilder<unknown>;
  /** Rows `customer_id`, `on_day` (the first that counts; null where no day is known), one per customer who counts. */
  fact: RawBuilder<unknown>;
  /** The row of one customer, named by an expression, or none: looked up, not searched for among all. */
  factOf(customer: RawBuilder<unknown>): RawBuilder<unknown>;
  /** A page of the rows in the order of `customer_id`, behind one of them; where the rows have an index in that order. */
  inRegisterOrder?: (after: RawBuilder<unknown>, limit: number) => RawBuilder<unknown>;
  /** Where it is not whoever is responsible on the last day: rows `customer_id`, `staff_id`. */
  byStaffFact?: RawBuilder<unknown>;
  /** Of that, the customers of some employees: rows `customer_id`, each once. */
  factOfStaff?: (staffIds: readonly bigint[]) => RawBuilder<unknown>;
}

/** The fact of all, or of those for whom a condition on their id holds. */
type Fact = (ofCustomer: (id: RawBuilder<unknown>) => RawBuilder<unknown>) => RawBuilder<unknown>;

/** From rows of a fact, one per customer who counts: of units by where they are now, of employees by the last day. */
function heads(factWhere: Fact, everRecorded: RawBuilder<unknown>, { until }: Stretch) {
  const fact = factWhere(() => sql`true`);
  return {
    everRecorded,
    fact,
    factOf: (customer) => factWhere((id) => sql`${id} = ${customer}`),
    byUnit: () => sql`
      select c.org_unit_id, count(*) as n, null::bigint as d
      from (${fact}) f join customers c on c.id = f.customer_id group by c.org_unit_id`,
    byStaff: (staffIds) => sql`
      select a.staff_id, count(*)::bigint as n, null::bigint as d
      from (${fact}) f join (${responsibleOn(until, staffIds)}) a on a.customer_id = f.customer_id group by a.staff_id`,
  } satisfies Counted;
}

/** The same of rows that are kept by customer: a page of them is read along, however few or far apart they are. */
function indexedHeads(factWhere: Fact, everRecorded: RawBuilder<unknown>, stretch: Stretch): Counted {
  return {
    ...heads(factWhere, everRecorded, stretch),
    inRegisterOrder: (after, limit) =>
      sql`select * from (${factWhere((id) => sql`${id} > ${after}`)}) f order by f.customer_id limit ${limit}`,
  };
}

/** True of days of the stretch; of all days up to its end where it asks how things stand. */
function during(day: RawBuilder<unknown>, { since, until }: Stretch): RawBuilder<boolean> {
  return since === undefined
    ? sql<boolean>`${day} <= ${until}::date`
    : sql<boolean>`${day} between ${since}::date and ${until}::date`;
}

/**
 * Customers with a mandate that was in force on the last day, or who signed one in the months that has taken effect and not
 * been given up by that day. Days before the history of mandates is whole have no figure.
 */
function autoDebits(stretch: Stretch): Counted {
  const { since, until } = stretch;
  const states = since === undefined ? ['active'] : ['active', 'suspended', 'expired'];
  const fact: Fact = (ofCustomer) => sql`
    select m.customer_id, min(m.signed_on) as on_day
    from mandates m cross join lateral (
      select s.state from mandate_states s where s.mandate_id = m.id and s.from_on <= ${until}::date
      order by s.from_on desc, s.id desc limit 1
    ) then_
    where ${during(sql`m.signed_on`, stretch)} and then_.state = any(${states}::text[]) and ${ofCustomer(sql`m.customer_id`)}
    group by m.customer_id`;
  // What was taken over without its past leaves earlier days unknown.
  const isWhole = sql`
    select from mandates where not exists (
      select from mandate_states s where s.inherited and s.from_on > ${until}::date
        and s.state in ('active', 'suspended', 'cancelled', 'expired')) limit 1`;
  return indexedHeads(fact, isWhole, stretch);
}

/**
 * Customers with a number that somebody made sure of, or that is registered on Zalo, and that stands on the last day; of
 * months, those new in them.
 */
function reached(day: 'verified_on' | 'zalo_on', stretch: Stretch): Counted {
  const column = sql.ref(`k.${day}`);
  const fact: Fact = (ofCustomer) => sql`
    select k.customer_id, min(${column}) as on_day from contacts k
    where ${column} is not null and (k.ended_on is null or k.ended_on > ${stretch.until}::date)
      and ${ofCustomer(sql`k.customer_id`)}
    group by k.customer_id having ${during(sql`min(${column})`, stretch)}`;
  return indexedHeads(fact, sql`select from contacts`, stretch);
}

/** Customers who paid anything of a bill of the months through Mobile Money, each once. */
function mobileMoneyUsers(stretch: Stretch): Counted {
  const { firstPeriod, lastPeriod } = stretch;
  const fact: Fact = (ofCustomer) => sql`
    select distinct k.customer_id, null::date as on_day from kpi_customer_channels k
    where k.channel = 'mobile_money' and k.period between ${firstPeriod}::date and ${lastPeriod}::date
      and ${ofCustomer(sql`k.customer_id`)}`;
  return heads(fact, sql`select from kpi_cells`, stretch);
}

/** Customers who opened an account or a wallet; an opening is whose work it was, else whose customer it was that day. */
function openings(kind: 'account' | 'wallet', stretch: Stretch): Counted {
  const those = sql`o.kind = ${kind} and ${during(sql`o.opened_on`, stretch)}`;
  const byStaffFact = sql`
    select coalesce(o.staff_id, a.staff_id) as staff_id, o.customer_id
    from account_openings o
    left join customer_assignments a on a.customer_id = o.customer_id and ${standsOn(sql.ref('o.opened_on'))}
    where ${those}`;
  return {
    ...indexedHeads(
      (ofCustomer) => sql`
        select o.customer_id, min(o.opened_on) as on_day from account_openings o
        where ${those} and ${ofCustomer(sql`o.customer_id`)} group by o.customer_id`,
      sql`select from account_openings where kind = ${kind}`,
      stretch,
    ),
    byStaffFact,
    factOfStaff: (staffIds) => sql`
      select o.customer_id from account_openings o where ${those} and o.staff_id = any(${staffIds}::bigint[])
      union
      select o.customer_id
      from customer_assignments a join account_openings o on o.customer_id = a.customer_id and o.staff_id is null
      where a.staff_id = any(${staffIds}::bigint[]) and ${those} and ${standsOn(sql.ref('o.opened_on'))}`,
    byStaff: (staffIds) => sql`
      select staff_id, count(distinct customer_id)::bigint as n, null::bigint as d
      from (${byStaffFact}) o where staff_id = any(${staffIds}::bigint[]) group by staff_id`,
  };
}

/** Measures of customers who count once. */
export const countOf = {
  auto_debits: autoDebits,
  accounts_opened: (stretch) => openings('account', stretch),
  wallets_opened: (stretch) => openings('wallet', stretch),
  mobile_money_users: mobileMoneyUsers,
  verified_phones: (stretch) => reached('verified_on', stretch),
  zalo_registrations: (stretch) => reached('zalo_on', stretch),
} satisfies Partial<Record<CountMeasure, (stretch: Stretch) => Counted>>;

export type HeadMeasure = keyof typeof countOf;

export function isHeadMeasure(measure: Measure): measure is HeadMeasure {
  return Object.hasOwn(countOf, measure);
}

export async function isRecorded(on: Queryable, { everRecorded }: Counted): Promise<boolean> {
  const { known } = await one(on, sql<{ known: boolean }>`select exists (${everRecorded}) as known`);
  return known;
}
