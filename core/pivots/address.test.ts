import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pivotOf } from '../../test/support/pivots.ts';
import { addMonths } from '../dates.ts';
import { measuresOf } from './measures.ts';
import { openCell } from './open-cell.ts';
import { monthsOf, timeKey } from './periods.ts';
import {
  parseAddress,
  relativeMonths,
  sourceOf,
  timeDimensions,
  writeAddress,
  type Address,
} from './pivot.ts';

test('an address says the same table again, and what it cannot say is named', () => {
  const address = fc.record({
    rows: fc.constantFrom('unit', 'unit,commune', ',', 'commune,month'),
    columns: fc.constantFrom('year', 'channel', 'state', ',', 'quarter,state'),
    months: fc.constantFrom(...relativeMonths, '2026-01', '2025-11..2026-02'),
    top: fc.constantFrom(undefined, '7'),
    empty: fc.constantFrom(undefined, 'show'),
    definition: fc.constantFrom(undefined, 'strict'),
    picks: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(address, ({ picks, ...rest }) => {
      const offered = measuresOf[sourceOf(pivotOf({ ...rest, measures: undefined }))];
      const measures = picks.map((pick) => offered[pick]!.id).join(',');
      const pivot = pivotOf({ ...rest, measures, sort: offered[picks[0]!]!.id, order: 'asc' });
      const again = pivotOf(writeAddress(pivot));
      assert.deepEqual(writeAddress(again), writeAddress(pivot));
      assert.deepEqual({ ...again, definition: '' }, { ...pivot, definition: '' });
    }),
  );
  const faults: [Address, string][] = [
    [{ rows: 'village' }, 'unknown_dimension'],
    [{ rows: 'unit', columns: 'unit' }, 'dimension_twice'],
    [{ rows: 'child,unit,team,commune' }, 'too_many_dimensions'],
    [{ rows: 'channel', columns: 'state' }, 'channel_and_state'],
    [{ rows: 'channel', measures: 'customers-ratio-official' }, 'unknown_measure'],
    [{ measures: 'money,money' }, 'unknown_measure'],
    [{ months: '2026-13' }, 'unknown_months'],
    [{ months: '2026-02..2026-01' }, 'unknown_months'],
    [{ sort: 'money' }, 'unknown_sort'],
    [{ top: '0' }, 'unreadable_top'],
    [{ definition: 'bac-me-2021' }, 'unknown_definition'],
  ];
  for (const [wrong, fault] of faults) {
    const answer = parseAddress(wrong);
    assert.equal('fault' in answer && answer.fault, fault, JSON.stringify(wrong));
  }
});

test('relative months are those of the day on which the table is opened', () => {
  const spans = relativeMonths.map((choice) => {
    const found = monthsOf(choice, '2026-11-22');
    return [choice, found[0], found.at(-1), found.length];
  });
  assert.deepEqual(spans, [
    ['last-month', '2026-10', '2026-10', 1],
    ['this-month', '2026-11', '2026-11', 1],
    ['same-month-last-year', '2025-10', '2025-10', 1],
    ['last-3', '2026-08', '2026-10', 3],
    ['last-6', '2026-05', '2026-10', 6],
    ['last-12', '2025-11', '2026-10', 12],
    ['last-24', '2024-11', '2026-10', 24],
    ['this-quarter', '2026-10', '2026-11', 2],
    ['this-year', '2026-01', '2026-11', 11],
    ['last-year', '2025-01', '2025-12', 12],
  ]);
  assert.equal(monthsOf('2000-01..2026-01', '2026-11-22').length, 36);
  fc.assert(
    fc.property(fc.nat(400), fc.constantFrom(...timeDimensions), (back, dimension) => {
      const month = addMonths('2026-12', -back);
      const next = addMonths(month, 1);
      assert.ok(timeKey(dimension, month) <= timeKey(dimension, next));
    }),
  );
});

test('a cell opens its customers by month, unit, area, kind and state, also those of several months', () => {
  const pivot = pivotOf({
    rows: 'child,commune',
    columns: 'quarter',
    measures: 'customers-ratio-strict',
    months: '2026-03..2026-06',
  });
  const measure = pivot.measures[0]!;
  const quarters = ['2026-03', '2026-04', '2026-05', '2026-06'];
  assert.deepEqual(
    openCell(pivot, { row: ['PA', '18073'], column: ['2026-Q1'], measure, months: quarters }),
    {
      to: 'customers',
      search: { period: '2026-03', unit: 'PA', commune: '18073', state: 'cashless', definition: 'strict' },
    },
  );
  assert.deepEqual(openCell(pivot, { row: ['PA'], column: ['2026-Q2'], measure, months: quarters }), {
    to: 'customers',
    search: {
      period: '2026-04',
      through: '2026-06',
      unit: 'PA',
      state: 'cashless',
      definition: 'strict',
    },
  });
  assert.equal(openCell(pivot, { row: [''], column: [], measure, months: quarters }), undefined);
  const former = pivotOf({ rows: 'district,kind', columns: 'state', measures: 'bills', months: '2026-03' });
  const place = { column: ['unpaid'], measure: former.measures[0]!, months: ['2026-03'] };
  assert.deepEqual(openCell(former, { ...place, row: ['436', 'SH'] })?.search, {
    period: '2026-03',
    district: '436',
    kind: 'SH',
    state: 'unpaid',
  });
  const within = pivotOf({ rows: 'commune', columns: ',', district: '436', kind: 'NSH', months: '2026-03' });
  assert.deepEqual(openCell(within, { ...place, row: ['18073'], column: [] })?.search, {
    period: '2026-03',
    commune: '18073',
    kind: 'NSH',
  });
});

test('a cell of a channel opens those who used it, one of all channels opens channel by channel', () => {
  const pivot = pivotOf({ rows: 'channel', columns: 'child', measures: 'money', months: '2026-03' });
  const place = { measure: pivot.measures[0]!, months: ['2026-03'] };
  assert.deepEqual(openCell(pivot, { ...place, row: ['wallet'], column: ['PA'] }), {
    to: 'channel-customers',
    search: { period: '2026-03', unit: 'PA', channel: 'wallet' },
  });
  const months = ['2026-02', '2026-03'];
  const several = openCell(pivot, { ...place, months, row: ['wallet'], column: [] });
  assert.deepEqual(
    [several?.to, several?.search['rows'], several?.search['columns']],
    ['pivot', 'month', 'channel'],
  );
  const all = openCell(pivot, { ...place, row: [], column: ['PA'] });
  assert.deepEqual([all?.to, all?.search['rows'], all?.search['unit']], ['pivot', 'channel', 'PA']);
  assert.equal(openCell(pivotOf(all!.search), { ...place, row: [], column: [] }), undefined);
  const nowhere = pivotOf({ rows: 'commune', columns: ',', measures: 'bills', months: '2026-03' });
  assert.equal(openCell(nowhere, { ...place, row: [''], column: [] })?.search['commune'], 'none');
});
