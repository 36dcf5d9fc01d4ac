import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner } from '../../../test/support/make.ts';
import { callPartner } from '../../../test/support/partner-calls.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { getUnit } from '../companies/index.ts';
import { many } from '../../platform/db.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
const head = await signInAs(app, runtime, 'business_head');
const post = await makePartner(runtime, { kind: 'post', channels: ['agent_cash'] });

const bills = (...periods: string[]) => periods.map((period) => ({ period, totalVnd: 108_000n }));
const collectorsOf = async (code: string) =>
  (
    await many(
      db,
      sql<{ handed_to: bigint | null }>`
        select b.handed_to from bills b join customers c on c.id = b.customer_id
        where c.code = ${code} and b.is_current order by b.period`,
    )
  ).map(({ handed_to }) => handed_to);

test('the open bills of a unit and a period are handed to one collector, counted once, and given back', async () => {
  const [one, other] = await makeCustomers(runtime, [
    { unit: 'PA99HA', bills: bills('2026-08', '2026-09') },
    { unit: 'PA99HB', bills: bills('2026-09') },
  ]);
  const wish = { partner: post.code, unit: 'PA99HA', period: '2026-09' };
  const first = await head.send('POST', '/bills/hand-over', wish);
  assert.deepEqual([first.status, first.body], [200, { bills: 1, open: '108000' }]);
  const again = await head.send('POST', '/bills/hand-over', wish);
  assert.deepEqual(again.body, { bills: 0, open: '0' });
  assert.deepEqual(await collectorsOf(one!.code), [null, post.id]);
  assert.deepEqual(await collectorsOf(other!.code), [null]);
  const handed = await head.get('/bills/handed-over');
  assert.deepEqual(handed.body.rows, [
    {
      partnerCode: post.code,
      partnerName: post.name,
      unitCode: 'PA99HA',
      period: '2026-09',
      bills: 1,
      open: '108000',
    },
  ]);
  assert.equal(
    (await head.download('/bills/handed-over?format=xlsx')).rawPayload.subarray(0, 2).toString(),
    'PK',
  );

  const back = await head.send('POST', '/bills/hand-over', { partner: null, period: '2026-09' });
  assert.equal(back.body.bills, 1);
  assert.deepEqual(await collectorsOf(one!.code), [null, null]);
  const audit = await many(
    db,
    sql<{ action: string; subject: string; detail: { bills: number } }>`
      select action, subject, detail from audit_events where action like 'bills.%' order by id`,
  );
  assert.deepEqual(
    audit.map(({ action, subject, detail }) => [action, subject, detail.bills]),
    [
      ['bills.handed_over', `partner:${post.code}`, 1],
      ['bills.taken_back', 'bills:all', 1],
    ],
  );
  await assertInvariants(db);
});

test('a corrected bill stays with the collector that has it, and a book names its customers', async () => {
  const [customer] = await makeCustomers(runtime, [{ unit: 'PA99HC', bills: bills('2026-10') }]);
  const wish = { partner: post.code, book: 'HC001' };
  assert.equal((await head.send('POST', '/bills/hand-over', wish)).body.bills, 1);
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    billLine(customer!.code, 'PA99HC', { period: '2026-10', totalVnd: 216_000n }),
  ]);
  assert.deepEqual(await collectorsOf(customer!.code), [post.id]);
});

