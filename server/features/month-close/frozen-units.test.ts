import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { transaction } from '../../platform/db.ts';
import { ensureUnits, firstDay, getUnit } from '../companies/index.ts';
import { countDefinitions, refreshKpi } from '../kpi/index.ts';
import { acceptPayments, reversePayment } from '../payments/index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, { channels: ['bank_app'] });
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
afterEach(() => assertInvariants(db));

let serial = 0;
async function pay(code: string, billId: bigint): Promise<string> {
  const reference = `U${++serial}`;
  const payment = {
    partnerId: partner.id,
    reference,
    intent: 'notice' as const,
    customerCode: code,
    amountVnd: 100_000n,
    billIds: [billId],
    channel: 'bank_app' as const,
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  };
  await acceptPayments(db, [payment], new Date());
  return reference;
}

async function makeBilled(period: string, units: readonly string[], each: number) {
  const wanted = units.flatMap((unit) =>
    Array.from({ length: each }, () => ({ unit, commune: '18073', bills: [{ period, totalVnd: 100_000n }] })),
  );
  return makeCustomers(runtime, wanted);
}

const shareOf = (figures: { counted: string; frozen: object }[]): object =>
  figures.find(({ counted }) => counted === 'customers')!.frozen;

test('a unit that is moved or renamed later, even as of a day before, leaves frozen figures where they were', async () => {
  const period = '2025-05';
  await transaction(db, (tx) =>
    ensureUnits(
      tx,
      [
        { code: 'PA99SA', kind: 'unit', parentCode: runtime.company.code },
        { code: 'PA99SB', kind: 'unit', parentCode: runtime.company.code },
        { code: 'PA99SA1', kind: 'team', parentCode: 'PA99SA' },
      ],
      firstDay,
    ),
  );
  const made = await makeBilled(period, ['PA99SA', 'PA99SA1', 'PA99SB'], 2);
  for (const { code, billIds } of made.slice(0, 3)) await pay(code, billIds[0]!);
  await refreshKpi(db);
  assert.equal((await head.send('POST', `/months/${period}/freeze`, {})).status, 201);
  const seen = async () => {
    const board = (await head.get(`/board?period=${period}&unit=PA99SA`)).body.frozen.figures.customers;
    const figures = (await head.get(`/months/${period}/figures?unit=PA99SA&by=unit`)).body;
    return {
      board: [board.official.numerator, board.denominator],
      total: shareOf(figures.total.figures),
      rows: figures.rows.map(({ code, name }: Record<string, string>) => [code, name]),
    };
  };
  const before = await seen();
  assert.deepEqual(before.board, ['3', '4']);
  assert.deepEqual(before.total, { numerator: '3', denominator: '4', ratio: 0.75 });
  for (const change of [
    { parentCode: 'PA99SB', from: '2025-01-01' },
    { name: 'Đội khác', from: today },
  ]) {
    const moved = await head.send('PUT', '/units/PA99SA1', change);
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
  }
  assert.deepEqual(await seen(), before);
  const unit = await getUnit(db, 'PA99SA', today);
  const worker = await signInAs(app, runtime, 'unit_staff', unit.id);
  const own = (await worker.get(`/months/${period}/figures`)).body;
  assert.deepEqual(shareOf(own.total.figures), before.total);
});

test('two who freeze at once make one version, and two who approve at once state it anew once', async () => {
  const period = '2025-06';
  await makeBilled(period, ['PA99TA'], 3);
  await refreshKpi(db);
  const freezes = await Promise.all(
    [head, accountant, head].map((one) => one.send('POST', `/months/${period}/freeze`, {})),
  );
  assert.deepEqual(freezes.map(({ status, body }) => body.code ?? status).sort(), [
    201,
    'months.already_frozen',
    'months.already_frozen',
  ]);
  await head.send('POST', `/months/${period}/restatement`, { reason: 'Nộp tệp muộn' });
  const approvals = await Promise.all(
    [accountant, accountant].map((one) => one.send('POST', `/months/${period}/restatement/approve`, {})),
  );
  assert.deepEqual(approvals.map(({ status, body }) => body.code ?? status).sort(), [
    200,
    'months.no_restatement',
  ]);
  assert.equal((await head.get(`/months/${period}`)).body.versions.length, 2);
});

test('payments that arrive while a month is frozen are in its figures or among its adjustments, each once and with its reason', async () => {
  const period = '2025-07';
  const made = await makeBilled(period, ['PA99UA'], 40);
  await refreshKpi(db);
  const payments = (async () => {
    const references = [];
    for (const { code, billIds } of made) references.push(await pay(code, billIds[0]!));
    return references;
  })();
  const frozen = await head.send('POST', `/months/${period}/freeze`, {});
  assert.equal(frozen.status, 201, JSON.stringify(frozen.body));
  const references = await payments;
  await reversePayment(
    db,
    {
      partnerId: partner.id,
      paymentReference: references[0]!,
      reference: 'U-REV',
      reason: 'Khách báo chuyển nhầm',
      businessOn: today,
    },
    new Date(),
  );
  await refreshKpi(db);
  const { total } = (await head.get(`/months/${period}/figures?unit=PA99UA`)).body;
  const money = total.figures.find(({ counted }: { counted: string }) => counted === 'money');
  const { rows } = (await head.get(`/months/${period}/movements?unit=PA99UA&limit=200`)).body;
  const moved = rows.reduce((sum: bigint, { amount }: { amount: string }) => sum + BigInt(amount), 0n);
  assert.equal(BigInt(money.frozen.numerator) + moved, BigInt(money.live.numerator));
  assert.equal(money.live.numerator, '3900000');
  const taken = rows.filter(({ amount }: { amount: string }) => amount.startsWith('-'));
  assert.deepEqual(
    taken.map(({ why, said }: Record<string, string>) => [why, said]),
    [['reversed', 'Khách báo chuyển nhầm']],
  );
  const late = rows.filter(({ amount }: { amount: string }) => !amount.startsWith('-'));
  assert.ok(late.every(({ why }: { why: string }) => why === 'paid_late'));

  // What is counted at intervals says as of when it is, and catches up.
  const readUnder = async (by: string) => {
    const path = `/months/${period}/figures?definition=ha-tinh-all&unit=PA99UA&by=${by}`;
    const { total, asOf, liveAsOf } = (await head.get(path)).body;
    return { ...total.figures[0], isOfBefore: liveAsOf < asOf };
  };
  const before = await readUnder('unit');
  await pay(made[0]!.code, made[0]!.billIds[0]!);
  await refreshKpi(db);
  assert.deepEqual([before.isOfBefore, await readUnder('unit')], [false, { ...before, isOfBefore: true }]);
  await countDefinitions(db, Infinity);
  const live = { numerator: '40', denominator: '40', ratio: 1 };
  for (const by of ['unit', 'commune']) assert.deepEqual(await readUnder(by), { ...before, live });
});
