import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, businessDateOf } from './dates.ts';
import { endOfSettlementDay, isCutOff, settlementDayOf } from './settlement-day.ts';

test('a payment at the cut-off belongs to the next day, one a millisecond before to this', () => {
  assert.equal(settlementDayOf(new Date('2026-11-20T15:59:59.999+07:00'), '16:00'), '2026-11-20');
  assert.equal(settlementDayOf(new Date('2026-11-20T16:00:00+07:00'), '16:00'), '2026-11-21');
  assert.equal(settlementDayOf(new Date('2026-12-31T23:00:00+07:00'), '22:30:00'), '2027-01-01');
});

test('without a cut-off the settlement day is the business day', () => {
  assert.equal(settlementDayOf(new Date('2026-11-20T23:59:59.999+07:00'), '24:00'), '2026-11-20');
  assert.equal(settlementDayOf(new Date('2026-11-21T00:00:00+07:00'), '24:00:00'), '2026-11-21');
});

test('every instant lies in exactly one settlement day, before its end and not before the end of the day before', () => {
  const cutOffs = fc
    .integer({ min: 1, max: 24 * 60 })
    .map((minutes) => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`);
  const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, cutOffs, (instant, cutOff) => {
      const day = settlementDayOf(instant, cutOff);
      assert.ok(instant < endOfSettlementDay(day, cutOff));
      assert.ok(instant >= endOfSettlementDay(addDays(day, -1), cutOff));
      assert.ok([day, addDays(day, -1)].includes(businessDateOf(instant)));
    }),
  );
});

test('a text that is no time of day is no cut-off', () => {
  for (const text of ['24:01', '00:00', '9:00', '16:60', '25:00', '', '16h00'])
    assert.equal(isCutOff(text), false, text);
  for (const text of ['00:01', '24:00', '24:00:00', '16:30', '16:30:15'])
    assert.equal(isCutOff(text), true, text);
});

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
