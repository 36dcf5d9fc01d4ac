import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { listen, occasionIn, openGateway } from '../../../test/support/gateways.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomer, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { simulatedProviders, type SimulatedProvider } from '../../../simulator/gateways/contracts.ts';
import type { Desk } from '../../../simulator/gateways/desk.ts';
import { createApp } from '../../app.ts';
import { many } from '../../platform/db.ts';
import { followOrders, probeGateways } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const app = await createApp(runtime);
const address = await listen(app);
const operator = await signInAs(app, runtime, 'operator');
const counter = await signInAs(app, runtime, 'unit_staff');
const head = await signInAs(app, runtime, 'business_head');
const bank = await makePartner(runtime);
const desks = new Map<SimulatedProvider, Desk>();
for (const provider of simulatedProviders) {
  desks.set(provider, (await openGateway(runtime, operator, provider, address)).desk);
}

/** What payers, the world and the clock do. A payer pays only while the order lasts, as providers see to. */
const steps = [
  'payer pays',
  'payer gives up',
  'callbacks',
  'callbacks again',
  'a minute',
  'half an hour',
  'paid elsewhere',
  'refund',
  'part refund',
  'cancel',
  'outage',
  'answers lost',
  'refusal',
  'duplicates',
  'disorder',
  'forgery',
  'wrong amount',
  'silence',
  'latency',
  'calm',
] as const;
type Step = (typeof steps)[number];

interface Course {
  desk: Desk;
  customer: Awaited<ReturnType<typeof makeCustomer>>;
  order: { id: string; reference: string; payUrl: string | null };
  /** How far the clock of the jobs has come. */
  minutes: number;
  run: number;
}

const amountVnd = 123_456n;
const lastsMinutes = 14;
let runs = 0;
/** No run's clock falls behind what an earlier one has stamped. */
let clockMinutes = 0;

async function passTime(course: Course, minutes: number): Promise<void> {
  course.minutes += minutes;
  clockMinutes = Math.max(clockMinutes, course.minutes);
  await probeGateways(occasionIn(company, course.minutes));
  await followOrders(occasionIn(company, course.minutes));
}

const acts: Record<Step, (course: Course) => unknown> = {
  'payer pays': ({ desk, order, minutes }) => {
    if (minutes >= lastsMinutes) return;
    if (order.payUrl !== null) desk.payerPays(order.payUrl);
    else if (desk.orders.has(order.reference)) desk.pay(order.reference);
  },
  'payer gives up': ({ desk, order }) => {
    if (order.payUrl !== null) return desk.payerGivesUp(order.payUrl);
    return desk.orders.has(order.reference) && desk.giveUp(order.reference);
  },
  callbacks: ({ desk }) => desk.callBack(),
  'callbacks again': ({ desk, order }) => {
    desk.tellAgain(order.reference);
    return desk.callBack();
  },
  'a minute': (course) => passTime(course, 1),
  'half an hour': (course) => passTime(course, 30),
  'paid elsewhere': ({ customer, run }) =>
    callPartner(app, bank.key, {
      method: 'POST',
      path: '/payments',
      body: {
        reference: `ELSE-${run}`,
        customerCode: customer.code,
        amount: String(amountVnd),
        intent: 'notice',
      },
    }),
  cancel: ({ order }) => counter.send('POST', `/gateways/orders/${order.id}/cancel`),
  'part refund': async ({ order }) => {
    await counter.send('POST', `/gateways/orders/${order.id}/refund`, { reason: 'trả lại', amount: '23456' });
    await head.send('POST', `/gateways/orders/${order.id}/refund/approval`);
  },
  refund: async ({ order }) => {
    await counter.send('POST', `/gateways/orders/${order.id}/refund`, { reason: 'trả lại' });
    await head.send('POST', `/gateways/orders/${order.id}/refund/approval`);
  },
  outage: ({ desk }) => (desk.switches.outage = true),
  'answers lost': ({ desk }) => (desk.switches.loseAnswers = 2),
  refusal: ({ desk }) => (desk.switches.refuse = true),
  duplicates: ({ desk }) => (desk.switches.duplicate = true),
  disorder: ({ desk }) => (desk.switches.outOfOrder = true),
  forgery: ({ desk }) => (desk.switches.wrongSignature = true),
  'wrong amount': ({ desk }) => (desk.switches.wrongAmount = true),
  silence: ({ desk }) => (desk.switches.mute = true),
  latency: ({ desk }) => (desk.switches.latencyMs = 20),
  calm: ({ desk }) => desk.calmDown(),
};

async function begin(provider: SimulatedProvider, faults: readonly Step[]): Promise<Course | undefined> {
  const desk = desks.get(provider)!;
  desk.calmDown();
  const run = ++runs;
  const customer = await makeCustomer(runtime, { bills: [{ period: '2026-08', totalVnd: amountVnd }] });
  await probeGateways(occasionIn(company, ++clockMinutes));
  const course: Course = { desk, customer, order: { id: '', reference: '', payUrl: null }, minutes: 0, run };
  for (const fault of faults) await acts[fault](course);
  const phone = provider === 'mobile-money' ? { phone: `09${10_000_000 + run}` } : {};
  const body = { account: provider, requestKey: `course-${run}`, customerCode: customer.code, ...phone };
  const answer = await counter.send('POST', '/gateways/orders', body);
  if (answer.body.code === 'gateways.down') return undefined;
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { ...course, order: answer.body };
}

/** When everything works again, both sides must say the same of the money. */
async function end(course: Course): Promise<void> {
  const { desk, order, customer } = course;
  desk.calmDown();
  for (const minutes of [1, 15, 30, 60]) await passTime(course, minutes);
  const theirs = desk.orders.get(order.reference);
  const known = theirs?.state ?? 'waiting';
  const keptVnd = amountVnd - (theirs?.refundedVnd ?? 0n);
  const { state } = (await counter.get(`/gateways/orders/${order.id}`)).body.order;
  const booked = await many(
    company.db,
    sql<{ amount_vnd: bigint }>`
      select amount_vnd from payments
      where customer_id = ${customer.id} and reference not like 'ELSE-%' and state = 'accepted'`,
  );
  const expected: Record<typeof known, { states: string[]; amounts: bigint[] }> = {
    paid: { states: ['paid'], amounts: [keptVnd] },
    refunded: { states: ['refunded'], amounts: [] },
    failed: { states: ['failed', 'expired'], amounts: [] },
    waiting: { states: ['pending', 'created', 'expired', 'failed'], amounts: [] },
  };
  const seen = booked.map(({ amount_vnd }) => amount_vnd);
  assert.deepEqual(
    [expected[known].states.includes(state), seen],
    [true, expected[known].amounts],
    `${known}: ${state}`,
  );
  await assertInvariants(company.db);
}

test('whatever goes wrong in whatever order, no money is lost or doubled', async () => {
  const faults = fc.subarray<Step>(['answers lost', 'refusal', 'latency', 'outage'], { maxLength: 1 });
  const course = fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...simulatedProviders),
      faults,
      course,
      async (provider, first, rest) => {
        const running = await begin(provider, first);
        if (!running) return;
        for (const step of rest) await acts[step](running);
        await end(running);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
