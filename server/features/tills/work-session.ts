import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { denominations, sumCount, type CashCount } from '../../../core/cash-count.ts';
import { cashCounted, differenceCleared, resolutionFits } from '../../../core/postings-tills.ts';
import type { DifferenceResolution } from '../../../core/postings-tills.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import { postMoves } from './post-moves.ts';
import { getTill } from './save-till.ts';
import * as queries from './session-queries.ts';
import { listUnfinished } from './taking-queries.ts';
import { lockTill, readCash } from './till-queries.ts';

/**
 * Opens a session of the signed-in person at a till. Throws `tills.unknown`, `tills.closed_for_good`, `tills.till_busy`,
 * `tills.cashier_busy`.
 */
export async function openSession(
  staff: StaffContext,
  wish: { tillCode: string; floatVnd: bigint },
): Promise<queries.SessionRow> {
  const till = await getTill(staff, wish.tillCode);
  const { login, displayName, businessDate, now } = staff;
  const isOver = till.closes_on !== null && till.closes_on <= businessDate;
  ensure(!isOver, tillError('tills.closed_for_good', { till: till.code, on: till.closes_on }));
  try {
    const id = await transaction(staff.db, async (tx) => {
      await lockTill(tx, till.id);
      const opened = await queries.insertSession(tx, {
        tillId: till.id,
        cashier: login,
        cashierName: displayName,
        floatVnd: wish.floatVnd,
        on: businessDate,
        at: now,
      });
      await recordAudit(tx, {
        actor: login,
        action: 'till.session_opened',
        subject: `till_session:${opened}`,
        detail: { till: till.code, float: String(wish.floatVnd) },
        requestId: staff.requestId,
      });
      return opened;
    });
    return await getSession(staff, id);
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (constraint === 'till_sessions_one_open_of_till')
      throw tillError('tills.till_busy', { till: till.code }, { cause: error });
    if (constraint === 'till_sessions_one_open_of_cashier')
      throw tillError('tills.cashier_busy', {}, { cause: error });
    throw error;
  }
}

/** A session this person may see. Throws `tills.unknown_session`, `staff.outside_scope`. */
export async function getSession(staff: StaffContext, id: bigint): Promise<queries.SessionRow> {
  const session = await queries.findSession(staff.db, id);
  ensure(session, tillError('tills.unknown_session', { id: String(id) }));
  ensureInScope(staff, session.org_unit_id);
  return session;
}

/** The same, of its own cashier. Throws `tills.not_your_session` as well. */
export async function getOwnSession(staff: StaffContext, id: bigint): Promise<queries.SessionRow> {
  const session = await getSession(staff, id);
  ensure(session.cashier === staff.login, tillError('tills.not_your_session'));
  return session;
}

/**
 * What should lie in the till: the float, and the cash the ledger has there less what is kept of earlier sessions. So
 * money that was given back after its session is expected to be missing where it was taken from.
 */
async function expectedIn(
  tx: Parameters<typeof queries.sumKept>[0],
  session: queries.SessionRow,
): Promise<bigint> {
  const cash = (await readCash(tx, [session.partner_id])).get(session.partner_id) ?? 0n;
  return session.float_vnd + cash - (await queries.sumKept(tx, session.till_id));
}

/**
 * Closes a session by what was counted; what is over or short is posted at once and waits for a second person. Asking
 * again answers the closed session. Throws `tills.not_your_session`, `tills.unfinished`, `tills.void_waiting`.
 */
export async function closeSession(
  staff: StaffContext,
  id: bigint,
  count: CashCount,
): Promise<queries.SessionRow> {
  const session = await getOwnSession(staff, id);
  const { db, businessDate, now } = staff;
  await transaction(db, async (tx) => {
    await lockTill(tx, session.till_id);
    if (!(await queries.lockSession(tx, id, 'update'))) return;
    const unfinished = await listUnfinished(tx, id);
    ensure(!unfinished.includes('claimed'), tillError('tills.unfinished'));
    ensure(unfinished.length === 0, tillError('tills.void_waiting'));
    const expectedVnd = await expectedIn(tx, session);
    const countedVnd = sumCount(count);
    const differenceVnd = countedVnd - expectedVnd;
    const counts = {
      ...Object.fromEntries(denominations.map((note) => [note, count.notes[note] ?? 0])),
      small: String(count.smallVnd),
    };
    await queries.closeSessionRow(tx, { id, counts, countedVnd, expectedVnd, on: businessDate, at: now });
    if (differenceVnd !== 0n) {
      const { till_id: tillId, cashier } = session;
      const row = { sessionId: id, tillId, cashier, amountVnd: differenceVnd, on: businessDate };
      await queries.insertDifference(tx, row);
      await postMoves(db, tx, cashCounted(session.partner_id, differenceVnd), staff);
    }
    await recordAudit(tx, {
      actor: staff.login,
      action: 'till.session_closed',
      subject: `till_session:${id}`,
      detail: {
        till: session.till_code,
        counted: String(countedVnd),
        expected: String(expectedVnd),
        difference: String(differenceVnd),
      },
      requestId: staff.requestId,
    });
  });
  return getSession(staff, id);
}

/**
 * A second person says what becomes of a difference. Throws `tills.unknown_difference`, `tills.same_person`,
 * `tills.wrong_resolution`, `tills.already_cleared`.
 */
export async function clearDifference(
  staff: StaffContext,
  clear: { sessionId: bigint; resolution: DifferenceResolution; note: string },
): Promise<queries.DifferenceRow> {
  const { sessionId, resolution, note } = clear;
  const { db, login } = staff;
  const found = await queries.findDifference(db, sessionId);
  ensure(found, tillError('tills.unknown_difference', { session: String(sessionId) }));
  ensureInScope(staff, found.org_unit_id);
  ensure(found.cashier !== login, tillError('tills.same_person'));
  ensure(resolutionFits(resolution, found.amount_vnd), tillError('tills.wrong_resolution'));
  await transaction(db, async (tx) => {
    const row = { sessionId, resolution, note, by: login, on: staff.businessDate, at: staff.now };
    const cleared = await queries.clearDifferenceRow(tx, row);
    ensure(cleared === 1, tillError('tills.already_cleared'));
    await postMoves(db, tx, differenceCleared(found.partner_id, found.amount_vnd, resolution), staff);
    await recordAudit(tx, {
      actor: login,
      action: 'till.difference_cleared',
      subject: `till_session:${sessionId}`,
      detail: { resolution, amount: String(found.amount_vnd) },
      requestId: staff.requestId,
    });
  });
  return { ...found, resolution, note, cleared_by: login, cleared_on: staff.businessDate };
}
