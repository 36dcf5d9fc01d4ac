import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AllocatableBill } from './allocation.ts';
import { applyLots } from './credit-application.ts';

const amount = fc.bigInt({ min: 1n, max: 1_000_000_000_000n });
const lots = fc
  .array(amount, { maxLength: 6 })
  .map((free) => free.map((freeVnd, index) => ({ paymentId: BigInt(index + 1), freeVnd })));
const bills = fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 12 })), { maxLength: 6 }).map((list) =>
  list.map(([totalVnd, month], index): AllocatableBill => ({
    id: BigInt(index + 1),
    period: `2026-${String(month).padStart(2, '0')}-01`,
    totalVnd,
    paidVnd: 0n,
    state: 'open',
  })),
);

test('credit pays all it can, whole dong, and neither lot nor bill is overdrawn (Blnk #72)', () => {
  fc.assert(
    fc.property(lots, bills, (free, open) => {
      const owed = open.reduce((sum, bill) => sum + bill.totalVnd, 0n);
      const had = free.reduce((sum, lot) => sum + lot.freeVnd, 0n);
      const lines = applyLots(free, open);
      const applied = lines.reduce((sum, line) => sum + line.amountVnd, 0n);
      assert.equal(applied, owed < had ? owed : had);
      for (const lot of free) {
        const given = lines.filter(({ paymentId }) => paymentId === lot.paymentId);
        assert.ok(given.reduce((sum, line) => sum + line.amountVnd, 0n) <= lot.freeVnd);
      }
      assert.ok(open.every((bill) => bill.paidVnd >= 0n && bill.paidVnd <= bill.totalVnd));
      assert.ok(lines.every(({ amountVnd }) => amountVnd > 0n));
    }),
  );
});

test('the oldest credit pays the oldest bill first', () => {
  const open: AllocatableBill[] = [
    { id: 1n, period: '2026-09-01', totalVnd: 50n, paidVnd: 0n, state: 'open' },
    { id: 2n, period: '2026-08-01', totalVnd: 50n, paidVnd: 20n, state: 'part_paid' },
  ];
  const lines = applyLots(
    [
      { paymentId: 9n, freeVnd: 100n },
      { paymentId: 4n, freeVnd: 40n },
    ],
    open,
  );
  assert.deepEqual(
    lines.map(({ paymentId, bill, amountVnd }) => [paymentId, bill.id, amountVnd]),
    [
      [4n, 2n, 30n],
      [4n, 1n, 10n],
      [9n, 1n, 40n],
    ],
  );
});
