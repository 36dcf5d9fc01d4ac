import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import fc from 'fast-check';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import type { Channel } from '../../../core/channels.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { acceptPayments, reversePayment, type PaymentInstruction } from '../payments/index.ts';
import { transaction } from '../../platform/db.ts';
import { publish } from '../../platform/outbox.ts';
import { checkKpi, refreshKpi, showKpi } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const partner = await makePartner(runtime, { channels: ['bank_app', 'agent_cash', 'counter_cash'] });
afterEach(() => assertInvariants(db));

let serial = 0;
function instruction(
  customerCode: string,
  amountVnd: bigint,
  channel: Channel,
  more: Partial<PaymentInstruction> = {},
): PaymentInstruction {
  return {
    partnerId: partner.id,
    reference: `K${++serial}`,
    intent: 'notice',
    customerCode,
    amountVnd,
    billIds: null,
    channel,
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
    ...more,
  };
}
const show = (period: string, definition: 'official' | 'strict', unitCode?: string) =>
  showKpi(db, { period, unitCode, definition, businessDate: today });

test('official counts an agent point, strict does not; a part or one cash dong spoils a bill; money counts by dong', async () => {
  const bills = [{ period: '2026-01', totalVnd: 100_000n }];
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 6 }, () => ({ bills, unit: 'PA99KA' })),
  );
  const [app, agent, counter, mixed, part] = made.map(({ code }) => code) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await acceptPayments(
    db,
    [
      instruction(app, 100_000n, 'bank_app'),
      instruction(agent, 100_000n, 'agent_cash'),
      instruction(counter, 100_000n, 'counter_cash'),
      instruction(mixed, 60_000n, 'bank_app'),
      instruction(mixed, 40_000n, 'counter_cash'),
      instruction(part, 30_000n, 'bank_app'),
    ],
    new Date(),
  );
  const official = await show('2026-01', 'official', 'PA99KA');
  assert.deepEqual(official.customers, { numerator: 2, denominator: 6, ratio: 2 / 6 });
  assert.deepEqual(official.bills, official.customers);
  assert.deepEqual(official.money, { numerator: '290000', denominator: '600000', ratio: 290 / 600 });
  const used = Object.entries(official.channels).filter(([, { money }]) => money !== '0');
  assert.deepEqual(Object.fromEntries(used), {
    bank_app: { money: '190000', bills: 3, customers: 3 },
    agent_cash: { money: '100000', bills: 1, customers: 1 },
    counter_cash: { money: '140000', bills: 2, customers: 2 },
  });
  const strict = await show('2026-01', 'strict', 'PA99KA');
  assert.deepEqual(strict.channels, official.channels);
  assert.equal(strict.customers.numerator, 1);
  assert.equal(strict.money.numerator, '190000');
  assert.deepEqual(await checkKpi(db), []);
});

test('a bank counter is strict only when the partner says that an account was debited', async () => {
  const bills = [{ period: '2026-02', totalVnd: 50_000n }];
  const [first, second] = await makeCustomers(runtime, [{ bills }, { bills }]);
  await acceptPayments(
    db,
    [
      instruction(first!.code, 50_000n, 'bank_counter', { tender: 'account' }),
      instruction(second!.code, 50_000n, 'bank_counter', { tender: 'cash' }),
    ],
    new Date(),
  );
  assert.equal((await show('2026-02', 'official')).customers.numerator, 2);
  assert.equal((await show('2026-02', 'strict')).customers.numerator, 1);
});

test('a reversal and a correction take the figures back', async () => {
  const bills = [{ period: '2026-03', totalVnd: 80_000n }];
  const [one, two] = await makeCustomers(runtime, [{ bills }, { bills }]);
  const [paid] = await acceptPayments(
    db,
    [instruction(one!.code, 80_000n, 'bank_app'), instruction(two!.code, 80_000n, 'bank_app')],
    new Date(),
  );
  assert.equal((await show('2026-03', 'official')).customers.numerator, 2);
  assert.ok(paid?.outcome === 'accepted');
  await reversePayment(
    db,
    {
      partnerId: partner.id,
      paymentReference: paid.payment.reference,
      reference: 'K-REV',
      reason: 'thử',
      businessOn: today,
    },
    new Date(),
  );
  assert.equal((await show('2026-03', 'official')).customers.numerator, 1);
  const header =
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  await importText(runtime, 'bills', [
    header,
    billLine(two!.code, 'PA99AA', { period: '2026-03', totalVnd: 54_000n }),
  ]);
  const after = await show('2026-03', 'official');
  assert.equal(after.money.denominator, '134000');
  assert.equal(after.money.numerator, '54000');
  assert.deepEqual(await checkKpi(db), []);
});

