import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner } from '../../../test/support/make.ts';
import { acceptPayments, type PaymentInstruction } from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;

test('one reference used at once for bills of two customers is one payment and one conflict', async () => {
  const { id: partnerId } = await makePartner(runtime);
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 40 }, () => ({ bills: [{ period: '2026-10', totalVnd: 10_000n }] })),
  );
  const now = new Date();
  const instruct = (reference: string, customerCode: string): PaymentInstruction => ({
    partnerId,
    reference,
    customerCode,
    intent: 'request',
    amountVnd: 10_000n,
    billIds: null,
    channel: 'bank_app',
    tender: null,
    occurredAt: now,
    businessOn: '2026-11-05',
  });
  // No bill is shared, so neither waits for the other's locks: only the unique key of the claims can decide.
  for (let round = 0; round < 20; round++) {
    const pair = customers.slice(round * 2, round * 2 + 2);
    const outcomes = await Promise.all(
      pair.map(({ code }) => acceptPayments(db, [instruct(`RIVAL-${round}`, code)], now)),
    );
    assert.deepEqual(
      outcomes
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
      ['accepted', 'conflict'],
    );
  }
  await assertInvariants(db);
});
