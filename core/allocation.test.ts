import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate, type AllocatableBill } from './allocation.ts';

const bill = (id: bigint, period: string, totalVnd: bigint, paidVnd = 0n): AllocatableBill => ({
  id,
  period,
  totalVnd,
  paidVnd,
  state: paidVnd === 0n ? 'open' : paidVnd === totalVnd ? 'paid' : 'part_paid',
});
const strict = { partialPayments: false, oldestFirst: false, noGaps: false };
const may = { ...strict, partialPayments: true };
const august = bill(1n, '2026-08-01', 100n);
const september = bill(2n, '2026-09-01', 200n);
const october = bill(3n, '2026-10-01', 300n);

const refusalTable = [
  ['a paid bill is refused', [1n], 100n, [bill(1n, '2026-08-01', 100n, 100n)], strict, 'already_paid'],
  ['a bill of nobody is refused', [9n], 100n, [august], strict, 'unknown_bill'],
  ['too little for a named bill is refused', [1n], 99n, [august], strict, 'wrong_amount'],
  ['too much for a named bill is refused', [1n], 101n, [august], may, 'wrong_amount'],
  [
    'half a bill is refused where parts are not allowed',
    null,
    150n,
    [august, september],
    strict,
    'wrong_amount',
  ],
  [
    'a customer who owes nothing is told so',
    null,
    50n,
    [bill(1n, '2026-08-01', 100n, 100n)],
    strict,
    'already_paid',
  ],
  [
    'the newer bill alone is refused where the oldest comes first',
    [2n],
    200n,
    [august, september],
    { ...strict, oldestFirst: true },
    'oldest_first',
  ],
  [
    'two bills with an open one between them are refused where periods must follow each other',
    [1n, 3n],
    400n,
    [august, september, october],
    { ...strict, noGaps: true },
    'oldest_first',
  ],
] as const;

for (const [name, billIds, amountVnd, bills, policy, refusal] of refusalTable) {
  test(name, () => {
    const decision = allocate({ intent: 'request', amountVnd, billIds }, bills, policy);
    assert.equal(decision.decision === 'refuse' && decision.refusal, refusal);
  });
}

test('where only gaps are forbidden the newer bills may be paid before the oldest', () => {
  const request = { intent: 'request' as const, amountVnd: 500n, billIds: [2n, 3n] };
  const decision = allocate(request, [august, september, october], { ...strict, noGaps: true });
  assert.equal(decision.decision, 'allocate');
});

test('without named bills the oldest is paid first and what is too much becomes credit', () => {
  const decision = allocate(
    { intent: 'request', amountVnd: 350n, billIds: null },
    [september, august],
    strict,
  );
  assert.deepEqual(
    decision.decision === 'allocate' && {
      lines: decision.lines.map(({ bill: { id }, amountVnd }) => [id, amountVnd]),
      credited: decision.creditedVnd,
    },
    {
      lines: [
        [1n, 100n],
        [2n, 200n],
      ],
      credited: 50n,
    },
  );
});

const anyBills = fc
  .array(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      total: fc.bigInt(1n, 1000n),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 6 },
  )
  .map((specs) =>
    specs.map(({ month, total, share }, index) =>
      bill(
        BigInt(index + 1),
        `2026-${String(month).padStart(2, '0')}-01`,
        total,
        (total * BigInt(share)) / 100n,
      ),
    ),
  );

const anyPolicy = fc.record({
  partialPayments: fc.boolean(),
  oldestFirst: fc.boolean(),
  noGaps: fc.boolean(),
});

test('allocation conserves money, never overpays a bill, and a notice is never refused', () => {
  fc.assert(
    fc.property(
      anyBills,
      fc.bigInt(1n, 5000n),
      fc.option(fc.uniqueArray(fc.bigInt(1n, 7n), { maxLength: 4 })),
      fc.constantFrom('request' as const, 'notice' as const),
      anyPolicy,
      (bills, amountVnd, billIds, intent, policy) => {
        const decision = allocate({ intent, amountVnd, billIds }, bills, policy);
        if (decision.decision === 'refuse') return assert.equal(intent, 'request');
        const allocated = decision.lines.reduce((sum, line) => sum + line.amountVnd, 0n);
        assert.equal(allocated + decision.creditedVnd, amountVnd);
        for (const line of decision.lines) {
          assert.ok(line.amountVnd > 0n && line.amountVnd <= line.bill.totalVnd - line.bill.paidVnd);
        }
        if (intent === 'request' && !policy.partialPayments) {
          assert.ok(decision.lines.every(({ bill: b, amountVnd: part }) => part === b.totalVnd - b.paidVnd));
        }
      },
    ),
  );
});

test('what a request for named bills leaves open is never older than the policy allows', () => {
  fc.assert(
    fc.property(
      anyBills,
      fc.uniqueArray(fc.bigInt(1n, 6n), { minLength: 1 }),
      anyPolicy,
      (bills, ids, policy) => {
        const open = bills.filter(({ state }) => state === 'open' || state === 'part_paid');
        const named = open.filter(({ id }) => ids.includes(id));
        if (named.length === 0) return;
        const billIds = named.map(({ id }) => id);
        const amountVnd = named.reduce((sum, { totalVnd, paidVnd }) => sum + totalVnd - paidVnd, 0n);
        const decision = allocate({ intent: 'request', amountVnd, billIds }, bills, policy);
        const periods = named.map(({ period }) => period).sort();
        const left = open.filter(({ id }) => !billIds.includes(id)).map(({ period }) => period);
        const older = left.some((period) => period < periods.at(-1)!);
        const between = left.some((period) => period > periods[0]! && period < periods.at(-1)!);
        const forbidden = (policy.oldestFirst && older) || (policy.noGaps && between);
        // The whole amount is given: only an order that the policy forbids can be refused, and it always is.
        assert.equal(
          decision.decision === 'refuse' ? decision.refusal : 'allocated',
          forbidden ? 'oldest_first' : 'allocated',
        );
        if (decision.decision === 'allocate') assert.equal(decision.creditedVnd, 0n);
      },
    ),
  );
});
