import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWish, walkIn } from './hand-over-wish.ts';

test('an address says what moves where; what it lacks is named', () => {
  assert.equal(readWish({ period: '2026-11' }), 'startTo');
  assert.equal(readWish({ to: 'VNPOST' }), 'startFilter');
  assert.equal(readWish({ to: 'VNPOST', from: walkIn }), 'startFilter');
  assert.deepEqual(readWish({ to: walkIn, from: 'VNPOST' }), { partner: null, from: 'VNPOST' });
  assert.deepEqual(readWish({ to: 'VNPOST', from: walkIn, unit: 'PA01', book: 'HT001', period: '2026-11' }), {
    partner: 'VNPOST',
    unit: 'PA01',
    book: 'HT001',
    period: '2026-11',
    from: null,
  });
});
