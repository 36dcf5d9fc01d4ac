import type { BusinessDate } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import { insertEvents } from './difference-queries.ts';
import type { LaneCounts } from './file-queries.ts';
import { judgeFound } from './judge-found.ts';
import * as found from './match-queries.ts';
import * as merge from './merge-queries.ts';

export interface DayMatch {
  /** Lines that are the same on both sides. */
  matched: number;
  matchedVnd: bigint;
  /** Their total less ours. */
  differenceVnd: bigint;
  byLane: LaneCounts;
}

export interface DayToMatch {
  partnerId: bigint;
  day: BusinessDate;
  fileId: bigint;
  final: boolean;
  /** Lines to be matched, those that cannot be read among them, and what the paid ones add up to. */
  lines: number;
  paidVnd: bigint;
}

/**
 * Matches the staged lines with the payments of the day, by the rules in their order, and judges everything that is not
 * plainly the same. Every line and every payment is explained: the difference of both totals is what the differences
 * add up to, to the dong. Nothing is written but which line stands for which payment by another rule than R1.
 */
export async function matchDay(tx: Tx, work: DayToMatch): Promise<DayMatch> {
  await found.joinByReference(tx, work);
  const totals = await found.readTotals(tx, work);
  // Each line of the join has one payment at most: more lines than payments means that references repeat.
  if (work.lines - totals.lonely_lines > totals.payments - totals.lonely_payments) {
    await found.addRepeated(tx, work);
  }
  await found.analyseFound(tx);
  await found.pairMade(tx, work);
  await found.pairElsewhere(tx, work);
  await found.pairByOurId(tx, work);
  await found.pairByBill(tx, work);
  await found.addUnspoken(tx, work);
  await merge.makeJudged(tx);
  await merge.deleteMatches(tx, work.fileId);
  const judged = await judgeFound(tx, work);
  const differenceVnd = judged.differingTheirVnd - judged.differingOurVnd;
  const theirVnd = work.paidVnd - (await found.sumFound(tx)) + judged.theirDayVnd;
  if (work.final) {
    const ourVnd = totals.payments_vnd - totals.reversals_vnd;
    if (theirVnd - ourVnd !== differenceVnd) {
      throw new Error(`unexplained dong: ${theirVnd} - ${ourVnd} is not ${differenceVnd} on ${work.day}`);
    }
  }
  return {
    matched: work.lines - judged.differingLines,
    matchedVnd: theirVnd - judged.differingTheirVnd,
    differenceVnd,
    byLane: judged.byLane,
  };
}

/** Brings the differences of the day up to what was found. */
export async function mergeDifferences(tx: Tx, work: merge.Merge & { final: boolean }): Promise<void> {
  await merge.settleJudged(tx, work);
  const made = await merge.insertMadeByFix(tx, work);
  const written = await merge.upsertDifferences(tx, work);
  const gone = await merge.closeGone(tx, work);
  const by = {
    actor: 'system',
    note: null,
    detail: work.fileId === null ? {} : { fileId: String(work.fileId) },
  };
  await insertEvents(tx, [
    ...made.map(({ id }) => ({ differenceId: id, event: 'made_by_fix', ...by })),
    ...written.flatMap(({ id, event }) => (event === null ? [] : [{ differenceId: id, event, ...by }])),
    ...gone.map(({ id }) => ({ differenceId: id, event: 'no_longer_found', ...by })),
  ]);
}
