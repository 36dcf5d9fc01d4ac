import type { BusinessDate } from '../../../core/dates.ts';
import { lanes, type Lane } from '../../../core/reconciliation/lanes.ts';
import type { Queryable } from '../../platform/db.ts';
import { countOpen } from './difference-queries.ts';
import { findSpeakingFile } from './file-queries.ts';

/** What reconciling one day of one partner has come to. */
export interface DayResult {
  /** The file that speaks for the day; null while none has come. */
  file: {
    id: bigint;
    fileName: string;
    sha256: string;
    scope: 'final' | 'running';
    lines: number;
    linesVnd: bigint;
    receivedAt: Date;
    matchedAt: Date | null;
  } | null;
  matched: number;
  matchedVnd: bigint;
  /** Their total less ours for the day; the differences of all lanes add up to it. */
  differenceVnd: bigint;
  byLane: Record<Lane, { count: number; theirVnd: bigint; ourVnd: bigint }>;
  /** Not resolved yet; nobody should sign a day that has any. */
  openDifferences: number;
}

/** The result of a day, as of its last matching. */
export async function dayResult(on: Queryable, partnerId: bigint, day: BusinessDate): Promise<DayResult> {
  const file = await findSpeakingFile(on, partnerId, day);
  const counts = file?.by_lane ?? {};
  const byLane = Object.fromEntries(
    lanes.map((lane) => {
      const found = counts[lane];
      const sides = { theirVnd: BigInt(found?.theirVnd ?? 0), ourVnd: BigInt(found?.ourVnd ?? 0) };
      return [lane, { count: found?.count ?? 0, ...sides }];
    }),
  ) as DayResult['byLane'];
  return {
    file: file
      ? {
          id: file.id,
          fileName: file.file_name,
          sha256: file.sha256,
          scope: file.scope,
          lines: file.lines,
          linesVnd: file.lines_vnd,
          receivedAt: file.received_at,
          matchedAt: file.matched_at,
        }
      : null,
    matched: file?.matched ?? 0,
    matchedVnd: file?.matched_vnd ?? 0n,
    differenceVnd: file?.difference_vnd ?? 0n,
    byLane,
    openDifferences: file?.open_differences ?? (await countOpen(on, partnerId, day)),
  };
}
