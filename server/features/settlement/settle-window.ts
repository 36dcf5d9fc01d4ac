import { feeSettled } from '../../../core/postings-settlement.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { post, type MoneyActor } from './assign-receipt.ts';
import { settlementError } from './errors.ts';
import { getLocked, moveWindow } from './move-window.ts';
import { differenceOf } from './present.ts';
import { listWindows, type WindowRow } from './queries.ts';

const mostAtOnce = 1_000;

/**
 * Ends a window: what came in and what is carried make up what was expected, and the fee is posted. Throws
 * `settlement.difference_left`, `settlement.not_possible`, `settlement.settled_is_final`.
 */
export async function settleWindow(db: Db, windowId: bigint, by: MoneyActor): Promise<void> {
  await transaction(db, async (tx) => {
    const window = await getLocked(tx, windowId);
    const left = window.state === 'money_in' ? differenceOf(window) : 0n;
    ensure(left === 0n, settlementError('settlement.difference_left', { difference: String(left) }));
    await moveWindow(tx, window, 'settle', by);
    const { fee_mode: mode, fee_vnd: feeVnd, fee_vat_vnd: vatVnd, partner_id: partnerId } = window;
    if (mode === null || feeVnd === null || vatVnd === null) throw new Error('a closed window has no fee');
    await post(db, tx, feeSettled({ partnerId, mode, feeVnd, vatVnd }), by);
  });
}

/**
 * Ends every window whose money is in to the dong, of one partner or of all, the oldest first. A window that somebody
 * moved meanwhile is left to them.
 */
export async function settleAll(
  db: Db,
  { partnerCode }: { partnerCode: string | undefined },
  by: MoneyActor,
): Promise<WindowRow[]> {
  const filter = { state: 'money_in' as const, ...(partnerCode !== undefined && { partnerCode }) };
  const ready = (await listWindows(db, filter, mostAtOnce)).filter((row) => differenceOf(row) === 0n);
  const settled: WindowRow[] = [];
  for (const window of ready.toReversed()) {
    try {
      await settleWindow(db, window.id, by);
      settled.push(window);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
    }
  }
  return settled;
}
