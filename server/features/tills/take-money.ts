import { holdsCardNumber, referenceOfSlip, type CardSlip } from '../../../core/card-slip.ts';
import type { Channel } from '../../../core/channels.ts';
import { hasSurcharge } from '../../../core/no-surcharge.ts';
import { normalizeCode } from '../../../core/text.ts';
import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import {
  acceptPayments,
  businessInstant,
  codeOfRefusal,
  paymentError,
  type PaymentInstruction,
  type PaymentOutcome,
} from '../payments/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { tillError } from './errors.ts';
import type { SessionRow } from './session-queries.ts';
import { lockSession } from './session-queries.ts';
import * as queries from './taking-queries.ts';
import { findTerminal } from './till-queries.ts';

export interface TakingWish {
  /** Made at the till before the first try; repeating it never takes money twice. */
  requestKey: string;
  customerCode: string;
  billIds: readonly bigint[];
  amountVnd: bigint;
}

/**
 * Takes cash for the chosen bills: written down, posted as a request, numbered. Whatever stops in between is taken up
 * by repeating it. Throws `tills.given_too_little`, `tills.session_over`, `tills.closed_for_good`,
 * `tills.request_conflict`, `tills.outcome_unknown`, and what a request may be refused for (`payments.…`).
 */
export async function takeCash(
  staff: StaffContext,
  session: SessionRow,
  wish: TakingWish & { givenVnd: bigint },
): Promise<queries.TakingRow> {
  ensure(wish.givenVnd >= wish.amountVnd, tillError('tills.given_too_little'));
  return take(staff, session, {
    ...ofWish(staff, session, wish),
    given_vnd: wish.givenVnd,
    intent: 'request',
    occurred_at: staff.now,
  });
}

/**
 * Cash that a collector took earlier, as the device brings it later: the customer has paid, so nothing is refused for
 * the state of a bill; what no bill takes becomes the customer's credit.
 */
export async function recordCash(
  staff: StaffContext,
  session: SessionRow,
  wish: TakingWish & { occurredAt: Date },
): Promise<queries.TakingRow> {
  await ensureOfCustomer(staff, wish);
  return take(staff, session, {
    ...ofWish(staff, session, wish),
    given_vnd: wish.amountVnd,
    intent: 'notice',
    occurred_at: wish.occurredAt,
  });
}

/**
 * A card payment that the terminal has approved: posted under the acquiring bank, once per terminal, batch and trace.
 * The card was charged already, so it is a notice; it may not be more than the bills ask. Throws
 * `tills.unknown_terminal`, `tills.card_number`, `tills.unknown_bills`, `tills.above_bills`.
 */
export async function takeCard(
  staff: StaffContext,
  session: SessionRow,
  wish: TakingWish & { slip: CardSlip },
): Promise<queries.TakingRow> {
  const { slip } = wish;
  ensure(!Object.values(slip).some(holdsCardNumber), tillError('tills.card_number'));
  const terminal = await findTerminal(staff.db, slip.terminalId);
  const isHere = terminal?.enabled === true && terminal.till_id === session.till_id;
  ensure(terminal && isHere, tillError('tills.unknown_terminal', { terminalId: slip.terminalId }));
  await ensureOfCustomer(staff, wish);
  return take(staff, session, {
    ...ofWish(staff, session, wish),
    tender: 'card',
    partner_id: terminal.partner_id,
    reference: referenceOfSlip(slip),
    given_vnd: null,
    intent: 'notice',
    terminal_id: slip.terminalId,
    batch_number: slip.batchNumber,
    trace_number: slip.traceNumber,
    approval_code: slip.approvalCode,
    card_last4: slip.last4,
    occurred_at: staff.now,
  });
}

/** Money that was taken already is at most what its bills came to: a bill paid elsewhere meanwhile counts whole. */
async function ensureOfCustomer({ db }: StaffContext, wish: TakingWish): Promise<void> {
  const customer = await queries.findDeskCustomer(db, normalizeCode(wish.customerCode));
  ensure(customer, paymentError('payments.unknown_customer', { customerCode: wish.customerCode }));
  const bills = await queries.listDeskBills(db, customer.id, wish.billIds);
  ensure(bills.length === new Set(wish.billIds).size, tillError('tills.unknown_bills'));
  const asked = bills.map(({ open_vnd, total_vnd }) => ({ openVnd: open_vnd === 0n ? total_vnd : open_vnd }));
  ensure(!hasSurcharge(wish.amountVnd, asked), tillError('tills.above_bills'));
}

type Draft = queries.NewTaking;

