import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mixOfPeriods, shareOf } from './channel-mix.ts';

const row = (period: string, channel: 'bank_app' | 'vietqr' | 'staff_cash', amount: string) => ({
  period,
  channel,
  amount,
  bills: '1',
  share: null,
});

test('channels of one family are added, periods stand in order, shares are of what was paid', () => {
  const mixes = mixOfPeriods([
    row('2026-10', 'bank_app', '600'),
    row('2026-09', 'bank_app', '0'),
    row('2026-10', 'vietqr', '150'),
    row('2026-10', 'staff_cash', '250'),
  ]);
  assert.deepEqual(
    mixes.map(({ period, total }) => [period, total]),
    [
      ['2026-09', 0n],
      ['2026-10', 1000n],
    ],
  );
  assert.deepEqual(
    mixes.map((mix) => shareOf(mix, 'bank')),
    [null, 0.75],
  );
});