test('before anything is done it is told what would move, from whom, and who holds some of it', async () => {
  const bank = await makePartner(runtime);
  const [one, other] = await makeCustomers(runtime, [
    { unit: 'PA99HP', bills: bills('2026-08', '2026-09') },
    { unit: 'PA99HP', bills: bills('2026-09') },
  ]);
  const ask = async (wish: object) =>
    (await head.send('POST', '/bills/hand-over/preview', { unit: 'PA99HP', ...wish })).body;
  const walkIn = { partner: null, moves: true, bills: 3, open: '324000' };
  assert.deepEqual(await ask({ partner: post.code }), {
    bills: 3,
    customers: 2,
    open: '324000',
    heldElsewhere: 0,
    places: [walkIn],
  });
  const held = { reference: 'HP-1', customerCode: other!.code, minutes: 5 };
  await callPartner(app, bank.key, { method: 'POST', path: '/holds', body: held });
  await head.send('POST', '/bills/hand-over', { partner: post.code, unit: 'PA99HP', period: '2026-08' });
  assert.equal((await ask({ partner: post.code })).heldElsewhere, 1);
  const toBank = await ask({ partner: bank.code });
  const withPost = { partner: { code: post.code, name: post.name }, bills: 1, open: '108000' };
  assert.deepEqual(toBank, {
    bills: 3,
    customers: 2,
    open: '324000',
    heldElsewhere: 0,
    places: [
      { partner: null, moves: true, bills: 2, open: '216000' },
      { ...withPost, moves: true },
    ],
  });
  const toPost = await ask({ partner: post.code });
  assert.deepEqual([toPost.bills, toPost.places.at(-1)], [2, { ...withPost, moves: false }]);
  assert.equal((await ask({ partner: null })).bills, 1);
  assert.equal((await ask({ partner: post.code, book: 'HP001', from: bank.code })).bills, 0);
  assert.deepEqual(await collectorsOf(one!.code), [post.id, null]);
});

test('what is taken from one collector only leaves the bills of the others where they are', async () => {
  const bank = await makePartner(runtime);
  const [customer] = await makeCustomers(runtime, [
    { unit: 'PA99HQ', bills: bills('2026-07', '2026-08', '2026-09') },
  ]);
  const give = (wish: object) => head.send('POST', '/bills/hand-over', { unit: 'PA99HQ', ...wish });
  await give({ partner: bank.code, period: '2026-07' });
  await give({ partner: post.code, period: '2026-08' });
  await give({ partner: post.code, from: null });
  assert.deepEqual(await collectorsOf(customer!.code), [bank.id, post.id, post.id]);
  const back = await head.send('POST', '/bills/hand-over', { partner: null, from: bank.code });
  assert.deepEqual(back.body, { bills: 1, open: '108000' });
  assert.deepEqual(await collectorsOf(customer!.code), [null, post.id, post.id]);
  await assertInvariants(db);
});

test('the bills with one collector open one by one, by unit and period, in pages and as a workbook', async () => {
  const bank = await makePartner(runtime);
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 101 }, () => ({ unit: 'PA99HR', bills: bills('2026-09') })),
  );
  await head.send('POST', '/bills/hand-over', { partner: bank.code, unit: 'PA99HR' });
  const list = `/bills/handed-over/bills?partner=${bank.code}&unit=PA99HR&period=2026-09`;
  const first = (await head.get(list)).body;
  assert.deepEqual([first.total, first.open, first.rows.length], [101, String(101 * 108_000), 100]);
  const { id: _, externalId, dueOn, ...row } = first.rows[0];
  assert.ok(externalId && dueOn);
  assert.deepEqual(row, {
    customerCode: made[0]!.code,
    customerName: row.customerName,
    unitCode: 'PA99HR',
    bookCode: 'HR001',
    period: '2026-09',
    total: '108000',
    open: '108000',
    state: 'open',
  });
  const second = (await head.get(`${list}&after=${first.next}`)).body;
  assert.deepEqual([second.rows.length, second.next], [1, null]);
  assert.equal((await head.get(list.replace('2026-09', '2026-08'))).body.total, 0);
  await head.send('POST', '/bills/hand-over', { partner: null, unit: 'PA99HR', book: 'HR001' });
  const walkIn = list.replace(`partner=${bank.code}&`, '');
  assert.deepEqual([(await head.get(list)).body.total, (await head.get(walkIn)).body.total], [0, 101]);
  assert.equal((await head.get(`${walkIn}&book=HR001`)).body.open, first.open);
  await head.send('POST', '/bills/hand-over', { partner: bank.code, unit: 'PA99HR' });
  assert.equal((await head.download(`${list}&format=xlsx`)).rawPayload.subarray(0, 2).toString(), 'PK');
  const ofCustomer = (await head.get(`/customers/${made[0]!.code}/bills`)).body;
  assert.deepEqual(ofCustomer.rows[0].handedTo, { code: bank.code, name: bank.name });

  const unit = await getUnit(db, 'PA99HA', '2026-11-01');
  const unitStaff = await signInAs(app, runtime, 'unit_staff', unit.id);
  assert.equal((await unitStaff.get(list)).body.code, 'staff.outside_scope');
  const own = await unitStaff.get(`/bills/handed-over/bills?partner=${bank.code}`);
  assert.equal(own.body.total, 0);
  assert.equal((await head.get('/bills/handed-over/bills?partner=AIDO')).body.code, 'bills.unknown_partner');
});

