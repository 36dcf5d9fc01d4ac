import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Books } from './books.ts';
import type { Call, JournalLine } from './journal.ts';
import { verify } from './verify.ts';

/** A small sound story: one payment, its replay, one taken back, one refused, one taken back before it came. */
function soundStory(): { lines: JournalLine[]; books: Books } {
  const lines: JournalLine[] = [];
  const tell = (call: Call, status: number, body: unknown): void => {
    const request = lines.length;
    lines.push({ what: 'sent', line: lines.length + 1, at: 0, request, partner: 'BANK', call });
    if (status === 0) lines.push({ what: 'silent', line: lines.length + 1, at: 0, request, why: 'cut' });
    else lines.push({ what: 'answered', line: lines.length + 1, at: 0, request, status, body });
  };
  const pay = (reference: string, amount = '100'): Call => ({
    op: 'pay',
    order: { reference, customerCode: 'PA1', amount },
  });
  const reverse = (paymentReference: string): Call => ({
    op: 'reverse',
    paymentReference,
    reference: `${paymentReference}-R`,
    reason: '-',
  });
  tell(pay('A'), 0, undefined);
  tell(pay('A'), 201, receipt('1', 'A', '7'));
  tell(pay('A'), 200, receipt('1', 'A', '7'));
  tell(pay('A', '200'), 409, { code: 'payments.conflict' });
  tell({ op: 'status', reference: 'A' }, 200, receipt('1', 'A', '7'));
  tell({ op: 'inquire', customerCode: 'PA1' }, 200, { bills: [{ billId: '8', amount: '100' }] });
  tell(pay('B'), 201, receipt('2', 'B', '8'));
  tell(reverse('B'), 201, { outcome: 'reversed', paymentReference: 'B', reference: 'B-R', amount: '100' });
  tell({ op: 'status', reference: 'B' }, 200, { ...receipt('2', 'B', '8'), currentState: 'reversed' });
  tell(pay('C'), 409, { code: 'payments.already_paid' });
  tell(reverse('D'), 201, { outcome: 'tombstone', paymentReference: 'D', reference: 'D-R', amount: '0' });
  tell(pay('D'), 409, { code: 'payments.reversed_before' });
  const heldAt = '2026-11-05T03:00:00.000Z';
  const held = { holdId: '5', reference: 'H', bills: ['9'], amount: '100', state: 'open', heldAt };
  tell({ op: 'hold', reference: 'H', customerCode: 'PA9' }, 201, held);
  tell({ op: 'extend', reference: 'H' }, 200, { ...held, state: 'expired' });
  const part = { laidVnd: 100n, takenVnd: 0n };
  const payment = { partner: 'BANK', amountVnd: 100n, creditedVnd: 0n, creditVnd: 0n, appliedVnd: 0n };
  const books: Books = {
    payments: [
      { ...payment, reference: 'A', id: '1', state: 'accepted', parts: [{ ...part, billId: '7' }] },
      {
        ...payment,
        reference: 'B',
        id: '2',
        state: 'reversed',
        parts: [{ ...part, takenVnd: 100n, billId: '8' }],
      },
    ],
    claims: [
      { partner: 'BANK', reference: 'A', kind: 'payment', paymentId: '1' },
      { partner: 'BANK', reference: 'B', kind: 'payment', paymentId: '2' },
      { partner: 'BANK', reference: 'D', kind: 'tombstone', paymentId: null },
    ],
    reversals: [{ partner: 'BANK', reference: 'B-R', paymentReference: 'B' }],
    holds: [
      {
        id: '5',
        partner: 'BANK',
        reference: 'H',
        state: 'open',
        billIds: ['9'],
        amountVnd: 100n,
        holding: ['9'],
      },
    ],
    billTotals: new Map([
      ['7', 100n],
      ['8', 100n],
    ]),
    overpaidBills: [],
    brokenInvariants: [],
    ledgerBreak: null,
    toldElsewhere: new Set(),
  };
  return { lines, books };
}

function receipt(paymentId: string, reference: string, billId: string) {
  const allocations = [{ billId, amount: '100' }];
  const said = {
    outcome: 'accepted',
    currentState: 'accepted',
    acceptedAt: 'then',
    businessOn: '2026-11-05',
  };
  return { paymentId, reference, amount: '100', credited: '0', allocations, ...said };
}

test('a sound story has no violation', () => {
  const { lines, books } = soundStory();
  assert.deepEqual(verify(lines, books), []);
});

