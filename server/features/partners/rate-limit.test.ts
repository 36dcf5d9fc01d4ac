import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartnerRow } from './queries.ts';
import { takeToken } from './rate-limit.ts';

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 5) + ms);
let serial = 0;
const partner = (requestsPerSecond: number): PartnerRow =>
  ({ id: BigInt(++serial), requests_per_second: requestsPerSecond }) as PartnerRow;

test('a second is worth the agreed number of requests, and no more', () => {
  const wallet = partner(10);
  for (let i = 0; i < 10; i++) takeToken('PC', wallet, at(0));
  assert.throws(() => takeToken('PC', wallet, at(0)), /rate_limited/);
  takeToken('PC', wallet, at(100));
  assert.throws(() => takeToken('PC', wallet, at(150)), /rate_limited/);
});

test('a request that read the clock earlier but comes later takes nothing from the others', () => {
  const wallet = partner(10);
  takeToken('PC', wallet, at(5_000));
  // It waited for its key while the process was starting.
  takeToken('PC', wallet, at(1_000));
  for (let i = 0; i < 8; i++) takeToken('PC', wallet, at(5_000));
  assert.throws(() => takeToken('PC', wallet, at(5_000)), /rate_limited/);
});
