import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GatewayBooks, GatewayStory } from './gateway-books.ts';
import { verifyGateways } from './verify-gateways.ts';

/** One order of each end: paid, given up, given back, never opened. */
function soundBooks(): GatewayBooks {
  const story = (
    reference: string,
    provider: GatewayStory['provider'],
    state: string,
    payments: GatewayStory['payments'],
  ): GatewayStory => {
    const paymentId = payments[0]?.id ?? null;
    const order = { id: reference, state, attention: null, amountVnd: 100n, paymentId };
    return { account: 'momo', reference, provider, order, payments, holding: [] };
  };
  const payment = { amountVnd: 100n, state: 'accepted' };
  const answer = { login: 'clerk', content: {}, status: 200, code: '' };
  return {
    stories: [
      story('A', { state: 'paid', amountVnd: 100n }, 'paid', [{ ...payment, id: '1', reference: 'A' }]),
      story('B', { state: 'failed', amountVnd: 100n }, 'failed', []),
      story('C', { state: 'refunded', amountVnd: 100n }, 'refunded', [
        { ...payment, id: '2', reference: 'C', state: 'reversed' },
      ]),
      story('D', undefined, 'expired', []),
    ],
    told: [{ ...answer, request: 'POST /gateways/orders', body: { id: 'A', amount: '100' } }],
  };
}

test('providers and books that agree have no violation', () => {
  assert.deepEqual(verifyGateways(soundBooks()), []);
});

test('money that could not be posted is no violation while it is marked for a person', () => {
  const books = soundBooks();
  books.stories[0]!.payments = [];
  Object.assign(books.stories[0]!.order!, { state: 'expired', attention: 'not_posted_refused' });
  assert.deepEqual(verifyGateways(books), []);
});

const damages: Record<string, [rule: RegExp, damage: (books: GatewayBooks) => unknown]> = {
  'money that was taken is lost': [/took is in the books once/, ({ stories }) => stories[0]!.payments.pop()],
  'money that was taken is there twice': [
    /took is in the books once/,
    ({ stories: [first] }) => first!.payments.push({ ...first!.payments[0]!, id: '9' }),
  ],
  'the amount is another': [
    /took is in the books once/,
    ({ stories }) => (stories[0]!.payments[0]!.amountVnd = 99n),
  ],
  'money is booked that the payer kept': [
    /no provider took/,
    ({ stories: [first, second] }) => second!.payments.push({ ...first!.payments[0]!, id: '9' }),
  ],
  'money that was given back stays booked': [
    /gave back/,
    ({ stories }) => (stories[2]!.payments[0]!.state = 'accepted'),
  ],
  'a refund is never ended': [/stays open/, ({ stories }) => (stories[2]!.order!.state = 'refund_pending')],
  'an order names another payment': [
    /says what its payment is/,
    ({ stories }) => (stories[0]!.order!.paymentId = '7'),
  ],
  'bills stay held for nothing': [/stays open/, ({ stories }) => stories[3]!.holding.push('4')],
  'a payment has no order': [/order we made/, ({ stories }) => (stories[0]!.order = undefined)],
  'an order that was answered is gone': [/answered is there/, ({ stories }) => (stories[0]!.order!.id = 'Z')],
  'a request broke the product': [
    /breaks the product/,
    (books) => (books.told = books.told.map((one) => ({ ...one, status: 500 }))),
  ],
};

for (const [name, [rule, damage]] of Object.entries(damages)) {
  test(`it is noticed when ${name}`, () => {
    const books = soundBooks();
    damage(books);
    const found = verifyGateways(books).map((violation) => violation.rule);
    assert.ok(
      found.some((one) => rule.test(one)),
      `found only: ${found.join('; ') || 'nothing'}`,
    );
  });
}
