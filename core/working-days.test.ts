import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween } from './dates.ts';
import { addWorkingDays, dayKindOf, dueDayOf, isWorkingDay, type WorkCalendar } from './working-days.ts';

const tet2026: WorkCalendar = new Map([
  ['2026-02-16', 'holiday'],
  ['2026-02-17', 'holiday'],
  ['2026-02-18', 'holiday'],
  ['2026-02-19', 'holiday'],
  ['2026-02-20', 'holiday'],
  ['2026-08-22', 'working'],
]);

test('Saturday and Sunday rest, holidays rest, a swapped Saturday works', () => {
  assert.equal(dayKindOf('2026-11-20', tet2026), 'work');
  assert.equal(dayKindOf('2026-11-21', tet2026), 'rest');
  assert.equal(dayKindOf('2026-11-22', tet2026), 'rest');
  assert.equal(dayKindOf('2026-02-17', tet2026), 'holiday');
  assert.equal(dayKindOf('2026-08-22', tet2026), 'work');
  assert.equal(dayKindOf('1969-12-28', new Map()), 'rest', 'a Sunday before the epoch');
});

test('money of the days before Tet is due after it; T+0 on a day of rest is the next working day', () => {
  assert.equal(dueDayOf('2026-02-13', 1, tet2026), '2026-02-23');
  assert.equal(dueDayOf('2026-02-13', 2, tet2026), '2026-02-24');
  assert.equal(dueDayOf('2026-02-15', 0, tet2026), '2026-02-23');
  assert.equal(dueDayOf('2026-02-12', 0, tet2026), '2026-02-12');
  assert.equal(dueDayOf('2026-08-21', 1, tet2026), '2026-08-22');
});

test('between a day and its n-th working day lie exactly n working days', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days));
  const calendar = fc
    .array(fc.tuple(day, fc.constantFrom('holiday' as const, 'working' as const)), { maxLength: 60 })
    .map((entries): WorkCalendar => new Map(entries));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 20 }), calendar, (from, days, named) => {
      const due = addWorkingDays(from, days, named);
      assert.ok(isWorkingDay(due, named));
      const between = Array.from({ length: daysBetween(from, due) }, (_, index) => addDays(from, index + 1));
      assert.equal(between.filter((one) => isWorkingDay(one, named)).length, days);
    }),
  );
});

test('a calendar without working days is a mistake, not an endless search', () => {
  const year = new Map(
    Array.from({ length: 800 }, (_, index) => [addDays('2026-01-01', index), 'holiday'] as const),
  );
  assert.throws(() => addWorkingDays('2026-01-01', 1, year), RangeError);
});
