import { addDays, daysBetween, type BusinessDate } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import { atLocalTime, endOfSettlementDay } from '../../../core/settlement-day.ts';
import { dayKindOf } from '../../../core/working-days.ts';
import type { Queryable } from '../../platform/db.ts';
import { differenceOf, overdueDaysOf } from './present.ts';
import * as queries from './queries.ts';
import { listDays, listTerms, termsOn, type TermsRow } from './terms-queries.ts';

export interface CalendarRange {
  from: BusinessDate;
  to: BusinessDate;
}

export type FileState = 'missing' | 'late' | 'running' | 'matched' | 'refused' | null;

export interface Cell {
  day: BusinessDate;
  state: 'none' | 'not_due' | queries.WindowRow['state'];
  payments: number;
  amountVnd: bigint;
  expectedVnd: bigint | null;
  receivedVnd: bigint;
  differenceVnd: bigint | null;
  dueOn: BusinessDate | null;
  overdue: boolean;
  file: FileState;
  openDifferences: number;
}

interface Times {
  businessNow: Date;
  today: BusinessDate;
}

/** Partners by days: of each cell what came, what the bank should credit, and what is still in the way. */
export async function readCalendar(on: Queryable, range: CalendarRange, times: Times) {
  const [partners, terms, named, windows, files, differences] = await Promise.all([
    queries.listPartners(on),
    listTerms(on),
    listDays(on, range),
    queries.listWindowsBetween(on, range),
    queries.listDayFiles(on, range),
    queries.countOpenDifferences(on, range),
  ]);
  const key = (partnerId: bigint, day: BusinessDate): string => `${partnerId}/${day}`;
  const windowOf = new Map(windows.map((row) => [key(row.partner_id, row.settles_on), row]));
  const fileOf = new Map(files.map((row) => [key(row.partner_id, row.settles_on), row.file]));
  const openOf = new Map(differences.map((row) => [key(row.partner_id, row.settles_on), row.n]));
  const workCalendar = new Map(named.map(({ day, kind }) => [day, kind]));
  const days = listRange(range).map((day) => ({
    day,
    kind: dayKindOf(day, workCalendar),
    name: named.find((row) => row.day === day)?.name ?? null,
  }));
  const rows = partners.map((partner) => ({
    code: partner.code,
    name: partner.name,
    contact: termsOn(terms, partner.id, times.today).contact,
    cutOff: partner.cut_off,
    cells: days.map(({ day }) => {
      const at = key(partner.id, day);
      return toCell(partner, day, times, {
        window: windowOf.get(at),
        file: fileOf.get(at),
        terms: termsOn(terms, partner.id, day),
        openDifferences: openOf.get(at) ?? 0,
      });
    }),
  }));
  return { ...range, days, partners: rows, totals: totalsOf(rows.flatMap(({ cells }) => cells)) };
}

function listRange({ from, to }: CalendarRange): BusinessDate[] {
  return Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));
}

interface CellParts {
  window: queries.WindowRow | undefined;
  file: queries.DayFile['file'] | undefined;
  terms: TermsRow;
  openDifferences: number;
}

function toCell(partner: queries.PartnerRow, day: BusinessDate, times: Times, parts: CellParts): Cell {
  const { window, openDifferences } = parts;
  const ended = endOfSettlementDay(day, partner.cut_off) <= times.businessNow;
  const state = window && (window.state !== 'open' || ended) ? window.state : ended ? 'none' : 'not_due';
  return {
    day,
    state,
    payments: window?.payments ?? 0,
    amountVnd: window?.payments_vnd ?? 0n,
    expectedVnd: window?.expected_vnd ?? null,
    receivedVnd: window?.received_vnd ?? 0n,
    differenceVnd: window ? differenceOf(window) : null,
    dueOn: window?.due_on ?? null,
    overdue: window !== undefined && overdueDaysOf(window, times.today) > 0,
    file: fileState(day, times.businessNow, parts, state === 'none' || state === 'not_due'),
    openDifferences,
  };
}

/** A file is due the day after, at the hour of the terms. A day without a window asks for none. */
export function fileState(
  day: BusinessDate,
  businessNow: Date,
  parts: Pick<CellParts, 'file' | 'terms'>,
  nothingDue: boolean,
): FileState {
  if (parts.file) return parts.file;
  if (nothingDue) return null;
  return businessNow >= atLocalTime(addDays(day, 1), parts.terms.file_due) ? 'late' : 'missing';
}

function totalsOf(cells: readonly Cell[]) {
  const overdue = cells.filter((cell) => cell.overdue);
  return {
    payments: cells.reduce((sum, { payments }) => sum + payments, 0),
    amountVnd: sumVnd(cells.map(({ amountVnd }) => amountVnd)),
    expectedVnd: sumVnd(cells.map(({ expectedVnd }) => expectedVnd ?? 0n)),
    receivedVnd: sumVnd(cells.map(({ receivedVnd }) => receivedVnd)),
    differenceVnd: sumVnd(cells.map(({ differenceVnd }) => differenceVnd ?? 0n)),
    overdueWindows: overdue.length,
    overdueVnd: sumVnd(overdue.map(({ differenceVnd }) => differenceVnd ?? 0n)),
    // A day that is settled needs no file any more.
    filesLate: cells.filter(({ file, state }) => file === 'late' && state !== 'settled').length,
    openDifferences: cells.reduce((sum, { openDifferences }) => sum + openDifferences, 0),
  };
}

export type Calendar = Awaited<ReturnType<typeof readCalendar>>;

export function presentCalendar({ totals, partners, ...calendar }: Calendar) {
  const { amountVnd, expectedVnd, receivedVnd, differenceVnd, overdueVnd, ...counts } = totals;
  return {
    ...calendar,
    partners: partners.map(({ cells, ...partner }) => ({ ...partner, cells: cells.map(presentCell) })),
    totals: {
      ...counts,
      amount: String(amountVnd),
      expected: String(expectedVnd),
      received: String(receivedVnd),
      difference: String(differenceVnd),
      overdueAmount: String(overdueVnd),
    },
  };
}

function presentCell({ amountVnd, expectedVnd, receivedVnd, differenceVnd, ...cell }: Cell) {
  return {
    ...cell,
    amount: String(amountVnd),
    expected: expectedVnd === null ? null : String(expectedVnd),
    received: String(receivedVnd),
    difference: differenceVnd === null ? null : String(differenceVnd),
  };
}
