import { cashHandedOver, cashKeptAfterAll, cashSentToBank } from '../../../core/postings-tills.ts';
import { sumVnd } from '../../../core/money.ts';
import { writeSlipNumber } from '../../../core/slip-number.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import { postMoves } from './post-moves.ts';
import * as queries from './remittance-queries.ts';
import { getTill } from './save-till.ts';
import { findOpenSessionOf, lockSession } from './session-queries.ts';
import { lockTill } from './till-queries.ts';

export interface RemittanceWish {
  tillCode: string;
  sessionIds: readonly bigint[];
  /** A declared account of the company; or null and the counter that gets the cash. */
  bankAccount: string | null;
  toTillCode: string | null;
}

/**
 * Writes a slip for the cash of whole closed sessions of one till: to the bank, where it is in transit from now on, or
 * to a counter, where it stays the giver's until it was counted there. Throws `tills.nothing_to_remit`,
 * `tills.unknown_account`, `tills.unknown`.
 */
export async function makeRemittance(
  staff: StaffContext,
  wish: RemittanceWish,
): Promise<queries.RemittanceRow> {
  const till = await getTill(staff, wish.tillCode);
  const to = wish.toTillCode === null ? null : await getTill(staff, wish.toTillCode);
  const { db, login, businessDate, now } = staff;
  if (wish.bankAccount !== null) {
    const isDeclared = await queries.findAccountNumber(db, wish.bankAccount);
    ensure(isDeclared, tillError('tills.unknown_account', { account: wish.bankAccount }));
  }
  const isElsewhere = (wish.bankAccount === null) !== (to === null) && to?.id !== till.id;
  ensure(isElsewhere && (to === null || to.kind === 'counter'), tillError('tills.nothing_to_remit'));
  const id = await transaction(db, async (tx) => {
    await lockTill(tx, till.id);
    const wanted = [...new Set(wish.sessionIds)];
    const sessions = await queries.lockSessionsToRemit(tx, till.id, wanted);
    const amountVnd = sumVnd(sessions.map(({ cash_vnd }) => cash_vnd));
    const fits = sessions.length === wanted.length && amountVnd > 0n;
    ensure(fits, tillError('tills.nothing_to_remit', { amount: String(amountVnd) }));
    const made = await queries.reserveRemittanceId(tx);
    const row = {
      id: made,
      number: writeSlipNumber(made),
      tillId: till.id,
      bankAccount: wish.bankAccount,
      toTillId: to?.id ?? null,
      amountVnd,
      by: login,
      on: businessDate,
      at: now,
    };
    await queries.insertRemittance(tx, row, wanted);
    if (to === null) await postMoves(db, tx, cashSentToBank(till.partner_id, amountVnd), staff);
    await note(tx, staff, 'made', { number: row.number, amount: String(amountVnd), till: till.code });
    return made;
  });
  return getRemittance(staff, id);
}

/** A remittance this person may see, of either till. Throws `tills.unknown_remittance`, `staff.outside_scope`. */
export async function getRemittance(staff: StaffContext, id: bigint): Promise<queries.RemittanceRow> {
  const found = await queries.findRemittance(staff.db, id);
  ensure(found, tillError('tills.unknown_remittance', { id: String(id) }));
  const to = found.to_till_code;
  if (to !== null && (await mayGet(staff, to))) return found;
  ensureInScope(staff, found.org_unit_id);
  return found;
}

async function mayGet(staff: StaffContext, tillCode: string): Promise<boolean> {
  const till = staff.scope === 'all' ? undefined : await getTill({ ...staff, scope: 'all' }, tillCode);
  return till !== undefined && staff.scope !== 'all' && staff.scope.includes(till.org_unit_id);
}

/** The cash stays where it was; only while nothing of it is credited or received. Throws `tills.remittance_over`. */
export async function cancelRemittance(staff: StaffContext, id: bigint): Promise<queries.RemittanceRow> {
  await getRemittance(staff, id);
  const { db, login, businessDate, now } = staff;
  await transaction(db, async (tx) => {
    const slip = await lockUnderWay(tx, id);
    ensure(slip.credited_vnd === 0n, tillError('tills.remittance_over', { number: slip.number }));
    await queries.finishRemittance(tx, { id, state: 'cancelled', by: login, on: businessDate, at: now });
    if (slip.way === 'bank')
      await postMoves(db, tx, cashKeptAfterAll(slip.partner_id, slip.amount_vnd), staff);
    await note(tx, staff, 'cancelled', { number: slip.number, amount: String(slip.amount_vnd) });
  });
  return getRemittance(staff, id);
}

/**
 * The cashier of the counter has counted the bag and answers for it from now on, in the open session there. Throws
 * `tills.counter_not_open`, `tills.remittance_over`.
 */
export async function receiveCash(staff: StaffContext, id: bigint): Promise<queries.RemittanceRow> {
  await getRemittance(staff, id);
  const { db, login, businessDate, now } = staff;
  await transaction(db, async (tx) => {
    const slip = await lockUnderWay(tx, id);
    ensure(
      slip.way === 'till' && slip.to_partner_id !== null,
      tillError('tills.remittance_over', { number: slip.number }),
    );
    const session = await findOpenSessionOf(tx, login);
    const isThere = session?.till_id === slip.to_till_id && (await lockSession(tx, session.id, 'share'));
    ensure(isThere, tillError('tills.counter_not_open', { till: slip.to_till_code }));
    await queries.finishRemittance(tx, { id, state: 'received', by: login, on: businessDate, at: now });
    await postMoves(db, tx, cashHandedOver(slip.partner_id, slip.to_partner_id, slip.amount_vnd), staff);
    await note(tx, staff, 'received', { number: slip.number, amount: String(slip.amount_vnd) });
  });
  return getRemittance(staff, id);
}

async function lockUnderWay(tx: Tx, id: bigint): Promise<queries.RemittanceRow> {
  const slip = await queries.lockRemittance(tx, id);
  ensure(slip, tillError('tills.unknown_remittance', { id: String(id) }));
  const isUnderWay = slip.state === 'sent' || slip.state === 'offered';
  ensure(isUnderWay, tillError('tills.remittance_over', { number: slip.number, state: slip.state }));
  return slip;
}

async function note(
  tx: Tx,
  staff: StaffContext,
  what: 'made' | 'cancelled' | 'received',
  detail: Record<string, string>,
): Promise<void> {
  const { login: actor, requestId } = staff;
  await recordAudit(tx, {
    actor,
    action: `remittance.${what}`,
    subject: `remittance:${detail['number']}`,
    detail,
    requestId,
  });
}
