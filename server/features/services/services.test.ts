import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { addDays, monthOf } from '../../../core/dates.ts';
import { collectAll } from '../../../test/support/clearing.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { callPartner, payAsPartner, reverseAsPartner } from '../../../test/support/partner-calls.ts';
import { signInAs, type StaffClient } from '../../../test/support/staff.ts';
import { createApp } from '../../app.ts';
import { findUnit } from '../companies/index.ts';
import { checkKpi, refreshKpi, showKpi } from '../kpi/index.ts';
import { atEnd } from '../../../test/support/at-end.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { db } = runtime.company;
const app = await createApp(runtime);
atEnd(() => app.close());
afterEach(() => assertInvariants(db));
const period = monthOf(today);
const head = await signInAs(app, runtime, 'business_head');
const operator = await signInAs(app, runtime, 'operator');
const partner = await makePartner(runtime);
const [first, second, third, fourth, fifth] = await makeCustomers(
  runtime,
  Array.from({ length: 5 }, () => ({ unit: 'PA99DV', bills: [{ period: '2026-08', totalVnd: 100_000n }] })),
);
const reconnection = {
  service: 'DONGCAT',
  name: 'Đóng cắt điện trở lại',
  countedIn: 'lần',
  net: '98765',
  vatRate: 8,
  legalBasis: 'Quyết định giá dịch vụ số 12/QĐ-PC',
  validFrom: '2026-01-01',
};
assert.equal((await head.send('POST', '/services/prices', reconnection)).status, 201);
const move = {
  ...reconnection,
  service: 'DICHCT',
  name: 'Di chuyển công tơ',
  countedIn: 'công tơ',
  net: null,
};
assert.equal((await head.send('POST', '/services/prices', move)).status, 201);

let forms = 0;
const issue = (customerCode: string, more: object = {}, staff: StaffClient = head) =>
  staff.send('POST', '/services/bills', {
    customerCode,
    service: 'DONGCAT',
    requestKey: `phieu-thu-${++forms}`,
    ...more,
  });
const ask = async (customerCode: string) =>
  (await callPartner(app, partner.key, { method: 'GET', path: `/customers/${customerCode}/bills` })).json<{
    bills: { billId: string; kind: string; description: string; amount: string; period: string }[];
  }>().bills;
const official = () =>
  showKpi(db, { period, unitCode: 'PA99DV', definition: 'official', businessDate: today });

test('a bill for a service is previewed, issued with a number, seen and paid by a partner, and counts in the ratios', async () => {
  const order = { customerCode: first!.code, service: 'DONGCAT', quantity: 3 };
  const preview = (await head.send('POST', '/services/bills/preview', order)).body;
  assert.deepEqual(
    [preview.net, preview.vat, preview.total, preview.dueOn, preview.description],
    ['296295', '23704', '319999', addDays(today, 7), 'Đóng cắt điện trở lại (3 lần)'],
  );
  const issued = await issue(first!.code, { quantity: 3, note: 'cắt theo yêu cầu' });
  assert.equal(issued.status, 201, JSON.stringify(issued.body));
  assert.match(issued.body.number, new RegExp(`^DV${today.slice(0, 4)}-\\d{6}$`));
  assert.deepEqual([issued.body.period, issued.body.total, issued.body.state], [period, '319999', 'open']);
  const bills = await ask(first!.code);
  assert.deepEqual(
    bills.map(({ kind, description, amount }) => [kind, description, amount]),
    [
      ['TD', 'Tiền điện tháng 08/2026', '100000'],
      ['DV', 'Đóng cắt điện trở lại (3 lần)', '319999'],
    ],
  );
  await refreshKpi(db);
  assert.deepEqual((await official()).customers, { numerator: 0, denominator: 1, ratio: 0 });
  await payAsPartner(app, partner.key, {
    reference: 'DV-1',
    customerCode: first!.code,
    amount: 419_999n,
  });
  assert.deepEqual((await official()).money, { numerator: '319999', denominator: '319999', ratio: 1 });
  assert.deepEqual(await checkKpi(db), []);
  const paid = (await head.get(`/services/bills?customer=${first!.code}&state=paid`)).body.rows;
  assert.deepEqual([paid.length, paid[0].paid], [1, '319999']);
});

test('the revenue of services stands on an account of its own, and the journal says what it is', async () => {
  const statement = (await head.get(`/ledger/statement?account=5113&from=${today}&to=${today}`)).body;
  assert.equal(statement.rows.length, 1, JSON.stringify(statement));
  assert.match(JSON.stringify(statement.rows[0]), /Phát hành hóa đơn dịch vụ điện/);
});

