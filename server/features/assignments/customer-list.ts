import { sql } from 'kysely';
import {
  CellReader,
  customerCodePattern,
  type Places,
  type RowProblem,
} from '../../../core/cmis/read-cells.ts';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, run, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { takeList, type Lined, type ListTaken, type Rejected } from '../../platform/tabular/take-list.ts';
import { recordAudit } from '../audit/index.ts';
import { listCustomersByCode } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { assignmentError } from './errors.ts';
import { resolve, touchedBy } from './resolve-queries.ts';
import { endRules, lockAssignments } from './rule-queries.ts';

const columns = { required: ['MA_KHANG'], optional: [] } as const;

function createParser(places: Places<'MA_KHANG'>) {
  const reader = new CellReader(places);
  return (cells: readonly string[]): { customerCode: string } | { problems: RowProblem[] } => {
    reader.begin(cells);
    const customerCode = reader.code('MA_KHANG', {
      empty: 'empty_customer_code',
      pattern: customerCodePattern,
    });
    return customerCode === undefined ? { problems: reader.problems } : { customerCode };
  };
}

export interface CustomerList {
  staffId: bigint;
  /** What the list is called: a route, a task. */
  label: string;
  from: BusinessDate;
  to: BusinessDate | null;
  /** Customers on somebody else's list leave it on the day this one begins; without it they are rejected by name. */
  takeOver: boolean;
}

type Taker = Pick<StaffContext, 'db' | 'scope' | 'login' | 'requestId'>;

/**
 * Makes an employee responsible for the customers of a list (CSV or XLSX with their codes), whatever books they stand in.
 * A customer on the same employee's list already is left as they are. Throws `files.*`, `assignments.empty_time`.
 */
export async function takeCustomerList(
  staff: Taker,
  list: CustomerList,
  source: TableSource & { dryRun: boolean },
): Promise<ListTaken> {
  ensure(list.to === null || list.to > list.from, assignmentError('assignments.empty_time'));
  return takeList(staff.db, source, { columns, createParser }, () => {
    const seen = new Set<bigint>();
    const touched = new Set<bigint>();
    let rule: Promise<bigint> | undefined;
    const openRule = async (tx: Tx): Promise<bigint> => {
      await lockAssignments(tx);
      return insertListRule(tx, list, staff.login);
    };
    return {
      batch: async (tx, rows) => {
        const ruleId = await (rule ??= openRule(tx));
        return takeBatch(tx, { staff, list, ruleId, seen, touched }, rows);
      },
      finish: async (tx, { rejections, ...counts }) => {
        const ruleId = await (rule ??= openRule(tx));
        if (counts.made + counts.changed === 0) await endRules(tx, [ruleId], list.from);
        else await resolve(tx, touchedBy([ruleId, ...touched]), list.from);
        await recordAudit(tx, {
          actor: staff.login,
          action: 'assignments.list_taken',
          subject: `assignment:${ruleId}`,
          detail: { fileName: source.fileName, ...counts, rejections: rejections.length },
          requestId: staff.requestId,
        });
      },
    };
  });
}

async function insertListRule(
  tx: Tx,
  { staffId, label, from, to }: CustomerList,
  by: string,
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into assignment_rules (staff_id, kind, label, valid, made_by)
      values (${staffId}, 'list', ${label}, daterange(${from}::date, ${to}::date), ${by}) returning id`,
  );
  return id;
}

interface Batch {
  staff: Taker;
  list: CustomerList;
  ruleId: bigint;
  seen: Set<bigint>;
  touched: Set<bigint>;
}

async function takeBatch(
  tx: Tx,
  { staff, list, ruleId, seen, touched }: Batch,
  rows: readonly ({ customerCode: string } & Lined)[],
) {
  const codes = rows.map(({ customerCode }) => customerCode);
  const customers = new Map((await listCustomersByCode(tx, codes)).map((row) => [row.code, row]));
  const ids = [...customers.values()].map(({ id }) => id);
  const holders = await listHolders(tx, ids, list);
  const rejected: Rejected[] = [];
  const added: bigint[] = [];
  const leaving: bigint[] = [];
  const reject = ({ line, raw }: Lined, code: Rejected['code'], detail: string): void =>
    void rejected.push({ line, raw, field: 'MA_KHANG', code, detail });
  for (const row of rows) {
    const customer = customers.get(row.customerCode);
    if (!customer) reject(row, 'unknown_customer', row.customerCode);
    else if (staff.scope !== 'all' && !staff.scope.includes(customer.org_unit_id))
      reject(row, 'outside_scope', row.customerCode);
    else if (seen.has(customer.id)) reject(row, 'same_customer_twice', row.customerCode);
    else {
      seen.add(customer.id);
      const holder = holders.get(customer.id);
      if (holder?.staff_id === list.staffId) continue;
      if (holder && !list.takeOver) {
        reject(row, 'held_by_other', `${row.customerCode}: ${holder.staff_name}`);
        continue;
      }
      if (holder) {
        leaving.push(customer.id);
        touched.add(holder.rule_id);
      }
      added.push(customer.id);
    }
  }
  await takeFromLists(tx, leaving, list);
  await run(
    tx,
    sql`insert into assignment_list_customers (rule_id, customer_id, valid)
        select ${ruleId}, c, daterange(${list.from}::date, ${list.to}::date) from unnest(${added}::bigint[]) c`,
  );
  return { made: added.length - leaving.length, changed: leaving.length, rejected };
}

interface HolderRow {
  customer_id: bigint;
  rule_id: bigint;
  staff_id: bigint;
  staff_name: string;
}

/** On whose list these customers stand in the days of a new one. */
async function listHolders(
  tx: Tx,
  ids: readonly bigint[],
  { from, to }: CustomerList,
): Promise<Map<bigint, HolderRow>> {
  const rows = await many(
    tx,
    sql<HolderRow>`
      select l.customer_id, l.rule_id, r.staff_id, s.display_name as staff_name
      from assignment_list_customers l join assignment_rules r on r.id = l.rule_id join staff s on s.id = r.staff_id
      where l.customer_id = any(${ids}::bigint[]) and l.valid && daterange(${from}::date, ${to}::date)
      order by l.customer_id, lower(l.valid) desc`,
  );
  return new Map(rows.map((row) => [row.customer_id, row]));
}

/** Customers leave the lists they stand on when the new one begins. */
async function takeFromLists(tx: Tx, ids: readonly bigint[], { from, to }: CustomerList): Promise<void> {
  if (ids.length === 0) return;
  const overlap = sql`customer_id = any(${ids}::bigint[]) and valid && daterange(${from}::date, ${to}::date)`;
  await run(
    tx,
    sql`delete from assignment_list_customers where ${overlap} and lower(valid) >= ${from}::date`,
  );
  await run(
    tx,
    sql`update assignment_list_customers set valid = daterange(lower(valid), ${from}::date) where ${overlap}`,
  );
}
