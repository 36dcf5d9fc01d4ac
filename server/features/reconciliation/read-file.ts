import { addDays, type BusinessDate } from '../../../core/dates.ts';
import { isTrailer, readTrailer } from '../../../core/cmis/read-trailer.ts';
import { parseVnd } from '../../../core/money.ts';
import { nameKey, type Mapping } from '../../../core/reconciliation/mapping.ts';
import {
  createLineReader,
  type LineProblem,
  type PartnerLine,
  type ReadLine,
} from '../../../core/reconciliation/read-line.ts';
import { endOfSettlementDay, settlementDayOf } from '../../../core/settlement-day.ts';
import { fileError } from '../../platform/tabular/errors.ts';
import type { TableRow } from '../../platform/tabular/table.ts';
import { reconciliationError } from './errors.ts';
import type { OpenFile } from './open-file.ts';

/** What reading a file to its end has shown. */
export interface FileTally {
  /** Lines that can be used. */
  lines: number;
  allVnd: bigint;
  paidVnd: bigint;
  reversedVnd: bigint;
  badLines: number;
  /** Of the bad lines, those whose amount is not known. */
  amountsUnknown: number;
  badVnd: bigint;
  /** Payments that failed at the partner: nothing was taken. */
  ignored: number;
  ignoredVnd: bigint;
  control: { lines: number | null; amountVnd: bigint | null } | null;
  /** How many lines happened on which settlement day, by the partner's own time. */
  days: Map<BusinessDate, number>;
}

export interface BadLine {
  line: number;
  reference: string;
  problem: LineProblem;
  raw: string;
}

export type StagedLine = { line: number } & (PartnerLine | { bad: true; reference: string });

/** Beyond these, and more than half of all lines, the mapping does not fit the file. */
const mostBadLines = 10;
const longestRaw = 4_000;

export function emptyTally(): FileTally {
  return {
    lines: 0,
    allVnd: 0n,
    paidVnd: 0n,
    reversedVnd: 0n,
    badLines: 0,
    amountsUnknown: 0,
    badVnd: 0n,
    ignored: 0,
    ignoredVnd: 0n,
    control: null,
    days: new Map(),
  };
}

/** Reads an open file to its end in batches, and fills the tally. Throws what is wrong with the file as a whole. */
export async function* readPartnerLines(
  file: OpenFile,
  context: { mapping: Mapping | undefined; cutOff: string; tally: FileTally },
): AsyncGenerator<{ staged: StagedLine[]; bad: BadLine[] }> {
  const { mapping, cutOff, tally } = context;
  const read = createLineReader(file.places, file.width, mapping);
  const dayOf = createDayReader(cutOff);
  for await (const batch of file.batches) {
    const staged: StagedLine[] = [];
    const bad: BadLine[] = [];
    for (const row of batch) {
      if (!isLine(row, file, mapping, tally)) continue;
      const result = read(row.cells);
      count(tally, result);
      if ('line' in result) {
        countDay(tally, result.line, dayOf);
        staged.push({ line: row.line, ...result.line });
      } else if ('problems' in result) {
        const raw = row.raw.slice(0, longestRaw).replaceAll('\0', '');
        const { reference } = result;
        bad.push({ line: row.line, reference, problem: result.problems[0]!, raw });
        staged.push({ line: row.line, bad: true, reference });
      }
    }
    if (tally.badLines >= mostBadLines && tally.badLines > tally.lines) {
      throw reconciliationError('reconciliation.too_many_bad_lines', {
        badLines: tally.badLines,
        lines: tally.lines,
        first: bad
          .slice(0, 3)
          .map(({ line, problem }) => ({ line, field: problem.field, code: problem.code })),
      });
    }
    if (staged.length > 0) yield { staged, bad };
  }
  if (tally.lines + tally.badLines + tally.ignored === 0) throw fileError('files.empty');
}

/** The settlement day of an instant; most lines lie on the day of the line before. */
function createDayReader(cutOff: string): (at: Date) => BusinessDate {
  let [day, from, to] = ['', 0, 0];
  return (at) => {
    const time = at.getTime();
    if (time >= from && time < to) return day;
    day = settlementDayOf(at, cutOff);
    from = endOfSettlementDay(addDays(day, -1), cutOff).getTime();
    to = endOfSettlementDay(day, cutOff).getTime();
    return day;
  };
}

