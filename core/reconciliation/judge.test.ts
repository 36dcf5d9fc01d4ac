import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge, laneOf, ourDay, type Group, type OurPayment, type TheirLine } from './judge.ts';
import { causes, lanes, type CauseName, type Lane } from './lanes.ts';

const day = '2026-11-20';
const before = '2026-11-19';
const after = '2026-11-21';

const line = (change: Partial<TheirLine> = {}): TheirLine => ({
  line: 2,
  amountVnd: 100_000n,
  status: 'paid',
  customerCode: 'PA01AA0000001',
  customerKnown: true,
  ...change,
});
const ours = (change: Partial<OurPayment> = {}): OurPayment => ({
  amountVnd: 100_000n,
  state: 'accepted',
  paidOn: day,
  reversedOn: null,
  customerCode: 'PA01AA0000001',
  paidBefore: false,
  ...change,
});
const group = (change: Partial<Group>): Group => ({
  day,
  lines: [],
  ours: null,
  theirsOnDay: null,
  ...change,
});
const reversed = (change: Partial<OurPayment> = {}): OurPayment =>
  ours({ state: 'reversed', reversedOn: day, ...change });

/** Name of the situation, both sides, and the causes in which it ends; null is a match. */
const table: [string, Partial<Group>, (CauseName | null)[]][] = [
  ['the same on both sides', { lines: [line()], ours: ours() }, [null]],
  ['only at the partner', { lines: [line()] }, ['not_at_us']],
  ['only with us', { ours: ours() }, ['not_at_partner']],
  ['another amount', { lines: [line({ amountVnd: 99_000n })], ours: ours() }, ['other_amount']],
  ['a line that cannot be read', { lines: [line({ status: 'bad', amountVnd: null })] }, ['unreadable_line']],
  [
    'a line that cannot be read and our payment beside it',
    { lines: [line({ status: 'bad', amountVnd: null })], ours: ours() },
    ['unreadable_line'],
  ],
  [
    'the same reference twice',
    { lines: [line(), line({ line: 3 })], ours: ours() },
    [null, 'repeated_in_file'],
  ],
  [
    'a bill that had been paid before',
    { lines: [line()], ours: ours({ paidBefore: true }) },
    ['bill_paid_before'],
  ],
  ['paid before, not in the file', { ours: ours({ paidBefore: true }) }, ['bill_paid_before']],
  ['a code that nobody has', { lines: [line({ customerKnown: false })] }, ['unknown_code']],
  ['money in suspense', { lines: [line()], ours: ours({ customerCode: null }) }, ['in_suspense']],
  [
    'another customer',
    { lines: [line({ customerCode: 'PA01AA0000002' })], ours: ours() },
    ['other_customer'],
  ],
  ['paid there, taken back here', { lines: [line()], ours: reversed() }, ['reversed_at_us']],
  [
    'taken back there, paid here',
    { lines: [line({ status: 'reversed' })], ours: ours() },
    ['reversed_at_partner'],
  ],
  ['taken back on both sides', { lines: [line({ status: 'reversed' })], ours: reversed() }, [null]],
  ['taken back here, not in the file', { ours: reversed() }, [null]],
  ['taken back here on the day after', { lines: [line()], ours: reversed({ reversedOn: after }) }, [null]],
  [
    'taken back today what was paid yesterday, not in the file',
    { ours: reversed({ paidOn: before }) },
    ['reversal_not_in_file'],
  ],
  [
    'taken back today on both sides what was paid yesterday',
    { lines: [line({ status: 'reversed' })], ours: reversed({ paidOn: before }) },
    [null],
  ],
  ['with us on the day after', { lines: [line()], ours: ours({ paidOn: after }) }, ['ours_on_other_day']],
  ['with them on the day before', { ours: ours(), theirsOnDay: before }, ['theirs_on_other_day']],
  ['pending there', { lines: [line({ status: 'pending' })] }, ['pending_at_partner']],
  [
    'pending there, paid here',
    { lines: [line({ status: 'pending' })], ours: ours() },
    ['pending_at_partner'],
  ],
  [
    'paid and taken back in the file',
    { lines: [line(), line({ line: 3, status: 'reversed' })], ours: reversed() },
    [null, null],
  ],
  [
    'paid and taken back in the file, paid here',
    { lines: [line(), line({ line: 3, status: 'reversed' })], ours: ours() },
    ['reversed_at_partner', null],
  ],
  ['taken and taken back there, unknown here', { lines: [line({ status: 'reversed' })] }, [null]],
];

