import type { RowReason } from '../../../core/messages/row-reasons.ts';
import type { TableSource } from '../../platform/tabular/table.ts';
import { takeList, type Lined, type ListTaken, type Rejected } from '../../platform/tabular/take-list.ts';
import type { Tx } from '../../platform/db.ts';
import { recordListTaken } from '../audit/index.ts';
import { listCustomersByCode } from '../customers/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { contactForm, type ListedContact } from './contact-rows.ts';
import { lockContacts, recordEntries, type ContactEntry, type ContactState } from './entry-queries.ts';

type Taker = Pick<StaffContext, 'db' | 'scope' | 'login' | 'businessDate' | 'requestId'>;

/**
 * Takes a list of numbers (CSV or XLSX). Every row that says something new becomes an entry; repeating a list changes
 * nothing. Throws `files.*` where the file is not what it says.
 */
export async function takeContacts(
  staff: Taker,
  source: TableSource & { dryRun: boolean },
): Promise<ListTaken> {
  return takeList(staff.db, source, contactForm, () => {
    const seen = new Set<string>();
    return {
      batch: (tx, rows) => takeBatch(tx, staff, seen, rows),
      finish: (tx, taken) =>
        recordListTaken(tx, staff, { register: 'contacts', fileName: source.fileName, taken }),
    };
  });
}

async function takeBatch(tx: Tx, staff: Taker, seen: Set<string>, rows: readonly (ListedContact & Lined)[]) {
  const codes = rows.map(({ customerCode }) => customerCode);
  const customers = new Map((await listCustomersByCode(tx, codes)).map((row) => [row.code, row]));
  const ids = [...customers.values()].map(({ id }) => id);
  const held = new Map((await lockContacts(tx, ids)).map((row) => [`${row.customer_id}/${row.msisdn}`, row]));
  const entries: ContactEntry[] = [];
  const rejected: Rejected[] = [];
  let made = 0;
  for (const row of rows) {
    const customer = customers.get(row.customerCode);
    const key = `${customer?.id}/${row.msisdn}`;
    const problem = problemOf(row, staff, customer, seen.has(key));
    if (problem || !customer) {
      rejected.push({ ...problem!, line: row.line, raw: row.raw });
      continue;
    }
    seen.add(key);
    const before = held.get(key);
    const state = merge(before, row);
    if (before && sameState(before, state)) continue;
    if (!before) made++;
    entries.push({ customerId: customer.id, msisdn: row.msisdn, ...state });
  }
  await recordEntries(tx, entries, { source: 'list', actor: staff.login, on: staff.businessDate });
  return { made, changed: entries.length - made, rejected };
}

function problemOf(
  row: ListedContact,
  { scope, businessDate }: Taker,
  customer: { org_unit_id: bigint } | undefined,
  isRepeated: boolean,
): { field: string; code: RowReason; detail: string } | undefined {
  if (!customer) return { field: 'MA_KHANG', code: 'unknown_customer', detail: row.customerCode };
  if (scope !== 'all' && !scope.includes(customer.org_unit_id))
    return { field: 'MA_KHANG', code: 'outside_scope', detail: row.customerCode };
  if (isRepeated) return { field: 'DTHOAI', code: 'same_contact', detail: row.customerCode };
  const days = [
    ['NGAY_XAC_MINH', row.verifiedOn],
    ['NGAY_ZALO', row.zaloOn],
    ['NGAY_NGUNG', row.endedOn],
  ] as const;
  for (const [field, day] of days)
    if (day !== undefined && day > businessDate) return { field, code: 'day_to_come', detail: day };
  return undefined;
}

/** A number that had ended stands again when a list names it without an end. */
function merge(before: ContactState | undefined, row: ListedContact): ContactState {
  return {
    relation: row.relation ?? before?.relation ?? null,
    verified_on: row.verifiedOn ?? before?.verified_on ?? null,
    zalo_on: row.zaloOn ?? before?.zalo_on ?? null,
    ended_on: row.endedOn ?? null,
  };
}

export function sameState(one: ContactState, other: ContactState): boolean {
  return (['relation', 'verified_on', 'zalo_on', 'ended_on'] as const).every(
    (field) => one[field] === other[field],
  );
}
