import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { atLocalTime } from '../../core/settlement-day.ts';
import { createApp } from '../../server/app.ts';
import { acceptPayments, reversePayment } from '../../server/features/payments/index.ts';
import { agreeWindow } from '../../server/features/settlement/index.ts';
import { one, transaction } from '../../server/platform/db.ts';
import type { Company } from '../../server/platform/runtime.ts';
import { openTestRuntime } from './database.ts';
import { makeCustomer } from './make.ts';
import { signInAs, type StaffClient } from './staff.ts';

/** Terms under which nothing special happens; a test says what is. */
export const plainTerms = {
  validFrom: '2026-01-01',
  settleDays: 1,
  fileDue: '08:00',
  feeRule: { kind: 'none' } as object,
  feeMode: 'invoiced',
  feeVatRate: 10,
  contact: 'doisoat@bank.example',
  bankMarks: [] as string[],
  cutOff: '24:00',
  prefunded: false,
  dailyLimit: null,
};

/** A company with one customer, and what its accountant and its customer do. */
export async function openSettlement() {
  const runtime = await openTestRuntime();
  const { company } = runtime;
  const app = await createApp(runtime);
  const accountant = await signInAs(app, runtime, 'accountant');
  const { code: customerCode } = await makeCustomer(runtime);
  return {
    runtime,
    company,
    app,
    accountant,
    pay: (partnerId: bigint, businessOn: string, ...amounts: bigint[]) =>
      payOn(company, partnerId, { customerCode, businessOn, amounts }),
    act: (partner: string, day: string, what: string, body?: object) =>
      accountant.send('POST', `/settlement/windows/${partner}/${day}/${what}`, body),
    windowOf: async (partner: string, day: string) =>
      (await accountant.get(`/settlement/windows/${partner}/${day}`)).body,
    agree: (partnerId: bigint, settlesOn: string) =>
      transaction(company.db, (tx) =>
        agreeWindow(tx, { partnerId, settlesOn, actor: 'test', now: new Date(), detail: {} }),
      ),
    balance: (account: string, partnerId: bigint) => balanceOf(company, account, partnerId),
  };
}

/** Debit less credit of a partner's account, in dong. */
async function balanceOf(company: Company, account: string, partnerId: bigint): Promise<bigint> {
  const { vnd } = await one(
    company.db,
    sql<{ vnd: bigint }>`
      select coalesce(sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end), 0)::bigint as vnd
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code = ${account} and a.partner_id = ${partnerId}`,
  );
  return vnd;
}

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
