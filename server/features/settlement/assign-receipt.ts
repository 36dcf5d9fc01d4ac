import type { BusinessDate } from '../../../core/dates.ts';
import { bankCreditAssigned } from '../../../core/postings-settlement.ts';
import type { Transfer } from '../../../core/postings.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { assignCredit } from '../statements/index.ts';
import * as changes from './change-queries.ts';
import { drawPrefund } from './draw-prefund.ts';
import { settlementError } from './errors.ts';
import { ensureUnsettled, followMoney, getLocked, noteOnWindow, type Actor } from './move-window.ts';
import { lockPrefund, sumPrefund } from './prefund-queries.ts';

/** Acts that move money are posted on a business day. */
export interface MoneyActor extends Actor {
  businessOn: BusinessDate;
}

export interface Assignment {
  windowId: bigint;
  creditId: bigint;
  amountVnd: bigint;
  /** How the credit was recognised; `by_hand` when a person said so. */
  rule: string;
}

/**
 * Lays part of a bank credit on a closed window. A credit may cover several windows and a window several credits; how
 * much of a credit is taken is bounded by its row, whoever takes at once. Returns the receipt's id.
 */
export async function assignToWindow(
  db: Db,
  tx: Tx,
  assignment: Assignment,
  by: MoneyActor,
): Promise<bigint> {
  const { windowId, creditId, amountVnd, rule } = assignment;
  const window = await getLocked(tx, windowId);
  ensureUnsettled(window, 'assign');
  const partnerId = window.partner_id;
  await ensureFirst(tx, { partnerId, windowId, creditId });
  await assignCredit(tx, creditId, amountVnd);
  const id = await changes.insertReceipt(tx, { ...assignment, partnerId, by: by.actor, undoesId: null });
  await changes.addReceived(tx, windowId, amountVnd);
  await post(db, tx, bankCreditAssigned(partnerId, amountVnd), by);
  const detail = { receipt: String(id), credit: String(creditId), amount: String(amountVnd), rule };
  await noteOnWindow(tx, window, 'received', by, detail);
  await followMoney(tx, windowId, by);
  return id;
}

/** Takes part of a bank credit as money that a partner pays in beforehand, and pays waiting windows from it. */
export async function depositPrefund(
  db: Db,
  tx: Tx,
  deposit: { partnerId: bigint; partnerCode: string; creditId: bigint; amountVnd: bigint; rule: string },
  by: MoneyActor,
): Promise<void> {
  const { partnerId, partnerCode, creditId, amountVnd, rule } = deposit;
  await lockPrefund(tx, partnerId);
  await ensureFirst(tx, { partnerId, windowId: null, creditId });
  const receipt = { partnerId, windowId: null, creditId, amountVnd, rule, by: by.actor, undoesId: null };
  const id = await changes.insertReceipt(tx, receipt);
  await assignCredit(tx, creditId, amountVnd);
  await post(db, tx, bankCreditAssigned(partnerId, amountVnd), by);
  await recordAudit(tx, {
    actor: by.actor,
    action: 'settlement.prefund_deposited',
    subject: `partner:${partnerCode}`,
    detail: { receipt: String(id), credit: String(creditId), amount: String(amountVnd), rule },
    ...(by.requestId !== undefined && { requestId: by.requestId }),
  });
  await drawPrefund(tx, partnerId, by);
}

/** Asking twice assigns once. The caller holds the lock of the place. */
async function ensureFirst(
  tx: Tx,
  place: { partnerId: bigint; windowId: bigint | null; creditId: bigint },
): Promise<void> {
  const again = await changes.hasReceiptOf(tx, place);
  ensure(!again, settlementError('settlement.already_assigned', { creditId: String(place.creditId) }));
}

/**
 * Takes an assignment back, once, while its window is not settled. Throws `settlement.unknown_receipt`,
 * `settlement.already_undone`, `settlement.settled_is_final`, `settlement.prefund_used`.
 */
export async function undoReceipt(
  db: Db,
  undo: { receiptId: bigint; windowId: bigint | null; partnerId: bigint },
  by: MoneyActor,
): Promise<void> {
  await transaction(db, async (tx) => {
    const receipt = await changes.findReceipt(tx, undo.receiptId);
    const known =
      receipt?.undoes_id === null &&
      receipt.window_id === undo.windowId &&
      receipt.partner_id === undo.partnerId;
    ensure(receipt && known, settlementError('settlement.unknown_receipt', { id: String(undo.receiptId) }));
    if (receipt.window_id === null) await undoDeposit(tx, receipt, by);
    else await undoOnWindow(tx, receipt, receipt.window_id, by);
    if (receipt.bank_credit_id === null) return;
    await assignCredit(tx, receipt.bank_credit_id, -receipt.amount_vnd);
    await post(db, tx, bankCreditAssigned(receipt.partner_id, -receipt.amount_vnd), by);
  });
}

async function undoOnWindow(
  tx: Tx,
  receipt: changes.StoredReceipt,
  windowId: bigint,
  by: Actor,
): Promise<void> {
  const window = await getLocked(tx, windowId);
  ensureUnsettled(window, 'undo');
  await insertUndo(tx, receipt, by);
  await changes.addReceived(tx, windowId, -receipt.amount_vnd);
  const detail = { receipt: String(receipt.id), amount: String(receipt.amount_vnd) };
  await noteOnWindow(tx, window, 'receipt_undone', by, detail);
  await followMoney(tx, windowId, by);
}

async function undoDeposit(tx: Tx, receipt: changes.StoredReceipt, by: Actor): Promise<void> {
  await lockPrefund(tx, receipt.partner_id);
  await insertUndo(tx, receipt, by);
  const { deposited_vnd, drawn_vnd } = await sumPrefund(tx, receipt.partner_id);
  ensure(deposited_vnd >= drawn_vnd, settlementError('settlement.prefund_used'));
  await recordAudit(tx, {
    actor: by.actor,
    action: 'settlement.prefund_returned',
    subject: `receipt:${receipt.id}`,
    detail: { amount: String(receipt.amount_vnd) },
    ...(by.requestId !== undefined && { requestId: by.requestId }),
  });
}

/** Its unique key lets a receipt be taken back once. */
async function insertUndo(tx: Tx, receipt: changes.StoredReceipt, by: Actor): Promise<void> {
  try {
    await changes.insertReceipt(tx, {
      partnerId: receipt.partner_id,
      windowId: receipt.window_id,
      creditId: receipt.bank_credit_id,
      amountVnd: -receipt.amount_vnd,
      rule: 'undo',
      by: by.actor,
      undoesId: receipt.id,
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'window_receipts_undoes_id_key') throw error;
    throw settlementError('settlement.already_undone', { id: String(receipt.id) }, { cause: error });
  }
}

/** Posts transfers that belong to no payment. */
export async function post(db: Db, tx: Tx, transfers: readonly Transfer[], by: MoneyActor): Promise<void> {
  const where = { paymentId: null, importId: null, businessOn: by.businessOn, occurredAt: by.now };
  await postTransfers(
    db,
    tx,
    transfers.map((transfer) => ({ ...transfer, ...where })),
  );
}
