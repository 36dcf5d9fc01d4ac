import type { BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { readSettings } from '../companies/index.ts';
import { creditError } from './credit-errors.ts';
import { findLot, findPayment, lockLot } from './lot-queries.ts';
import * as queries from './refund-queries.ts';

export interface RefundRequest {
  paymentId: bigint;
  amountVnd: bigint;
  /** `partner`: whoever collected it gives it back. `bank`: the company pays it out to an account. */
  way: 'partner' | 'bank';
  bank?: { bin?: string; account: string; holder: string };
  reason: string;
  actor: string;
  businessOn: BusinessDate;
}

/**
 * Asks that credit of a payment is given back, and sets it aside at once. Above the company's limit, counted over all
 * refunds of the payment, a second person must approve; below it the refund may be paid right away.
 * Throws `refunds.amount_not_positive`, `refunds.only_by_bank`, `refunds.account_missing`, `credits.unknown_payment`,
 * `credits.payment_reversed`, `refunds.lies_on_bills`, `refunds.not_enough_credit`.
 */
export async function requestRefund(db: Db, request: RefundRequest, now: Date): Promise<queries.RefundRow> {
  const { paymentId, amountVnd, way, bank, reason, actor, businessOn } = request;
  ensure(amountVnd > 0n, creditError('refunds.amount_not_positive'));
  ensure(way === 'partner' || (bank?.account && bank.holder), creditError('refunds.account_missing'));
  await ensureCredit(db, paymentId, amountVnd);
  const fits = way === 'bank' || !(await queries.liesAtOwnBank(db, paymentId));
  ensure(fits, creditError('refunds.only_by_bank'));
  return transaction(db, async (tx) => {
    ensure(await queries.reserve(tx, paymentId, amountVnd), creditError('refunds.lies_on_bills'));
    const lot = await lockLot(tx, paymentId);
    const { refundLimitVnd } = await readSettings(tx);
    const needsSecond = (await queries.sumStanding(tx, paymentId)) + amountVnd > refundLimitVnd;
    const refund = await queries.insertRefund(tx, {
      paymentId,
      customerId: lot?.customer_id ?? null,
      amountVnd,
      way,
      bank: way === 'bank' && bank ? { ...bank, bin: bank.bin ?? null } : null,
      reason,
      state: needsSecond ? 'requested' : 'approved',
      needsSecond,
      actor,
      businessOn,
      now,
    });
    await recordAudit(tx, {
      actor,
      action: 'refund.requested',
      subject: `refund:${refund.id}`,
      detail: { paymentId: String(paymentId), amount: String(amountVnd), way, needsSecond },
    });
    return refund;
  });
}

/** Says plainly why there is nothing to refund; the lot's own check decides when requests race. */
async function ensureCredit(db: Db, paymentId: bigint, amountVnd: bigint): Promise<void> {
  const payment = await findPayment(db, paymentId);
  ensure(payment, creditError('credits.unknown_payment', { paymentId: String(paymentId) }));
  ensure(payment.state === 'accepted', creditError('credits.payment_reversed'));
  const lot = await findLot(db, paymentId);
  const left = lot ? lot.left_vnd : 0n;
  ensure(left > 0n, creditError('refunds.lies_on_bills', { left: '0' }));
  const free = left - (lot?.reserved_vnd ?? 0n);
  ensure(
    amountVnd <= free,
    creditError('refunds.not_enough_credit', { asked: String(amountVnd), free: String(free) }),
  );
}