test('a bill handed over is refused to other partners, and paid to the one that has it', async () => {
  const bank = await makePartner(runtime);
  const [customer] = await makeCustomers(runtime, [{ unit: 'PA99HD', bills: bills('2026-10') }]);
  await head.send('POST', '/bills/hand-over', { partner: post.code, unit: 'PA99HD' });
  const pay = (key: typeof bank.key, reference: string) =>
    callPartner(app, key, {
      method: 'POST',
      path: '/payments',
      body: {
        reference,
        customerCode: customer!.code,
        amount: '108000',
        bills: [String(customer!.billIds[0])],
      },
    });
  const refused = await pay(bank.key, 'HO-1');
  assert.equal(refused.json().code, 'payments.not_released', refused.body);
  const accepted = await pay(post.key, 'HO-2');
  assert.equal(accepted.statusCode, 201, accepted.body);
  await assertInvariants(db);
});

test('where periods must follow each other, a payment that leaves one out between is refused', async () => {
  const bank = await makePartner(runtime);
  const [customer] = await makeCustomers(runtime, [
    { unit: 'PA99HE', bills: bills('2026-08', '2026-09', '2026-10') },
  ]);
  await head.send('PUT', '/settings', { noGaps: true });
  const pay = (reference: string, places: number[]) =>
    callPartner(app, bank.key, {
      method: 'POST',
      path: '/payments',
      body: {
        reference,
        customerCode: customer!.code,
        amount: String(108_000 * places.length),
        bills: places.map((place) => String(customer!.billIds[place])),
      },
    });
  assert.equal((await pay('NG-1', [0, 2])).json().code, 'payments.oldest_first');
  const accepted = await pay('NG-2', [1, 2]);
  assert.equal(accepted.statusCode, 201, accepted.body);
  await head.send('PUT', '/settings', { noGaps: false });
});

test('a hand-over without a filter, to nobody known, from an unknown book or outside the unit is refused by name', async () => {
  const refusals = [
    [{ partner: post.code }, 422, 'bills.hand_over_needs_filter'],
    [{ partner: 'AIDO', period: '2026-09' }, 404, 'bills.unknown_partner'],
    [{ partner: post.code, book: 'PA99HA' }, 404, 'bills.unknown_book'],
    [{ partner: post.code, from: null }, 422, 'bills.hand_over_needs_filter'],
    [{ partner: null, from: 'AIDO' }, 404, 'bills.unknown_partner'],
    [{ partner: post.code, period: '2026-13' }, 400, 'request.invalid'],
  ] as const;
  for (const [body, status, code] of refusals) {
    for (const path of ['/bills/hand-over', '/bills/hand-over/preview']) {
      const answer = await head.send('POST', path, body);
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
    }
  }
  const unit = await getUnit(db, 'PA99HB', '2026-11-01');
  const unitStaff = await signInAs(app, runtime, 'unit_staff', unit.id);
  const outside = await unitStaff.send('POST', '/bills/hand-over', { partner: post.code, unit: 'PA99HA' });
  assert.equal(outside.body.code, 'staff.outside_scope');
  const own = await unitStaff.send('POST', '/bills/hand-over', { partner: post.code, period: '2026-09' });
  assert.equal(own.body.bills, 1);
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal(
    (await viewer.send('POST', '/bills/hand-over', { partner: null, period: '2026-09' })).status,
    403,
  );
});
