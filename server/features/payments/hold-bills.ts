import { allocate } from '../../../core/allocation.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { endHoldOnBills, holdBills, holdLonger, lockBills, type LockedBill } from '../bills/index.ts';
import { readSettings } from '../companies/index.ts';
import { codeOfRefusal, paymentError } from './errors.ts';
import * as holds from './hold-queries.ts';
import { findCustomers } from './queries.ts';

/**
 * Holds (giữ chấm nợ): a bill reserved for one partner for some minutes of business time, so that nobody else takes
 * its money meanwhile. A bill has one place for a hold, so two partners never hold it at once.
 */
export interface HoldRequest {
  partnerId: bigint;
  /** The hold's own reference: its idempotency key. */
  reference: string;
  customerCode: string;
  /** Null: everything the customer owes. */
  billIds: readonly bigint[] | null;
  /** At most what the company allows; null means exactly that. */
  minutes: number | null;
}

export interface Hold {
  holdId: bigint;
  reference: string;
  customerCode: string;
  billIds: bigint[];
  amountVnd: bigint;
  state: holds.HoldRow['state'];
  heldAt: Date;
  /** Business time. */
  expiresAt: Date;
  paymentId: bigint | null;
  replayed: boolean;
}

/** How often a hold may be prolonged. */
const maxExtensions = 3;

/**
 * Holds bills. Repeating the reference with the same bills answers the same hold as it is now. Throws what a payment
 * of these bills would be refused with, `payments.held_elsewhere`, `payments.conflict`.
 */
export async function holdForPartner(db: Db, request: HoldRequest, businessNow: Date): Promise<Hold> {
  return transaction(db, (tx) => holdIn(tx, request, businessNow));
}

/** The same in the caller's transaction. */
export async function holdIn(tx: Tx, request: HoldRequest, businessNow: Date): Promise<Hold> {
  const [customer] = await findCustomers(tx, [request.customerCode]);
  ensure(customer, () => paymentError('payments.unknown_customer', { customerCode: request.customerCode }));
  const bills = await lockBills(tx, { customerIds: [customer.id], billIds: request.billIds ?? [] });
  const earlier = await holds.findHold(tx, request.partnerId, request.reference);
  if (earlier) return replayHold(earlier, request, businessNow);
  const settings = await readSettings(tx);
  const own = bills.filter(({ customerId }) => customerId === customer.id);
  const chosen = chooseBills(request, own, settings);
  await freeExpired(tx, chosen, businessNow);
  const minutes = Math.min(request.minutes ?? settings.holdMinutes, settings.holdMinutes);
  const hold = {
    ...request,
    customerId: customer.id,
    billIds: chosen.map(({ id }) => id),
    amountVnd: chosen.reduce((sum, bill) => sum + bill.totalVnd - bill.paidVnd, 0n),
    heldAt: businessNow,
    expiresAt: new Date(businessNow.getTime() + minutes * 60_000),
  };
  const holdId = await holds.insertHold(tx, hold);
  ensure(holdId !== undefined, () => paymentError('payments.conflict', { reference: request.reference }));
  await holdBills(tx, { ...hold, holdId, until: hold.expiresAt });
  return { ...hold, holdId, state: 'open', paymentId: null, replayed: false };
}

/** The bills that a payment of the same choice would pay, judged by the same rules. */
function chooseBills(
  request: HoldRequest,
  bills: readonly LockedBill[],
  settings: Awaited<ReturnType<typeof readSettings>>,
): LockedBill[] {
  const offered = bills.filter(({ handedTo }) => handedTo === null || handedTo === request.partnerId);
  const isOpen = ({ state }: LockedBill): boolean => state === 'open' || state === 'part_paid';
  const wanted = offered.filter((bill) => isOpen(bill) && (request.billIds?.includes(bill.id) ?? true));
  const amountVnd = wanted.reduce((sum, bill) => sum + bill.totalVnd - bill.paidVnd, 0n);
  const decision = allocate({ intent: 'request', amountVnd, billIds: request.billIds }, offered, settings);
  if (decision.decision === 'allocate') return decision.lines.map(({ bill }) => bill);
  const code = codeOfRefusal[decision.refusal];
  throw new AppError(code, paymentError.kinds[code], { reference: request.reference });
}

/** What another hold still holds is refused; holds whose time is over are cleared away. */
async function freeExpired(tx: Tx, bills: readonly LockedBill[], businessNow: Date): Promise<void> {
  const live = bills.find(({ heldUntil }) => heldUntil !== null && heldUntil > businessNow);
  if (live) {
    throw paymentError('payments.held_elsewhere', {
      outcome: 'held_elsewhere',
      heldUntil: live.heldUntil?.toISOString(),
    });
  }
  const over = [...new Set(bills.flatMap(({ holdId }) => holdId ?? []))];
  if (over.length === 0) return;
  await endHoldOnBills(tx, await holds.closeExpiredHolds(tx, over, businessNow));
}

function replayHold(earlier: holds.HoldRow, request: HoldRequest, businessNow: Date): Hold {
  const sameBills = request.billIds === null || areSame(request.billIds, earlier.bill_ids);
  ensure(earlier.customer_code === request.customerCode && sameBills, () =>
    paymentError('payments.conflict', { reference: request.reference }),
  );
  return present(earlier, businessNow, true);
}

