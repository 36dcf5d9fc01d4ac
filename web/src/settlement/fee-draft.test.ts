import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeeRule } from '../api/accounting-types.ts';
import { draftOf, readDraft } from './fee-draft.ts';

test('every kind of fee rule reads back as it was shown', () => {
  const rules: FeeRule[] = [
    { kind: 'none' },
    { kind: 'flat', perPaymentVnd: '1650' },
    { kind: 'percent', basisPoints: 25, minVnd: '500', maxVnd: '11000' },
    { kind: 'percent', basisPoints: 110 },
    {
      kind: 'tiers',
      by: 'count',
      tiers: [
        { upTo: '10000', perPaymentVnd: '2000' },
        { upTo: null, perPaymentVnd: '1500' },
      ],
    },
    {
      kind: 'tiers',
      by: 'amount',
      tiers: [
        { upTo: '500000', perPaymentVnd: '1000' },
        { upTo: null, basisPoints: 20 },
      ],
    },
  ];
  for (const rule of rules) assert.deepEqual(readDraft(draftOf(rule)), rule);
});

test('a rule that cannot be reckoned with is not read', () => {
  const draft = draftOf({ kind: 'none' });
  assert.equal(readDraft({ ...draft, kind: 'flat', perPayment: 'nhiều' }), undefined);
  assert.equal(readDraft({ ...draft, kind: 'percent', percent: '0,25', min: '900', max: '100' }), undefined);
  const falling = [
    { upTo: '500', price: '10' },
    { upTo: '400', price: '10' },
    { upTo: '', price: '5' },
  ];
  assert.equal(readDraft({ ...draft, kind: 'tiers', tiers: falling }), undefined);
});
