import {
  actOfMoney,
  nextWindowState,
  type WindowAct,
  type WindowState,
} from '../../../core/settlement-windows.ts';
import { RetryTransaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { changeState, freezeWindow, insertEvent, type Frozen } from './change-queries.ts';
import { settlementError } from './errors.ts';
import { lockWindow, type WindowRow } from './queries.ts';

/** Who acts on a window, and when. */
export interface Actor {
  actor: string;
  now: Date;
  requestId?: string;
}

/** What an act says of itself. */
export type Detail = Record<string, unknown>;

/**
 * Every change of a window's state passes here: by the table of `core/settlement-windows`, with its event, its audit
 * and the news of it. The caller has locked the window. Throws `settlement.settled_is_final`, `settlement.not_possible`.
 */
export async function moveWindow(
  tx: Tx,
  window: WindowRow,
  act: WindowAct,
  by: Actor,
  more: { detail?: Detail; frozen?: Frozen } = {},
): Promise<WindowState> {
  const to = nextWindowState(window.state, act);
  ensure(to, () => refusal(window, act));
  const change = { id: window.id, from: window.state, to, actor: by.actor, now: by.now };
  const moved = more.frozen ? await freezeWindow(tx, change, more.frozen) : await changeState(tx, change);
  if (moved !== 1) throw new RetryTransaction('the window moved meanwhile');
  await noteOnWindow(tx, window, act, by, { from: window.state, to, ...more.detail });
  return to;
}

function refusal(window: WindowRow, act: WindowAct) {
  const code = window.state === 'settled' ? 'settlement.settled_is_final' : 'settlement.not_possible';
  return settlementError(code, { state: window.state, act });
}

/** Throws unless the window is closed and not yet settled: its money may still move. */
export function ensureUnsettled(window: WindowRow, act: string): void {
  ensure(
    window.state !== 'settled',
    settlementError('settlement.settled_is_final', { state: window.state, act }),
  );
  ensure(window.state !== 'open', settlementError('settlement.not_possible', { state: window.state, act }));
}

/** After money came, left or was carried: an agreed window whose money is there has its money in, and back. */
export async function followMoney(tx: Tx, windowId: bigint, by: Actor): Promise<WindowState> {
  const window = await getLocked(tx, windowId);
  if (window.expected_vnd === null) return window.state;
  const act = actOfMoney(window.state, {
    expectedVnd: window.expected_vnd,
    receivedVnd: window.received_vnd,
    carriedVnd: window.carried_vnd,
  });
  return act ? moveWindow(tx, window, act, by) : window.state;
}

export async function getLocked(tx: Tx, windowId: bigint): Promise<WindowRow> {
  const window = await lockWindow(tx, windowId);
  ensure(window, settlementError('settlement.unknown_window', { id: String(windowId) }));
  return window;
}

/** Writes what happened to a window, whether or not its state changed. */
export async function noteOnWindow(
  tx: Tx,
  window: Pick<WindowRow, 'id' | 'partner_code' | 'settles_on'>,
  event: string,
  by: Actor,
  detail: Detail,
): Promise<void> {
  const { actor, requestId } = by;
  await insertEvent(tx, { windowId: window.id, event, actor, detail });
  await recordAudit(tx, {
    actor,
    action: `settlement.${event}`,
    subject: `window:${window.partner_code}/${window.settles_on}`,
    detail,
    ...(requestId !== undefined && { requestId }),
  });
  await publish(tx, { topic: 'settlement.window_changed', payload: { windowId: String(window.id) } });
}