function ofWish(
  staff: StaffContext,
  session: SessionRow,
  wish: TakingWish,
): Omit<Draft, 'given_vnd' | 'intent' | 'occurred_at'> {
  return {
    session_id: session.id,
    till_id: session.till_id,
    request_key: wish.requestKey,
    tender: 'cash',
    partner_id: session.partner_id,
    reference: `${session.till_code}-${wish.requestKey}`,
    customer_code: normalizeCode(wish.customerCode),
    bill_ids: [...new Set(wish.billIds)].sort((a, b) => (a < b ? -1 : 1)),
    amount_vnd: wish.amountVnd,
    terminal_id: null,
    batch_number: null,
    trace_number: null,
    approval_code: null,
    card_last4: null,
    taken_on: staff.businessDate,
    taken_at: staff.now,
  };
}

async function take(staff: StaffContext, session: SessionRow, draft: Draft): Promise<queries.TakingRow> {
  const claimed = await claim(staff, session, draft);
  if (claimed.state !== 'claimed') return claimed;
  const [outcome] = await acceptPayments(staff.db, [instructionOf(staff, session, claimed)], staff.now);
  await settle(staff, claimed, outcome);
  return getTakingById(staff, claimed.id);
}

/** Writes the taking down while its session is open. What was written before must be the same. */
async function claim(staff: StaffContext, session: SessionRow, draft: Draft): Promise<queries.TakingRow> {
  const { db, businessDate } = staff;
  return transaction(db, async (tx) => {
    const isOpen = await lockSession(tx, session.id, 'share');
    const mayBegin = isOpen && !(session.closes_on !== null && session.closes_on <= businessDate);
    if (mayBegin) await queries.insertTaking(tx, draft);
    const found =
      (await queries.findTakingByRequest(tx, draft.till_id, draft.request_key)) ??
      (await queries.findTakingByReference(tx, draft.partner_id, draft.reference));
    if (!found) throw tillError(isOpen ? 'tills.closed_for_good' : 'tills.session_over');
    const isSame =
      found.till_id === draft.till_id &&
      found.tender === draft.tender &&
      found.reference === draft.reference &&
      found.customer_code === draft.customer_code &&
      found.amount_vnd === draft.amount_vnd &&
      found.bill_ids.join() === draft.bill_ids.join();
    ensure(isSame, tillError('tills.request_conflict', { requestKey: draft.request_key }));
    if (found.state !== 'refused') return found;
    ensure(mayBegin && found.session_id === session.id, tillError('tills.session_over'));
    await queries.claimAgain(tx, found.id);
    return { ...found, state: 'claimed' };
  });
}

function instructionOf(
  { businessDate, now }: StaffContext,
  session: SessionRow,
  taking: queries.TakingRow,
): PaymentInstruction {
  const cash: Channel = session.till_kind === 'counter' ? 'counter_cash' : 'staff_cash';
  return {
    partnerId: taking.partner_id,
    reference: taking.reference,
    intent: taking.intent,
    customerCode: taking.customer_code,
    amountVnd: taking.amount_vnd,
    billIds: taking.bill_ids,
    channel: taking.tender === 'card' ? 'bank_card' : cash,
    tender: taking.tender === 'card' ? 'account' : 'cash',
    occurredAt: taking.occurred_at,
    businessOn: businessDate,
    businessAt: businessInstant(businessDate, now),
  };
}

/** Numbers what was posted; notes what was refused and throws it. What is not known stays claimed. */
async function settle(
  { db }: StaffContext,
  taking: queries.TakingRow,
  outcome: PaymentOutcome | undefined,
): Promise<void> {
  if (outcome?.outcome === 'accepted' || outcome?.outcome === 'replayed') {
    const { paymentId } = outcome.payment;
    await transaction(db, (tx) =>
      queries.numberReceipt(tx, { id: taking.id, tillId: taking.till_id, paymentId }),
    );
    return;
  }
  if (outcome === undefined || outcome.outcome === 'unknown')
    throw tillError('tills.outcome_unknown', {}, { retryAfterSeconds: 1 });
  if (outcome.outcome === 'failed') {
    await queries.markRefused(db, taking.id, 'failed');
    throw outcome.error;
  }
  await queries.markRefused(db, taking.id, outcome.outcome);
  throw paymentError(codeOfRefusal[outcome.outcome], {
    expected: outcome.expectedVnd === null ? undefined : String(outcome.expectedVnd),
    heldUntil: outcome.heldUntil?.toISOString(),
  });
}

async function getTakingById({ db }: StaffContext, id: bigint): Promise<queries.TakingRow> {
  const found = await queries.findTaking(db, id);
  if (!found) throw new Error(`taking ${id} is gone`);
  return found;
}
