import type { BusinessDate } from '../../../core/dates.ts';
import type { WindowState } from '../../../core/settlement-windows.ts';
import type { Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { settlementError } from './errors.ts';
import { followMoney, getLocked, moveWindow, type Actor, type Detail } from './move-window.ts';
import { findWindow, type WindowRow } from './queries.ts';

/** A partner's day, and who says what of it. */
export interface Agreement extends Actor {
  partnerId: bigint;
  settlesOn: BusinessDate;
  /** What the event says beside: number and version of the minutes, the reason for opening again. */
  detail: Detail;
}

/**
 * Both sides have signed the day's figures. When its money is there already, its money is in at once. Throws
 * `settlement.unknown_window`, `settlement.not_possible`, `settlement.settled_is_final`.
 */
export async function agreeWindow(tx: Tx, agreement: Agreement): Promise<WindowState> {
  const window = await getByDay(tx, agreement);
  await moveWindow(tx, window, 'agree', agreement, { detail: agreement.detail });
  return followMoney(tx, window.id, agreement);
}

/** An agreed day is closed but no longer agreed, until it is signed anew. What came in stays. A settled one is final. */
export async function reopenWindow(tx: Tx, agreement: Agreement): Promise<WindowState> {
  const window = await getByDay(tx, agreement);
  return moveWindow(tx, window, 'reopen', agreement, { detail: agreement.detail });
}

async function getByDay(tx: Tx, { partnerId, settlesOn }: Agreement): Promise<WindowRow> {
  const found = await findWindow(tx, partnerId, settlesOn);
  ensure(found, settlementError('settlement.unknown_window', { day: settlesOn }));
  return getLocked(tx, found.id);
}
