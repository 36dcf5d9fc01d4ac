import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { signedDelivery } from '../core/clearing.ts';
import { gateOn, type ToldEntry } from './billing-gate-books.ts';
import { simulatedClearingSecret, startBillingGate } from './billing-gate.ts';

const entry = (seq: string, kind: ToldEntry['kind'] = 'clear'): ToldEntry => ({
  seq,
  kind,
  billId: 'H1',
  customerCode: 'PA1',
  amount: '1000',
  partner: 'BANK',
  channel: 'bank_app',
  paidOn: '2026-11-20',
});

describe('the gate of the simulated billing system', async () => {
  let today = '2026-11-20';
  const gate = await startBillingGate({ today: () => today });
  after(() => gate.stop());

  const send = async (entries: ToldEntry[], secret = simulatedClearingSecret('PCX'), ageSeconds = 0) => {
    const body = JSON.stringify({ company: 'PCX', entries });
    const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
    const signature = createHmac('sha256', secret)
      .update(signedDelivery('d1', seconds, body))
      .digest('base64');
    const response = await fetch(`${gate.urlOf('PCX')}/entries`, {
      method: 'POST',
      headers: {
        'webhook-id': 'd1',
        'webhook-timestamp': String(seconds),
        'webhook-signature': `v1,${signature}`,
      },
      body,
    });
    return { status: response.status, body: (await response.json()) as { answers?: { result: string }[] } };
  };

  test('it is closed on the last day of a month and on the first of the next, and says when it opens', () => {
    assert.deepEqual(gateOn('2026-11-30'), {
      open: false,
      reason: 'Chốt sổ tháng 11/2026',
      opensOn: '2026-12-02',
    });
    assert.deepEqual(gateOn('2026-12-01'), gateOn('2026-11-30'));
    assert.equal(gateOn('2026-12-02').open, true);
    assert.equal(gateOn('2028-02-29').open, false);
    assert.equal(gateOn('2027-01-01').reason, 'Chốt sổ tháng 12/2026');
  });

  test('what it is told twice it books once, and takes nothing back that it never had', async () => {
    const first = await send([entry('1'), entry('2', 'unclear'), entry('3', 'unclear')]);
    assert.deepEqual(
      first.body.answers?.map(({ result }) => result),
      ['cleared', 'cleared', 'refused'],
    );
    assert.deepEqual(
      (await send([entry('1'), entry('2', 'unclear'), entry('3', 'unclear')])).body,
      first.body,
    );
    assert.equal(gate.booksOf('PCX').clearedOf('H1'), 0);
  });

  test('it believes neither a wrong signature nor an old one, and takes nothing while it is closed', async () => {
    assert.equal((await send([entry('9')], Buffer.from('falsch'))).status, 401);
    assert.equal((await send([entry('9')], simulatedClearingSecret('PCX'), 301)).status, 401);
    today = '2026-12-01';
    assert.equal((await send([entry('9')])).status, 423);
    assert.equal(gate.booksOf('PCX').answers.has('9'), false);
  });
});
