import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainAmount, type BilledAmount } from './explain-amount.ts';
import { pricePeriod } from './price-period.ts';

function billed(energyKwh: bigint, netVnd: bigint, more: Partial<BilledAmount> = {}): BilledAmount {
  const vatVnd = (netVnd * 8n + 50n) / 100n;
  return {
    energyKwh,
    issuedOn: '2026-10-01',
    netVnd,
    vatVnd,
    totalVnd: netVnd + vatVnd,
    customerKind: 'SH',
    ...more,
  };
}

test('a household bill by tiers adds up, and what was taken for granted is named', () => {
  // 50 × 1984 + 50 × 2050 + 100 × 2380 + 20 × 2998
  const explained = explainAmount(billed(220n, 499_660n), {});
  assert.equal(explained.verdict, 'adds_up');
  assert.deepEqual(explained.facts, {
    group: 'household',
    groupFrom: 'customer',
    households: '1',
    householdsFrom: 'assumed',
    from: '2026-09-01',
    to: '2026-10-01',
    datesFrom: 'assumed',
  });
  assert.deepEqual(explained.difference, { netVnd: 0n, vatVnd: 0n, totalVnd: 0n });
});

test('an amount of two households is found by trying, and said to be a reading', () => {
  const explained = explainAmount(billed(220n, 100n * 1_984n + 100n * 2_050n + 20n * 2_380n), {});
  assert.equal(explained.verdict, 'differs');
  assert.deepEqual(explained.fits, {
    group: 'household',
    households: '2',
    from: '2026-09-01',
    to: '2026-10-01',
  });
  assert.equal(explainAmount(billed(220n, 451_000n), { households: '2' }).verdict, 'adds_up');
});

test('a flat amount fits no tariff, and its difference is told to the dong', () => {
  const explained = explainAmount(billed(177n, 380_550n), {});
  assert.equal(explained.verdict, 'differs');
  assert.equal(explained.fits, null);
  assert.equal(explained.difference?.netVnd, 380_550n - (50n * 1_984n + 50n * 2_050n + 77n * 2_380n));
});

test('of a customer who is no household, the price tells the group or nothing does', () => {
  const shop = explainAmount(billed(1_000n, 3_152_000n, { customerKind: 'NSH' }), {});
  assert.deepEqual(
    [shop.verdict, shop.facts.group, shop.facts.groupFrom],
    ['adds_up', 'business-lv', 'fits'],
  );
  const unknown = explainAmount(billed(1_000n, 3_000_001n, { customerKind: 'NSH' }), {});
  assert.deepEqual([unknown.verdict, unknown.facts.group, unknown.priced], ['not_priced', null, null]);
  assert.throws(() => explainAmount(billed(1n, 1n), { group: 'khong-co' }), /tariffs.unknown_group/);
});

test('a month read at its end and billed days later is found across a change of price', () => {
  const { netVnd } = pricePeriod({ kwh: '300', from: '2025-05-01', to: '2025-06-01' });
  const bill = billed(300n, netVnd, { issuedOn: '2025-06-04' });
  const explained = explainAmount(bill, {});
  assert.equal(explained.verdict, 'differs');
  assert.deepEqual(explained.fits, {
    group: 'household',
    households: '1',
    from: '2025-05-01',
    to: '2025-06-01',
  });
  assert.equal(explainAmount(bill, { from: '2025-05-01', to: '2025-06-01' }).verdict, 'adds_up');
});

test('a bill issued on the last day of a month ends a month that began on the last day of the one before', () => {
  const { facts } = explainAmount(billed(1n, 1_984n, { issuedOn: '2026-03-31' }), {});
  assert.deepEqual([facts.from, facts.to], ['2026-02-28', '2026-03-31']);
});

test('whatever the tariff prices is explained by it', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 5_000n }),
      fc.constantFrom('1', '2', '1.25', '7'),
      (kwh, households) => {
        const asked = { kwh: String(kwh), from: '2026-09-01', to: '2026-10-01', households };
        const { netVnd, vatVnd, totalVnd } = pricePeriod(asked);
        const bill = { ...billed(kwh, netVnd), vatVnd, totalVnd };
        assert.equal(explainAmount(bill, { households }).verdict, 'adds_up');
        const guessed = explainAmount(bill, {});
        assert.ok(guessed.verdict === 'adds_up' || guessed.fits);
      },
    ),
    { numRuns: 60 },
  );
});
