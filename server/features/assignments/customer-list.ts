import type { BusinessDate } from '../../../core/dates.ts';
import type { RowReason } from '../../../core/messages/row-reasons.ts';
import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { takeList, type Lined, type ListTaken, type Rejected } from '../../platform/tabular/take-list.ts';
import { recordListTaken } from '../audit/index.ts';
import { listCustomersByCode } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { assignmentError } from './errors.ts';
import * as queries from './list-customer-queries.ts';
import { customerListForm, type ListedCustomer } from './list-rows.ts';
import { resolve, touchedBy } from './resolve-queries.ts';
import { lockAssignments } from './rule-queries.ts';

/** What is said beside the file; a row that says otherwise counts. */
export interface CustomerList {
  /** Null: every row names its employee. */
  staffId: bigint | null;
  /** What the list is called: a route, a task. */
  label: string;
  from: BusinessDate;
  to: BusinessDate | null;
  /** Customers on somebody else's list leave it on the day this one begins; without it they are rejected by name. */
  takeOver: boolean;
}

type Taker = Pick<StaffContext, 'db' | 'scope' | 'login' | 'requestId'>;

/** One list of one employee, as the rows of a file add up to it. */
interface OneList {
  staffId: bigint;
  label: string;
  from: BusinessDate;
  to: BusinessDate | null;
}

/**
 * Makes employees responsible for the customers of a list (CSV or XLSX with their codes), whatever books they stand in: one
 * employee for all, or each row its own. A customer on the same employee's list already is left as they are. Throws
 * `files.*`, `assignments.empty_time`.
 */
export async function takeCustomerList(
  staff: Taker,
  list: CustomerList,
  source: TableSource & { dryRun: boolean },
): Promise<ListTaken> {
  ensure(list.to === null || list.to > list.from, assignmentError('assignments.empty_time'));
  return takeList(staff.db, source, customerListForm, () => {
    const taking: Taking = { staff, list, seen: new Set(), rules: new Map(), touched: new Map() };
    return {
      batch: async (tx, rows) => {
        await lockAssignments(tx);
        return takeBatch(tx, taking, rows);
      },
      finish: async (tx, taken) => {
        // Days before a list begins stay as they were, so each beginning is looked at by itself.
        for (const [from, rules] of taking.touched) await resolve(tx, touchedBy([...rules]), from);
        const more = { rules: [...taking.rules.values()].map(String) };
        const { fileName } = source;
        await recordListTaken(tx, staff, { register: 'assignments', fileName, taken, more });
      },
    };
  });
}

interface Taking {
  staff: Taker;
  list: CustomerList;
  seen: Set<bigint>;
  /** The rule of each list that the file has added to so far. */
  rules: Map<string, bigint>;
  /** By the day a list begins: its rules, and those that customers left for it. */
  touched: Map<BusinessDate, Set<bigint>>;
}

interface Problem {
  field: string;
  code: RowReason;
  detail: string;
}

type Wanted = OneList & { customerId: bigint; customerCode: string } & Lined;

async function takeBatch(tx: Tx, taking: Taking, rows: readonly (ListedCustomer & Lined)[]) {
  const { staff, list, seen } = taking;
  const customers = await listCustomersByCode(
    tx,
    rows.map(({ customerCode }) => customerCode),
  );
  const known = {
    customers: new Map(customers.map((row) => [row.code, row])),
    people: await queries.listEmployeesByLogin(
      tx,
      rows.flatMap(({ login }) => login ?? []),
    ),
  };
  const rejected: Rejected[] = [];
  const wanted: Wanted[] = [];
  for (const row of rows) {
    const found = understand(row, { list, scope: staff.scope, ...known });
    const problem =
      'field' in found ? found : seen.has(found.customerId) ? twice(row.customerCode) : undefined;
    if (problem) rejected.push({ ...problem, line: row.line, raw: row.raw });
    if (problem || 'field' in found) continue;
    seen.add(found.customerId);
    wanted.push({ ...found, customerCode: row.customerCode, line: row.line, raw: row.raw });
  }
  const given = await give(tx, taking, wanted);
  return { ...given, rejected: [...rejected, ...given.rejected] };
}

const twice = (code: string): Problem => ({
  field: 'MA_KHANG',
  code: 'same_customer_twice',
  detail: code,
});

interface Known {
  list: CustomerList;
  scope: Taker['scope'];
  customers: ReadonlyMap<string, { id: bigint; org_unit_id: bigint }>;
  people: ReadonlyMap<string, queries.ListEmployee>;
}

/** To whose list a row adds whom, from when until when; or what is wrong with it. */
function understand(
  { customerCode, login, ...row }: ListedCustomer,
  { list, scope, customers, people }: Known,
): (OneList & { customerId: bigint }) | Problem {
  const isMine = (unit: bigint | null): boolean => unit === null || scope === 'all' || scope.includes(unit);
  const customer = customers.get(customerCode);
  if (!customer) return { field: 'MA_KHANG', code: 'unknown_customer', detail: customerCode };
  if (!isMine(customer.org_unit_id))
    return { field: 'MA_KHANG', code: 'outside_scope', detail: customerCode };
  const person = login === undefined ? undefined : people.get(login);
  if (login !== undefined && !person) return { field: 'NHAN_VIEN', code: 'unknown_staff', detail: login };
  if (person && !isMine(person.org_unit_id))
    return { field: 'NHAN_VIEN', code: 'outside_scope', detail: person.login };
  const staffId = person?.id ?? list.staffId;
  if (staffId === null) return { field: 'NHAN_VIEN', code: 'missing', detail: '' };
  const { label = list.label, from = list.from, to = list.to } = row;
  if (to !== null && to <= from) return { field: 'DEN_NGAY', code: 'ends_before_it_begins', detail: to };
  return { customerId: customer.id, staffId, label, from, to };
}

/** Puts customers on lists; who stands on somebody else's is rejected by name, or leaves it where that is meant. */
async function give(tx: Tx, taking: Taking, wanted: readonly Wanted[]) {
  const holders = await queries.listHolders(tx, wanted);
  const rejected: Rejected[] = [];
  const leaving: Wanted[] = [];
  const added: (Wanted & { ruleId: bigint })[] = [];
  for (const one of wanted) {
    const holder = holders.get(one.customerId);
    if (holder?.staff_id === one.staffId) continue;
    if (holder && !taking.list.takeOver) {
      const detail = `${one.customerCode}: ${holder.staff_name}`;
      rejected.push({ line: one.line, raw: one.raw, field: 'MA_KHANG', code: 'held_by_other', detail });
      continue;
    }
    const ruleId = await ruleOf(tx, taking, one);
    const touched = taking.touched.get(one.from) ?? new Set();
    taking.touched.set(one.from, touched.add(ruleId));
    if (holder) {
      leaving.push(one);
      touched.add(holder.rule_id);
    }
    added.push({ ...one, ruleId });
  }
  await queries.takeFromLists(tx, leaving);
  await queries.addToLists(tx, added);
  return { made: added.length - leaving.length, changed: leaving.length, rejected };
}

/** The rule of a list, made when its first customer comes. */
async function ruleOf(tx: Tx, { staff, rules }: Taking, list: OneList): Promise<bigint> {
  const { staffId, label, from, to } = list;
  const key = JSON.stringify([String(staffId), label, from, to]);
  const known = rules.get(key);
  if (known !== undefined) return known;
  const id = await queries.insertListRule(tx, { staffId, label, from, to }, staff.login);
  rules.set(key, id);
  return id;
}
