import { addDays, type BusinessDate } from '../../../core/dates.ts';
import { normalizeChequeNumber, payableUntil, presentBy } from '../../../core/payment-orders/cheque.ts';
import { atLocalTime } from '../../../core/settlement-day.ts';
import { normalizeCode, normalizeText } from '../../../core/text.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockBills, type LockedBill } from '../bills/index.ts';
import { businessInstant, holdEach } from '../payments/index.ts';
import { ensureInScope, type StaffContext } from '../staff/index.ts';
import { findPayers, listOpenBills } from './bill-queries.ts';
import * as queries from './cheque-queries.ts';
import { chequeError, orderError } from './errors.ts';
import { readCodes } from './make-order.ts';
import { getUsableAccount } from './set-account.ts';

export interface ChequeWords {
  number: string;
  drawer: string;
  drawerAccount: string;
  draweeBank: string;
  draweeBranch: string;
  amountVnd: bigint;
  /** Whoever takes it in has compared the amount in words with the figures. */
  wordsAgree: boolean;
  issuedOn: BusinessDate;
  certified: boolean;
  customerCodes: readonly string[];
  /** Null: all that these customers owe. */
  billIds: readonly bigint[] | null;
  account: string;
  note: string;
}

/** How long after the time of presentment a cheque holds its bills while nobody says what became of it. */
const patienceDays = 60;

/**
 * Takes in a cheque and holds its bills for it, so that nobody else collects them; they are paid when the bank has paid.
 * Throws `cheques.bad_number`, `.words_differ`, `.out_of_time`, `.taken_in_before`, `.bills_held`, and of
 * `payment_orders` `.no_codes`, `.unknown_codes`, `.nothing_open`, `.unknown_account`.
 */
export async function takeCheque(staff: StaffContext, words: ChequeWords): Promise<queries.ChequeRow> {
  const number = normalizeChequeNumber(words.number);
  const drawerAccount = normalizeCode(words.drawerAccount);
  const isReadable = /^[A-Z0-9]{4,20}$/.test(number) && /^[0-9A-Z]{5,34}$/.test(drawerAccount);
  ensure(isReadable, chequeError('cheques.bad_number'));
  ensure(words.wordsAgree, chequeError('cheques.words_differ'));
  const { businessDate } = staff;
  const until = payableUntil(words.issuedOn);
  ensure(
    words.issuedOn <= businessDate && businessDate <= until,
    chequeError('cheques.out_of_time', { issuedOn: words.issuedOn, until }),
  );
  const account = await getUsableAccount(staff.db, words.account);
  const { payerId, bills } = await chooseBills(staff, words);
  return transaction(staff.db, async (tx) => {
    const locked = await lockWanted(tx, bills);
    const id = await queries.insertCheque(tx, {
      ...words,
      number,
      drawerAccount,
      drawer: normalizeText(words.drawer),
      draweeBank: normalizeText(words.draweeBank),
      draweeBranch: normalizeText(words.draweeBranch),
      note: normalizeText(words.note),
      customerId: payerId,
      account: account.account,
      partnerId: account.partner_id,
      receivedOn: businessDate,
      by: staff.login,
      now: staff.now,
    });
    ensure(id !== undefined, chequeError('cheques.taken_in_before', { number }));
    await holdBills(tx, staff, {
      id,
      partnerId: account.partner_id,
      issuedOn: words.issuedOn,
      bills: locked,
    });
    await recordAudit(tx, {
      actor: staff.login,
      action: 'cheque.received',
      subject: `cheque:${id}`,
      detail: { bills: locked.length, amount: String(words.amountVnd) },
      requestId: staff.requestId,
    });
    return (await queries.findCheque(tx, id))!;
  });
}

async function chooseBills(
  staff: StaffContext,
  words: ChequeWords,
): Promise<{ payerId: bigint; bills: bigint[] }> {
  const codes = readCodes(words.customerCodes);
  const payers = await findPayers(staff.db, codes);
  const known = new Set(payers.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  ensure(unknown.length === 0, orderError('payment_orders.unknown_codes', { codes: unknown }));
  for (const { org_unit_id } of payers) ensureInScope(staff, org_unit_id);
  const wanted = words.billIds === null ? undefined : new Set(words.billIds);
  const open = await listOpenBills(
    staff.db,
    payers.map(({ id }) => id),
  );
  const bills = open.flatMap(({ id }) => ((wanted?.has(id) ?? true) ? [id] : []));
  ensure(
    bills.length > 0 && (!wanted || bills.length === wanted.size),
    orderError('payment_orders.nothing_open'),
  );
  return { payerId: payers[0]!.id, bills };
}

/** The bills in the order of the list, open and held by nobody. */
async function lockWanted(tx: Tx, billIds: readonly bigint[]): Promise<LockedBill[]> {
  const locked = await lockBills(tx, { customerIds: [], billIds });
  return billIds.map((id) => {
    const bill = locked.find((one) => one.id === id);
    const isOpen = bill?.state === 'open' || bill?.state === 'part_paid';
    ensure(bill && isOpen && bill.handedTo === null, chequeError('cheques.bills_held'));
    return bill;
  });
}

async function holdBills(
  tx: Tx,
  { businessDate, now }: StaffContext,
  cheque: { id: bigint; partnerId: bigint; issuedOn: BusinessDate; bills: readonly LockedBill[] },
): Promise<void> {
  const { id, partnerId, bills } = cheque;
  const businessNow = businessInstant(businessDate, now);
  const isHeld = bills.some(({ heldUntil }) => heldUntil !== null && heldUntil > businessNow);
  ensure(!isHeld, chequeError('cheques.bills_held'));
  const last = presentBy(cheque.issuedOn) > businessDate ? presentBy(cheque.issuedOn) : businessDate;
  await holdEach(
    tx,
    {
      partnerId,
      until: atLocalTime(addDays(last, patienceDays), '23:59'),
      wanted: bills.map((bill, index) => ({ reference: `SEC${id}-${index + 1}`, bill })),
    },
    businessNow,
  );
  await queries.insertChequeBills(
    tx,
    id,
    bills.map(({ id: billId, rootId, customerId, totalVnd, paidVnd }) => ({
      billId,
      rootId,
      customerId,
      openVnd: totalVnd - paidVnd,
    })),
  );
}