/** What is done to the books, or to what was said (by line of the journal), and the rule that must notice. */
const damages: Record<string, [rule: RegExp, damage: (story: ReturnType<typeof soundStory>) => void]> = {
  'an acknowledged payment is lost': [/is in the books once/, ({ books }) => books.payments.shift()],
  'a payment is there twice': [
    /has two payments/,
    ({ books }) => books.payments.push({ ...books.payments[0]!, id: '9' }),
  ],
  'a refused reference was paid': [
    /never acknowledged/,
    ({ books }) => books.payments.push({ ...books.payments[0]!, id: '9', reference: 'C' }),
  ],
  'the amount is another': [/with this amount/, ({ books }) => (books.payments[0]!.amountVnd = 99n)],
  'the money lies on another bill': [
    /on these bills/,
    ({ books }) => (books.payments[0]!.parts[0]!.billId = '8'),
  ],
  'a dong is missing': [/add up to/, ({ books }) => (books.payments[0]!.parts[0]!.laidVnd = 99n)],
  'an acknowledged reversal is not there': [/taken back exactly/, ({ books }) => (books.reversals = [])],
  'a reversal that nobody was told of': [
    /taken back exactly/,
    ({ books }) => books.reversals.push({ partner: 'BANK', reference: 'A-R', paymentReference: 'A' }),
  ],
  'paid although taken back beforehand': [
    /taken back beforehand/,
    ({ books }) => books.payments.push({ ...books.payments[0]!, id: '9', reference: 'D' }),
  ],
  'a later answer names another payment': [
    /the same ever after/,
    ({ lines }) => say(lines, 6, { paymentId: '5' }),
  ],
  'the status forgets a payment': [/the same ever after/, ({ lines }) => say(lines, 10, {}, 404)],
  'a reversed payment is called accepted': [
    /said to be/,
    ({ lines }) => say(lines, 18, { currentState: 'accepted' }),
  ],
  'a conflict without a cause': [/conflict/, ({ lines }) => say(lines, 20, { code: 'payments.conflict' })],
  'a bill is asked for again': [
    /not asked for again/,
    ({ lines }) => say(lines, 12, { bills: [{ billId: '7', amount: '100' }] }),
  ],
  'a request broke the product': [
    /breaks the product/,
    ({ lines }) => say(lines, 20, { code: 'internal.fault' }, 500),
  ],
  'an honest request was refused for its number': [
    /below their limit/,
    ({ lines }) => say(lines, 20, { code: 'request.rate_limited' }, 429),
  ],
  'an acknowledged hold is lost': [/acknowledged hold/, ({ books }) => (books.holds = [])],
  'a hold given back is still on': [
    /acknowledged hold/,
    ({ lines }) => say(lines, 28, { state: 'released' }),
  ],
  'an open hold holds nothing': [/held exactly/, ({ books }) => (books.holds[0]!.holding = [])],
  'another takes a held bill': [/keeps everybody else away/, ({ lines }) => takeHeldBill(lines)],
  'a question is still open': [
    /last word/,
    ({ lines }) => say(lines, 20, { code: 'payment.outcome_unknown' }, 503),
  ],
};

function takeHeldBill(lines: JournalLine[]): void {
  const order = { reference: 'Z', customerCode: 'PA9', amount: '100' };
  const call: Call = { op: 'pay', order };
  lines.push({ what: 'sent', line: 90, at: 0, request: 90, partner: 'WALLET', call });
  const body = receipt('9', 'Z', '9');
  lines.push({ what: 'answered', line: 91, at: 0, request: 90, status: 201, body });
}

test("a hold that somebody else's notice has ended keeps nobody away", () => {
  const { lines, books } = soundStory();
  const intruded = (): boolean =>
    verify(lines, books).some(({ rule }) => rule === 'a hold keeps everybody else away');
  takeHeldBill(lines);
  assert.ok(intruded());
  const order = { reference: 'N', customerCode: 'PA9', amount: '50', intent: 'notice' } as const;
  const call: Call = { op: 'pay', order: { ...order, occurredAt: '2026-11-05T03:00:00.000Z' } };
  lines.splice(-2, 0, { what: 'sent', line: 89, at: 0, request: 89, partner: 'OTHER', call });
  assert.ok(!intruded());
});

function say(lines: JournalLine[], line: number, body: object, status?: number): void {
  const answer = lines.find((one) => one.line === line);
  if (answer?.what !== 'answered') throw new Error(`line ${line} is no answer`);
  answer.body = { ...(answer.body as object), ...body };
  answer.status = status ?? answer.status;
}

for (const [name, [rule, damage]] of Object.entries(damages)) {
  test(`it is noticed when ${name}`, () => {
    const story = soundStory();
    damage(story);
    const found = verify(story.lines, story.books).map((violation) => violation.rule);
    assert.ok(
      found.some((one) => rule.test(one)),
      `found only: ${found.join('; ') || 'nothing'}`,
    );
  });
}
