import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { shippedDefinitions } from '../../../core/kpi/shipped-definitions.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { registerMandates, setDebitTerms } from '../../../test/support/debits.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { one, transaction } from '../../platform/db.ts';
import { assignBooks } from '../assignments/index.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi, repairKpi } from '../kpi/index.ts';
import { acceptPayments, reversePayment } from '../payments/index.ts';
import {
  checkCounts,
  forgetAllCounts,
  keepCounts,
  listMeasured,
  readMeasure,
  sumMeasured,
  type Whose,
} from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
afterEach(() => assertInvariants(db));
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
const operator = await signInAs(app, runtime, 'operator');
const period = addMonths(monthOf(today), -1);
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 8 }, (_, index) => ({
    unit: index < 5 ? 'PA99KA' : 'PA99KB',
    bills: [{ period, totalVnd: 70_000n }],
  })),
);
const codes = customers.map(({ code }) => code);
const partner = await makePartner(runtime, { channels: ['mobile_money'] });
const bank = await makePartner(runtime);
await setDebitTerms(operator, bank.code);
const [a, b] = [await getUnit(db, 'PA99KA', today), await getUnit(db, 'PA99KB', today)];
const people = await Promise.all([a, b].map(({ id }) => signInAs(app, runtime, 'unit_staff', id)));
const ids = await Promise.all(
  people.map(async ({ login }) => {
    const { id } = await one(db, sql<{ id: bigint }>`select id from staff where login = ${login}`);
    return id;
  }),
);

const measures = [
  'auto_debits',
  'accounts_opened',
  'wallets_opened',
  'mobile_money_users',
  'verified_phones',
  'zalo_registrations',
] as const;
const stretches = measures.flatMap((measure) =>
  (['at_end', 'cumulative'] as const).map((mode) => ({ measure, mode, from: period, to: monthOf(today) })),
);
const holders = [
  { key: 'company', unitIds: 'all' as const },
  ...[a, b].map(({ id, code }) => ({ key: code, unitIds: [id] })),
  ...ids.map((staffId, index) => ({ key: `employee ${index}`, unitIds: [], staffId })),
];
const apart: Whose[] = [{ staff: ids }, { nobodyIn: [a.id, b.id] }];

/** Every figure, of everybody and of the rows between them; and as of when each stands. */
async function readAll() {
  const figures: Record<string, unknown> = {};
  const asOf: Date[] = [];
  for (const stretch of stretches) {
    const question = { ...stretch, definition: shippedDefinitions[0]!, businessDate: today };
    const said = `${stretch.measure} ${stretch.mode}`;
    for (const [key, { value, asOf: at }] of await readMeasure(db, { ...question, holders })) {
      figures[`${said} ${key}`] = value;
      asOf.push(at);
    }
    for (const [index, whose] of apart.entries())
      figures[`${said} ${index}`] = (await sumMeasured(db, { ...question, whose, part: 'reached' }))?.n;
  }
  return { figures, asOf: new Date(Math.min(...asOf.map(Number))) };
}

/** The codes of a list read page by page, two at a time. */
async function readList(question: Parameters<typeof listMeasured>[1]): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const code = found.at(-1);
    const after = code === undefined ? null : { code, period: null };
    const rows = await listMeasured(db, question, { after, limit: 2 });
    found.push(...rows!.map((row) => row.code));
    if (rows!.length < 2) return found;
  }
}

const keep = (now = new Date()): Promise<number> => keepCounts(db, stretches, { businessDate: today, now });
const upload = (path: string, list: readonly string[]) =>
  head.upload(`${path}?fileName=ds.csv`, Buffer.from(list.join('\n')));

async function take(path: string, list: readonly string[]): Promise<void> {
  const { status, body } = await upload(path, list);
  assert.deepEqual([status, body.rejected], [200, 0], JSON.stringify(body));
}

const openAccounts = (rows: readonly string[]) =>
  take('/account-openings/list', ['MA_KHANG;LOAI;NGAY_MO;NOI_MO;NHAN_VIEN', ...rows]);

async function payBy(index: number): Promise<void> {
  const { code, billIds } = customers[index]!;
  const order = {
    partnerId: partner.id,
    reference: `MM${index}`,
    intent: 'notice' as const,
    customerCode: code,
    amountVnd: 70_000n,
    billIds,
    channel: 'mobile_money' as const,
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  };
  await acceptPayments(db, [order], new Date());
}

/**
 * What was kept is what counting says. After a change it stays what it was and says since when; then as many counts as are
 * touched are made again, and say what counting says.
 */
async function assertFollows(change: () => Promise<unknown>, recounted: number): Promise<void> {
  const before = await readAll();
  await change();
  await refreshKpi(db);
  const behind = await readAll();
  assert.deepEqual(behind.figures, before.figures);
  const now = new Date();
  assert.ok(behind.asOf < now);
  assert.equal(await keep(now), recounted);
  const kept = await readAll();
  assert.ok(kept.asOf >= now);
  assert.deepEqual(await checkCounts(db), []);
  await forgetAllCounts(db);
  const live = await readAll();
  assert.deepEqual(kept.figures, live.figures);
  assert.notDeepEqual(live.figures, before.figures);
  await keep();
}

