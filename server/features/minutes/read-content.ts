import { addDays, type BusinessDate } from '../../../core/dates.ts';
import { sumVnd } from '../../../core/money.ts';
import { lanes } from '../../../core/reconciliation/lanes.ts';
import { vndInWords } from '../../../core/vnd-in-words.ts';
import type { Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { minutesError } from './errors.ts';
import {
  findSeal,
  listCarries,
  listLeft,
  listSessions,
  listSplits,
  sumFiles,
  sumLanes,
  type CountedRow,
  type SessionRow,
  type Span,
  type SplitRow,
} from './figure-queries.ts';
import type { Counted, DayLine, Figures, MinutesContent, Moving, Reconciliation } from './minutes-content.ts';

/** What is carried on is named one by one up to here; a day with more open differences is not ready to be signed. */
const leftLimit = 200;

export interface ContentHead {
  number: string;
  kind: 'day' | 'month';
  version: number;
  previousHash: string | null;
  company: MinutesContent['company'];
  partner: { id: bigint; code: string; name: string };
  from: BusinessDate;
  to: BusinessDate;
  asOf: Date;
}

/** Reads everything minutes say, in the caller's snapshot. Throws `minutes.nothing_to_say` when there is no session. */
export async function readContent(on: Queryable, head: ContentHead): Promise<MinutesContent> {
  const span: Span = { partnerId: head.partner.id, from: head.from, to: head.to };
  const sessions = await listSessions(on, span);
  ensure(sessions.length > 0, minutesError('minutes.nothing_to_say', { from: head.from }));
  const splits = await listSplits(on, span);
  ensureFrozen(sessions, splits);
  return {
    number: head.number,
    kind: head.kind,
    from: head.from,
    through: addDays(head.to, -1),
    version: head.version,
    previousHash: head.previousHash,
    company: head.company,
    partner: { code: head.partner.code, name: head.partner.name },
    figures: figuresOf(sessions, splits),
    channels: groupBy(splits, ({ channel }) => channel).map(([channel, rows]) => ({
      channel: channel as SplitRow['channel'],
      ...countedOf(rows),
    })),
    units: groupBy(splits, ({ unit_code }) => unit_code ?? '').map(([code, rows]) => ({
      code,
      name: rows.at(-1)?.unit_name ?? '',
      ...countedOf(rows),
    })),
    days: head.kind === 'day' ? [] : sessions.map((session) => dayLineOf(session, splits)),
    reconciliation: await readReconciliation(on, span),
    moving: await readMoving(on, span, sessions, head.asOf),
  };
}

/** A closed session froze its figures; if its payments no longer add up to them, something is broken. */
function ensureFrozen(sessions: readonly SessionRow[], splits: readonly SplitRow[]): void {
  for (const session of sessions) {
    if (session.payments_vnd === null) continue;
    const now = countedOf(splits.filter(({ settles_on }) => settles_on === session.settles_on));
    const frozen = presentCounted({
      payments: session.payments ?? 0,
      payments_vnd: session.payments_vnd,
      reversals: session.reversals ?? 0,
      reversals_vnd: session.reversals_vnd ?? 0n,
    });
    if (JSON.stringify(now) !== JSON.stringify(frozen)) {
      throw new Error(`session ${session.id} of ${session.settles_on} does not add up to what it froze`);
    }
  }
}

function figuresOf(sessions: readonly SessionRow[], splits: readonly SplitRow[]): Figures {
  const counted = countedOf(splits);
  const refunds = sumVnd(sessions.map(({ refunds_vnd }) => refunds_vnd));
  const collected = BigInt(counted.paymentsVnd) - BigInt(counted.reversalsVnd) - refunds;
  const expected = sumIfAll(sessions.map(({ expected_vnd }) => expected_vnd));
  return {
    ...counted,
    refundsVnd: String(refunds),
    collectedVnd: String(collected),
    collectedInWords: vndInWords(collected),
    feeVnd: amountOf(sumIfAll(sessions.map(({ fee_vnd }) => fee_vnd))),
    feeVatVnd: amountOf(sumIfAll(sessions.map(({ fee_vat_vnd }) => fee_vat_vnd))),
    feeMode: feeModeOf(sessions),
    carriedInVnd: String(sumVnd(sessions.map(({ carried_in_vnd }) => carried_in_vnd))),
    expectedVnd: amountOf(expected),
    expectedInWords: expected === null ? null : vndInWords(expected),
  };
}

function feeModeOf(sessions: readonly SessionRow[]): Figures['feeMode'] {
  const modes = new Set(sessions.map(({ fee_mode }) => fee_mode));
  if (modes.has(null)) return null;
  return modes.size > 1 ? 'mixed' : ([...modes][0] ?? null);
}

function dayLineOf(session: SessionRow, splits: readonly SplitRow[]): DayLine {
  return {
    day: session.settles_on,
    ...countedOf(splits.filter(({ settles_on }) => settles_on === session.settles_on)),
    refundsVnd: String(session.refunds_vnd),
    feeVnd: amountOf(session.fee_vnd),
    expectedVnd: amountOf(session.expected_vnd),
    number: session.minutes_state === 'signed' ? session.number : null,
    hash: session.minutes_state === 'signed' ? session.hash : null,
  };
}

async function readReconciliation(on: Queryable, span: Span): Promise<Reconciliation> {
  const [files, found, left] = [
    await sumFiles(on, span),
    await sumLanes(on, span),
    await listLeft(on, span, leftLimit),
  ];
  const { lines_vnd, matched_vnd, ...counts } = files;
  return {
    ...counts,
    linesVnd: String(lines_vnd),
    matchedVnd: String(matched_vnd),
    lanes: lanes.map((lane) => {
      const row = found.find((one) => one.lane === lane);
      return {
        lane,
        found: row?.found ?? 0,
        resolved: row?.resolved ?? 0,
        left: row?.left ?? 0,
        leftVnd: String(row?.left_vnd ?? 0n),
      };
    }),
    left: left.map((row) => ({
      lane: row.lane,
      reference: row.reference,
      customerCode: row.customer_code,
      theirVnd: amountOf(row.their_vnd),
      ourVnd: amountOf(row.our_vnd),
      state: row.state,
      reason: row.note,
      dueOn: row.due_on,
    })),
  };
}

async function readMoving(
  on: Queryable,
  span: Span,
  sessions: readonly SessionRow[],
  asOf: Date,
): Promise<Moving> {
  const seal = await findSeal(on, span);
  const carries = await listCarries(on, span);
  return {
    asOf: asOf.toISOString(),
    sessions: groupBy(sessions, ({ state }) => state).map(([state, rows]) => ({
      state: state as SessionRow['state'],
      days: rows.length,
    })),
    dueOn: sessions.at(-1)?.due_on ?? null,
    receivedVnd: String(sumVnd(sessions.map(({ received_vnd }) => received_vnd))),
    carriedVnd: String(sumVnd(sessions.map(({ carried_vnd }) => carried_vnd))),
    carries: carries.map((row) => ({
      amountVnd: String(row.amount_vnd),
      toDay: row.to_day,
      reason: row.reason,
    })),
    seal: seal
      ? {
          id: String(seal.id),
          hash: seal.hash.toString('hex'),
          sealedAt: seal.sealed_at.toISOString(),
          coversAll: seal.covers_all,
        }
      : null,
  };
}

function countedOf(rows: readonly CountedRow[]): Counted {
  return presentCounted({
    payments: rows.reduce((sum, { payments }) => sum + payments, 0),
    payments_vnd: sumVnd(rows.map(({ payments_vnd }) => payments_vnd)),
    reversals: rows.reduce((sum, { reversals }) => sum + reversals, 0),
    reversals_vnd: sumVnd(rows.map(({ reversals_vnd }) => reversals_vnd)),
  });
}

function presentCounted(row: CountedRow): Counted {
  return {
    payments: row.payments,
    paymentsVnd: String(row.payments_vnd),
    reversals: row.reversals,
    reversalsVnd: String(row.reversals_vnd),
  };
}

/** Groups in the order in which their keys first come, the empty key last. */
function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
}

/** A sum, or null when a part of it is not known yet. */
function sumIfAll(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.some((amount) => amount === null) ? null : sumVnd(amounts as bigint[]);
}

function amountOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount);
}
