import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { test } from 'node:test';
import fc from 'fast-check';
import { createApp } from '../../server/app.ts';
import { openTestRuntime } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers, makePartner, type MadeCustomer } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { apply, ordersOf, type Answer, type Model, type Operation } from './posting-model.ts';

const runs = 25;
const totals = [30_000, 20_000, 50_000];
const customersPerRun = 2;

const runtime = await openTestRuntime();
const app = await createApp(runtime);
const partners = [await makePartner(runtime), await makePartner(runtime)];
const periods = ['2026-08', '2026-09', '2026-10'];
const bills = totals.map((total, index) => ({ period: periods[index]!, totalVnd: BigInt(total) }));
/** Enough for the search for a smaller counterexample, too. */
const customers = await makeCustomers(
  runtime,
  Array.from({ length: customersPerRun * 200 }, () => ({ bills })),
);

/** The product in one run: customers and references of its own. */
class Product {
  private static runs = 0;
  private readonly prefix: string;
  private readonly own: MadeCustomer[];
  private readonly ids = new Map<string, string>();

  constructor() {
    const run = Product.runs++;
    this.prefix = `M${run}`;
    this.own = customers.slice(run * customersPerRun, (run + 1) * customersPerRun);
  }

  async perform(operation: Operation): Promise<Answer> {
    const { method, path, body } = this.write(operation);
    const reply = await callPartner(app, partners[operation.partner]!.key, { method, path, body });
    return this.read(operation, reply.statusCode, reply.json());
  }

  private write(operation: Operation): { method: 'GET' | 'POST'; path: string; body?: unknown } {
    const reference = `${this.prefix}-${operation.reference}`;
    if (operation.does === 'status') return { method: 'GET', path: `/payments/${reference}` };
    if (operation.does === 'pay') {
      const { customer, amount, intent } = operation;
      const body = { reference, customerCode: this.own[customer]!.code, amount: String(amount), intent };
      return { method: 'POST', path: '/payments', body };
    }
    const path = `/payments/${this.prefix}-${operation.paymentReference}/reversal`;
    return { method: 'POST', path, body: { reference, reason: 'khách đổi ý' } };
  }

  private read(operation: Operation, status: number, body: Record<string, unknown>): Answer {
    if (status >= 400) return { status, code: String(body['code']) };
    const answer = { status, outcome: String(body['outcome']), amount: Number(body['amount']) };
    if (operation.does === 'reverse') return answer;
    this.checkId(operation, String(body['paymentId']));
    const lines = (body['allocations'] as { billId: string; amount: string }[]).map(
      ({ billId, amount }): [number, number] => [this.billIndex(billId), Number(amount)],
    );
    const currentState = String(body['currentState']);
    return { ...answer, currentState, credited: Number(body['credited']), lines };
  }

  /** One reference is one payment for ever. */
  private checkId({ partner, reference }: Operation, id: string): void {
    const key = `${partner}/${reference}`;
    assert.equal(id, this.ids.get(key) ?? id);
    this.ids.set(key, id);
  }

  private billIndex(billId: string): number {
    return Math.max(...this.own.map(({ billIds }) => billIds.indexOf(BigInt(billId))));
  }
}

/** Things done at once must be answered as if they had been done one after the other, in some order. */
class AtOnce implements fc.AsyncCommand<Model, Product> {
  private readonly operations: Operation[];

  constructor(operations: Operation[]) {
    this.operations = operations;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, product: Product): Promise<void> {
    const answers = await Promise.all(this.operations.map((operation) => product.perform(operation)));
    for (const order of ordersOf(this.operations.map((_, index) => index))) {
      const attempt = structuredClone(model);
      const expected = order.map((index) => ({ index, answer: apply(attempt, this.operations[index]!) }));
      if (expected.every(({ index, answer }) => isDeepStrictEqual(answer, answers[index]))) {
        Object.assign(model, attempt);
        return;
      }
    }
    const [operation] = this.operations;
    const expected =
      this.operations.length === 1 && operation ? apply(structuredClone(model), operation) : 'an order';
    assert.deepEqual(answers, [expected]);
  }

  toString(): string {
    return JSON.stringify(this.operations);
  }
}

const references = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const partner = fc.nat(partners.length - 1);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('pay' as const),
      partner,
      reference: references,
      customer: fc.nat(customersPerRun - 1),
      amount: fc.constantFrom(30_000, 50_000, 100_000, 20_000, 10_000, 120_000),
      intent: fc.constantFrom('request' as const, 'request' as const, 'notice' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        does: fc.constant('reverse' as const),
        partner,
        reference: references,
        paymentReference: references,
      })
      .filter(({ reference, paymentReference }) => reference !== paymentReference),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('status' as const), partner, reference: references }),
  },
);
const step = fc.array(operation, { minLength: 1, maxLength: 3 }).map((operations) => new AtOnce(operations));
/** The same thing from several connections. */
const echo = fc
  .tuple(operation, fc.integer({ min: 2, max: 3 }))
  .map(([one, times]) => new AtOnce(Array.from({ length: times }, () => one)));

test('payments, replays, reversals, tombstones and conflicts of two partners are answered as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands([step, echo], { maxCommands: 14 }), async (commands) => {
      const model: Model = {
        bills: Array.from({ length: customersPerRun }, () => totals.map((total) => ({ total, paid: 0 }))),
        uses: {},
      };
      await fc.asyncModelRun(() => ({ model, real: new Product() }), commands);
    }),
    { numRuns: runs },
  );
  await assertInvariants(runtime.company.db);
});