test('what is counted by heads and kept says what counting says, whatever changes behind it', async () => {
  const day = firstDayOf(period);
  await transaction(db, async (tx) => {
    const book = await getUnit(db, 'KA001', today);
    await assignBooks(tx, [{ staffId: ids[0]!, bookId: book.id }], { from: day }, { actor: 'test' });
  });
  await take('/contacts/list', [
    'MA_KHANG;DTHOAI;NGAY_XAC_MINH;NGAY_ZALO',
    `${codes[0]};0912345670;${day};${day}`,
    `${codes[6]};0912345671;${day};`,
  ]);
  await openAccounts([
    `${codes[1]};wallet;${day};Ví Một;`,
    `${codes[1]};wallet;${day};Ví Hai;${people[1]!.login}`,
    `${codes[7]};wallet;${day};Ví Một;`,
    `${codes[2]};account;${day};Ngân hàng Thử;`,
  ]);
  await registerMandates(operator, bank.code, [{ code: codes[3]! }, { code: codes[5]! }]);
  await payBy(0);
  await refreshKpi(db);
  const live = await readAll();
  assert.equal(await keep(), stretches.length);
  assert.equal(await keep(), 0);
  const kept = await readAll();
  assert.deepEqual(kept.figures, live.figures);
  assert.deepEqual(
    ['company', 'employee 0', 'employee 1', '0', '1'].map(
      (key) => kept.figures[`wallets_opened at_end ${key}`],
    ),
    [2n, 1n, 1n, 1n, 1n],
    'who brought a second opening has the customer too; a team has them once',
  );
  assert.deepEqual(await checkCounts(db), []);
  for (const stretch of stretches.filter(({ mode }) => mode === 'cumulative'))
    for (const whose of [...apart, { units: [a.id] }, { units: [b.id, a.id] }, { units: 'all' as const }]) {
      const definition = shippedDefinitions[0]!;
      const question = { ...stretch, definition, businessDate: today, whose, part: 'reached' as const };
      const list = await readList(question);
      const said = `${stretch.measure} ${Object.keys(whose)[0]}`;
      assert.deepEqual(list, [...new Set(list)].sort(), said);
      assert.equal(BigInt(list.length), (await sumMeasured(db, question))!.n, said);
    }

  // How things stand at the end of this month has nothing to do with who paid the month before.
  await assertFollows(() => payBy(6), 1);
  await assertFollows(async () => {
    const back = {
      partnerId: partner.id,
      paymentReference: 'MM0',
      reference: 'RMM0',
      reason: 'thử',
      businessOn: today,
    };
    await reversePayment(db, back, new Date());
  }, 1);
  await assertFollows(() => openAccounts([`${codes[3]};account;${today};Ngân hàng Thử;`]), 2);
  await assertFollows(async () => {
    const wish = { number: '0912345670', relation: 'holder', verifiedOn: day, zaloOn: day, endedOn: today };
    assert.equal((await head.send('POST', `/customers/${codes[0]}/contacts`, wish)).status, 200);
  }, 4);
  await assertFollows(async () => {
    const { body } = await head.get('/mandates');
    const mine = body.rows.find((row: { customerCode: string }) => row.customerCode === codes[3]);
    const stop = await operator.send('POST', `/mandates/${mine.id}/stop`, { reason: 'khách hàng xin dừng' });
    assert.equal(stop.status, 200);
  }, 2);
  const handOver = async (code: string) => {
    const { id: bookId } = await getUnit(db, code, today);
    await transaction(db, (tx) =>
      assignBooks(tx, [{ staffId: ids[1]!, bookId }], { from: today }, { actor: 'test' }),
    );
  };
  await assertFollows(() => handOver('KB001'), stretches.length);
  await assertFollows(async () => {
    const moved = `${codes[6]},Nguyễn Văn An,"Thôn 1, Xã Thử",PA99KA,KB001,,SH,,,,01/01/2020`;
    const header =
      'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC';
    await importText(runtime, 'customers', [header, moved]);
  }, stretches.length);
});

test('a count that was spoilt is found and made again, and what nobody asks for is thrown away', async () => {
  await keep();
  await runAsOwner(runtime, runtime.company, 'update measure_cells set customers = customers + 1');
  assert.notDeepEqual(await checkCounts(db), []);
  await forgetAllCounts(db);
  await keep();
  assert.deepEqual(await checkCounts(db), []);
  await repairKpi(db);
  assert.equal(await keep(), 1, 'Mobile Money is counted again from roll-ups made anew');
  assert.deepEqual(await checkCounts(db), []);
  const tomorrow = new Date(Date.now() + 25 * 3_600_000);
  await keepCounts(db, stretches.slice(0, 1), { businessDate: today, now: tomorrow });
  assert.equal((await one(db, sql<{ n: bigint }>`select count(*) as n from measure_counts`)).n, 1n);
});
