import type { BusinessDate } from '../../../core/dates.ts';
import { bankCreditAssigned } from '../../../core/postings-settlement.ts';
import { findSlipNumbers } from '../../../core/slip-number.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { assignCredit } from '../statements/index.ts';
import { tillError } from './errors.ts';
import { postMoves } from './post-moves.ts';
import * as queries from './remittance-queries.ts';

export interface RemittanceActor {
  actor: string;
  now: Date;
  businessOn: BusinessDate;
}

const page = 500;

/**
 * Settles the slips that credits of the bank name: the text holds one number of ours, and the amount is what is left of
 * that slip. Everything else waits for a person. Returns how many were settled.
 */
export async function settleRemittances(db: Db, by: RemittanceActor): Promise<number> {
  const sent = await queries.listSent(db);
  if (sent.size === 0) return 0;
  let settled = 0;
  for (let after = 0n; ;) {
    const credits = await queries.listFreeCredits(db, after, page);
    for (const credit of credits) {
      const [number, second] = findSlipNumbers(credit.remittance);
      const slip = number === undefined || second !== undefined ? undefined : sent.get(number);
      if (slip?.left_vnd !== credit.amount_vnd) continue;
      const receipt = { remittanceId: slip.id, creditId: credit.id, amountVnd: credit.amount_vnd };
      if (await takeFree(db, { ...receipt, rule: 'slip_number' }, by)) settled++;
    }
    const last = credits.at(-1);
    if (credits.length < page || !last) return settled;
    after = last.id;
  }
}

/** False when somebody was quicker with the credit or the slip. */
async function takeFree(
  db: Db,
  receipt: Parameters<typeof layCredit>[2],
  by: RemittanceActor,
): Promise<boolean> {
  try {
    await transaction(db, (tx) => layCredit(db, tx, receipt, by));
    return true;
  } catch (error) {
    const quicker = ['statements.overassigned', 'tills.remittance_over'];
    if (error instanceof AppError && quicker.includes(error.code)) return false;
    throw error;
  }
}

/**
 * Lays part of a bank credit on a slip: in transit no more. A credit may cover several slips and a slip several credits;
 * both rows bound what is taken. Throws `tills.unknown_remittance`, `tills.remittance_over`, `statements.overassigned`.
 */
export async function layCredit(
  db: Db,
  tx: Tx,
  receipt: { remittanceId: bigint; creditId: bigint; amountVnd: bigint; rule: string },
  by: RemittanceActor,
): Promise<void> {
  const { remittanceId, creditId, amountVnd, rule } = receipt;
  const slip = await queries.lockRemittance(tx, remittanceId);
  ensure(slip, tillError('tills.unknown_remittance', { id: String(remittanceId) }));
  const fits = slip.state === 'sent' && amountVnd <= slip.amount_vnd - slip.credited_vnd;
  ensure(fits, tillError('tills.remittance_over', { number: slip.number, state: slip.state }));
  const { actor, now: at, businessOn: on } = by;
  await assignCredit(tx, creditId, amountVnd);
  await queries.insertReceipt(tx, { ...receipt, by: actor, at, undoesId: null });
  await queries.addCredited(tx, { id: remittanceId, amountVnd, by: actor, on, at });
  const when = { businessDate: on, now: at };
  await postMoves(db, tx, bankCreditAssigned(slip.partner_id, amountVnd), when);
  await recordAudit(tx, {
    actor,
    action: 'remittance.credited',
    subject: `remittance:${slip.number}`,
    detail: { credit: String(creditId), amount: String(amountVnd), rule },
  });
}

/** Takes a credit off a slip, once. Throws `tills.unknown_receipt`. */
export async function undoReceipt(
  db: Db,
  undo: { remittanceId: bigint; receiptId: bigint },
  by: RemittanceActor,
): Promise<void> {
  await transaction(db, async (tx) => {
    const slip = await queries.lockRemittance(tx, undo.remittanceId);
    const receipts = await queries.listReceipts(tx, undo.remittanceId);
    const receipt = receipts.find(({ id }) => id === undo.receiptId);
    const canUndo = slip && receipt && receipt.undoes_id === null && !receipt.undone;
    ensure(canUndo, tillError('tills.unknown_receipt', { id: String(undo.receiptId) }));
    const { bank_credit_id: creditId, amount_vnd } = receipt;
    const { actor, now: at, businessOn: on } = by;
    await queries.insertReceipt(tx, {
      remittanceId: slip.id,
      creditId,
      amountVnd: -amount_vnd,
      rule: 'undo',
      by: actor,
      at,
      undoesId: receipt.id,
    });
    await queries.addCredited(tx, { id: slip.id, amountVnd: -amount_vnd, by: actor, on, at });
    await assignCredit(tx, creditId, -amount_vnd);
    const when = { businessDate: on, now: at };
    await postMoves(db, tx, bankCreditAssigned(slip.partner_id, -amount_vnd), when);
    await recordAudit(tx, {
      actor,
      action: 'remittance.credit_undone',
      subject: `remittance:${slip.number}`,
      detail: { credit: String(creditId), amount: String(amount_vnd) },
    });
  });
}
