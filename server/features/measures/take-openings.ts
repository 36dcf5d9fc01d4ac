import { sql } from 'kysely';
import type { RowReason } from '../../../core/messages/row-reasons.ts';
import { many, type Queryable, type Tx } from '../../platform/db.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { takeList, type Lined, type ListTaken, type Rejected } from '../../platform/tabular/take-list.ts';
import { recordListTaken } from '../audit/index.ts';
import { listCustomersByCode } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { openingForm, type ListedOpening } from './opening-rows.ts';

type Taker = Pick<StaffContext, 'db' | 'scope' | 'login' | 'businessDate' | 'requestId'>;

/**
 * Takes a list of accounts and wallets that customers opened (CSV or XLSX). The same customer, kind and provider again
 * changes nothing. Throws `files.*`.
 */
export async function takeOpenings(
  staff: Taker,
  source: TableSource & { dryRun: boolean },
): Promise<ListTaken> {
  return takeList(staff.db, source, openingForm, () => ({
    batch: (tx, rows) => takeBatch(tx, staff, source.fileName, rows),
    finish: (tx, taken) => {
      const { fileName } = source;
      return recordListTaken(tx, staff, {
        register: 'openings',
        subject: 'account_openings',
        fileName,
        taken,
      });
    },
  }));
}

async function takeBatch(tx: Tx, staff: Taker, fileName: string, rows: readonly (ListedOpening & Lined)[]) {
  const codes = rows.map(({ customerCode }) => customerCode);
  const customers = new Map((await listCustomersByCode(tx, codes)).map((row) => [row.code, row]));
  const people = await listIdsOfLogins(
    tx,
    rows.flatMap(({ login }) => login ?? []),
  );
  const rejected: Rejected[] = [];
  const good: (ListedOpening & { customerId: bigint })[] = [];
  for (const row of rows) {
    const customer = customers.get(row.customerCode);
    const problem = problemOf(row, staff, customer, people);
    if (problem) rejected.push({ ...problem, line: row.line, raw: row.raw });
    else if (customer) good.push({ ...row, customerId: customer.id });
  }
  const made = await insertOpenings(tx, good, people, { source: fileName, by: staff.login });
  return { made, changed: 0, rejected };
}

function problemOf(
  row: ListedOpening,
  { scope, businessDate }: Taker,
  customer: { org_unit_id: bigint } | undefined,
  people: ReadonlyMap<string, bigint>,
): { field: string; code: RowReason; detail: string } | undefined {
  if (!customer) return { field: 'MA_KHANG', code: 'unknown_customer', detail: row.customerCode };
  if (scope !== 'all' && !scope.includes(customer.org_unit_id))
    return { field: 'MA_KHANG', code: 'outside_scope', detail: row.customerCode };
  if (row.openedOn > businessDate) return { field: 'NGAY_MO', code: 'day_to_come', detail: row.openedOn };
  if (row.login !== undefined && !people.has(row.login))
    return { field: 'NHAN_VIEN', code: 'unknown_staff', detail: row.login };
  return undefined;
}

async function listIdsOfLogins(on: Queryable, logins: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await many(
    on,
    sql<{ login: string; id: bigint }>`select login, id from staff where login = any(${logins}::text[])`,
  );
  return new Map(rows.map(({ login, id }) => [login, id]));
}

async function insertOpenings(
  tx: Tx,
  rows: readonly (ListedOpening & { customerId: bigint })[],
  people: ReadonlyMap<string, bigint>,
  from: { source: string; by: string },
): Promise<number> {
  const column = <Value>(pick: (row: (typeof rows)[number]) => Value): Value[] => rows.map(pick);
  const made = await many(
    tx,
    sql<{ id: bigint }>`
      insert into account_openings (customer_id, kind, opened_on, provider, staff_id, source, recorded_by)
      select n.*, ${from.source}, ${from.by} from unnest(
        ${column(({ customerId }) => customerId)}::bigint[], ${column(({ kind }) => kind)}::text[],
        ${column(({ openedOn }) => openedOn)}::date[], ${column(({ provider }) => provider)}::text[],
        ${column(({ login }) => (login === undefined ? null : (people.get(login) ?? null)))}::bigint[])
        n (customer_id, kind, opened_on, provider, staff_id)
      on conflict do nothing returning id`,
  );
  return made.length;
}
