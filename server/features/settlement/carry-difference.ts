import type { BusinessDate } from '../../../core/dates.ts';
import { differenceWrittenOver } from '../../../core/postings-settlement.ts';
import { RetryTransaction, transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { post, type MoneyActor } from './assign-receipt.ts';
import { addCarried, findNextOpenDay, insertCarry } from './change-queries.ts';
import { settlementError } from './errors.ts';
import { ensureUnsettled, followMoney, getLocked, noteOnWindow } from './move-window.ts';
import { openWindows } from './open-windows.ts';
import { differenceOf } from './present.ts';
import { findWindow, type WindowRow } from './queries.ts';

export interface Carry {
  windowId: bigint;
  /** Positive when the partner still owes; of the sign of the difference, and not more than it. */
  amountVnd: bigint;
  reason: string;
  /**
   * Into the partner's next open window, which then expects that much more; onto the account of differences; or, as a
   * day, set off against the opposite difference of the partner's closed window of that day.
   */
  to: 'nextDay' | 'account' | BusinessDate;
}

/**
 * Settles a difference of a window elsewhere. Throws `settlement.more_than_difference`, `settlement.nothing_to_offset`,
 * `settlement.already_carried`, `settlement.settled_is_final`, `settlement.not_possible`.
 */
export async function carryDifference(db: Db, carry: Carry, by: MoneyActor): Promise<void> {
  await transaction(db, async (tx) => {
    const { windowId, amountVnd, reason, to } = carry;
    const window = await getLocked(tx, windowId);
    ensureUnsettled(window, 'carry');
    const left = differenceOf(window) ?? 0n;
    const within = amountVnd > 0n ? amountVnd <= left : amountVnd < 0n && amountVnd >= left;
    ensure(within, settlementError('settlement.more_than_difference', { difference: String(left) }));
    const target = await lockTarget(tx, window, carry);
    const offsets = target !== undefined && to !== 'nextDay';
    const toWindowId = target?.id ?? null;
    await carryOnce(tx, { windowId, toWindowId, amountVnd, offsets, reason, by: by.actor });
    await addCarried(tx, { windowId, toWindowId, amountVnd, offsets });
    if (!target) await post(db, tx, differenceWrittenOver(window.partner_id, amountVnd), by);
    const amount = String(amountVnd);
    await noteOnWindow(tx, window, 'carried', by, { amount, reason, to: target?.settles_on ?? '1388' });
    if (target) await noteOnWindow(tx, target, 'carried_in', by, { amount, reason, from: window.settles_on });
    await followMoney(tx, windowId, by);
    if (offsets) await followMoney(tx, target.id, by);
  });
}

async function lockTarget(
  tx: Tx,
  window: WindowRow,
  { to, amountVnd }: Carry,
): Promise<WindowRow | undefined> {
  if (to === 'account') return undefined;
  return to === 'nextDay' ? lockNextWindow(tx, window) : lockOpposite(tx, window, to, amountVnd);
}

/** The closed window of another day that lacks what this one has too much of, or has what this one lacks. */
async function lockOpposite(
  tx: Tx,
  window: WindowRow,
  day: BusinessDate,
  amountVnd: bigint,
): Promise<WindowRow> {
  const found = await findWindow(tx, window.partner_id, day);
  ensure(
    found && found.id !== window.id,
    settlementError('settlement.nothing_to_offset', { day, difference: '0' }),
  );
  const target = await getLocked(tx, found.id);
  ensureUnsettled(target, 'carry');
  const left = differenceOf(target) ?? 0n;
  const enough = amountVnd > 0n ? left <= -amountVnd : left >= -amountVnd;
  ensure(enough, settlementError('settlement.nothing_to_offset', { day, difference: String(left) }));
  return target;
}

/** Its unique key lets the same be said twice and carried once. */
async function carryOnce(tx: Tx, carry: Parameters<typeof insertCarry>[1]): Promise<void> {
  try {
    await insertCarry(tx, carry);
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'window_carries_once') throw error;
    throw settlementError('settlement.already_carried', {}, { cause: error });
  }
}

/** The partner's next open window, made where there is none; it cannot be closed before we commit. */
async function lockNextWindow(tx: Tx, window: WindowRow): Promise<WindowRow> {
  const day = await findNextOpenDay(tx, window.partner_id, window.settles_on);
  await openWindows(tx, [{ partner_id: window.partner_id, settles_on: day }]);
  const found = await findWindow(tx, window.partner_id, day);
  if (!found) throw new Error(`no window of ${window.partner_code} on ${day}`);
  const target = await getLocked(tx, found.id);
  if (target.state !== 'open') throw new RetryTransaction('the next window was closed meanwhile');
  return target;
}
