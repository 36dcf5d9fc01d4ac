import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { signInAs } from '../../../test/support/staff.ts';
import type { Channel } from '../../../core/channels.ts';
import { createApp } from '../../app.ts';
import { many, one, run, transaction } from '../../platform/db.ts';
import { issueBill } from '../bills/index.ts';
import { getUnit } from '../companies/index.ts';
import { refreshKpi } from '../kpi/index.ts';
import { acceptPayments, reversePayment } from '../payments/index.ts';
import { issueDocument, readFrozen } from './index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, { channels: ['bank_app', 'agent_cash', 'counter_cash'] });
const head = await signInAs(app, runtime, 'business_head');
const accountant = await signInAs(app, runtime, 'accountant');
const header =
  'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
afterEach(() => assertInvariants(db));

let serial = 0;
async function pay(code: string, billId: bigint, amountVnd: bigint, channel: Channel) {
  const reference = `M${++serial}`;
  await acceptPayments(
    db,
    [
      {
        partnerId: partner.id,
        reference,
        intent: 'notice',
        customerCode: code,
        amountVnd,
        billIds: [billId],
        channel,
        tender: null,
        occurredAt: new Date(),
        businessOn: today,
      },
    ],
    new Date(),
  );
  return reference;
}

/** Two units of two communes each with four customers who owe 100,000 dong; the first two of each unit have paid. */
async function makeTown(period: string, units: readonly [string, string]) {
  const made = await makeCustomers(
    runtime,
    units.flatMap((unit) =>
      [0, 1, 2, 3].map((index) => ({
        unit,
        commune: index % 2 === 0 ? '18073' : '18100',
        bills: [{ period, totalVnd: 100_000n }],
      })),
    ),
  );
  const paid: string[] = [];
  for (const [index, { code, billIds }] of made.entries()) {
    if (index % 4 < 2)
      paid.push(await pay(code, billIds[0]!, 100_000n, index === 1 ? 'agent_cash' : 'bank_app'));
  }
  await refreshKpi(db);
  return { made, paid };
}

/** Counted from bills and payments alone. */
async function plainCount(period: string, unit: string) {
  return one(
    db,
    sql<{ customers: number; cashless: number; billed: bigint; paid: bigint }>`
      select count(*)::int as customers, count(*) filter (where paid = total)::int as cashless, sum(total)::bigint as billed,
             sum(paid)::bigint as paid
      from (
        select b.customer_id, sum(distinct b.total_vnd) as total, coalesce(sum(a.amount_vnd), 0) as paid
        from bills b join org_units u on u.id = b.org_unit_id
        left join allocations a on a.bill_root_id = b.root_id
        where b.period = ${`${period}-01`}::date and b.is_current and u.code = ${unit} group by b.customer_id
      ) c`,
  );
}

