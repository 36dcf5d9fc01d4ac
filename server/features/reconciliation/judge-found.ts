import type { BusinessDate } from '../../../core/dates.ts';
import {
  judge,
  laneOf,
  type Group,
  type Judged,
  type OurPayment,
  type TheirLine,
} from '../../../core/reconciliation/judge.ts';
import { causeOf, type CauseName } from '../../../core/reconciliation/lanes.ts';
import type { Tx } from '../../platform/db.ts';
import type { FoundRow } from './match-queries.ts';
import { closeFound, fetchFound, openFound } from './match-queries.ts';
import { insertJudged, insertMatches, type JudgedRow, type MatchedRow } from './merge-queries.ts';
import type { LaneCounts } from './file-queries.ts';

/** What judging everything that was found has come to. */
export interface Judgement {
  /** Lines that stand in a difference. */
  differingLines: number;
  theirDayVnd: bigint;
  ourDayVnd: bigint;
  /** The same, of differences only. */
  differingTheirVnd: bigint;
  differingOurVnd: bigint;
  byLane: LaneCounts;
}

interface Work {
  fileId: bigint | null;
  partnerId: bigint;
  day: BusinessDate;
  /** Of a file of the day so far, what only we have may still come. */
  final: boolean;
  /** No file at all: what our own books show is all there is to judge by. */
  onlyBooks?: boolean;
}

/** What the end of a day alone can tell. */
const onlyOfWholeDays = new Set<CauseName>(['not_at_partner', 'theirs_on_other_day', 'reversal_not_in_file']);
const shownByBooks = new Set<CauseName>(['bill_paid_before', 'in_suspense', 'reversal_not_in_file']);

function isTold({ final, onlyBooks }: Work, cause: CauseName): boolean {
  return onlyBooks ? shownByBooks.has(cause) : final || !onlyOfWholeDays.has(cause);
}

/** Judges what was found, group by group and in batches, so that memory stays flat whatever the number. */
export async function judgeFound(tx: Tx, work: Work): Promise<Judgement> {
  const total: Judgement = {
    differingLines: 0,
    theirDayVnd: 0n,
    ourDayVnd: 0n,
    differingTheirVnd: 0n,
    differingOurVnd: 0n,
    byLane: {},
  };
  await openFound(tx, work);
  let waiting: FoundRow[] = [];
  for (;;) {
    const rows = await fetchFound(tx);
    const all = [...waiting, ...rows];
    // The last group may go on in the next batch.
    const lastGroup = rows.length > 0 ? all.at(-1)!.grp : undefined;
    waiting = lastGroup === undefined ? [] : all.filter(({ grp }) => grp === lastGroup);
    const whole = all.slice(0, all.length - waiting.length);
    await judgeGroups(tx, whole, work, total);
    if (rows.length === 0) break;
  }
  await closeFound(tx);
  return total;
}

async function judgeGroups(tx: Tx, rows: readonly FoundRow[], work: Work, total: Judgement): Promise<void> {
  const judged: JudgedRow[] = [];
  const matches: MatchedRow[] = [];
  for (const members of groupsOf(rows)) {
    const group = toGroup(members, work.day);
    for (const verdict of judge(group)) {
      const row = members.find(({ line }) => line !== null && line === verdict.line?.line) ?? members[0]!;
      if (verdict.line && verdict.withOurs && row.rule !== 'R1' && row.payment_id !== null) {
        matches.push({ line: verdict.line.line, paymentId: row.payment_id, rule: row.rule });
      }
      if (verdict.cause !== null && !isTold(work, verdict.cause)) continue;
      tally(total, verdict);
      if (verdict.cause !== null) judged.push(toJudged(members, row, verdict));
    }
  }
  await insertJudged(tx, judged);
  if (work.fileId !== null) await insertMatches(tx, work.fileId, matches);
}

/** Rows of one key and one payment; a payment beside the one that the lines stand for is a group of its own. */
function groupsOf(rows: readonly FoundRow[]): FoundRow[][] {
  const groups: FoundRow[][] = [];
  for (const members of Map.groupBy(rows, ({ grp }) => grp).values()) {
    const lines = members.filter(({ line }) => line !== null);
    const paired = lines.find(({ payment_id }) => payment_id !== null)?.payment_id;
    if (lines.length > 0) groups.push(lines);
    for (const row of members) {
      if (row.line === null && row.payment_id !== paired) groups.push([row]);
    }
  }
  return groups;
}

function toGroup(members: readonly FoundRow[], day: BusinessDate): Group {
  const withOurs = members.find(({ payment_id }) => payment_id !== null);
  return {
    day,
    lines: members.flatMap((row) => toLine(row)),
    ours: withOurs ? toPayment(withOurs) : null,
    theirsOnDay: members[0]?.theirs_on_day ?? null,
  };
}

function toLine(row: FoundRow): TheirLine[] {
  if (row.line === null || row.status === null) return [];
  return [
    {
      line: row.line,
      amountVnd: row.their_vnd,
      status: row.status,
      customerCode: row.customer_code ?? '',
      customerKnown: row.customer_known,
    },
  ];
}

function toPayment(row: FoundRow): OurPayment {
  if (row.our_vnd === null || row.our_state === null || row.paid_on === null) {
    throw new Error(`payment ${row.payment_id} that a line stands for does not exist`);
  }
  return {
    amountVnd: row.our_vnd,
    state: row.our_state,
    paidOn: row.paid_on,
    reversedOn: row.reversed_on,
    customerCode: row.our_code,
    paidBefore: row.paid_before,
  };
}

function tally(total: Judgement, { cause, lines, theirDayVnd, ourDayVnd }: Judged): void {
  total.theirDayVnd += theirDayVnd;
  total.ourDayVnd += ourDayVnd;
  if (cause === null) return;
  total.differingLines += lines;
  total.differingTheirVnd += theirDayVnd;
  total.differingOurVnd += ourDayVnd;
  const lane = laneOf(cause);
  const before = total.byLane[lane] ?? { count: 0, theirVnd: '0', ourVnd: '0' };
  total.byLane[lane] = {
    count: before.count + 1,
    theirVnd: String(BigInt(before.theirVnd) + theirDayVnd),
    ourVnd: String(BigInt(before.ourVnd) + ourDayVnd),
  };
}

function toJudged(members: readonly FoundRow[], row: FoundRow, verdict: Judged): JudgedRow {
  const cause = verdict.cause!;
  const ours = verdict.withOurs ? members.find(({ payment_id }) => payment_id !== null) : undefined;
  return {
    reference: row.grp,
    ordinal: verdict.ordinal,
    lane: laneOf(cause),
    cause,
    suggestion: causeOf(cause).suggestion,
    line: verdict.line?.line ?? null,
    paymentId: ours?.payment_id ?? null,
    customerCode: row.customer_code || (ours?.our_code ?? null),
    theirVnd: verdict.line?.amountVnd ?? null,
    ourVnd: ours?.our_vnd ?? null,
    theirAt: verdict.line ? row.their_at : null,
    ourAt: ours?.our_at ?? null,
    theirDayVnd: verdict.theirDayVnd,
    ourDayVnd: verdict.ourDayVnd,
    otherDay: verdict.otherDay,
  };
}
