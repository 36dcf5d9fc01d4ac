import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, transaction, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { getUnit } from '../companies/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { assignmentError } from './errors.ts';
import { findRule } from './list-queries.ts';
import { makeRules } from './make-rules.ts';
import { resolve, sumRules, touchedBy } from './resolve-queries.ts';
import { endRules, lockAssignments, type AssignmentScope } from './rule-queries.ts';

/** What somebody is to be made responsible for, as the console says it. */
export interface RuleWish {
  staffId: bigint;
  books: readonly string[];
  /** Customers of a unit in a commune, or in one of its villages. */
  place: { unit: string; commune: string; villageId: bigint | null } | null;
  from: BusinessDate;
  to: BusinessDate | null;
  takeOver: boolean;
}

/** The employee, if this person may give them customers. Throws `assignments.unknown_staff`, `staff.outside_scope`. */
export async function ensureEmployee(staff: StaffContext, staffId: bigint): Promise<void> {
  const row = await find(
    staff.db,
    sql<{
      org_unit_id: bigint | null;
    }>`select org_unit_id from staff where id = ${staffId} and disabled_at is null`,
  );
  ensure(row, assignmentError('assignments.unknown_staff'));
  if (row.org_unit_id !== null) ensureInScope(staff, row.org_unit_id);
}

/**
 * Makes an employee responsible for books or a place. Throws `assignments.*`, `companies.unknown_unit`,
 * `staff.outside_scope`. Answers how many customers have somebody else now.
 */
export async function assign(staff: StaffContext, wish: RuleWish): Promise<number> {
  await ensureEmployee(staff, wish.staffId);
  const scopes = [...(await booksOf(staff, wish.books)), ...(await placesOf(staff, wish.place))];
  const { staffId, from, to, takeOver } = wish;
  const rules = scopes.map((scope) => ({ staffId, scope, from, to }));
  const { login: actor, requestId } = staff;
  return transaction(staff.db, (tx) => makeRules(tx, rules, { actor, requestId, takeOver }));
}

async function booksOf(staff: StaffContext, codes: readonly string[]): Promise<AssignmentScope[]> {
  const books = await many(
    staff.db,
    sql<{ id: bigint; code: string; units: bigint[] }>`
      select b.id, b.code, array(select distinct org_unit_id from customers where book_id = b.id) as units
      from org_units b where b.kind = 'book' and b.code = any(${codes}::text[])`,
  );
  const missing = codes.filter((code) => !books.some((book) => book.code === code));
  ensure(missing.length === 0, assignmentError('assignments.unknown_book', { codes: missing.slice(0, 20) }));
  for (const { units } of books) for (const unit of units) ensureInScope(staff, unit);
  return books.map(({ id }) => ({ kind: 'book', bookId: id }));
}

async function placesOf(staff: StaffContext, place: RuleWish['place']): Promise<AssignmentScope[]> {
  if (place === null) return [];
  const unit = await getUnit(staff.db, place.unit, staff.businessDate);
  ensureInScope(staff, unit.id);
  ensure(await isPlaceOf(staff.db, unit.id, place), assignmentError('assignments.unknown_place'));
  return place.villageId === null
    ? [{ kind: 'commune', unitId: unit.id, communeCode: place.commune }]
    : [{ kind: 'village', unitId: unit.id, villageId: place.villageId }];
}

/** Whether customers of the unit live there. */
async function isPlaceOf(
  on: Queryable,
  unitId: bigint,
  { commune, villageId }: { commune: string; villageId: bigint | null },
): Promise<boolean> {
  const row = await find(
    on,
    sql`select 1 from customers where org_unit_id = ${unitId} and commune_code = ${commune}
          and ${villageId === null ? sql`true` : sql`village_id = ${villageId}`} limit 1`,
  );
  return row !== undefined;
}

/** Ends a rule on a day; one that would not have begun by then is gone. Answers how many customers it leaves. */
export async function endAssignment(
  staff: StaffContext,
  wish: { id: bigint; on: BusinessDate },
): Promise<number> {
  const rule = await findRule(staff.db, wish.id, staff.businessDate);
  ensure(rule, assignmentError('assignments.unknown_rule'));
  const unitId = rule.unit_id ?? rule.staff_unit_id;
  // A list of somebody of the whole company belongs to whoever sees all customers on it.
  const units = unitId === null ? await listUnitsOfList(staff.db, wish.id) : [unitId];
  for (const unit of units) ensureInScope(staff, unit);
  return transaction(staff.db, async (tx) => {
    await lockAssignments(tx);
    await endRules(tx, [wish.id], wish.on);
    const changed = await resolve(tx, touchedBy([wish.id]), wish.on);
    await recordAudit(tx, {
      actor: staff.login,
      action: 'assignments.ended',
      subject: `assignment:${wish.id}`,
      detail: { on: wish.on, customers: changed },
      requestId: staff.requestId,
    });
    return changed;
  });
}

async function listUnitsOfList(on: Queryable, ruleId: bigint): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ unit: bigint }>`
      select distinct c.org_unit_id as unit from assignment_list_customers l join customers c on c.id = l.customer_id
      where l.rule_id = ${ruleId}`,
  );
  return rows.map(({ unit }) => unit);
}

/** After customers moved between books and places: from today on the rules are held against where they are now. */
export async function followCustomers(db: Db, today: BusinessDate): Promise<number> {
  return transaction(db, async (tx) => {
    await lockAssignments(tx);
    const changed = await resolve(tx, 'everybody', today);
    // Who moved to another unit with the same employee is counted there from now on.
    await sumRules(tx, 'all');
    return changed;
  });
}