test('a frozen number stays, and what moved behind it is a line that opens to its payments and bills', async () => {
  const { made, paid } = await makeTown('2025-01', ['PA99LA', 'PA99LB']);
  const before = (await head.get('/months')).body.rows.find(
    (row: { period: string }) => row.period === '2025-01',
  );
  assert.equal(before.frozen, null);
  const preview = await head.get('/months/2025-01');
  assert.deepEqual(preview.body.versions, []);
  assert.deepEqual(
    preview.body.moving.find(({ what }: { what: string }) => what === 'unpaid_bills'),
    { what: 'unpaid_bills', count: 4, amount: '400000' },
  );
  const frozen = await accountant.send('POST', '/months/2025-01/freeze', {});
  assert.equal(frozen.status, 201, JSON.stringify(frozen.body));
  assert.equal((await head.send('POST', '/months/2025-01/freeze', {})).body.code, 'months.already_frozen');

  const [late, corrected, reversed] = [made[2]!, made[7]!, made[4]!];
  await pay(late.code, late.billIds[0]!, 100_000n, 'bank_app');
  await importText(runtime, 'bills', [
    header,
    billLine(corrected.code, 'PA99LB', { period: '2025-01', totalVnd: 54_000n }),
  ]);
  await reversePayment(
    db,
    {
      partnerId: partner.id,
      paymentReference: paid[2]!,
      reference: 'M-REV',
      reason: 'thử',
      businessOn: today,
    },
    new Date(),
  );

  await refreshKpi(db);
  const figures = (await head.get('/months/2025-01/figures')).body;
  const [la, lb] = figures.rows;
  assert.deepEqual([la.code, la.movements, lb.code, lb.movements], ['PA99LA', 1, 'PA99LB', 2]);
  assert.deepEqual(la.figures[0], {
    counted: 'customers',
    frozen: { numerator: '2', denominator: '4', ratio: 0.5 },
    live: { numerator: '3', denominator: '4', ratio: 0.75 },
  });
  const money = lb.figures.find(({ counted }: { counted: string }) => counted === 'money');
  assert.deepEqual(money.frozen, { numerator: '200000', denominator: '400000', ratio: 0.5 });
  const plain = await plainCount('2025-01', 'PA99LB');
  assert.deepEqual(
    [money.live.numerator, money.live.denominator],
    [String(plain.paid), String(plain.billed)],
  );
  assert.deepEqual([plain.cashless, plain.customers, plain.billed], [1, 4, 354_000n]);
  assert.equal(figures.total.movements, 3);

  const moved = (await head.get('/months/2025-01/movements?unit=PA99LB')).body.rows;
  assert.deepEqual(
    moved.map(({ kind, customerCode, amount }: Record<string, string>) => [kind, customerCode, amount]),
    [
      ['bill', corrected.code, '-46000'],
      ['payment', reversed.code, '-100000'],
    ],
  );
  // The difference of the money is what the lines behind it add up to.
  const laid = moved.filter(({ kind }: { kind: string }) => kind === 'payment');
  assert.equal(
    BigInt(money.live.numerator) - BigInt(money.frozen.numerator),
    laid.reduce((sum: bigint, { amount }: { amount: string }) => sum + BigInt(amount), 0n),
  );
  assert.equal((await head.get(`/payments/${moved[1].paymentId}/trace`)).status, 200);
  const board = (await head.get('/board?period=2025-01')).body;
  assert.deepEqual([board.frozen.version, board.provisional], [1, false]);
  assert.equal(board.frozen.figures.customers.official.numerator, '4');
  assert.equal(board.frozen.figures.money.denominator, '800000');
  assert.equal(board.figures.money.denominator, '754000');
  assert.match(JSON.stringify(board.events), /"frozen","name":"1","key":"2025-01"/);
  for (const path of ['/kpi/channel-mix?period', '/kpi/retention?period', '/pivots/view?months'])
    assert.equal((await head.get(`${path}=2025-01`)).body.provisional, false, path);
});

test('a month is stated anew by two persons; the version before stays readable and what moved starts again', async () => {
  const { made } = await makeTown('2025-02', ['PA99MA', 'PA99MB']);
  assert.equal(
    (await head.send('POST', '/months/2025-02/restatement', { reason: 'sai sót' })).body.code,
    'months.not_frozen',
  );
  await head.send('POST', '/months/2025-02/freeze', {});
  await pay(made[3]!.code, made[3]!.billIds[0]!, 100_000n, 'bank_app');
  const asked = await head.send('POST', '/months/2025-02/restatement', { reason: 'Đối tác nộp tệp muộn' });
  assert.equal(asked.body.restatement.reason, 'Đối tác nộp tệp muộn');
  const again = await accountant.send('POST', '/months/2025-02/restatement', { reason: 'lần nữa' });
  assert.equal(again.body.code, 'months.restatement_open');
  assert.equal(
    (await head.send('POST', '/months/2025-02/restatement/approve', {})).body.code,
    'months.same_person',
  );
  const stated = await accountant.send('POST', '/months/2025-02/restatement/approve', {});
  assert.deepEqual(
    stated.body.versions.map(({ version, by, askedBy, reason, intact }: Record<string, unknown>) => ({
      version,
      by,
      askedBy,
      reason,
      intact,
    })),
    [
      { version: 2, by: accountant.login, askedBy: head.login, reason: 'Đối tác nộp tệp muộn', intact: true },
      { version: 1, by: head.login, askedBy: null, reason: null, intact: true },
    ],
  );
  assert.equal(stated.body.versions[0].previousHash, stated.body.versions[1].hash);
  const [newest, first] = [await readFrozen(db, '2025-02', 'all'), await readFrozen(db, '2025-02', 'all', 1)];
  assert.equal(newest?.of['official@1']?.customers?.numerator, 5n);
  assert.equal(first?.of['official@1']?.customers?.numerator, 4n);
  assert.equal((await head.get('/months/2025-02/figures')).body.total.movements, 0);
  assert.equal((await head.get('/months/2025-02/figures?version=1')).body.total.movements, 1);
  await head.send('POST', '/months/2025-02/restatement', { reason: 'đổi ý' });
  assert.equal(
    (await accountant.send('POST', '/months/2025-02/restatement/withdraw', {})).body.restatement,
    null,
  );
});

