import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../dates.ts';
import { sumVnd } from '../money.ts';
import { millionth, priceEnergy, type PricedEnergy, type TariffVersion } from './price-energy.ts';

const old: TariffVersion = {
  decision: '2699/QĐ-BCT',
  from: '2024-10-11',
  tiers: tiersOf([50, 1893], [100, 1956], [200, 2271], [300, 2860], [400, 3197], [null, 3302]),
};
const present: TariffVersion = {
  decision: '1279/QĐ-BCT',
  from: '2025-05-10',
  tiers: tiersOf([50, 1984], [100, 2050], [200, 2380], [300, 2998], [400, 3350], [null, 3460]),
};

function tiersOf(...tiers: [number | null, number][]): TariffVersion['tiers'] {
  return tiers.map(([upToKwh, priceVnd]) => ({ upToKwh, priceVnd }));
}

function price(kwh: number, households = 1, from = '2025-11-01', to = '2025-12-01', vat = 8): PricedEnergy {
  const millionths = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
  const consumption = { energy: millionths(kwh), households: millionths(households), from, to };
  return priceEnergy(consumption, from < present.from ? [old, present] : [present], vat);
}

/** kWh, households, before VAT, after 8 % VAT. The first two were read off bills that a power company sent. */
const known: [number, number, bigint, bigint][] = [
  [81, 1, 162_750n, 175_770n],
  [165, 1, 356_400n, 384_912n],
  [120, 1, 249_300n, 269_244n],
  [270, 1, 649_560n, 701_525n],
  [200, 1.25, 430_625n, 465_075n],
  [60, 0.25, 139_905n, 151_097n],
  [300, 2, 641_400n, 692_712n],
  [0, 1, 0n, 0n],
  [1, 1, 1_984n, 2_143n],
  [50, 1, 99_200n, 107_136n],
  [51, 1, 101_250n, 109_350n],
  [100, 1, 201_700n, 217_836n],
  [101, 1, 204_080n, 220_406n],
  [200, 1, 439_700n, 474_876n],
  [201, 1, 442_698n, 478_114n],
  [401, 1, 1_077_960n, 1_164_197n],
  [1000, 1, 3_150_500n, 3_402_540n],
];

test('a month is priced as bills and calculators of power companies price it', () => {
  for (const [kwh, households, netVnd, totalVnd] of known) {
    const priced = price(kwh, households);
    assert.deepEqual(
      [priced.netVnd, priced.totalVnd],
      [netVnd, totalVnd],
      `${kwh} kWh, ${households} households`,
    );
    assert.equal(priced.vatVnd, totalVnd - netVnd);
  }
});

test('a change of price splits energy and tiers by days, in whole kWh', () => {
  const priced = price(300, 1, '2025-05-01', '2025-06-01');
  const kwhOf = (index: number): number[] =>
    priced.parts[index]!.lines.map(({ energy }) => Number(energy / millionth));
  assert.deepEqual(kwhOf(0), [15, 15, 29, 28]);
  assert.deepEqual(kwhOf(1), [35, 35, 71, 71, 1]);
  assert.deepEqual(
    priced.parts.map(({ from, to }) => [from, to]),
    [
      ['2025-05-01', '2025-05-10'],
      ['2025-05-10', '2025-06-01'],
    ],
  );
  assert.deepEqual([priced.netVnd, priced.totalVnd], [730_052n, 788_456n]);
});

test('a month from one reading to the next is a whole month on whatever day it begins', () => {
  const ends: [string, string][] = [
    ['2025-10-17', '2025-11-17'],
    ['2026-01-31', '2026-02-28'],
    ['2026-02-28', '2026-03-31'],
    ['2026-01-30', '2026-02-28'],
  ];
  for (const [from, to] of ends) assert.equal(price(401, 1, from, to).netVnd, 1_077_960n, `${from} to ${to}`);
});

test('tiers of a shortened month are as wide as its days, against the month before', () => {
  const [part] = price(100, 1, '2025-11-01', '2025-11-11').parts;
  // 50 kWh × 10 days / 31 days of October = 16.1
  assert.deepEqual(
    part!.lines.map(({ energy }) => Number(energy / millionth)),
    [16, 16, 32, 32, 4],
  );
});

test('no energy is lost or priced twice, and more energy never costs less', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2024-11-01', days));
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000 }),
      fc.constantFrom(0.25, 1, 1.25, 2, 7),
      day,
      fc.integer({ min: 1, max: 200 }),
      (kwh, households, from, days) => {
        const priced = price(kwh, households, from, addDays(from, days));
        const energies = priced.parts.flatMap(({ lines }) => lines.map(({ energy }) => energy));
        assert.equal(sumVnd(energies), BigInt(kwh) * millionth);
        assert.equal(sumVnd(priced.parts.map(({ energy }) => energy)), BigInt(kwh) * millionth);
        assert.equal(priced.netVnd + priced.vatVnd, priced.totalVnd);
        assert.ok(energies.every((energy) => energy > 0n));
        if (priced.parts.length === 1) {
          assert.ok(price(kwh + 1, households, from, addDays(from, days)).netVnd > priced.netVnd);
        }
      },
    ),
  );
});
