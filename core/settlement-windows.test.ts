import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { matchWindows, recognisePartner } from './settlement-credits.ts';
import {
  actOfMoney,
  nextWindowState,
  remainingOf,
  windowStates,
  type WindowAct,
} from './settlement-windows.ts';

const acts: readonly WindowAct[] = ['close', 'agree', 'reopen', 'money_in', 'money_out', 'settle'];

test('a settled window is final, an open one can only be closed', () => {
  assert.deepEqual(
    acts.filter((act) => nextWindowState('settled', act)),
    [],
  );
  assert.deepEqual(
    acts.filter((act) => nextWindowState('open', act)),
    ['close'],
  );
});

test('whatever is done in whatever order, a window is settled only after it was closed, agreed and paid', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (tried) => {
      const passed = ['open'];
      let state = windowStates[0]!;
      for (const act of tried) {
        state = nextWindowState(state, act) ?? state;
        if (passed.at(-1) !== state) passed.push(state);
      }
      if (state !== 'settled') return;
      // Money that left again and came back needs no second agreement; a window that was opened again does.
      assert.match(passed.join(' '), /^open( closed agreed( money_in agreed)*( money_in)?)* settled$/);
      assert.match(passed.join(' '), / closed agreed( money_in agreed)* money_in settled$/);
    }),
    {
      examples: [
        [['close', 'agree', 'money_in', 'money_out', 'money_in', 'settle']],
        [['close', 'agree', 'money_in', 'money_out', 'reopen', 'agree', 'money_in', 'settle']],
      ],
    },
  );
});

test('the money of an agreed window is in when nothing remains, also when too much came', () => {
  const money = { expectedVnd: 100n, receivedVnd: 60n, carriedVnd: 0n };
  assert.equal(remainingOf(money), 40n);
  assert.equal(actOfMoney('agreed', money), undefined);
  assert.equal(actOfMoney('closed', { ...money, carriedVnd: 40n }), undefined);
  assert.equal(actOfMoney('agreed', { ...money, carriedVnd: 40n }), 'money_in');
  assert.equal(actOfMoney('agreed', { ...money, receivedVnd: 101n }), 'money_in');
  assert.equal(actOfMoney('money_in', money), 'money_out');
});

const partners = [
  { partnerId: 1n, code: 'VCB', marks: ['Ngân hàng Ngoại thương', '0011004000001'] },
  { partnerId: 2n, code: 'MB', marks: [] },
  { partnerId: 3n, code: 'MOMO', marks: ['M_Service'] },
];

test('a partner is known by whole words of payer or text, and never when two are named', () => {
  assert.equal(recognisePartner(['', 'VCB THANH TOAN THU HO 19/11'], partners), 1n);
  assert.equal(recognisePartner(['NGAN HANG  NGOẠI THƯƠNG', ''], partners), 1n);
  assert.equal(recognisePartner(['CT TNHH M SERVICE', ''], partners), 3n);
  assert.equal(recognisePartner(['', 'tu TK 0011004000001'], partners), 1n);
  assert.equal(recognisePartner(['AMB', 'thu tien dien'], partners), undefined, 'part of a word is no word');
  assert.equal(recognisePartner(['MB', 'chuyen qua VCB'], partners), undefined);
});

const window = (day: number, remainingVnd: bigint) => ({
  id: BigInt(day),
  partnerId: 1n,
  settlesOn: `2026-11-${String(day).padStart(2, '0')}`,
  remainingVnd,
});

test('a credit is the oldest window of its amount, or consecutive windows that add up to it', () => {
  const waiting = [window(3, 50n), window(1, 100n), window(2, 30n), window(4, 100n)];
  const days = (amount: bigint) =>
    matchWindows(amount, waiting).map(({ windows }) =>
      windows.map(({ settlesOn }) => Number(settlesOn.slice(-2))),
    );
  assert.deepEqual(days(100n), [[1], [4]]);
  assert.deepEqual(days(180n), [
    [1, 2, 3],
    [2, 3, 4],
  ]);
  assert.deepEqual(days(150n), [[3, 4]], 'days 1 and 3 add up too, but day 2 lies between them');
  assert.deepEqual(days(7n), []);
});

test('of days that fit alike, those that the text names come first', () => {
  const waiting = [window(1, 70n), window(2, 70n), window(3, 70n)];
  const first = (amount: bigint, text: string) => {
    const [match] = matchWindows(amount, waiting, [text]);
    return [match?.named, ...(match?.windows ?? []).map(({ settlesOn }) => Number(settlesOn.slice(-2)))];
  };
  assert.deepEqual(first(70n, 'TT NGAY 02/11/2026'), [true, 2]);
  assert.deepEqual(first(140n, 'TT 02.11.2026-03.11.2026'), [true, 2, 3]);
  assert.deepEqual(first(140n, 'TT 02.11.2026'), [false, 1, 2]);
});

test('what is matched adds up to the credit, in consecutive days', () => {
  const list = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(list, fc.bigInt({ min: 1n, max: 40n }), (amounts, credit) => {
      const waiting = amounts.map((amount, index) => window(index + 1, amount));
      for (const { windows } of matchWindows(credit, waiting)) {
        assert.equal(
          windows.reduce((sum, { remainingVnd }) => sum + remainingVnd, 0n),
          credit,
        );
        const [first, last] = [windows[0]!, windows.at(-1)!];
        const between = waiting.filter(
          ({ id, remainingVnd }) => id >= first.id && id <= last.id && remainingVnd > 0n,
        );
        assert.deepEqual(windows, between);
      }
    }),
  );
});
