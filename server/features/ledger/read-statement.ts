import { daysBetween, type BusinessDate } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { ledgerError } from './errors.ts';
import {
  findAccountIds,
  listStatementLines,
  sumStatement,
  type AccountChoice,
  type DayRange,
  type LinePosition,
  type StatementLine,
} from './statement-queries.ts';

const longestRange = 366;

export function ensureRange({ from, to }: DayRange): void {
  const days = daysBetween(from, to);
  ensure(days >= 0 && days <= longestRange, ledgerError('ledger.bad_range', { from, to }));
}

export interface LineWithBalance extends StatementLine {
  balance_vnd: bigint;
}

export interface Statement {
  openingVnd: bigint;
  debitVnd: bigint;
  creditVnd: bigint;
  closingVnd: bigint;
  accountIds: readonly bigint[];
}

/** What an account held before the first day, what moved in the range, and what it held after the last. */
export async function readStatement(db: Db, choice: AccountChoice, range: DayRange): Promise<Statement> {
  ensureRange(range);
  const accountIds = await findAccountIds(db, choice);
  ensure(accountIds.length > 0, ledgerError('ledger.unknown_account', { ...choice }));
  const sums = await sumStatement(db, accountIds, range);
  return {
    accountIds,
    openingVnd: sums.opening_vnd,
    debitVnd: sums.debit_vnd,
    creditVnd: sums.credit_vnd,
    closingVnd: sums.opening_vnd + sums.debit_vnd - sums.credit_vnd,
  };
}

/** Where a page begins: behind a line, with the balance that it left. */
export interface StatementCursor extends LinePosition {
  balanceVnd: bigint;
}

export function startOf(range: DayRange, openingVnd: bigint): StatementCursor {
  return { businessOn: range.from, id: 0n, side: 0, balanceVnd: openingVnd };
}

/** One page of lines, each with the balance after it. */
export async function readLines(
  db: Db,
  accountIds: readonly bigint[],
  asked: { to: BusinessDate; after: StatementCursor; limit: number },
): Promise<LineWithBalance[]> {
  let balance = asked.after.balanceVnd;
  return (await listStatementLines(db, accountIds, asked)).map((line) => {
    balance += line.side === 1 ? line.amount_vnd : -line.amount_vnd;
    return { ...line, balance_vnd: balance };
  });
}

/** All lines of the range, read page by page. */
export async function* readAllLines(
  db: Db,
  { accountIds, openingVnd }: Statement,
  range: DayRange,
): AsyncGenerator<LineWithBalance> {
  const limit = 10_000;
  for (let after = startOf(range, openingVnd); ;) {
    const lines = await readLines(db, accountIds, { to: range.to, after, limit });
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < limit) return;
    after = cursorBehind(last);
  }
}

export function cursorBehind(line: LineWithBalance): StatementCursor {
  return { businessOn: line.business_on, id: line.id, side: line.side, balanceVnd: line.balance_vnd };
}

export const cursorPattern = '^\\d{4}-\\d{2}-\\d{2}_\\d{1,18}_[012]_-?\\d{1,18}$';

export function writeCursor(cursor: StatementCursor): string {
  return [cursor.businessOn, cursor.id, cursor.side, cursor.balanceVnd].join('_');
}

export function readCursor(text: string): StatementCursor {
  const [businessOn = '', id = '0', side = '0', balance = '0'] = text.split('_');
  return { businessOn, id: BigInt(id), side: Number(side), balanceVnd: BigInt(balance) };
}
