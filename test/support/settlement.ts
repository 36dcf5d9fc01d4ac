import assert from 'node:assert/strict';
import { atLocalTime } from '../../core/settlement-day.ts';
import { acceptPayments, reversePayment } from '../../server/features/payments/index.ts';
import type { Company } from '../../server/platform/runtime.ts';
import type { StaffClient } from './staff.ts';

let serial = 0;

/** Payments of one amount each on a business day, taken by the partner already; they become the customer's credit. */
export async function payOn(
  company: Company,
  partnerId: bigint,
  payment: { customerCode: string; businessOn: string; amounts: readonly bigint[] },
): Promise<string[]> {
  const now = new Date();
  const instructions = payment.amounts.map((amountVnd) => ({
    partnerId,
    reference: `S${++serial}`,
    intent: 'notice' as const,
    customerCode: payment.customerCode,
    amountVnd,
    billIds: null,
    channel: 'bank_app' as const,
    tender: null,
    occurredAt: now,
    businessOn: payment.businessOn,
    businessAt: atLocalTime(payment.businessOn, '12:00'),
  }));
  const outcomes = await acceptPayments(company.db, instructions, now);
  for (const { outcome } of outcomes) assert.equal(outcome, 'accepted');
  return instructions.map(({ reference }) => reference);
}

/** Takes a payment back on the day it was made. */
export async function takeBackOn(
  company: Company,
  partnerId: bigint,
  reversal: { paymentReference: string; businessOn: string },
): Promise<void> {
  const { paymentReference, businessOn } = reversal;
  const request = { partnerId, paymentReference, businessOn, reference: `R${++serial}`, reason: 'test' };
  await reversePayment(company.db, request, new Date());
}

/** A credit of the bank, typed; nothing in it names a partner unless the remittance does. */
export async function creditOf(
  accountant: StaffClient,
  credit: { bookedOn: string; amount: bigint; remittance?: string },
): Promise<string> {
  const { bookedOn, amount, remittance = '' } = credit;
  const answer = await accountant.send('POST', '/bank-credits', {
    account: '3701999888',
    bookedOn,
    amount: String(amount),
    reference: `FT${++serial}`,
    remittance,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id as string;
}
