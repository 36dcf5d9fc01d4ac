import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';

/** What an employee is made responsible for. Customers of places are those of one unit there. */
export type AssignmentScope =
  | { kind: 'book'; bookId: bigint }
  | { kind: 'village'; unitId: bigint; villageId: bigint }
  | { kind: 'commune'; unitId: bigint; communeCode: string };

export interface NewRule {
  staffId: bigint;
  scope: AssignmentScope;
  from: BusinessDate;
  /** The first day that does not count any more. */
  to: BusinessDate | null;
}

/** A rule that stands in the way of a new one. */
export interface RivalRule {
  id: bigint;
  kind: string;
  label: string;
  from_on: BusinessDate;
  staff_name: string;
}

/** Changes of responsibility go one after the other, so that two of them cannot miss each other's rules. */
export async function lockAssignments(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('assignments'))`);
}

const columnsOf = (rules: readonly NewRule[]) => {
  const column = <Value>(pick: (rule: NewRule) => Value): Value[] => rules.map(pick);
  return sql`
    unnest(${column(({ staffId }) => staffId)}::bigint[], ${column(({ scope }) => scope.kind)}::text[],
           ${column(({ scope }) => (scope.kind === 'book' ? scope.bookId : null))}::bigint[],
           ${column(({ scope }) => (scope.kind === 'book' ? null : scope.unitId))}::bigint[],
           ${column(({ scope }) => (scope.kind === 'village' ? scope.villageId : null))}::bigint[],
           ${column(({ scope }) => (scope.kind === 'commune' ? scope.communeCode : null))}::text[],
           ${column(({ from }) => from)}::date[], ${column(({ to }) => to)}::date[])
      n (staff_id, kind, book_id, org_unit_id, village_id, commune_code, from_on, to_on)`;
};

/** Rules of others, or of the same employee, that overlap new ones of the same kind. */
export async function listRivals(on: Queryable, rules: readonly NewRule[]): Promise<RivalRule[]> {
  return many(
    on,
    sql<RivalRule>`
      select distinct r.id, r.kind, coalesce(b.code, v.name, r.commune_code, '') as label,
             lower(r.valid) as from_on, s.display_name as staff_name
      from ${columnsOf(rules)}
      join assignment_rules r on r.kind = n.kind and r.valid && daterange(n.from_on, n.to_on)
        and r.book_id is not distinct from n.book_id and r.org_unit_id is not distinct from n.org_unit_id
        and r.village_id is not distinct from n.village_id and r.commune_code is not distinct from n.commune_code
      join staff s on s.id = r.staff_id left join org_units b on b.id = r.book_id
      left join villages v on v.id = r.village_id
      order by r.id`,
  );
}

export async function insertRules(tx: Tx, rules: readonly NewRule[], by: string): Promise<bigint[]> {
  const rows = await many(
    tx,
    sql<{ id: bigint }>`
      insert into assignment_rules (staff_id, kind, book_id, org_unit_id, village_id, commune_code, valid, made_by)
      select n.staff_id, n.kind, n.book_id, n.org_unit_id, n.village_id, n.commune_code,
             daterange(n.from_on, n.to_on), ${by}
      from ${columnsOf(rules)} returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Ends rules with their lists; one that would not have begun by then is taken out. */
export async function endRules(tx: Tx, ids: readonly bigint[], on: BusinessDate): Promise<void> {
  const those = sql`any(${ids}::bigint[])`;
  const lasting = sql`daterange(null, ${on}::date)`;
  await run(
    tx,
    sql`delete from assignment_list_customers where rule_id = ${those} and not valid && ${lasting}`,
  );
  await run(
    tx,
    sql`update assignment_list_customers set valid = valid * ${lasting}
        where rule_id = ${those} and not valid <@ ${lasting}`,
  );
  await run(tx, sql`delete from assignment_rules where id = ${those} and not valid && ${lasting}`);
  await run(
    tx,
    sql`update assignment_rules set valid = valid * ${lasting} where id = ${those} and not valid <@ ${lasting}`,
  );
}
