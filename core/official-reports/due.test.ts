import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, monthOf } from '../dates.ts';
import { isWorkingDay, type WorkCalendar } from '../working-days.ts';
import { cadences, dueDays, periodOn, worthMaking, type Rhythm } from './due.ts';

const noHolidays: WorkCalendar = new Map();
const daily: Rhythm = { cadence: 'daily', weekday: null, monthDay: null, workingDaysOnly: true };

test('a daily report is due on working days, and on every day where rest days count', () => {
  // 2026-09-02 is the national day, the 5th a Saturday.
  const calendar: WorkCalendar = new Map([['2026-09-02', 'holiday']]);
  assert.deepEqual(dueDays(daily, '2026-08-31', '2026-09-07', calendar), [
    '2026-09-01',
    '2026-09-03',
    '2026-09-04',
    '2026-09-07',
  ]);
  assert.equal(dueDays({ ...daily, workingDaysOnly: false }, '2026-08-31', '2026-09-07', calendar).length, 7);
});

test('a weekly and a monthly one move from a day of rest to the next working day', () => {
  const monday: Rhythm = { cadence: 'weekly', weekday: 1, monthDay: null, workingDaysOnly: true };
  const calendar: WorkCalendar = new Map([['2026-09-07', 'holiday']]);
  assert.deepEqual(dueDays(monday, '2026-09-01', '2026-09-20', calendar), ['2026-09-08', '2026-09-14']);
  const last: Rhythm = { cadence: 'monthly', weekday: null, monthDay: 31, workingDaysOnly: true };
  // The last days of January and of February 2026 are Saturdays: due in the month behind.
  assert.deepEqual(dueDays(last, '2026-01-31', '2026-03-31', noHolidays), [
    '2026-02-02',
    '2026-03-02',
    '2026-03-31',
  ]);
});

test('time cut into any pieces is due on the same days as in one piece, each once', () => {
  const rhythm = fc.record({
    cadence: fc.constantFrom(...cadences),
    weekday: fc.integer({ min: 1, max: 7 }),
    monthDay: fc.integer({ min: 1, max: 31 }),
    workingDaysOnly: fc.boolean(),
  });
  fc.assert(
    fc.property(rhythm, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 }), (wish, steps) => {
      let at = '2026-01-15';
      const pieces = steps.flatMap((step) => {
        const from = at;
        at = addDays(at, step);
        return dueDays(wish, from, at, noHolidays);
      });
      assert.deepEqual(pieces, dueDays(wish, '2026-01-15', at, noHolidays));
      if (wish.workingDaysOnly) assert.ok(pieces.every((day) => isWorkingDay(day, noHolidays)));
    }),
    { numRuns: 60 },
  );
});

test('of several days that were missed, the last of each month that is spoken of is made', () => {
  const days = dueDays(daily, '2026-09-27', '2026-10-06', noHolidays);
  assert.deepEqual([...worthMaking('daily_flash', days)], ['2026-09-30', '2026-10-06']);
  assert.equal(periodOn('province_report', '2026-10-05'), '2026-09');
  assert.equal(periodOn('weekly_league', '2026-10-05'), monthOf('2026-10-05'));
});
