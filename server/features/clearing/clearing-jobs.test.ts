import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulatedClearingSecret, startBillingGate } from '../../../simulator/billing-gate.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { startWorker } from '../../worker.ts';

const runtime = await openTestRuntime();
const { code } = runtime.company;
const app = await createApp(runtime);
const gate = await startBillingGate({ today: () => undefined });
const accountant = await signInAs(app, runtime, 'accountant');
const secret = simulatedClearingSecret(code).toString('base64');
await accountant.send('PUT', '/clearing/target', { url: gate.urlOf(code), secret });
/** Asks until it is so, for half a minute at most. */
async function becomes(entries: { cleared: number; waiting: number }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { cleared, waiting } = (await accountant.get('/clearing/summary')).body;
    const now = { cleared: cleared.entries, waiting: waiting.entries };
    if (now.cleared === entries.cleared && now.waiting === entries.waiting) return;
    if (attempt > 300) assert.deepEqual(now, entries);
    await new Promise((done) => setTimeout(done, 100));
  }
}

test('a payment is cleared by itself; behind a closed gate it waits, and opening the gate sends it', async (t) => {
  const worker = await startWorker(runtime);
  // Before the file's own end, which closes the database under the worker.
  t.after(async () => {
    await worker.stop();
    await gate.stop();
  });
  const bank = await makePartner(runtime);
  const customer = await makeCustomer(runtime, {
    bills: [
      { period: '2026-09', totalVnd: 108_000n },
      { period: '2026-10', totalVnd: 108_000n },
    ],
  });
  const pay = async (reference: string) => {
    const body = { reference, customerCode: customer.code, amount: '108000' };
    const answer = await callPartner(app, bank.key, { method: 'POST', path: '/payments', body });
    assert.equal(answer.statusCode, 201, answer.body);
  };
  await pay('J-1');
  await becomes({ cleared: 1, waiting: 0 });
  await accountant.send('POST', '/clearing/gate', { open: false, reason: 'Chốt sổ' });
  await pay('J-2');
  await becomes({ cleared: 1, waiting: 1 });
  await accountant.send('POST', '/clearing/gate', { open: true });
  await becomes({ cleared: 2, waiting: 0 });
});
