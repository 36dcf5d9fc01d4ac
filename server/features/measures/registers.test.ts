import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { readMsisdn } from '../../../core/msisdn.ts';
import { shippedDefinitions } from '../../../core/kpi/shipped-definitions.ts';
import type { Measure } from '../../../core/targets/measures.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { registerMandates, setDebitTerms } from '../../../test/support/debits.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { addDays, addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { many, one, run } from '../../platform/db.ts';
import { assignBooks, followCustomers } from '../assignments/index.ts';
import { followBilling } from '../contacts/index.ts';
import { transaction } from '../../platform/db.ts';
import { readMeasure } from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
const app = await createApp(runtime);
afterEach(() => assertInvariants(db));

const [here, there] = ['18073', '18823'];
const customers = await makeCustomers(
  runtime,
  Array.from({ length: 12 }, (_, index) => ({
    unit: index < 8 ? 'PA99RA' : 'PA99RB',
    commune: index % 2 === 0 ? here : there,
  })),
);
const codes = customers.map(({ code }) => code);
const units = await many(db, sql<{ id: bigint; code: string }>`select id, code from org_units`);
const unitId = (code: string) => units.find((unit) => unit.code === code)!.id;
const partner = await makePartner(runtime, { kind: 'post', channels: ['agent_cash'] });
const head = await signInAs(app, runtime, 'business_head');
const ofA = await signInAs(app, runtime, 'unit_staff', unitId('PA99RA'));
const ofB = await signInAs(app, runtime, 'unit_staff', unitId('PA99RB'));
const viewer = await signInAs(app, runtime, 'viewer');
const staffOf = async (login: string) =>
  (await one(db, sql<{ id: bigint }>`select id from staff where login = ${login}`)).id;
const [idOfA, idOfB] = [await staffOf(ofA.login), await staffOf(ofB.login)];
const csv = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`);
const count = async (query: ReturnType<typeof sql<{ n: bigint }>>) => (await one(db, query)).n;

async function ask(measure: Measure, mode: 'cumulative' | 'at_end' = 'at_end', month = monthOf(today)) {
  const answer = await readMeasure(db, {
    measure,
    from: month,
    to: month,
    mode,
    definition: shippedDefinitions[0]!,
    holders: [
      { key: 'all', unitIds: 'all' },
      { key: 'A', unitIds: [unitId('PA99RA')] },
      { key: 'B', unitIds: [unitId('PA99RB')] },
      { key: 'of A', unitIds: [], staffId: idOfA },
      { key: 'of B', unitIds: [], staffId: idOfB },
    ],
    businessDate: today,
  });
  return [...answer.values()].map(({ value }) => value);
}

const briefly = ({ body }: { body: { rejections: { line: number; field: string; code: string }[] } }) =>
  body.rejections.map(({ line, field, code }) => `${line} ${field} ${code}`);
const countsOf = ({ body }: { body: Record<string, unknown> }) =>
  ['rows', 'made', 'changed', 'unchanged', 'rejected'].map((key) => body[key]);

test('what nobody ever recorded has no value, not zero', async () => {
  for (const measure of [
    'auto_debits',
    'accounts_opened',
    'wallets_opened',
    'agent_points',
    'verified_phones',
    'zalo_registrations',
    'communes_without_counter',
  ] as const) {
    assert.deepEqual(await ask(measure), [null, null, null, null, null], measure);
  }
});

test('books, places and lists make employees responsible: a list wins over a book, a book over a place', async () => {
  const wish = { staff: String(idOfA), books: ['RA001'], place: null, from: '2026-01-01', to: null };
  const first = await head.send('POST', '/assignments', { ...wish, takeOver: false });
  assert.deepEqual([first.status, first.body.customers], [200, 8]);
  const again = await head.send('POST', '/assignments', { ...wish, staff: String(idOfB), takeOver: false });
  assert.equal(again.body.code, 'assignments.conflict');
  assert.deepEqual(again.body.params.holders, [{ what: 'RA001', holder: 'Người Thử', from: '2026-01-01' }]);
  const place = { unit: 'PA99RB', commune: here, village: null };
  const placed = await head.send('POST', '/assignments', {
    ...wish,
    staff: String(idOfB),
    books: [],
    place,
    takeOver: false,
  });
  assert.equal(placed.body.customers, 2);
  const list = (query: string, lines: readonly string[]) =>
    head.upload(`/assignments/list?fileName=tuyen.csv&label=Tuyen%201&${query}`, csv(['MA_KHANG', ...lines]));
  const from = addDays(today, -3);
  const lines = [codes[0]!, codes[8]!, 'KH-NAO', codes[0]!, codes[9]!];
  const dry = await list(`staff=${idOfB}&from=${from}&dryRun=true`, lines);
  assert.deepEqual(countsOf(dry), [5, 3, 0, 0, 2]);
  assert.deepEqual(briefly(dry), ['4 MA_KHANG unknown_customer', '5 MA_KHANG same_customer_twice']);
  assert.equal(await count(sql`select count(*) as n from assignment_list_customers`), 0n);
  assert.deepEqual(countsOf(await list(`staff=${idOfB}&from=${from}`, lines)), [5, 3, 0, 0, 2]);
  const rival = await list(`staff=${idOfA}&from=${today}`, [codes[0]!]);
  assert.deepEqual(briefly(rival), ['2 MA_KHANG held_by_other']);
  assert.deepEqual(
    countsOf(await list(`staff=${idOfA}&from=${today}&takeOver=true`, [codes[0]!])),
    [1, 0, 1, 0, 0],
  );
  const days = await many(
    db,
    sql<{ from_on: string; to_on: string | null; staff_id: bigint }>`
      select from_on, to_on, staff_id from customer_assignments a join customers c on c.id = a.customer_id
      where c.code = ${codes[0]} order by from_on`,
  );
  assert.deepEqual(
    days.map((row) => [row.from_on, row.to_on, row.staff_id]),
    [
      ['2026-01-01', from, idOfA],
      [from, today, idOfB],
      [today, null, idOfA],
    ],
  );
});

test('every employee is shown with as many customers as the list behind the number has', async () => {
  const { body } = await head.get('/assignments');
  const plain = await count(sql`
    select count(*) as n from customers c where not exists (
      select from customer_assignments a where a.customer_id = c.id and a.to_on is null)`);
  assert.deepEqual([body.customers, body.unassigned], [12, Number(plain)]);
  for (const { id, customers: shown } of body.rows) {
    const { body: list } = await head.get(`/assignments/customers?staff=${id}`);
    assert.equal(list.rows.length, shown);
  }
  assert.equal((await head.get('/assignments/customers')).body.rows.length, body.unassigned);
  const own = await ofB.get('/assignments');
  assert.equal(own.body.customers, 4);
  assert.equal((await head.get('/assignments/books')).body.rows.length, 2);
  const rules = (await head.get('/assignments/rules?kind=book')).body.rows;
  assert.deepEqual([rules[0].what, rules[0].customers], ['RA001', 7]);
  const foreign = await ofB.send('POST', `/assignments/${rules[0].id}/end`, { on: today });
  assert.equal(foreign.body.code, 'staff.outside_scope');
});

test('who moves to another book has another employee from that day on, and the days before stay', async () => {
  await transaction(db, (tx) =>
    assignBooks(tx, [{ staffId: idOfB, bookId: unitId('RB001') }], { from: '2026-02-01' }, { actor: 'thu' }),
  );
  await runAsOwner(
    runtime,
    runtime.company,
    `update customers set book_id = ${unitId('RB001')} where code = '${codes[1]}'`,
  );
  assert.equal(await followCustomers(db, today), 1);
  assert.equal(await followCustomers(db, today), 0);
  const spans = await many(
    db,
    sql<{ from_on: string; staff_id: bigint }>`
      select from_on, staff_id from customer_assignments a join customers c on c.id = a.customer_id
      where c.code = ${codes[1]} order by 1`,
  );
  assert.deepEqual(
    spans.map(({ from_on, staff_id }) => [from_on, staff_id]),
    [
      ['2026-01-01', idOfA],
      [today, idOfB],
    ],
  );
});

test('places come from a list, from tills and from agents, each once; a commune without a counter is named', async () => {
  const header = 'MA_DIEM,LOAI_DIEM,TEN_DIEM,MA_XA,NGAY_MO,NGAY_DONG,MA_DOI_TAC,PHI_KHACH_HANG';
  const lines = [
    `BT01,Bàn thu,Bàn thu chợ,${here},01/01/2020,,,0`,
    `BT02,Bàn thu,Bàn thu cũ,${there},01/01/2020,01/06/2026,,`,
    `D1,Điểm thu hộ,Đại lý Hoa,${there},15/03/2026,,${partner.code},`,
    `D1,Điểm thu hộ,Đại lý Hoa,${there},15/03/2026,,${partner.code},`,
    `D2,Điểm thu hộ,Thu phí,${there},15/03/2026,,${partner.code},2000`,
    `D3,Quán nước,Ai biết,${there},31/02/2026,,,`,
    `D4,Bưu cục,Bưu cục,99999,01/01/2026,,${partner.code},`,
    `D5,Bưu cục,Bưu cục,${there},01/01/2026,,KHONGCO,`,
  ];
  const upload = (query: string) =>
    head.upload(`/pay-points/list?fileName=diem.csv${query}`, csv([header, ...lines]));
  const dry = await upload('&dryRun=true');
  assert.deepEqual(countsOf(dry), [8, 3, 0, 0, 5]);
  assert.deepEqual((await head.get('/pay-points?standing=all')).body.rows, []);
  const taken = await upload('');
  assert.deepEqual(briefly(taken), [
    '5 MA_DIEM same_point',
    '6 PHI_KHACH_HANG surcharge',
    '7 LOAI_DIEM unknown_word',
    '7 NGAY_MO impossible_date',
    '8 MA_XA unknown_commune',
    '9 MA_DOI_TAC unknown_partner',
  ]);
  assert.deepEqual(countsOf(await upload('')), [8, 0, 0, 3, 5]);
  await runAsOwner(
    runtime,
    runtime.company,
    `insert into agent_points (partner_id, code, name, commune_code, open, changed_by) values
       (${partner.id}, 'D1', 'Đại lý Hoa', '${there}', true, 'thu'), (${partner.id}, 'D9', 'Đại lý Mai', '${here}', true, 'thu')`,
  );
  const open = (await head.get('/pay-points')).body.rows;
  assert.deepEqual(
    open.map(({ code, origin }: { code: string; origin: string }) => `${code} ${origin}`),
    ['BT01 register', 'D1 agent_point', 'D9 agent_point'],
  );
  assert.equal((await head.get('/pay-points?on=2026-05-31')).body.rows.length, 4);
  const { body } = await head.get('/pay-points/communes?without=counter');
  assert.deepEqual(
    body.rows.map((row: { code: string; customers: number }) => [row.code, row.customers]),
    [[there, 6]],
  );
  assert.deepEqual(await ask('agent_points'), [2n, 2n, 2n, 2n, 2n]);
  assert.deepEqual(await ask('communes_without_counter'), [1n, 1n, 1n, 1n, 1n]);
  const wish = {
    kind: 'counter',
    name: 'Bàn thu mới',
    address: '',
    commune: there,
    village: null,
    partner: null,
    openedOn: today,
    closedOn: null,
    openingHours: '8–11 giờ',
    takesCash: true,
  };
  assert.equal((await ofA.send('PUT', '/pay-points/BT03', wish)).status, 200);
  assert.deepEqual(await ask('communes_without_counter'), [0n, 0n, 0n, 0n, 0n]);
  const elsewhere = await ofA.send('PUT', '/pay-points/BT04', { ...wish, commune: '18652' });
  assert.equal(elsewhere.body.code, 'staff.outside_scope');
  const nobody = await ofA.send('PUT', '/pay-points/D6', { ...wish, kind: 'agent' });
  assert.equal(nobody.body.code, 'pay_points.partner_missing');
});

test("the billing system's numbers are taken over unverified, and end when it changes them", async () => {
  const phones = ['0912345678', '0912345678', '02393855999', '0855123456'];
  const set = async (index: number, phone: string) =>
    runAsOwner(
      runtime,
      runtime.company,
      `update customers set phone = '${phone}' where code = '${codes[index]}'`,
    );
  for (const [index, phone] of phones.entries()) await set(index, phone);
  assert.equal(await followBilling(db, today), 3);
  assert.equal(await followBilling(db, today), 0);
  const taken = await many(db, sql<{ msisdn: string }>`select msisdn from contacts order by customer_id`);
  assert.deepEqual(
    taken.map(({ msisdn }) => msisdn),
    phones.flatMap((phone) => readMsisdn(phone) ?? []),
  );
  await set(3, '0855000000');
  assert.equal(await followBilling(db, today), 2);
  const { body } = await head.get(`/customers/${codes[3]}/contacts`);
  assert.deepEqual(
    body.rows.map((row: { number: string; endedOn: string | null }) => [row.number, row.endedOn]),
    [
      ['0855000000', null],
      ['0855123456', today],
    ],
  );
  assert.deepEqual(await ask('verified_phones'), [0n, 0n, 0n, 0n, 0n]);
});

test('numbers are verified by list and by hand, and every count opens to its customers', async () => {
  const header = 'MA_KHANG;DTHOAI;QUAN_HE;NGAY_XAC_MINH;NGAY_ZALO';
  const day = firstDayOf(monthOf(today)).split('-').reverse().join('/');
  const lines = [
    `${codes[4]};0987 654 321;chính chủ;${day};${day}`,
    `${codes[8]};0987654322;Người thân;01/01/2026;`,
    `${codes[9]};0987654323;hàng xóm;;`,
    `${codes[9]};12345;;;`,
    `${codes[9]};0987654323;;01/01/2099;`,
  ];
  const upload = () => head.upload('/contacts/list?fileName=so.csv', csv([header, ...lines]));
  const taken = await upload();
  assert.deepEqual(briefly(taken), [
    '4 QUAN_HE unknown_word',
    '5 DTHOAI bad_phone',
    '6 NGAY_XAC_MINH day_to_come',
  ]);
  assert.deepEqual(countsOf(await upload()), [5, 0, 0, 2, 3]);
  const wish = { number: '0912 345 678', relation: 'holder', verifiedOn: today, zaloOn: null, endedOn: null };
  assert.equal((await ofA.send('POST', `/customers/${codes[0]}/contacts`, wish)).status, 200);
  const outside = await ofA.send('POST', `/customers/${codes[8]}/contacts`, wish);
  assert.equal(outside.body.code, 'staff.outside_scope');
  const bad = await ofA.send('POST', `/customers/${codes[0]}/contacts`, { ...wish, number: '113' });
  assert.equal(bad.body.code, 'contacts.bad_number');
  const { body: counts } = await head.get('/contacts/counts');
  assert.deepEqual(counts, { customers: 12, verified: 3, unverified: 2, none: 7, shared: 2, zalo: 1 });
  for (const state of ['verified', 'unverified', 'none', 'shared', 'zalo'] as const) {
    const { body } = await head.get(`/contacts?state=${state}`);
    assert.equal(body.rows.length, counts[state], state);
  }
  const byWords = (await head.get('/contacts/counts?query=k')).body;
  const own = (await ofB.get('/contacts/counts')).body;
  assert.equal(own.customers, 4);
  for (const asked of [own, byWords])
    assert.equal(asked.verified + asked.unverified + asked.none, asked.customers);
  await followBilling(db, today);
  assert.deepEqual((await head.get('/contacts/counts')).body, counts);
  const masked = (await viewer.get('/contacts?state=zalo')).body.rows[0].contact.number;
  assert.equal(masked, '*******321');
  const plain = await count(sql`
    select count(distinct customer_id) as n from contacts where verified_on <= ${today}::date and ended_on is null`);
  assert.deepEqual(await ask('verified_phones'), [plain, 2n, 1n, 2n, 1n]);
  assert.deepEqual(await ask('verified_phones', 'cumulative'), [2n, 2n, 0n, 2n, 0n]);
  assert.deepEqual(await ask('zalo_registrations'), [1n, 1n, 0n, 1n, 0n]);
});

test('accounts and wallets opened belong to whoever is named, else to whoever is responsible', async () => {
  const header = 'MA_KHANG,LOAI,NGAY_MO,NOI_MO,NHAN_VIEN';
  const lines = [
    `${codes[0]},Ví điện tử,${today},MoMo,`,
    `${codes[0]},Ví điện tử,${today},MoMo,`,
    `${codes[8]},Ví điện tử,${today},ZaloPay,${ofA.login}`,
    `${codes[9]},Ví điện tử,${today},ZaloPay,khong.co`,
    `${codes[9]},Thẻ,${today},ZaloPay,`,
  ];
  const taken = await head.upload('/account-openings/list?fileName=vi.csv', csv([header, ...lines]));
  assert.deepEqual(countsOf(taken), [5, 2, 0, 1, 2]);
  assert.deepEqual(briefly(taken), ['5 NHAN_VIEN unknown_staff', '6 LOAI unknown_word']);
  assert.deepEqual(await ask('wallets_opened'), [2n, 1n, 1n, 2n, 0n]);
  assert.deepEqual(await ask('accounts_opened'), [null, null, null, null, null]);
  assert.equal((await head.get('/account-openings?kind=wallet')).body.rows.length, 2);
});

test('mandates count for the unit and for whoever is responsible, while they are in force', async () => {
  const bank = await makePartner(runtime);
  const operator = await signInAs(app, runtime, 'operator');
  await setDebitTerms(operator, bank.code);
  await registerMandates(operator, bank.code, [{ code: codes[2]! }, { code: codes[9]! }]);
  assert.deepEqual(await ask('auto_debits'), [2n, 1n, 1n, 1n, 1n]);
  const { body } = await head.get('/mandates');
  const mine = body.rows.find((row: { customerCode: string }) => row.customerCode === codes[9]);
  const ended = await operator.send('POST', `/mandates/${mine.id}/stop`, { reason: 'khách hàng xin dừng' });
  assert.equal(ended.status, 200, JSON.stringify(ended.body));
  const plain = await count(sql`select count(*) as n from mandates where state = 'active'`);
  assert.equal((await ask('auto_debits'))[0], plain);
  const before = addMonths(monthOf(today), -1);
  assert.deepEqual(
    (await ask('auto_debits', 'at_end', before)).slice(0, 3),
    [2n, 1n, 1n],
    'a month that is over keeps what stood at its end',
  );
  await run(
    db,
    sql`insert into mandate_states (mandate_id, state, from_on, inherited)
        values (${mine.id}, 'cancelled', ${today}::date, true)`,
  );
  assert.equal((await ask('auto_debits', 'at_end', before))[0], null, 'before the history nobody knows');
  assert.equal((await ask('auto_debits'))[0], plain);
});

test('every list goes out as a spreadsheet', async () => {
  for (const path of [
    '/contacts',
    '/pay-points',
    '/pay-points/communes',
    '/assignments',
    '/assignments/customers',
    '/account-openings',
  ]) {
    const { rawPayload } = await head.download(`${path}?format=xlsx`);
    assert.equal(rawPayload.subarray(0, 2).toString(), 'PK', path);
  }
});
