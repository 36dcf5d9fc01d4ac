import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMonths, firstDayOf } from '../../../core/dates.ts';
import { presentMillionths, pricePeriod } from './price-period.ts';

/** kWh per tier of each price list, as `25×1956` reads on a slip. */
function slip(asked: Parameters<typeof pricePeriod>[0]): string {
  const { parts } = pricePeriod(asked);
  return parts
    .filter(({ energy }) => energy > 0n)
    .map(({ lines }) =>
      lines.map(({ energy, priceVnd }) => `${presentMillionths(energy)}×${priceVnd}`).join(' '),
    )
    .join(' | ');
}

/** From, to, kWh, households, lines, net, total. Worked out by hand from the decisions and the published rule. */
const periods: [string, string, string, string, string, bigint, bigint][] = [
  // A February of 29 days is a whole month, on whatever day it begins.
  [
    '2024-02-01',
    '2024-03-01',
    '500',
    '1',
    '50×1806 50×1866 100×2167 100×2729 100×3050 100×3151',
    1_293_300n,
    1_396_764n,
  ],
  ['2024-02-29', '2024-03-29', '300', '1', '50×1806 50×1866 100×2167 100×2729', 673_200n, 727_056n],
  // The price changes after 16 of 30 days, for one household and for two.
  [
    '2024-09-25',
    '2024-10-25',
    '300',
    '1',
    '27×1806 27×1866 53×2167 53×2729 | 23×1893 23×1956 47×2271 47×2860',
    688_316n,
    743_381n,
  ],
  [
    '2024-09-25',
    '2024-10-25',
    '300',
    '2',
    '53×1806 53×1866 54×2167 | 47×1893 47×1956 46×2271',
    597_003n,
    644_763n,
  ],
  // Two changes in one period: each price list has the share of its days, the last one the rest.
  [
    '2023-04-21',
    '2024-05-06',
    '1132',
    '1.25',
    '27×1678 12×1734 | 394×1728 168×1786 | 373×1806 158×1866',
    2_015_460n,
    2_176_697n,
  ],
  ['2023-04-11', '2024-03-02', '35', '1.5', '2×1678 | 20×1728 | 13×1806', 61_394n, 66_306n],
  // A change on the first day leaves nothing to the old price, one on the day after the last nothing to the new.
  [
    '2025-05-10',
    '2025-06-10',
    '401',
    '1',
    '50×1984 50×2050 100×2380 100×2998 100×3350 1×3460',
    1_077_960n,
    1_164_197n,
  ],
  [
    '2025-04-10',
    '2025-05-10',
    '401',
    '1',
    '50×1893 50×1956 100×2271 100×2860 100×3197 1×3302',
    1_028_552n,
    1_110_836n,
  ],
  // Nine of 31 days of one kWh are less than half of it.
  ['2025-05-01', '2025-06-01', '1', '1', '1×1984', 1_984n, 2_143n],
  ['2025-05-01', '2025-06-01', '0', '1', '', 0n, 0n],
  // Half a kWh at an odd price: 23.662,5 is 23.663 on its own line.
  ['2024-11-01', '2024-12-01', '60', '0.25', '12.5×1893 12.5×1956 25×2271 10×2860', 133_488n, 144_167n],
];

test('leap days, changes of price and shared meters are priced line by line as by hand', () => {
  for (const [from, to, kwh, households, lines, netVnd, totalVnd] of periods) {
    const asked = { kwh, from, to, households };
    const priced = pricePeriod(asked);
    assert.equal(slip(asked), lines, JSON.stringify(asked));
    assert.deepEqual([priced.netVnd, priced.totalVnd], [netVnd, totalVnd], JSON.stringify(asked));
  }
});

test('VAT is that of the day of the last reading, through every change of its rate', () => {
  const rates: [string, number][] = [
    ['2022-02-01', 10],
    ['2022-02-02', 8],
    ['2023-01-01', 8],
    ['2023-01-02', 10],
    ['2023-07-01', 10],
    ['2023-07-02', 8],
    ['2026-12-31', 8],
    ['2027-01-01', 8],
    ['2027-01-02', 10],
  ];
  for (const [to, percent] of rates) {
    const from = firstDayOf(addMonths(to.slice(0, 7), -1));
    assert.equal(pricePeriod({ kwh: '1', from, to }).vatPercent, percent, to);
  }
});

test('as many households with as much energy each pay as much each, and a unit’s price has no tiers', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2_000n }), fc.bigInt({ min: 1n, max: 50n }), (kwh, households) => {
      const month = { from: '2026-09-01', to: '2026-10-01' };
      const one = pricePeriod({ kwh: String(kwh), ...month });
      const all = pricePeriod({ kwh: String(kwh * households), households: String(households), ...month });
      assert.equal(all.netVnd, one.netVnd * households);
      const shop = pricePeriod({ kwh: String(kwh), group: 'Kinh doanh', ...month });
      assert.equal(shop.netVnd, kwh * 3_152n);
    }),
  );
});

test('splitting a month at any day loses no energy, and the last price never bears less than nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 28 }),
      fc.constantFrom('2023-04', '2023-10', '2024-09', '2025-04'),
      fc.constantFrom(1, 12),
      (kwh, day, month, length) => {
        const on = (at: string): string => `${at}-${String(day).padStart(2, '0')}`;
        const { parts } = pricePeriod({
          kwh: String(kwh),
          from: on(month),
          to: on(addMonths(month, length)),
        });
        assert.ok(parts.every(({ energy }) => energy >= 0n));
        assert.equal(
          parts.reduce((sum, { energy }) => sum + presentMillionths(energy), 0),
          kwh,
        );
      },
    ),
  );
});
