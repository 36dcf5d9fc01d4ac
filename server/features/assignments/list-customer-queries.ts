import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

/** Days of a customer on a list; `to` is the first that does not count any more. */
export interface ListSpan {
  customerId: bigint;
  from: BusinessDate;
  to: BusinessDate | null;
}

const spansOf = (spans: readonly ListSpan[]) => sql`
  unnest(${spans.map(({ customerId }) => customerId)}::bigint[], ${spans.map(({ from }) => from)}::date[],
         ${spans.map(({ to }) => to)}::date[]) n (customer_id, from_on, to_on)`;

export interface HolderRow {
  customer_id: bigint;
  rule_id: bigint;
  staff_id: bigint;
  staff_name: string;
}

/** On whose list these customers stand in these days already. */
export async function listHolders(tx: Tx, spans: readonly ListSpan[]): Promise<Map<bigint, HolderRow>> {
  const rows = await many(
    tx,
    sql<HolderRow>`
      select l.customer_id, l.rule_id, r.staff_id, s.display_name as staff_name
      from ${spansOf(spans)}
      join assignment_list_customers l on l.customer_id = n.customer_id and l.valid && daterange(n.from_on, n.to_on)
      join assignment_rules r on r.id = l.rule_id join staff s on s.id = r.staff_id
      order by l.customer_id, lower(l.valid) desc`,
  );
  return new Map(rows.map((row) => [row.customer_id, row]));
}

/** Customers leave the lists they stand on when the new one begins. */
export async function takeFromLists(tx: Tx, spans: readonly ListSpan[]): Promise<void> {
  if (spans.length === 0) return;
  const overlap = sql`l.customer_id = n.customer_id and l.valid && daterange(n.from_on, n.to_on)`;
  await run(
    tx,
    sql`delete from assignment_list_customers l using ${spansOf(spans)} where ${overlap} and lower(l.valid) >= n.from_on`,
  );
  await run(
    tx,
    sql`update assignment_list_customers l set valid = daterange(lower(l.valid), n.from_on)
        from ${spansOf(spans)} where ${overlap}`,
  );
}

export async function insertListRule(
  tx: Tx,
  list: { staffId: bigint; label: string; from: BusinessDate; to: BusinessDate | null },
  by: string,
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into assignment_rules (staff_id, kind, label, valid, made_by)
      values (${list.staffId}, 'list', ${list.label}, daterange(${list.from}::date, ${list.to}::date), ${by}) returning id`,
  );
  return id;
}

export async function addToLists(tx: Tx, entries: readonly (ListSpan & { ruleId: bigint })[]): Promise<void> {
  if (entries.length === 0) return;
  await run(
    tx,
    sql`insert into assignment_list_customers (rule_id, customer_id, valid)
        select r.rule_id, r.customer_id, daterange(r.from_on, r.to_on)
        from unnest(${entries.map(({ ruleId }) => ruleId)}::bigint[], ${entries.map(({ customerId }) => customerId)}::bigint[],
                    ${entries.map(({ from }) => from)}::date[], ${entries.map(({ to }) => to)}::date[])
             r (rule_id, customer_id, from_on, to_on)`,
  );
}

export interface ListEmployee {
  login: string;
  id: bigint;
  org_unit_id: bigint | null;
}

/** Those of these sign-ins who work here. */
export async function listEmployeesByLogin(
  on: Queryable,
  logins: readonly string[],
): Promise<Map<string, ListEmployee>> {
  const rows = await many(
    on,
    sql<ListEmployee>`
      select login, id, org_unit_id from staff where login = any(${logins}::text[]) and disabled_at is null`,
  );
  return new Map(rows.map((row) => [row.login, row]));
}