test('what is frozen is every definition, unit, commune and channel, and its hash can be written down again', async () => {
  await makeTown('2025-03', ['PA99NA', 'PA99NB']);
  await head.send('POST', '/months/2025-03/freeze', {});
  const month = (await head.get('/months/2025-03')).body;
  const [version] = month.versions;
  const names = version.definitions.map(({ name }: { name: string }) => name);
  assert.ok(['official', 'strict', 'evnnpc-2018', 'bac-me-2021'].every((name) => names.includes(name)));
  const rows = await many(
    db,
    sql<{ line: string; channel: string; counted: string; numerator: bigint; denominator: bigint }>`
      select g.definition || '|' || g.counted || '|' || g.channel || '|' || u.code || '|' || g.commune_code || '|' || g.numerator || '|' || g.denominator as line,
             g.channel, g.counted, g.numerator, g.denominator
      from frozen_figures g join org_units u on u.id = g.org_unit_id join month_freezes f on f.id = g.freeze_id
      where f.period = '2025-03-01'`,
  );
  const text = [
    'tiendien month figures 1',
    '2025-03',
    '1',
    version.asOf,
    '-',
    ...version.definitions
      .toSorted((a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1))
      .map((one: Record<string, string>) => `${one['name']} ${one['version']} ${one['from']} ${one['to']}`),
    ...rows.map(({ line }) => line).sort(),
  ].join('\n');
  assert.equal(createHash('sha256').update(text).digest('hex'), version.hash);
  const channels = rows.filter(({ channel, counted }) => channel !== '' && counted === 'money');
  assert.equal(
    channels.reduce((sum, { numerator }) => sum + numerator, 0n),
    400_000n,
  );
  const all = (await head.get('/months/2025-03/figures?definition=ha-tinh-all')).body;
  assert.equal(all.definition, 'ha-tinh-all@1');
  assert.deepEqual(all.total.figures[0].frozen, all.total.figures[0].live);
  const communes = (await head.get('/months/2025-03/figures?by=commune&unit=PA99NA')).body;
  assert.deepEqual(
    communes.rows.map(
      ({ code, figures }: { code: string; figures: { frozen: { denominator: string } }[] }) => [
        code,
        figures[0]!.frozen.denominator,
      ],
    ),
    [
      ['18073', '2'],
      ['18100', '2'],
    ],
  );
  assert.equal(
    (await head.get('/months/2025-03/figures?definition=khong-co')).body.code,
    'months.not_under_definition',
  );
  for (const path of ['/months', '/months/2025-03/figures', '/months/2025-03/movements']) {
    const sheet = await head.download(`${path}?format=xlsx`);
    assert.equal(sheet.rawPayload.subarray(0, 2).toString(), 'PK', path);
  }
});

test('the application can neither change nor delete what is frozen, and a change from outside is seen', async () => {
  for (const statement of [
    sql`update frozen_figures set numerator = numerator + 1`,
    sql`delete from frozen_figures`,
    sql`update month_freezes set hash = ''`,
    sql`delete from month_movements`,
    sql`delete from issued_documents`,
  ])
    await assert.rejects(run(db, statement), { code: '42501' });
  const change = (by: number) =>
    runAsOwner(
      runtime,
      company,
      `update frozen_figures set numerator = numerator + ${by} where (freeze_id, channel, definition, counted, org_unit_id, commune_code) = (
         select freeze_id, channel, definition, counted, org_unit_id, commune_code from frozen_figures g
         join month_freezes f on f.id = g.freeze_id where f.period = '2025-03-01'
         order by channel, definition, counted, org_unit_id, commune_code limit 1)`,
    );
  await change(1);
  assert.equal((await head.get('/months/2025-03')).body.versions[0].intact, false);
  await change(-1);
  assert.equal((await head.get('/months/2025-03')).body.versions[0].intact, true);
});

test('a person of one unit sees its part of the same frozen numbers, and freezes nothing', async () => {
  const unit = await getUnit(db, 'PA99LA', today);
  const worker = await signInAs(app, runtime, 'unit_staff', unit.id);
  const mine = (await worker.get('/months/2025-01/figures')).body;
  const ofAll = (await head.get('/months/2025-01/figures')).body;
  assert.deepEqual(mine.rows, [ofAll.rows[0]]);
  assert.equal((await worker.get('/months/2025-01/figures?unit=PA99LB')).status, 403);
  assert.equal((await worker.get('/months/2025-01/movements')).body.rows.length, 1);
  assert.equal((await worker.get('/months/2025-01')).body.moving, null);
  assert.equal((await worker.send('POST', '/months/2025-01/restatement', { reason: 'thử' })).status, 403);
  const bound = await signInAs(app, runtime, 'accountant', unit.id);
  assert.equal((await bound.send('POST', '/months/2025-01/restatement', { reason: 'thử' })).status, 403);
});