for (const [name, change, expected] of table) {
  test(`judged: ${name}`, () => {
    assert.deepEqual(
      judge(group(change)).map(({ cause }) => cause),
      expected,
    );
  });
}

test('each lane is met by some situation of the table, but for holds that our books alone know', () => {
  const met = new Set(
    table.flatMap(([, , expected]) => expected.flatMap((cause) => (cause ? [laneOf(cause)] : []))),
  );
  assert.deepEqual([...met].sort(), [...lanes].sort());
});

const days = fc.constantFrom(before, day, after);
const amounts = fc.constantFrom(1n, 100_000n, 250_000n);
const codes = fc.constantFrom('PA01AA0000001', 'PA01AA0000002');
const theirLines: fc.Arbitrary<TheirLine[]> = fc.array(
  fc.record({
    line: fc.nat(1000),
    amountVnd: amounts,
    status: fc.constantFrom('paid', 'reversed', 'pending', 'bad'),
    customerCode: codes,
    customerKnown: fc.boolean(),
  }),
  { maxLength: 4 },
);
const ourPayments: fc.Arbitrary<OurPayment> = fc
  .record({
    amountVnd: amounts,
    paidOn: days,
    reversedOn: fc.option(days),
    customerCode: fc.option(codes),
    paidBefore: fc.boolean(),
  })
  .map((payment) => ({ ...payment, state: payment.reversedOn === null ? 'accepted' : 'reversed' }));
const groups = fc
  .record({
    lines: theirLines,
    ours: fc.option(ourPayments),
    theirsOnDay: fc.option(fc.constantFrom(before, after)),
  })
  .filter(({ lines, ours: payment }) => lines.length > 0 || payment !== null)
  .map((made): Group => ({ day, ...made }));

test('every group: each line and the payment stand in exactly one verdict, and each verdict in one lane or none', () => {
  fc.assert(
    fc.property(groups, (made) => {
      const verdicts = judge(made);
      const told = verdicts.flatMap(({ line: told }) => (told ? [told] : []));
      assert.equal(told.length, made.lines.length);
      assert.equal(new Set(told).size, told.length);
      assert.equal(verdicts.filter(({ withOurs }) => withOurs).length, made.ours ? 1 : 0);
      const keys = verdicts.flatMap(({ cause, ordinal }) => (cause ? [`${laneOf(cause)}/${ordinal}`] : []));
      assert.equal(new Set(keys).size, keys.length);
      for (const { cause } of verdicts)
        assert.ok(cause === null || (lanes as readonly Lane[]).includes(causes[cause].lane));
    }),
    { numRuns: 2000 },
  );
});

test('to the dong: what is matched is the same on both sides, and both sides are explained whole', () => {
  fc.assert(
    fc.property(groups, (made) => {
      const verdicts = judge(made);
      for (const { cause, theirDayVnd, ourDayVnd } of verdicts) {
        if (cause === null) assert.equal(theirDayVnd, ourDayVnd);
      }
      const sum = (values: bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
      assert.equal(sum(verdicts.map(({ ourDayVnd }) => ourDayVnd)), made.ours ? ourDay(made.ours, day) : 0n);
      // Each paid line counts with its amount, unless a line of the same amount takes it back.
      const paid = made.lines.filter(({ status }) => status === 'paid');
      const theirs = sum(verdicts.map(({ theirDayVnd }) => theirDayVnd));
      if (made.lines.every(({ status }) => status !== 'reversed')) {
        assert.equal(theirs, sum(paid.map(({ amountVnd }) => amountVnd ?? 0n)));
      }
    }),
    { numRuns: 2000 },
  );
});

test('what the join of the database leaves out as plainly the same is a match', () => {
  fc.assert(
    fc.property(groups, ({ lines: made, ours: payment }) => {
      const [only] = made;
      const plain =
        made.length === 1 &&
        payment?.state === 'accepted' &&
        payment.paidOn === day &&
        !payment.paidBefore &&
        only?.status === 'paid' &&
        only.amountVnd === payment.amountVnd &&
        only.customerCode === payment.customerCode;
      if (!plain) return;
      assert.deepEqual(
        judge(group({ lines: made, ours: payment })).map(({ cause }) => cause),
        [null],
      );
    }),
    { numRuns: 5000 },
  );
});

test('an amount alone never matches: without the key on both sides nothing does', () => {
  fc.assert(
    fc.property(amounts, (amountVnd) => {
      const theirs = judge(group({ lines: [line({ amountVnd })] }));
      const own = judge(group({ ours: ours({ amountVnd }) }));
      assert.ok([...theirs, ...own].every(({ cause }) => cause !== null));
    }),
  );
});
