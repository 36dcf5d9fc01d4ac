import { addDays, type BusinessDate } from '../../../core/dates.ts';
import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { reconciliationError } from './errors.ts';
import { findSameBytes, hasFinal, type FileRow } from './file-queries.ts';
import type { FileTally } from './read-file.ts';
import type { StagedFile } from './stage-file.ts';
import { sampleOverlap, usuallyHasTrailer } from './staging-queries.ts';

/** So few references in common may be chance, or payments that crossed the cut-off. */
const fewestCommon = 3;

/**
 * Whether a staged file is the file of its day: whole, and not another day's under this day's name, known by its bytes,
 * by the times inside, and by references that another day's file has. Throws what is wrong.
 */
export async function checkFile(tx: Tx, file: FileRow, staged: StagedFile, cutOff: string): Promise<void> {
  const { partner_id: partnerId, settles_on: day, scope } = file;
  const { tally } = staged;
  const final = await hasFinal(tx, partnerId, day);
  ensure(scope === 'final' || !final, reconciliationError('reconciliation.final_is_there', { day }));
  const same = await findSameBytes(tx, { id: file.id, partnerId, sha256: file.sha256, day, scope });
  ensure(
    same === undefined || same.settles_on === day,
    reconciliationError('reconciliation.file_of_other_day', { day: same?.settles_on }),
  );
  ensureDates(tally, day, cutOff);
  await ensureOwnLines(tx, { partnerId, day, lines: tally.lines });
  if (scope === 'running' || tally.control) return;
  const expected =
    staged.mapping?.trailer !== undefined || (await usuallyHasTrailer(tx, { id: file.id, partnerId }));
  ensure(!expected, reconciliationError('reconciliation.trailer_missing', { lines: tally.lines }));
}

/**
 * Where a partner's day ends during ours, dates without a time cannot be told apart from those of the day before or
 * after; then nearly all lines have to say another day.
 */
function ensureDates({ days }: FileTally, day: BusinessDate, cutOff: string): void {
  const dated = [...days.values()].reduce((sum, count) => sum + count, 0);
  const [inside, count] = [...days].sort((a, b) => b[1] - a[1])[0] ?? [day, 0];
  if (inside === day || dated === 0) return;
  const wholeDays = /^(24:00|00:00)/.test(cutOff);
  const near = !wholeDays && (inside === addDays(day, -1) || inside === addDays(day, 1));
  const share = near ? 0.9 : 0.5;
  ensure(
    count <= dated * share,
    reconciliationError('reconciliation.dates_of_other_day', { inside, lines: count, of: dated }),
  );
}

async function ensureOwnLines(
  tx: Tx,
  file: { partnerId: bigint; day: BusinessDate; lines: number },
): Promise<void> {
  const { sampled, days } = await sampleOverlap(tx, file);
  const [most] = days;
  if (!most || most.found < fewestCommon) return;
  ensure(
    most.found * 2 <= sampled,
    reconciliationError('reconciliation.lines_of_other_day', {
      day: most.day,
      found: most.found,
      of: sampled,
    }),
  );
}
