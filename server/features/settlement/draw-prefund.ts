import type { Tx } from '../../platform/db.ts';
import { addReceived, insertReceipt } from './change-queries.ts';
import { followMoney, noteOnWindow, type Actor } from './move-window.ts';
import { lockPrefund, lockWaitingWindows, sumPrefund } from './prefund-queries.ts';
import { differenceOf } from './present.ts';

/**
 * Pays a partner's waiting windows, the oldest first, from what it has paid in beforehand. No transfer: the deposit
 * stands on the partner's account already. Harmless to repeat.
 */
export async function drawPrefund(tx: Tx, partnerId: bigint, by: Actor): Promise<void> {
  await lockPrefund(tx, partnerId);
  const windows = await lockWaitingWindows(tx, partnerId);
  const { deposited_vnd, drawn_vnd } = await sumPrefund(tx, partnerId);
  let left = deposited_vnd - drawn_vnd;
  for (const window of windows) {
    const wanted = differenceOf(window) ?? 0n;
    const amountVnd = wanted < left ? wanted : left;
    if (amountVnd <= 0n) return;
    left -= amountVnd;
    const source = { creditId: null, rule: 'prefund', by: by.actor, undoesId: null };
    await insertReceipt(tx, { partnerId, windowId: window.id, amountVnd, ...source });
    await addReceived(tx, window.id, amountVnd);
    await noteOnWindow(tx, window, 'prefund_drawn', by, { amount: String(amountVnd) });
    await followMoney(tx, window.id, by);
  }
}