test('a transaction held open across the freeze is no part of it, and is a movement once it ends', async () => {
  const { made } = await makeTown('2025-04', ['PA99OA', 'PA99OB']);
  const unit = await getUnit(db, 'PA99OA', today);
  const price = { service: 'DDCT', name: 'Di dời công tơ', countedIn: 'lần', net: '50000', vatRate: 8 };
  await head.send('POST', '/services/prices', { ...price, legalBasis: 'QĐ 1', validFrom: today });
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  let began = (): void => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const open = transaction(db, async (tx) => {
    const bill = {
      externalId: 'DV-CHAM',
      customerId: made[0]!.id,
      orgUnitId: unit.id,
      period: '2025-04-01',
      kind: 'DV',
      description: 'Di dời công tơ',
      issuedOn: '2025-04-20',
      dueOn: '2025-04-27',
      netVnd: 50_000n,
      vatRate: 8,
      vatVnd: 4_000n,
    };
    const billId = await issueBill(db, tx, bill, new Date());
    await run(
      tx,
      sql`insert into service_bills (bill_id, price_id, quantity, request_key, request_hash, issued_by, issued_at)
          select ${billId}, min(id), 1, 'cham', '', 'thử', now() from service_prices`,
    );
    began();
    await held;
  });
  await begun;
  await head.send('POST', '/months/2025-04/freeze', {});
  await pay(made[2]!.code, made[2]!.billIds[0]!, 100_000n, 'bank_app');
  const quick = (await head.get('/months/2025-04/movements')).body.rows;
  assert.deepEqual(
    quick.map(({ kind }: { kind: string }) => kind),
    ['payment'],
  );
  finish();
  await open;
  await refreshKpi(db);
  const both = (await head.get('/months/2025-04/movements')).body.rows;
  assert.deepEqual(
    both.map(({ kind, amount }: Record<string, string>) => [kind, amount]),
    [
      ['payment', '100000'],
      ['bill', '54000'],
    ],
  );
  const [row] = (await head.get('/months/2025-04/figures')).body.rows;
  const money = row.figures.find(({ counted }: { counted: string }) => counted === 'money');
  assert.deepEqual([money.frozen.denominator, money.live.denominator], ['400000', '454000']);
});

test('a month that has not ended, or has no bills, is not frozen', async () => {
  const running = await head.send('POST', `/months/${today.slice(0, 7)}/freeze`, {});
  assert.equal(running.body.code, 'months.not_over');
  assert.equal((await head.send('POST', '/months/2019-01/freeze', {})).body.code, 'months.unknown_period');
});

test('an issued document opens again as the same bytes, and its number is given once', async () => {
  const content = Buffer.from('%PDF-1.7 báo cáo', 'utf8');
  const document = {
    kind: 'provincial-report',
    number: '12/BC-PCTEST',
    format: 'pdf' as const,
    title: 'Báo cáo tháng 01/2025',
    fileName: 'bao-cao-2025-01.pdf',
    period: '2025-01',
    unitId: null,
    frozenVersion: 1,
    content,
    traces: [{ at: 'customers', says: '50,00%', definition: 'official@1', numerator: '4', denominator: '8' }],
  };
  const issuer = { login: head.login, businessDate: today, at: new Date() };
  const issue = () => transaction(db, (tx) => issueDocument(tx, document, issuer));
  const { id, sha256 } = await issue();
  await assert.rejects(issue(), /documents.number_taken/);
  for (let time = 0; time < 2; time++) {
    const file = await head.download(`/documents/${id}?format=file`);
    assert.equal(createHash('sha256').update(file.rawPayload).digest('hex'), sha256);
    assert.deepEqual(file.rawPayload, content);
  }
  const shown = (await head.get(`/documents/${id}`)).body;
  assert.deepEqual([shown.number, shown.frozenVersion, shown.sha256], ['12/BC-PCTEST', 1, sha256]);
  assert.deepEqual(shown.traces, document.traces);
  assert.deepEqual((await head.get('/documents?kind=provincial-report')).body.rows.length, 1);
  const unit = await getUnit(db, 'PA99LA', today);
  const worker = await signInAs(app, runtime, 'unit_staff', unit.id);
  assert.equal((await worker.get(`/documents/${id}`)).status, 404);
  assert.deepEqual((await worker.get('/documents')).body.rows, []);
});