test('the billing system is told of its own bills only, and a payment of a service waits for nothing', async () => {
  const bill = (await issue(fifth!.code)).body;
  const paymentId = await payAsPartner(app, partner.key, {
    reference: 'DV-CHI',
    customerCode: fifth!.code,
    amount: 100_000n + BigInt(bill.total),
  });
  assert.ok(paymentId);
  const next = (await issue(fifth!.code)).body;
  const only = await payAsPartner(app, partner.key, {
    reference: 'DV-RIENG',
    customerCode: fifth!.code,
    amount: next.total,
  });
  const trace = (await head.get(`/payments/${only}/trace`)).body;
  assert.deepEqual(
    trace.decision.allocations.map(({ issuedHere }: { issuedHere: boolean }) => issuedHere),
    [true],
  );
  assert.doesNotMatch(JSON.stringify(trace.sentence ?? trace), /chờ chấm nợ/);
  await collectAll(db);
  const { rows } = (await head.get(`/clearing/entries?customer=${first!.code}`)).body;
  assert.deepEqual(
    rows.map((row: { amount: string }) => row.amount),
    ['100000'],
  );
});

test('a form sent twice is one bill; sent with something else it is refused', async () => {
  const requestKey = 'mot-phieu-duy-nhat';
  const once = await issue(second!.code, { requestKey });
  const twice = await issue(second!.code, { requestKey });
  assert.deepEqual([twice.status, twice.body.id], [201, once.body.id]);
  const other = await issue(second!.code, { requestKey, quantity: 2 });
  assert.deepEqual([other.status, other.body.code], [409, 'services.request_conflict']);
  const rivals = await Promise.all([1, 2, 3].map(() => issue(second!.code, { requestKey: 'ba-nguoi-bam' })));
  assert.equal(new Set(rivals.map(({ body }) => body.id)).size, 1);
  const again = await head.send('POST', '/services/bills/preview', {
    customerCode: second!.code,
    service: 'DONGCAT',
  });
  assert.deepEqual(again.body.alreadyOpen, [once.body.number, rivals[0]!.body.number]);
});

test('a bill is taken back with a reason before it is paid; the ledger, the ratios and the inquiry follow', async () => {
  const bill = (await issue(third!.code)).body;
  await refreshKpi(db);
  const before = await official();
  const cancelled = await head.send('POST', `/services/bills/${bill.id}/cancel`, { reason: 'nhập nhầm' });
  assert.deepEqual([cancelled.status, cancelled.body.state], [200, 'cancelled']);
  assert.equal(cancelled.body.cancelReason, 'nhập nhầm');
  await refreshKpi(db);
  assert.equal((await official()).customers.denominator, before.customers.denominator - 1);
  assert.deepEqual(await checkKpi(db), []);
  assert.equal((await ask(third!.code)).length, 1);
  const again = await head.send('POST', `/services/bills/${bill.id}/cancel`, { reason: 'lần nữa' });
  assert.equal(again.body.code, 'services.over');
  // Money that was under way becomes the customer's credit.
  const late = await callPartner(app, partner.key, {
    method: 'POST',
    path: '/payments',
    body: {
      reference: 'DV-LATE',
      customerCode: third!.code,
      amount: bill.total,
      intent: 'notice',
      bills: [bill.id],
    },
  });
  assert.equal(late.statusCode, 201, late.body);
  // It paid the bill that was open; what is left of it is credit.
  const { openAmount, creditAmount } = (await head.get(`/customers/${third!.code}`)).body;
  assert.deepEqual([openAmount, creditAmount], ['0', String(BigInt(bill.total) - 100_000n)]);
});

test('what is paid or held is not taken back; a reversal opens it again', async () => {
  const bill = (await issue(fourth!.code)).body;
  const cancel = () => head.send('POST', `/services/bills/${bill.id}/cancel`, { reason: 'thử' });
  const hold = await callPartner(app, partner.key, {
    method: 'POST',
    path: '/holds',
    body: { reference: 'DV-HOLD', customerCode: fourth!.code, bills: [bill.id] },
  });
  assert.equal(hold.statusCode, 201, hold.body);
  assert.equal((await cancel()).body.code, 'services.held');
  await payAsPartner(app, partner.key, {
    reference: 'DV-4',
    customerCode: fourth!.code,
    amount: 100_000n + BigInt(bill.total),
  });
  assert.equal((await cancel()).body.code, 'services.paid');
  await reverseAsPartner(app, partner.key, 'DV-4');
  assert.equal((await cancel()).body.state, 'cancelled');
});

test('whoever is no customer yet gets a code with the first bill, and pays by it', async () => {
  const applicant = {
    name: 'Trần Thị Mới',
    address: 'Thôn 5, Xã Thử',
    unit: 'PA99DV',
    kind: 'SH',
    phone: '0912 345 678',
  };
  const order = { applicant, service: 'DICHCT', unitNet: '1500000', requestKey: 'cap-dien-moi' };
  const bill = (await head.send('POST', '/services/bills', order)).body;
  assert.match(bill.customerCode, new RegExp(`^YC${today.slice(2, 4)}\\d{6}$`));
  assert.deepEqual([bill.isApplicant, bill.total, bill.unit.code], [true, '1620000', 'PA99DV']);
  assert.equal((await head.send('POST', '/services/bills', order)).body.id, bill.id);
  await payAsPartner(app, partner.key, {
    reference: 'DV-MOI',
    customerCode: bill.customerCode,
    amount: bill.total,
  });
  await refreshKpi(db);
  assert.deepEqual(await checkKpi(db), []);
  // A file that brings this very code takes the applicant over.
  await importText(runtime, 'customers', [
    'MA_KHANG,TEN_KHANG,DCHI_KHANG,MA_DVIQLY,MA_SOGCS,MA_XA,LOAI_KHANG,DTHOAI,EMAIL,MST,NGAY_HLUC',
    `${bill.customerCode},Trần Thị Mới,"Thôn 5, Xã Thử mới",PA99DV,,,SH,,,,`,
  ]);
  const { rows } = (await head.get(`/services/bills?customer=${bill.customerCode}`)).body;
  assert.deepEqual([rows.length, rows[0].isApplicant], [1, false]);
});