/** Adds a line as it was read to the tally. */
export function count(tally: FileTally, result: ReadLine): void {
  if ('ignoredVnd' in result) {
    tally.ignored++;
    tally.ignoredVnd += result.ignoredVnd;
  } else if ('line' in result) {
    const { amountVnd, status } = result.line;
    tally.lines++;
    tally.allVnd += amountVnd;
    if (status === 'paid') tally.paidVnd += amountVnd;
    if (status === 'reversed') tally.reversedVnd += amountVnd;
  } else countBad(tally, result.amountVnd);
}

function countDay(tally: FileTally, { occurredAt }: PartnerLine, dayOf: (at: Date) => BusinessDate): void {
  if (occurredAt === null) return;
  const day = dayOf(occurredAt);
  tally.days.set(day, (tally.days.get(day) ?? 0) + 1);
}

function countBad(tally: FileTally, amountVnd: bigint | null): void {
  tally.badLines++;
  if (amountVnd === null) tally.amountsUnknown++;
  else tally.badVnd += amountVnd < 0n ? -amountVnd : amountVnd;
}

/** False for the trailer, whose totals are noted. Throws for the stump of a line and for lines behind the trailer. */
export function isLine(
  row: TableRow,
  file: Pick<OpenFile, 'places' | 'width'>,
  mapping: Mapping | undefined,
  tally: FileTally,
): boolean {
  if (tally.control) throw reconciliationError('reconciliation.lines_after_trailer', { line: row.line });
  const declared = mapping?.trailer;
  if (declared ? nameKey(row.cells[0] ?? '') === nameKey(declared.marker) : isTrailer(row.cells)) {
    tally.control = declared ? readDeclared(row, declared) : readUndeclared(row, file.places.amount);
    return false;
  }
  if (row.unterminated && row.cells.length < file.width)
    throw fileError('files.truncated', { line: row.line });
  return true;
}

function readUndeclared({ cells, line }: TableRow, amountPlace: number): FileTally['control'] {
  const read = readTrailer(cells, amountPlace);
  if (!read) throw reconciliationError('reconciliation.bad_trailer', { line });
  return { lines: read.rows ?? null, amountVnd: read.totalVnd ?? null };
}

function readDeclared(
  { cells, line }: TableRow,
  { count: countCell, sum: sumCell }: NonNullable<Mapping['trailer']>,
): FileTally['control'] {
  const read = (cell: number | undefined): bigint | null => {
    if (cell === undefined) return null;
    const amount = parseVnd(cells[cell - 1] ?? '', { allowNegative: true });
    if (typeof amount !== 'bigint') throw reconciliationError('reconciliation.bad_trailer', { line, cell });
    return amount;
  };
  const lines = read(countCell);
  return { lines: lines === null ? null : Number(lines), amountVnd: read(sumCell) };
}

/**
 * Throws when the file's own totals disagree with its lines. The count may leave failed payments out; the sum may be
 * that of all lines, of those paid, or of those paid less those taken back. What an unreadable line was meant to say is
 * not known: the sum may then be larger than what could be read.
 */
export function ensureControl(tally: FileTally): void {
  const { control } = tally;
  if (!control) return;
  const { counts, sums } = possibleTotals(tally);
  if (control.lines !== null && !counts.includes(control.lines)) {
    throw reconciliationError('reconciliation.count_disagrees', { trailer: control.lines, lines: counts[0] });
  }
  if (control.amountVnd === null) return;
  const fits =
    tally.amountsUnknown > 0
      ? sums.some((sum) => control.amountVnd! >= sum)
      : sums.includes(control.amountVnd);
  if (fits) return;
  throw reconciliationError('reconciliation.sum_disagrees', {
    trailer: String(control.amountVnd),
    lines: String(sums[0]),
  });
}

/** What a trailer may truly say of the lines before it. */
export function possibleTotals(tally: FileTally): { counts: number[]; sums: bigint[] } {
  const { lines, badLines, ignored, allVnd, paidVnd, reversedVnd, badVnd, ignoredVnd } = tally;
  return {
    counts: [lines + badLines, lines + badLines + ignored],
    sums: [allVnd, allVnd + ignoredVnd, paidVnd, paidVnd - reversedVnd].map((sum) => sum + badVnd),
  };
}
