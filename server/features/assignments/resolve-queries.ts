import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Tx } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';

/** Which customers a resolution is about: the ids of all that some rules touch or touched, or everybody. */
type About = RawBuilder<{ id: bigint }> | 'everybody';

/** Every customer with every rule that names them. The lower the rank, the more exactly the rule names them. */
function matches(about: About): RawBuilder<unknown> {
  const asked = about === 'everybody' ? sql`true` : sql`c.id in (${about})`;
  return sql`
    select c.id as customer_id, r.staff_id, r.id as rule_id, 1 as rank, l.valid
    from customers c join assignment_list_customers l on l.customer_id = c.id
    join assignment_rules r on r.id = l.rule_id where ${asked}
    union all
    select c.id, r.staff_id, r.id, 2, r.valid
    from customers c join assignment_rules r on r.kind = 'book' and r.book_id = c.book_id where ${asked}
    union all
    select c.id, r.staff_id, r.id, 3, r.valid
    from customers c join assignment_rules r
      on r.kind = 'village' and r.village_id = c.village_id and r.org_unit_id = c.org_unit_id where ${asked}
    union all
    select c.id, r.staff_id, r.id, 4, r.valid
    from customers c join assignment_rules r
      on r.kind = 'commune' and r.commune_code = c.commune_code and r.org_unit_id = c.org_unit_id where ${asked}`;
}

/** What the rules come to from a day on: spans of days of one customer, each with the one who is responsible. */
function wanted(about: About, since: BusinessDate): RawBuilder<unknown> {
  const days = sql`daterange(${since}::date, null)`;
  return sql`
    match as materialized (
      select customer_id, staff_id, rule_id, rank, valid * ${days} as valid from (${matches(about)}) m
      where valid && ${days}
    ), edge as (
      select customer_id, lower(valid) as from_on from match
      union select customer_id, upper(valid) from match where upper(valid) is not null
    ), span as (
      select customer_id, from_on, lead(from_on) over (partition by customer_id order by from_on) as to_on from edge
    ), wanted as (
      select distinct on (s.customer_id, s.from_on) s.customer_id, s.from_on, s.to_on, m.staff_id, m.rule_id
      from span s join match m on m.customer_id = s.customer_id and m.valid @> s.from_on
      order by s.customer_id, s.from_on, m.rank
    )`;
}

/**
 * Brings the stored responsibilities in line with the rules from a day on; days before it stay as they were, also where
 * a customer has moved to another book since. Only customers with a difference are written. Answers how many.
 */
export async function resolve(tx: Tx, about: About, since: BusinessDate): Promise<number> {
  const asked = about === 'everybody' ? sql`true` : sql`customer_id in (${about})`;
  const differing = await many(
    tx,
    sql<{ id: bigint }>`
      with ${wanted(about, since)}, held as (
        select customer_id, greatest(from_on, ${since}::date) as from_on, to_on, staff_id, rule_id
        from customer_assignments where (to_on is null or to_on > ${since}::date) and ${asked}
      )
      select customer_id as id from (
        (select * from wanted except select * from held) union all (select * from held except select * from wanted)
      ) d group by customer_id order by customer_id`,
  );
  const ids = differing.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const rulesBefore = await rulesOf(tx, ids);
  await run(
    tx,
    sql`delete from customer_assignments where customer_id = any(${ids}::bigint[]) and from_on >= ${since}::date`,
  );
  await run(
    tx,
    sql`update customer_assignments set to_on = ${since}::date
        where customer_id = any(${ids}::bigint[]) and (to_on is null or to_on > ${since}::date)`,
  );
  const theirs = sql<{ id: bigint }>`select unnest(${ids}::bigint[])`;
  await run(
    tx,
    sql`with ${wanted(theirs, since)}
        insert into customer_assignments (customer_id, from_on, to_on, staff_id, rule_id)
        select customer_id, from_on, to_on, staff_id, rule_id from wanted order by customer_id, from_on`,
  );
  await sumRules(tx, [...new Set([...rulesBefore, ...(await rulesOf(tx, ids))])]);
  await run(tx, sql`insert into assignment_changes (since) values (${since}::date)`);
  await publish(tx, { topic: 'assignments.changed', payload: { since } });
  return ids.length;
}

async function rulesOf(tx: Tx, customerIds: readonly bigint[]): Promise<bigint[]> {
  const rows = await many(
    tx,
    sql<{ id: bigint }>`
      select distinct rule_id as id from customer_assignments where customer_id = any(${customerIds}::bigint[])`,
  );
  return rows.map(({ id }) => id);
}

/** Counts anew for whom rules decide, by the unit where the customers are now. */
export async function sumRules(tx: Tx, ruleIds: readonly bigint[] | 'all'): Promise<void> {
  const those = ruleIds === 'all' ? sql`true` : sql`rule_id = any(${ruleIds}::bigint[])`;
  await run(tx, sql`delete from assignment_cells where ${those}`);
  await run(
    tx,
    sql`
      insert into assignment_cells (rule_id, staff_id, org_unit_id, from_on, to_on, customers)
      select a.rule_id, a.staff_id, c.org_unit_id, a.from_on, a.to_on, count(*)
      from customer_assignments a join customers c on c.id = a.customer_id
      where ${those} group by a.rule_id, a.staff_id, c.org_unit_id, a.from_on, a.to_on`,
  );
}

/** Customers whom rules name, or for whom they decided until now. */
export function touchedBy(ruleIds: readonly bigint[]): RawBuilder<{ id: bigint }> {
  const rules = sql`(select * from assignment_rules where id = any(${ruleIds}::bigint[])) r`;
  return sql<{ id: bigint }>`
    select customer_id as id from assignment_list_customers where rule_id = any(${ruleIds}::bigint[])
    union select customer_id from customer_assignments where rule_id = any(${ruleIds}::bigint[])
    union select t.id from ${rules} join customers t on t.book_id = r.book_id
    union select t.id from ${rules} join customers t on t.org_unit_id = r.org_unit_id and t.village_id = r.village_id
    union select t.id from ${rules} join customers t on t.org_unit_id = r.org_unit_id and t.commune_code = r.commune_code`;
}
