import type { BusinessDate } from '../../../core/dates.ts';
import type { Fix } from '../../../core/reconciliation/lanes.ts';
import { normalizeCode } from '../../../core/text.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import {
  acceptPayments,
  approveRefund,
  correctPayment,
  requestRefund,
  reverseByStaff,
} from '../payments/index.ts';
import { findTheirSide } from './detail-queries.ts';
import type { DifferenceRow } from './difference-queries.ts';
import { reconciliationError } from './errors.ts';
import { customerExists, findBillToPay, findFreeCredit, findPartnerChannel } from './fix-queries.ts';

export interface MoneyFix {
  fix: Fix;
  note: string;
  customerCode?: string;
  bankAccount?: string;
  bankBin?: string;
  accountHolder?: string;
  /** Who asked for it. */
  by: string;
  /** The second person, where one was needed. */
  approvedBy: string | null;
  businessOn: BusinessDate;
}

/**
 * Posts what a fix means, through the same functions as everybody else. Each may be repeated after a broken
 * connection without posting twice: a notice by its reference, a reversal by its payment, a correction and a refund by
 * what is left to be moved. Answers what was made.
 */
export async function fixMoney(
  db: Db,
  row: DifferenceRow,
  asked: MoneyFix,
  now: Date,
): Promise<Record<string, unknown> | null> {
  switch (asked.fix) {
    case 'accept':
      return accept(db, row, asked, { reference: row.reference, now });
    case 'correct_code':
      return row.payment_id === null
        ? accept(db, row, asked, { reference: row.reference, now })
        : correct(db, row.payment_id, asked, now);
    case 'refund':
      return refund(db, row, asked, now);
    case 'reverse_ours':
      return reverse(db, row, asked, now);
    case 'accept_amount': {
      const reversed = row.our_vnd === null ? null : await reverse(db, row, asked, now);
      const posted = await accept(db, row, asked, { reference: otherReference(row), now });
      return { ...reversed, ...posted };
    }
    default:
      return null;
  }
}

/** The partner's reference is used up by the payment that was taken back; the same difference makes the same one. */
function otherReference({ reference, id }: DifferenceRow): string {
  const suffix = `/DS${id}`;
  return `${reference.slice(0, 64 - suffix.length)}${suffix}`;
}

async function accept(
  db: Db,
  row: DifferenceRow,
  asked: MoneyFix,
  { reference, now }: { reference: string; now: Date },
): Promise<Record<string, unknown>> {
  const line = await findTheirSide(db, row);
  ensure(line?.amount_vnd, reconciliationError('reconciliation.not_posted', { outcome: 'no_line' }));
  const customerCode = normalizeCode(asked.customerCode ?? line.customer_code);
  ensure(
    asked.customerCode === undefined || (await customerExists(db, customerCode)),
    reconciliationError('reconciliation.unknown_customer', { customerCode }),
  );
  const bill = line.bill === null ? undefined : await findBillToPay(db, line.bill, customerCode);
  const [outcome] = await acceptPayments(
    db,
    [
      {
        partnerId: row.partner_id,
        reference,
        intent: 'notice',
        customerCode,
        amountVnd: line.amount_vnd,
        billIds: bill === undefined ? null : [bill],
        channel: await findPartnerChannel(db, row.partner_id),
        tender: null,
        occurredAt: line.occurred_at ?? now,
        businessOn: asked.businessOn,
      },
    ],
    now,
  );
  if (outcome?.outcome === 'failed') throw outcome.error;
  const standing =
    outcome?.outcome === 'accepted' ||
    (outcome?.outcome === 'replayed' && outcome.currentState === 'accepted');
  ensure(standing, reconciliationError('reconciliation.not_posted', { outcome: outcome?.outcome ?? 'none' }));
  return { paymentId: String(outcome.payment.paymentId), reference };
}

async function correct(
  db: Db,
  paymentId: bigint,
  asked: MoneyFix,
  now: Date,
): Promise<Record<string, unknown>> {
  ensure(asked.customerCode, reconciliationError('reconciliation.customer_needed'));
  const { customerCode, note: reason, by: actor, businessOn } = asked;
  const made = await correctPayment(db, { paymentId, customerCode, reason, actor, businessOn }, now);
  return { correctedPaymentId: String(paymentId), customerCode, credited: String(made.creditedVnd) };
}

/** What is left of the payment as credit, all of it. */
async function refund(
  db: Db,
  { payment_id }: DifferenceRow,
  asked: MoneyFix,
  now: Date,
): Promise<Record<string, unknown>> {
  ensure(payment_id !== null, reconciliationError('reconciliation.no_payment'));
  const amountVnd = await findFreeCredit(db, payment_id);
  ensure(amountVnd > 0n, reconciliationError('reconciliation.no_credit'));
  const { bankAccount, bankBin, accountHolder, by: actor, note: reason, businessOn, approvedBy } = asked;
  const bank =
    bankAccount === undefined
      ? undefined
      : { account: bankAccount, holder: accountHolder ?? '', ...(bankBin && { bin: bankBin }) };
  const way = bank ? 'bank' : 'partner';
  const made = await requestRefund(
    db,
    { paymentId: payment_id, amountVnd, way, bank, reason, actor, businessOn },
    now,
  );
  if (approvedBy !== null && made.state === 'requested') {
    await approveRefund(db, { refundId: made.id, actor: approvedBy }, now);
  }
  return { refundId: String(made.id), amount: String(amountVnd), way };
}

async function reverse(
  db: Db,
  { payment_id }: DifferenceRow,
  asked: MoneyFix,
  now: Date,
): Promise<Record<string, unknown>> {
  ensure(payment_id !== null, reconciliationError('reconciliation.no_payment'));
  const { note: reason, businessOn, by: actor } = asked;
  await reverseByStaff(db, { paymentId: payment_id, reason, actor, businessOn }, now);
  return { reversedPaymentId: String(payment_id) };
}