test('prices are versions: the one of the day holds, the past is not written anew, an ended service is not sold', async () => {
  const add = (more: object) => head.send('POST', '/services/prices', { ...reconnection, ...more });
  assert.equal((await add({ validFrom: '2026-02-01' })).body.code, 'services.price_in_past');
  assert.equal((await add({ net: '120000', validFrom: addDays(today, 1) })).status, 201);
  assert.equal((await add({ validFrom: addDays(today, 1) })).body.code, 'services.price_exists');
  const { rows } = (await head.get('/services/prices')).body;
  assert.deepEqual(
    rows
      .filter((row: { service: string }) => row.service === 'DONGCAT')
      .map((row: { net: string; validTo: string | null; holds: boolean }) => [
        row.net,
        row.validTo,
        row.holds,
      ]),
    [
      ['120000', null, false],
      ['98765', addDays(today, 1), true],
    ],
  );
  assert.equal((await issue(fifth!.code)).body.net, '98765');
  const ended = { ...move, offered: false, validFrom: today };
  assert.equal((await head.send('POST', '/services/prices', ended)).status, 201);
  const refused = await issue(fifth!.code, { service: 'DICHCT', unitNet: '5' });
  assert.deepEqual([refused.status, refused.body.code], [422, 'services.no_price']);
});

test('what a form gets wrong is named, and people of a unit bill their own customers only', async () => {
  const code = fifth!.code;
  const codes = [
    await issue(code, { unitNet: '5' }),
    await issue(code, { service: 'KHONGCO' }),
    await issue(code, { dueOn: addDays(today, -1) }),
    await head.send('POST', '/services/bills', { service: 'DONGCAT', requestKey: 'khong-ai-ca' }),
    await issue('PA99DV9999999'),
  ].map(({ body }) => body.code);
  assert.deepEqual(codes, [
    'services.amount_is_listed',
    'services.no_price',
    'services.due_before_issue',
    'services.for_whom',
    'customers.unknown',
  ]);
  const [stranger] = await makeCustomers(runtime, [{ unit: 'PA99DX' }]);
  const unit = await findUnit(db, 'PA99DV', today);
  const local = await signInAs(app, runtime, 'unit_staff', unit!.id);
  assert.equal((await issue(code, {}, local)).status, 201);
  assert.equal((await issue(stranger!.code, {}, local)).body.code, 'staff.outside_scope');
  assert.equal((await local.send('POST', '/services/prices', reconnection)).status, 403);
  const viewer = await signInAs(app, runtime, 'viewer');
  assert.equal((await issue(code, {}, viewer)).status, 403);
});

test('a file of the billing system brings service bills of its own, and cannot take a number given out here', async () => {
  const header =
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  const line = (id: string) =>
    `${id},${second!.code},PA99DV,1,8,2026,DV,02/08/2026,12/08/2026,0,200000,8,16000,216000`;
  const taken = (await head.get(`/services/bills?customer=${second!.code}`)).body.rows[0].number;
  const result = await importText(runtime, 'bills', [header, line('DVCMIS1'), line(taken)]);
  assert.deepEqual([result.accepted, result.rejected], [1, 1]);
  const imports = (await operator.get('/imports')).body.rows;
  const { rows } = (await operator.get(`/imports/${imports[0].id}/rejections`)).body;
  assert.equal(rows[0].code, 'issued_here');
  await payAsPartner(app, partner.key, {
    reference: 'DV-CMIS',
    customerCode: second!.code,
    amount: (await ask(second!.code)).reduce((sum, { amount }) => sum + BigInt(amount), 0n),
  });
  await collectAll(db);
  const entries = (await head.get(`/clearing/entries?customer=${second!.code}`)).body.rows;
  assert.deepEqual(
    entries.map(({ amount }: { amount: string }) => amount).sort(),
    ['100000', '216000'],
    'of the bills paid at once, those of the billing system',
  );
  await refreshKpi(db);
  assert.deepEqual(await checkKpi(db), []);
});

test('the list goes out as a workbook', async () => {
  const file = await head.download('/services/bills?format=xlsx');
  assert.equal(file.statusCode, 200);
  assert.ok(file.rawPayload.length > 3000);
});
