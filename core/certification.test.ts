import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepShownBy, type ShownCall } from './certification.ts';

const call = (change: Partial<ShownCall>): ShownCall => ({
  method: 'GET',
  path: '/partner/v1/payments/R-1',
  status: 200,
  code: null,
  responseBody: '{}',
  ...change,
});

test('each call shows the step it belongs to, and a failed one none of those that went well', () => {
  const post = { method: 'POST', path: '/partner/v1/payments', status: 201 };
  assert.equal(stepShownBy(call({})), 'status');
  assert.equal(stepShownBy(call({ path: '/partner/v1/customers/PA1/bills?x=1' })), 'inquiry');
  assert.equal(stepShownBy(call(post)), 'payment');
  assert.equal(stepShownBy(call({ ...post, responseBody: '{"outcome":"replayed"}' })), 'replay');
  assert.equal(stepShownBy(call({ ...post, path: '/partner/v1/payments/R-1/reversal' })), 'reversal');
  assert.equal(stepShownBy(call({ ...post, path: '/partner/v1/holds' })), 'hold');
  assert.equal(stepShownBy(call({ ...post, status: 409, code: 'payments.conflict' })), 'conflict');
  assert.equal(stepShownBy(call({ ...post, status: 422, code: 'payments.wrong_amount' })), 'refusal');
  assert.equal(stepShownBy(call({ status: 401, code: 'signature.expired' })), 'clock_refused');
  assert.equal(stepShownBy(call({ status: 401, code: 'signature.mismatch' })), 'signature_refused');
  assert.equal(stepShownBy(call({ status: 404, code: 'payments.unknown_reference' })), undefined);
  assert.equal(stepShownBy(call({ path: '/partner/v1/reconciliation/2026-11-01' })), undefined);
});
