import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  businessDateOf,
  daysBetween,
  firstDayOf,
  formatBusinessDate,
  formatMonth,
  isBusinessDate,
  isMonth,
  monthOf,
  parseBusinessDate,
  startOfBusinessDate,
} from './dates.ts';

const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const dates = instants.map(businessDateOf);

test('the business day begins at midnight in Viet Nam, seventeen hours into the day before in UTC', () => {
  assert.equal(businessDateOf(new Date('2026-08-31T16:59:59.999Z')), '2026-08-31');
  assert.equal(businessDateOf(new Date('2026-08-31T17:00:00.000Z')), '2026-09-01');
  assert.equal(startOfBusinessDate('2026-09-01').toISOString(), '2026-08-31T17:00:00.000Z');
});

test('every instant lies in its business day and in no other', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const date = businessDateOf(instant);
      assert.ok(startOfBusinessDate(date) <= instant);
      assert.ok(instant < startOfBusinessDate(addDays(date, 1)));
    }),
  );
});

test('adding days and counting them undo each other', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
      assert.equal(daysBetween(date, addDays(date, days)), days);
      assert.equal(addDays(addDays(date, days), -days), date);
    }),
  );
});

test('a written date reads back, the Vietnamese way and the ISO way', () => {
  fc.assert(
    fc.property(dates, (date) => {
      assert.equal(parseBusinessDate(formatBusinessDate(date)), date);
      assert.equal(parseBusinessDate(` ${date} `), date);
      assert.equal(parseBusinessDate(formatBusinessDate(date).replaceAll('/', '-')), date);
    }),
  );
});

const readings: [string, string | undefined][] = [
  ['1/9/2026', '2026-09-01'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2026', undefined],
  ['31/04/2026', undefined],
  ['32/01/2026', undefined],
  ['01/13/2026', undefined],
  ['2026-02-30', undefined],
  ['2026-9-1', undefined],
  ['hôm nay', undefined],
  ['', undefined],
];
for (const [text, expected] of readings) {
  test(`"${text}" ${expected ? `is ${expected}` : 'is no day of the calendar'}`, () => {
    assert.equal(parseBusinessDate(text), expected);
  });
}

test('reading a date never throws and yields only days that exist', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-. ') }), (text) => {
      const date = parseBusinessDate(text);
      if (date !== undefined) assert.ok(isBusinessDate(date));
    }),
  );
});

test('months add up over the turn of the year, and their first day lies in them', () => {
  assert.equal(addMonths('2026-11', 3), '2027-02');
  assert.equal(addMonths('2026-01', -1), '2025-12');
  fc.assert(
    fc.property(dates.map(monthOf), fc.integer({ min: -600, max: 600 }), (month, months) => {
      const moved = addMonths(month, months);
      assert.ok(isMonth(moved));
      assert.equal(addMonths(moved, -months), month);
      assert.equal(monthOf(firstDayOf(moved)), moved);
    }),
  );
});

test('a month is written month first, and an impossible one is none', () => {
  assert.equal(formatMonth('2026-09'), '09/2026');
  for (const text of ['2026-00', '2026-13', '2026-9', '09/2026', '2026-09-01', ''])
    assert.equal(isMonth(text), false);
});
