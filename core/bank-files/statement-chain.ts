import type { BusinessDate } from '../dates.ts';
import type { Vnd } from '../money.ts';

/** A statement of one account, as far as it must follow the one before. */
export interface ChainedStatement {
  id: bigint;
  /** The bank's number: `324/1` or `324`; null where it gives none. */
  number: string | null;
  firstOn: BusinessDate;
  lastOn: BusinessDate;
  openingVnd: Vnd;
  closingVnd: Vnd;
}

/**
 * How a statement stands to the one before it. `gap`: it opens with another balance than that closed with, so a statement
 * between the two is missing. `missing_number`: the balances agree but a number was left out. `overlap`: it begins before
 * that one ended.
 */
export type ChainFinding = 'first' | 'follows' | 'gap' | 'missing_number' | 'overlap';

export interface ChainLink {
  id: bigint;
  finding: ChainFinding;
  /** The statement before it; null of the first. */
  afterId: bigint | null;
  /** Opening balance less the closing balance before: what the missing statements moved. Zero where they agree. */
  differenceVnd: Vnd;
}

/** Links the statements of one account, in the order of their days, whatever order they came in. */
export function linkStatements(statements: readonly ChainedStatement[]): ChainLink[] {
  const links: ChainLink[] = [];
  let before: ChainedStatement | undefined;
  for (const statement of inOrder(statements)) {
    links.push({
      id: statement.id,
      finding: before ? findingOf(before, statement) : 'first',
      afterId: before?.id ?? null,
      differenceVnd: before ? statement.openingVnd - before.closingVnd : 0n,
    });
    before = statement;
  }
  return links;
}

function findingOf(before: ChainedStatement, statement: ChainedStatement): ChainFinding {
  if (statement.openingVnd !== before.closingVnd)
    return statement.firstOn <= before.lastOn ? 'overlap' : 'gap';
  const [from, to] = [numberOf(before), numberOf(statement)];
  // A smaller number is a new year's.
  return from !== undefined && to !== undefined && to > from + 1 ? 'missing_number' : 'follows';
}

/** By the last day; of statements that end on one day the one that goes on where the one before ended comes next. */
function inOrder(statements: readonly ChainedStatement[]): ChainedStatement[] {
  const waiting = statements.toSorted(
    (a, b) =>
      compare(a.lastOn, b.lastOn) ||
      compare(a.firstOn, b.firstOn) ||
      comparePages(a, b) ||
      (a.id < b.id ? -1 : 1),
  );
  const ordered: ChainedStatement[] = [];
  while (waiting.length > 0) {
    const closingVnd = ordered.at(-1)?.closingVnd;
    const { lastOn } = waiting[0]!;
    const sameDay = waiting.findIndex((other) => other.lastOn !== lastOn);
    const next = waiting
      .slice(0, sameDay === -1 ? undefined : sameDay)
      .findIndex((one) => one.openingVnd === closingVnd);
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function comparePages(a: ChainedStatement, b: ChainedStatement): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
}

function numberOf(statement: ChainedStatement): number | undefined {
  return partsOf(statement)[0];
}

/** Statement and page: `324/1`. Whatever is no number says nothing. */
function partsOf({ number }: ChainedStatement): number[] {
  return number !== null && /^\d{1,9}(\/\d{1,5})?$/.test(number) ? number.split('/').map(Number) : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
