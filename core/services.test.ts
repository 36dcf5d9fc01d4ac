import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { priceOn, reckonCharge } from './services.ts';

const versions = [
  { service: 'DC', validFrom: '2026-01-01', offered: true, net: 1 },
  { service: 'DC', validFrom: '2026-07-01', offered: true, net: 2 },
  { service: 'DC', validFrom: '2026-12-01', offered: false, net: 2 },
  { service: 'KD', validFrom: '2026-03-01', offered: true, net: 9 },
];

test('a price holds from its day until the next version of the same service, whatever order they come in', () => {
  for (const list of [versions, versions.toReversed()]) {
    assert.equal(priceOn(list, 'DC', '2025-12-31'), undefined);
    assert.equal(priceOn(list, 'DC', '2026-01-01')?.net, 1);
    assert.equal(priceOn(list, 'DC', '2026-06-30')?.net, 1);
    assert.equal(priceOn(list, 'DC', '2026-07-01')?.net, 2);
    assert.equal(priceOn(list, 'DC', '2026-12-01'), undefined);
    assert.equal(priceOn(list, 'KD', '2026-12-01')?.net, 9);
    assert.equal(priceOn(list, 'XX', '2026-12-01'), undefined);
  }
});

test('VAT is reckoned once over the whole net amount and rounded half up', () => {
  assert.deepEqual(reckonCharge({ unitNetVnd: 98_765n, quantity: 3, vatRate: 8 }), {
    netVnd: 296_295n,
    vatVnd: 23_704n,
    totalVnd: 319_999n,
  });
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 11n),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 0, max: 100 }),
      (unitNetVnd, quantity, vatRate) => {
        const { netVnd, vatVnd, totalVnd } = reckonCharge({ unitNetVnd, quantity, vatRate });
        assert.equal(totalVnd, netVnd + vatVnd);
        const twiceOff = 2n * (vatVnd * 100n - netVnd * BigInt(vatRate));
        assert.ok(twiceOff > -100n && twiceOff <= 100n);
      },
    ),
  );
});
