import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMonths } from '../dates.ts';
import { faultOf, parseDefinitionRef, spanOf, spans } from './definition.ts';
import { attainmentOfPlan, pointsBetween } from './differences.ts';
import { shippedDefinitions } from './shipped-definitions.ts';

test('every shipped definition is sound, and no two share a name', () => {
  for (const definition of shippedDefinitions) assert.equal(faultOf(definition), undefined, definition.name);
  assert.equal(new Set(shippedDefinitions.map(({ name }) => name)).size, shippedDefinitions.length);
});

test('money cannot be held against the register, and a definition must count something', () => {
  const register = shippedDefinitions.find(({ name }) => name === 'ha-tinh-all')!;
  assert.equal(faultOf({ ...register, counts: ['money'] }), 'all_customers_counts_customers_only');
  assert.equal(faultOf({ ...register, counts: [] }), 'counts_nothing');
  assert.equal(faultOf({ ...register, name: 'Hà Tĩnh' }), 'name');
  assert.equal(faultOf({ ...register, cashChannels: ['cash' as never] }), 'unknown_channel');
});

test('a span holds the month that was asked for and begins where its kind begins', () => {
  assert.deepEqual(spanOf('month', '2021-06'), { from: '2021-06', to: '2021-06' });
  assert.deepEqual(spanOf('quarter', '2021-05'), { from: '2021-04', to: '2021-06' });
  assert.deepEqual(spanOf('half', '2021-06'), { from: '2021-01', to: '2021-06' });
  assert.deepEqual(spanOf('half', '2021-07'), { from: '2021-07', to: '2021-12' });
  assert.deepEqual(spanOf('year', '2021-07'), { from: '2021-01', to: '2021-12' });
  assert.deepEqual(spanOf('cumulative', '2021-09'), { from: '2021-01', to: '2021-09' });
  fc.assert(
    fc.property(fc.constantFrom(...spans), fc.nat(600), (span, months) => {
      const month = addMonths('2000-01', months);
      const { from, to } = spanOf(span, month);
      assert.ok(from <= month && month <= to && from.slice(0, 4) === to.slice(0, 4));
    }),
  );
});

test('a definition is named with or without its version', () => {
  assert.deepEqual(parseDefinitionRef('bac-me-2021@3'), { name: 'bac-me-2021', version: 3 });
  assert.deepEqual(parseDefinitionRef('official'), { name: 'official', version: undefined });
  for (const text of ['', 'Official', 'official@', 'official@0', 'a b'])
    assert.equal(parseDefinitionRef(text), undefined);
});

test('a difference of ratios is in points, what was reached of a plan is a share of the plan', () => {
  assert.equal(pointsBetween(0.96, 0.9164), '+4,36 điểm %');
  assert.equal(pointsBetween(0.9164, 0.96), '−4,36 điểm %');
  assert.equal(pointsBetween(0.5, 0.5), '±0,00 điểm %');
  assert.equal(pointsBetween(0.500001, 0.5, 'en'), '±0,00 points');
  assert.equal(attainmentOfPlan(0.8227, 0.7783), 'bằng 105,7% kế hoạch giao');
  assert.equal(attainmentOfPlan(0.8227, 0.7783, 'en'), '105,7% of plan');
  assert.equal(attainmentOfPlan(0.5, 0), undefined);
});
