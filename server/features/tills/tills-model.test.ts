import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createApp } from '../../app.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, today } from '../../../test/support/make.ts';
import { creditOf } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { cashFor, countOf, makeTill, openTill, tillBalance } from '../../../test/support/tills.ts';
import { settleRemittances } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
const cashier = await signInAs(app, runtime, 'cashier');
const account = '12010000123456';
await accountant.send('PUT', `/bank-accounts/${account}`, { bankName: 'BIDV', transferPartner: null });

const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ act: fc.constant('pay' as const), twice: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('void' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('close' as const),
        off: fc.constantFrom(0n, 0n, 7_000n, -3_000n),
      }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('remit' as const), back: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('bank' as const) }) },
  ),
  { minLength: 10, maxLength: 18 },
);
type Act = typeof acts extends fc.Arbitrary<(infer One)[]> ? One : never;

const bill = 120_000n;
const float = 200_000n;
const pool = await makeCustomers(
  runtime,
  Array.from({ length: 60 }, () => ({ bills: [{ period: '2026-09', totalVnd: bill }] })),
);
let tills = 0;

/** One till as it should be: what lies in it, of which sessions, and what is on its way. */
class Model {
  readonly till = `QM${String(++tills).padStart(2, '0')}`;
  session: string | undefined;
  inSession = 0n;
  receipts = 0;
  last: { id: string } | undefined;
  kept: { id: string; cash: bigint }[] = [];
  sent: { number: string; amount: bigint }[] = [];

  get cash(): bigint {
    return this.inSession + this.kept.reduce((sum, { cash }) => sum + cash, 0n);
  }
  get transit(): bigint {
    return this.sent.reduce((sum, { amount }) => sum + amount, 0n);
  }
}

async function doAct(model: Model, act: Act): Promise<void> {
  if (act.act === 'pay') await pay(model, act.twice);
  else if (act.act === 'void') await voidLast(model);
  else if (act.act === 'close') await close(model, act.off);
  else if (act.act === 'remit') await remit(model, act.back);
  else await bringCredits(model);
}

async function pay(model: Model, twice: boolean): Promise<void> {
  const customer = pool.pop();
  if (!customer) return;
  model.session ??= await openTill(cashier, model.till, String(float));
  const wish = cashFor(customer, bill, bill + 80_000n);
  const send = () => cashier.send('POST', `/tills/sessions/${model.session}/cash`, wish);
  const [first] = await Promise.all(twice ? [send(), send()] : [send()]);
  model.receipts++;
  const number = `${model.till}-${String(model.receipts).padStart(6, '0')}`;
  assert.equal(first?.body.receipt, number, JSON.stringify(first?.body));
  model.last = first?.body;
  model.inSession += bill;
}

async function voidLast(model: Model): Promise<void> {
  if (!model.last || !model.session) return;
  const path = `/tills/takings/${model.last.id}/void`;
  assert.equal((await cashier.send('POST', path, { reason: 'thu nhầm' })).status, 200);
  assert.equal((await head.send('POST', `${path}/approval`)).body.state, 'voided');
  model.last = undefined;
  model.inSession -= bill;
}

async function close(model: Model, off: bigint): Promise<void> {
  if (!model.session) return;
  const counted = float + model.inSession + off;
  const path = `/tills/sessions/${model.session}`;
  const { body } = await cashier.send('POST', `${path}/closing`, countOf(counted));
  assert.equal(body.session.difference, String(off), JSON.stringify(body));
  model.kept.push({ id: model.session, cash: model.inSession + off });
  Object.assign(model, { session: undefined, inSession: 0n, last: undefined });
}

async function remit(model: Model, back: boolean): Promise<void> {
  const amount = model.kept.reduce((sum, { cash }) => sum + cash, 0n);
  const sessions = model.kept.map(({ id }) => id);
  if (sessions.length === 0) return;
  const wish = { till: model.till, sessions, bankAccount: account };
  const { status, body } = await cashier.send('POST', '/remittances', wish);
  assert.equal(status, amount > 0n ? 201 : 409, JSON.stringify(body));
  if (status !== 201) return;
  const { id, number } = body.remittance;
  if (back) {
    assert.equal((await cashier.send('POST', `/remittances/${id}/cancelling`)).status, 200);
    return;
  }
  model.kept = [];
  model.sent.push({ number, amount });
}

async function bringCredits(model: Model): Promise<void> {
  for (const { number, amount } of model.sent.splice(0)) {
    await creditOf(accountant, { bookedOn: today, amount, remittance: `nop tien ${number}` });
  }
  const by = { actor: 'test', now: new Date(), businessOn: today };
  await settleRemittances(company.db, by);
  assert.equal(await settleRemittances(company.db, by), 0, 'a credit settles one slip once');
}

test('whatever happens at a till, its 111 and 113 are what the cashier would count', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const model = new Model();
      await makeTill(head, model.till);
      for (const act of list) await doAct(model, act);
      assert.equal(await tillBalance(company, '111', model.till), model.cash);
      assert.equal(await tillBalance(company, '113', model.till), model.transit);
      await assertInvariants(company.db);
      await close(model, 0n);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
