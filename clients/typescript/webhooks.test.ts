import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { verifyWebhook } from './webhooks.ts';

const { vectors } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../webhook-vectors.json'), 'utf8'),
) as {
  vectors: {
    title: string;
    secrets: string[];
    id: string;
    timestamp: string;
    body: string;
    signed: string;
    signature: string;
    now: number;
    valid: boolean;
  }[];
};

for (const vector of vectors) {
  test(`webhook: ${vector.title}`, () => {
    assert.equal(vector.signed, `${vector.id}.${vector.timestamp}.${vector.body}`);
    const headers = {
      'webhook-id': vector.id,
      'webhook-timestamp': vector.timestamp,
      'webhook-signature': vector.signature,
    };
    for (const secret of vector.secrets) {
      assert.equal(verifyWebhook(secret, { headers, body: vector.body }, vector.now), vector.valid);
    }
  });
}

test('a webhook without its headers, or with a time that is no number, is no webhook', () => {
  const [first] = vectors;
  const secret = first!.secrets[0]!;
  assert.equal(verifyWebhook(secret, { headers: {}, body: '' }, 0), false);
  const headers = { 'webhook-id': 'a', 'webhook-timestamp': 'soon', 'webhook-signature': 'v1,' };
  assert.equal(verifyWebhook(secret, { headers, body: '' }, 0), false);
});