function areSame(some: readonly bigint[], others: readonly bigint[]): boolean {
  const known = new Set(others);
  return some.length === known.size && some.every((id) => known.has(id));
}

/** A hold as it is now. Throws `payments.unknown_reference`. */
export async function getHold(
  db: Db,
  hold: { partnerId: bigint; reference: string },
  businessNow: Date,
): Promise<Hold> {
  const row = await holds.findHold(db, hold.partnerId, hold.reference);
  ensure(row, () => paymentError('payments.unknown_reference', { reference: hold.reference }));
  return present(row, businessNow, false);
}

/** Prolongs a hold from now on. Throws `payments.hold_over`, `payments.hold_too_long`, `payments.unknown_reference`. */
export async function extendHold(
  db: Db,
  hold: { partnerId: bigint; reference: string; minutes: number | null },
  businessNow: Date,
): Promise<Hold> {
  return transaction(db, async (tx) => {
    const row = await lockHold(tx, hold);
    ensure(present(row, businessNow, false).state === 'open', () =>
      paymentError('payments.hold_over', { reference: hold.reference, state: row.state }),
    );
    ensure(row.extended < maxExtensions, () => paymentError('payments.hold_too_long', { maxExtensions }));
    const { holdMinutes } = await readSettings(tx);
    const minutes = Math.min(hold.minutes ?? holdMinutes, holdMinutes);
    const wished = businessNow.getTime() + minutes * 60_000;
    const expiresAt = new Date(Math.max(wished, row.expires_at.getTime()));
    await holds.prolongHold(tx, row.id, expiresAt);
    await holdLonger(tx, row.id, { billIds: row.bill_ids, until: expiresAt });
    return present({ ...row, expires_at: expiresAt }, businessNow, false);
  });
}

/**
 * Keeps an open hold for as long as nobody knows whether its money was taken, however often that takes; one that is over
 * stays over. Says whether it still holds. `until` is business time.
 */
export async function keepHold(
  db: Db,
  hold: { partnerId: bigint; reference: string; until: Date },
  businessNow: Date,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const row = await lockHold(tx, hold);
    if (present(row, businessNow, false).state !== 'open') return false;
    if (hold.until <= row.expires_at) return true;
    await holds.postponeHold(tx, row.id, hold.until);
    await holdLonger(tx, row.id, { billIds: row.bill_ids, until: hold.until });
    return true;
  });
}

/** Gives held bills free again; a hold that is over already stays as it is. Throws `payments.unknown_reference`. */
export async function releaseHold(
  db: Db,
  hold: { partnerId: bigint; reference: string },
  businessNow: Date,
): Promise<Hold> {
  return transaction(db, (tx) => releaseHoldIn(tx, hold, businessNow));
}

/** The same in the caller's transaction. */
export async function releaseHoldIn(
  tx: Tx,
  hold: { partnerId: bigint; reference: string },
  businessNow: Date,
): Promise<Hold> {
  const row = await lockHold(tx, hold);
  const now = present(row, businessNow, false);
  if (row.state !== 'open') return { ...now, replayed: true };
  const state = now.state === 'expired' ? 'expired' : 'released';
  await holds.closeHold(tx, row.id, state, businessNow);
  await endHoldOnBills(tx, [row.id]);
  return { ...now, state };
}

/** The hold with its bills locked, in the order in which every posting locks. */
async function lockHold(tx: Tx, hold: { partnerId: bigint; reference: string }): Promise<holds.HoldRow> {
  const known = await holds.findHold(tx, hold.partnerId, hold.reference);
  ensure(known, () => paymentError('payments.unknown_reference', { reference: hold.reference }));
  await lockBills(tx, { customerIds: [], billIds: known.bill_ids });
  const row = await holds.findHold(tx, hold.partnerId, hold.reference);
  if (!row) throw new Error(`hold ${known.id} is gone`);
  return row;
}

/** Clears away holds whose time is over. They hold nothing any more anyway; this is for the lists. */
export async function expireHolds(db: Db, businessNow: Date): Promise<number> {
  for (let expired = 0; ;) {
    const rows = await holds.listExpiredHolds(db, businessNow, 500);
    if (rows.length === 0) return expired;
    expired += await transaction(db, async (tx) => {
      await lockBills(tx, { customerIds: [], billIds: rows.flatMap(({ bill_ids }) => bill_ids) });
      // One that was prolonged before we had the locks is not over.
      const over = await holds.closeExpiredHolds(
        tx,
        rows.map(({ id }) => id),
        businessNow,
      );
      await endHoldOnBills(tx, over);
      return over.length;
    });
  }
}

function present(row: holds.HoldRow, businessNow: Date, replayed: boolean): Hold {
  const isOver = row.state === 'open' && row.expires_at <= businessNow;
  return {
    holdId: row.id,
    reference: row.reference,
    customerCode: row.customer_code,
    billIds: row.bill_ids,
    amountVnd: row.amount_vnd,
    state: isOver ? 'expired' : row.state,
    heldAt: row.held_at,
    expiresAt: row.expires_at,
    paymentId: row.payment_id,
    replayed,
  };
}