test('a slow transaction is neither skipped by a refresh that runs meanwhile nor holds the quick ones up', async () => {
  const bills = [{ period: '2026-04', totalVnd: 10_000n }];
  const [slow, quick] = await makeCustomers(runtime, [{ bills }, { bills }]);
  await refreshKpi(db);
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  let began = (): void => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const open = transaction(db, async (tx) => {
    await publish(tx, { topic: 'customers.published', payload: { importId: '0' } });
    began();
    await held;
  });
  await begun;
  await acceptPayments(db, [instruction(quick!.code, 10_000n, 'bank_app')], new Date());
  assert.equal((await show('2026-04', 'official')).customers.numerator, 1);
  assert.equal(await refreshKpi(db), 0);
  finish();
  await open;
  assert.equal(await refreshKpi(db), 1);
  await acceptPayments(db, [instruction(slow!.code, 10_000n, 'bank_app')], new Date());
  assert.equal((await show('2026-04', 'official')).customers.numerator, 2);
});

test('after any mix of payments, reversals and corrections the roll-ups equal a plain count', async () => {
  const step = fc.record({
    customer: fc.nat(5),
    kind: fc.constantFrom('pay', 'pay', 'pay', 'reverse', 'correct'),
    amountVnd: fc.bigInt(1_000n, 150_000n),
    channel: fc.constantFrom<Channel>('bank_app', 'agent_cash', 'counter_cash', 'bank_counter'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const periods = [
        { period: '2026-05', totalVnd: 90_000n },
        { period: '2026-06', totalVnd: 70_000n },
      ];
      const made = await makeCustomers(
        runtime,
        Array.from({ length: 6 }, () => ({ bills: periods })),
      );
      for (const { customer, kind, amountVnd, channel } of steps)
        await takeStep(made[customer]!.code, kind, amountVnd, channel);
      await refreshKpi(db);
      assert.deepEqual(await checkKpi(db), []);
      await assertInvariants(db);
    }),
    { numRuns: 8 },
  );
});

async function takeStep(code: string, kind: string, amountVnd: bigint, channel: Channel): Promise<void> {
  if (kind === 'correct') {
    const header =
      'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
    await importText(runtime, 'bills', [
      header,
      billLine(code, 'PA99AA', { period: '2026-05', totalVnd: amountVnd }),
    ]);
    return;
  }
  const [outcome] = await acceptPayments(db, [instruction(code, amountVnd, channel)], new Date());
  if (kind !== 'reverse' || outcome?.outcome !== 'accepted') return;
  const request = {
    partnerId: partner.id,
    paymentReference: outcome.payment.reference,
    reference: `R${outcome.payment.reference}`,
    reason: 'thử',
    businessOn: today,
  };
  await reversePayment(db, request, new Date());
}

test('a drill-down leads to the same customers, few or many, in one page or customer by customer', async () => {
  const period = '2027-03';
  const bills = [{ period, totalVnd: 10_000n }];
  const units = ['PA99KB', 'PA99KC', 'PA99KD'];
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 24 }, (_, index) => ({ bills, unit: units[index % 3]! })),
  );
  const paidBy = (from: number, to: number, channel: Channel) =>
    made.slice(from, to).map(({ code }) => instruction(code, 10_000n, channel));
  await acceptPayments(db, [...paidBy(0, 15, 'bank_app'), ...paidBy(15, 17, 'counter_cash')], new Date());
  await refreshKpi(db);
  const head = await signInAs(await createApp(runtime), runtime, 'business_head');
  const codes = (from: number, to: number): string[] => made.slice(from, to).map(({ code }) => code);
  const expected = { all: codes(0, 24), cashless: codes(0, 15), cash: codes(15, 17), unpaid: codes(17, 24) };
  for (const [state, wanted] of Object.entries(expected)) {
    for (const limit of [1, 5, 200]) {
      const found: string[] = [];
      for (let after = ''; ;) {
        const { body } = await head.get(
          `/kpi/customers?period=${period}&state=${state}&limit=${limit}${after}`,
        );
        assert.equal(body.total, wanted.length);
        found.push(...body.rows.map((row: { code: string }) => row.code));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      assert.deepEqual(found.sort(), wanted.toSorted(), `${state} by ${limit}`);
    }
  }
});
