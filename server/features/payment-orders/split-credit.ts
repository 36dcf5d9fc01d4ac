import { startOfBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { spreadOverBills } from '../../../core/payment-orders/spread.ts';
import { customerTransferKept } from '../../../core/postings-settlement.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { recordAudit } from '../audit/index.ts';
import { postTransfers } from '../ledger/index.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';
import { assignCredit } from '../statements/index.ts';
import { listBillsOf, wantedOf } from './bill-queries.ts';
import { bounceTakenBack } from './cheque-queries.ts';
import { followMoney } from './order-queries.ts';
import * as queries from './split-queries.ts';

/** Who acts, and when by both clocks. */
export interface SplitActor {
  actor: string;
  now: Date;
  businessOn: BusinessDate;
  businessNow: Date;
}

/** What a credit pays: an order, or a cheque of this payer. */
export type Target = { orderId: bigint; payerCode: string } | { chequeId: bigint; payerCode: string };

const page = 500;

/**
 * Takes part of a bank credit for an order or a cheque and writes down whose payments it makes, as their bills are open
 * now. The caller holds the order or the cheque. Throws `statements.overassigned` when somebody took it meanwhile.
 */
export async function claimSplit(
  db: Db,
  tx: Tx,
  claim: { credit: queries.Credit; amountVnd: bigint; target: Target; rule: string },
  by: SplitActor,
): Promise<void> {
  const { credit, amountVnd, target, rule } = claim;
  const orderId = 'orderId' in target ? target.orderId : null;
  const chequeId = 'chequeId' in target ? target.chequeId : null;
  await assignCredit(tx, credit.id, amountVnd);
  const wanted = wantedOf(await listBillsOf(tx, target));
  const splitId = await queries.insertSplit(tx, {
    creditId: credit.id,
    partnerId: credit.partner_id,
    orderId,
    chequeId,
    amountVnd,
    rule,
    by: by.actor,
    now: by.now,
  });
  await queries.insertParts(
    tx,
    {
      id: splitId,
      partnerId: credit.partner_id,
      reference: orderId === null ? `SEC${chequeId}` : `UNC${orderId}`,
      channel: orderId === null ? 'cheque' : 'payment_order',
      occurredAt: startOfBusinessDate(credit.booked_on),
    },
    spreadOverBills(amountVnd, wanted, target.payerCode),
  );
  await postKept(db, tx, [{ partner_id: credit.partner_id, amount_vnd: amountVnd }], by);
  await recordAudit(tx, {
    actor: by.actor,
    action: orderId === null ? 'cheque.cleared' : 'payment_order.money_taken',
    subject: orderId === null ? `cheque:${chequeId}` : `payment_order:${orderId}`,
    detail: { credit: String(credit.id), amount: String(amountVnd), rule },
  });
}

async function postKept(
  db: Db,
  tx: Tx,
  kept: readonly { partner_id: bigint; amount_vnd: bigint }[],
  { now, businessOn }: SplitActor,
): Promise<void> {
  const where = { paymentId: null, importId: null, businessOn, occurredAt: now };
  await postTransfers(
    db,
    tx,
    kept.flatMap(({ partner_id, amount_vnd }) =>
      customerTransferKept(partner_id, amount_vnd).map((transfer) => ({ ...transfer, ...where })),
    ),
  );
}

/**
 * Posts what is claimed, as money that has been taken, and lets the orders follow. What could not be posted now stays
 * claimed. Returns how many payments were made.
 */
export async function postClaimed(db: Db, by: SplitActor): Promise<number> {
  let made = 0;
  for (let after = { splitId: 0n, place: 0 }; ;) {
    const parts = await queries.listClaimed(db, after, page);
    const last = parts.at(-1);
    if (!last) return made;
    after = { splitId: last.split_id, place: last.place };
    const outcomes = await acceptPayments(
      db,
      parts.map((part) => instructionOf(part, by)),
      by.now,
    );
    const posted = outcomes.flatMap((outcome, index) =>
      outcome.outcome === 'accepted' || outcome.outcome === 'replayed'
        ? [{ part: parts[index]!, paymentId: outcome.payment.paymentId }]
        : [],
    );
    await transaction(db, async (tx) => {
      await queries.markPosted(tx, posted);
      await followMoney(tx, ordersOf(posted.map(({ part }) => part)));
    });
    made += posted.length;
  }
}

function instructionOf(part: queries.PartRow, by: SplitActor): PaymentInstruction {
  return {
    partnerId: part.partner_id,
    reference: part.reference,
    intent: 'notice',
    customerCode: part.customer_code,
    amountVnd: part.amount_vnd,
    billIds: part.bill_ids,
    channel: part.channel,
    tender: null,
    occurredAt: part.occurred_at,
    businessOn: by.businessOn,
    businessAt: by.businessNow,
  };
}

/** A payment that was reversed gives its part of the credit back to what nobody has identified. Returns how many did. */
export async function releaseSplits(db: Db, by: SplitActor): Promise<number> {
  return transaction(db, async (tx) => {
    const released = await queries.releaseReversed(tx, page);
    if (released.length === 0) return 0;
    for (const { bank_credit_id, amount_vnd } of released.toSorted((a, b) =>
      a.bank_credit_id < b.bank_credit_id ? -1 : 1,
    )) {
      await assignCredit(tx, bank_credit_id, -amount_vnd);
    }
    const back = released.map((part) => ({ ...part, amount_vnd: -part.amount_vnd }));
    await postKept(db, tx, back, by);
    await followMoney(tx, ordersOf(released));
    await bounceTakenBack(
      tx,
      [...new Set(released.flatMap(({ cheque_id }) => cheque_id ?? []))],
      by.businessOn,
    );
    await recordAudit(tx, {
      actor: by.actor,
      action: 'bank_credits.given_free',
      subject: 'bank_credits',
      detail: { credits: released.map(({ bank_credit_id }) => String(bank_credit_id)) },
    });
    return released.length;
  });
}

function ordersOf(parts: readonly { order_id: bigint | null }[]): bigint[] {
  return [...new Set(parts.flatMap(({ order_id }) => order_id ?? []))].sort((a, b) => (a < b ? -1 : 1));
}
