import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, monthOf } from '../dates.ts';
import { isWorkingDay } from '../working-days.ts';
import { debitDayOf, dayOfMonth, isRunDay } from './debit-day.ts';
import { mandateActs, mandateStates, nextMandateState, parseAccount, statesBefore } from './life.ts';
import { maskAccount, nextRunDay, noticeText, runDayToAnnounce } from './notice.ts';
import { debitReasonOf, describeReason, reasonsWith, verdictOf } from './reasons.ts';

test('a mandate that has ended stays ended, and every living one can be stopped in one step', () => {
  for (const state of mandateStates) {
    const ended = state === 'cancelled' || state === 'expired';
    const possible = mandateActs.filter((act) => nextMandateState(state, act));
    assert.equal(possible.length === 0, ended, state);
    if (!ended) assert.equal(nextMandateState(state, 'stop'), 'cancelled');
  }
  assert.deepEqual(statesBefore('activate'), ['signed', 'sent']);
  assert.deepEqual(statesBefore('resume'), ['suspended']);
});

const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2024-01-01', n));

test('a bill is never debited before it is issued nor before the agreed day of its month', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 31 }), (issuedOn, fixedDay) => {
      const { on, readingDayMoved } = debitDayOf({ mode: 'fixed_day', fixedDay }, issuedOn);
      const fixed = dayOfMonth(monthOf(issuedOn), fixedDay);
      assert.ok(on >= issuedOn && on >= fixed);
      assert.equal(monthOf(on), monthOf(issuedOn), 'it does not wait for the next month');
      assert.equal(readingDayMoved, issuedOn > fixed);
    }),
  );
});

test('a fixed day that a month does not have is its last day', () => {
  assert.equal(dayOfMonth('2026-02', 31), '2026-02-28');
  assert.equal(dayOfMonth('2028-02', 30), '2028-02-29');
  assert.equal(dayOfMonth('2026-11', 5), '2026-11-05');
});

test('a bank takes files on working days only, a day of rest is moved to the next', () => {
  const calendar = new Map([['2026-04-30', 'holiday' as const]]);
  assert.equal(isRunDay('2026-11-22', [], calendar), false);
  assert.equal(isRunDay('2026-11-23', [], calendar), true);
  // 5 December 2026 is a Saturday.
  assert.deepEqual(
    ['2026-12-04', '2026-12-05', '2026-12-07', '2026-12-08'].map((on) => isRunDay(on, [5], calendar)),
    [false, false, true, false],
  );
  // 30 April is a holiday and 1 May a Friday.
  assert.equal(isRunDay('2026-05-01', [30], calendar), true);
  fc.assert(fc.property(day, (on) => !isRunDay(on, [10, 25], calendar) || isWorkingDay(on, calendar)));
});

test('reasons are understood by code and by the words of banks', () => {
  assert.equal(debitReasonOf('am04'), 'AM04');
  assert.equal(debitReasonOf('51', 'Tài khoản KHÔNG ĐỦ số dư'), 'AM04');
  assert.equal(debitReasonOf('', 'Tài khoản đã đóng từ 05/2026'), 'AC04');
  assert.equal(debitReasonOf('NARR', 'KH chưa đăng ký dịch vụ'), 'MD01');
  assert.equal(debitReasonOf('Z9', 'không rõ'), 'NARR');
  assert.equal(describeReason('AM04').vi, 'Tài khoản không đủ số dư');
  assert.ok(reasonsWith('stop').includes('AC04') && !reasonsWith('retry').includes('AC04'));
});

test('only a settled debit is money', () => {
  assert.deepEqual(
    ['ACSC', 'ACCC', 'RJCT', 'ACSP', 'PDNG', 'Thành công', 'Không thành công', '00', 'Đang xử lý', '?'].map(
      verdictOf,
    ),
    ['taken', 'taken', 'failed', 'waiting', 'waiting', 'taken', 'failed', 'taken', 'waiting', undefined],
  );
});

test('an account loses its spaces and dots, and a text is none', () => {
  assert.equal(parseAccount(' 0071 001.234-567'), '0071001234567');
  assert.equal(parseAccount('số tài khoản'), undefined);
  assert.equal(parseAccount('1234'), undefined);
});

test('a payer is told so many working days before a day on which the bank takes a file, and of no other day', () => {
  const calendar = new Map();
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 1, max: 31 }), { maxLength: 3 }),
      (on, noticeDays, runDays) => {
        const announced = runDayToAnnounce(on, { noticeDays, runDays }, calendar);
        if (announced === undefined) return;
        assert.ok(announced > on && isRunDay(announced, runDays, calendar));
        assert.equal(nextRunDay(announced, runDays, calendar), announced);
        const between = Array.from({ length: 12 }, (_, n) => addDays(on, n + 1)).filter(
          (each) => each <= announced,
        );
        assert.equal(between.filter((each) => isWorkingDay(each, calendar)).length, noticeDays);
      },
    ),
  );
  assert.equal(runDayToAnnounce('2026-11-20', { noticeDays: 0, runDays: [] }, calendar), undefined);
  assert.equal(runDayToAnnounce('2026-11-20', { noticeDays: 1, runDays: [] }, calendar), '2026-11-23');
});

test('a notice says how much, when, from which account in part, and how to stop it', () => {
  const text = noticeText({
    company: 'Công ty Điện lực Thử',
    customerCode: 'PA99AA0000001',
    period: '2026-11',
    amountVnd: 1_346_150n,
    debitOn: '2026-11-23',
    bank: 'Ngân hàng 1',
    account: '0071001234567',
    mandate: 'UQ00000017',
  });
  for (const part of [
    '23/11/2026',
    '1.346.150 đ',
    '*********4567',
    '11/2026',
    'PA99AA0000001',
    'UQ00000017',
    'dừng',
  ])
    assert.ok(text.includes(part), part);
  assert.ok(!text.includes('0071001234567'));
  assert.deepEqual(['12345', '12345678'].map(maskAccount), ['***45', '****5678']);
});
