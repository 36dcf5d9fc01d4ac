import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { giveUpAfterSeconds, retryWaits, secondsOfPause, secondsUntilAttempt } from './webhooks.ts';

test('waits grow, differ by at most a tenth, and end within three days', () => {
  assert.deepEqual(
    [...retryWaits].sort((a, b) => a - b),
    retryWaits,
  );
  const total = retryWaits.reduce((sum, wait) => sum + wait, 0);
  assert.ok(total < giveUpAfterSeconds && total > giveUpAfterSeconds - 3_600, String(total));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tries, spread) => {
        const wait = secondsUntilAttempt(tries, spread);
        if (tries > retryWaits.length) return assert.equal(wait, undefined);
        assert.ok(wait! >= retryWaits[tries - 1]! && wait! <= retryWaits[tries - 1]! * 1.1 + 1);
      },
    ),
  );
});

test('an endpoint rests longer and longer while nothing arrives, ten minutes at most', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 8, 40].map(secondsOfPause), [0, 0, 0, 30, 60, 600, 600]);
});
