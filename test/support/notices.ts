import assert from 'node:assert/strict';
import type { Channel } from '../../core/channels.ts';
import { acceptPayments, type PaymentInstruction } from '../../server/features/payments/index.ts';
import type { Company } from '../../server/platform/runtime.ts';
import { today } from './make.ts';

let serial = 0;

/** Money that has been taken already, told to the books by the posting function; never refused. */
export async function notePayment(
  company: Company,
  notice: { partnerId: bigint; customerCode: string; amountVnd: bigint } & Partial<PaymentInstruction>,
  now = new Date(),
): Promise<{ paymentId: bigint; reference: string; creditedVnd: bigint }> {
  const channel: Channel = 'bank_app';
  const instruction: PaymentInstruction = {
    reference: `N-${++serial}`,
    intent: 'notice',
    billIds: null,
    channel,
    tender: null,
    occurredAt: now,
    businessOn: today,
    ...notice,
  };
  const [outcome] = await acceptPayments(company.db, [instruction], now);
  assert.ok(outcome?.outcome === 'accepted', `the notice was answered ${outcome?.outcome}`);
  return outcome.payment;
}
