import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { decodeQr } from '../../../core/qr/decode.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { callPartner, payAsPartner } from '../../../test/support/partner-calls.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { openSettlement } from '../../../test/support/settlement.ts';
import { signInAs } from '../../../test/support/staff.ts';
import { mt940 } from '../../../test/support/statements.ts';
import { followTransfers } from '../statements/index.ts';
import { findUnit } from '../companies/index.ts';

const { runtime, company, app, accountant } = await openSettlement();
const { db } = company;
const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr'] });
const bank = await makePartner(runtime);
const bills = [{ period: '2026-09', totalVnd: 350_000n }];
const [plain, part, twice, held, handed, changed, owing] = await makeCustomers(
  runtime,
  Array.from({ length: 7 }, () => ({ unit: 'PA99QR', bills })),
);
const account = '12010000123456';
const declare = (more: object) =>
  accountant.send('PUT', `/bank-accounts/${account}`, {
    bankName: 'BIDV Hà Tĩnh',
    transferPartner: own.code,
    ...more,
  });
const qr = { bankBin: '970418', holder: 'Công ty Điện lực Thử Nghiệm' };
const codeOf = async (billId: bigint) => (await accountant.get(`/bills/${billId}/qr`)).body;

test('before an account is declared for codes there are none; it must be one whose transfers become payments', async () => {
  const id = plain!.billIds[0]!;
  assert.deepEqual([(await codeOf(id)).account, (await codeOf(id)).bill.state], [null, 'no_account']);
  assert.equal((await accountant.get(`/bills/${id}/qr/file`)).body.code, 'payment_codes.no_account');
  const refused = await declare({ transferPartner: null, qr });
  assert.deepEqual([refused.status, refused.body.code], [400, 'statements.bad_account']);
  assert.equal((await declare({ qr: { ...qr, bankBin: '12' } })).status, 400);
  const done = await declare({ qr });
  assert.deepEqual([done.status, done.body.qr], [200, qr]);
  assert.deepEqual((await declare({})).body.qr, qr, 'a declaration that says nothing of it leaves it');
  assert.equal((await declare({ transferPartner: null })).status, 400);
});

test('the code of a bill asks for what is open to the dong, in words, as SVG and as PNG', async () => {
  const id = plain!.billIds[0]!;
  const { account: named, bill } = await codeOf(id);
  assert.deepEqual(named, {
    bankBin: '970418',
    bankName: 'BIDV Hà Tĩnh',
    number: account,
    holder: qr.holder,
  });
  const read = decodeQr(bill.payload);
  assert.deepEqual([read.valid, read.account, read.amountVnd], [true, account, 350_000n]);
  assert.deepEqual([bill.amount, bill.description], ['350000', 'Tiền điện tháng 09/2026']);
  const png = await accountant.download(`/bills/${id}/qr/file?format=png`);
  const picture = PNG.sync.read(png.rawPayload);
  const pixels = new Uint8ClampedArray(picture.data);
  assert.equal(jsqr.default(pixels, picture.width, picture.height)?.data, bill.payload);
  const svg = await accountant.download(`/bills/${id}/qr/file`);
  assert.equal(svg.headers['content-type'], 'image/svg+xml');
  assert.match(svg.body, /^<svg/);
});

/** A transfer with this text, as the bank's statement tells of it. */
let serial = 0;
let opening = 0;
async function transfer(amount: number, text: string): Promise<void> {
  const lines = [{ amount, text, reference: `FT26278${String(++serial).padStart(6, '0')}` }];
  const statement = mt940({ account, day: '2026-10-06', opening, lines });
  opening += amount;
  const { status, body } = await accountant.upload('/statements/file?fileName=a', Buffer.from(statement));
  assert.equal(status, 200, JSON.stringify(body));
  await followTransfers(runtime, company);
}

test('a part paid leaves a code over the rest, and never one over more', async () => {
  const id = part!.billIds[0]!;
  await transfer(100_000, (await codeOf(id)).bill.purpose);
  const { bill } = await codeOf(id);
  assert.deepEqual([bill.state, bill.amount], ['payable', '250000']);
  assert.equal(decodeQr(bill.payload).amountVnd, 250_000n);
});

test('a paid bill answers that it is paid instead of a code; a second transfer by the old code is credit', async () => {
  const id = twice!.billIds[0]!;
  const { purpose } = (await codeOf(id)).bill;
  await transfer(350_000, `MBVCB.1.${purpose}`);
  const { bill } = await codeOf(id);
  assert.deepEqual([bill.state, bill.payload], ['paid', null]);
  const picture = await accountant.get(`/bills/${id}/qr/file`);
  assert.deepEqual([picture.status, picture.body.code], [409, 'payment_codes.already_paid']);
  assert.match(picture.body.detail, /đã thanh toán/);
  await transfer(350_000, `MBVCB.2.${purpose}`);
  const { openAmount, creditAmount } = (await accountant.get(`/customers/${twice!.code}`)).body;
  assert.deepEqual([openAmount, creditAmount], ['0', '350000']);
  await assertInvariants(db);
});

test('a bill whose money somebody is taking has no code until they are done', async () => {
  const [id] = held!.billIds;
  const hold = { reference: 'GIU-1', customerCode: held!.code };
  const asked = await callPartner(app, bank.key, { method: 'POST', path: '/holds', body: hold });
  assert.equal(asked.statusCode, 201, asked.body);
  const { bill } = await codeOf(id!);
  assert.equal(bill.state, 'held');
  assert.ok(bill.heldUntil > new Date().toISOString().slice(0, 10));
  assert.equal((await accountant.get(`/bills/${id}/qr/file`)).body.code, 'payment_codes.not_payable');
  await callPartner(app, bank.key, { method: 'POST', path: '/holds/GIU-1/release', body: {} });
  assert.equal((await codeOf(id!)).bill.state, 'payable');
});

test('a code printed for a bill that was corrected leads to what it amounts to now', async () => {
  const [id] = changed!.billIds;
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    billLine(changed!.code, 'PA99QR', { period: '2026-09', totalVnd: 320_000n }),
  ]);
  const { bill } = await codeOf(id!);
  assert.notEqual(bill.billId, String(id));
  assert.deepEqual([bill.state, bill.amount], ['payable', '320000']);
});

test('the code of a customer is for every month; beside it stand those of the open bills', async () => {
  const { payload, bills: coded } = (await accountant.get(`/customers/${plain!.code}/qr`)).body;
  const read = decodeQr(payload);
  assert.deepEqual([read.amountVnd, read.use], [null, 'static']);
  assert.deepEqual(
    coded.map(({ amount, state }: { amount: string; state: string }) => [amount, state]),
    [['350000', 'payable']],
  );
  assert.equal((await accountant.download(`/customers/${plain!.code}/qr/file?format=png`)).statusCode, 200);
});

test('slips of a unit have names masked, what is open and the code; what cannot be paid by one has no slip', async () => {
  const wish = { partner: bank.code, unit: 'PA99QR', from: null };
  const head = await signInAs(app, runtime, 'business_head');
  await payAsPartner(app, bank.key, { reference: 'T1', customerCode: owing!.code, amount: 350_000n });
  const before = (await accountant.get('/payment-slips?unit=PA99QR')).body;
  assert.deepEqual([before.slips, before.customers, before.open], [5, 5, '1620000']);
  const file = await accountant.download('/payment-slips/file?unit=PA99QR');
  assert.equal(file.statusCode, 200);
  const text = pdfText(file.rawPayload).join('\n');
  assert.match(text, /N\*{5} V\*{2} An/);
  assert.doesNotMatch(text, /Nguyễn/);
  assert.match(text, /250\.000 đ/);
  assert.match(text, /320\.000 đ/);
  assert.ok(text.includes((await codeOf(part!.billIds[0]!)).bill.purpose));
  assert.ok(!text.includes(owing!.code), 'nothing is printed for a bill that is paid');
  const full = await accountant.download(
    `/payment-slips/file?customer=${plain!.code}&names=full&perPage=2&from=${before.parts[0].from}`,
  );
  assert.match(pdfText(full.rawPayload).join('\n'), /Nguyễn Văn An/);
  // Bills handed to one collector alone would not be paid by a transfer.
  assert.equal((await head.send('POST', '/bills/hand-over', wish)).status, 200);
  assert.equal((await accountant.get('/payment-slips?unit=PA99QR')).body.slips, 0);
  assert.equal((await codeOf(handed!.billIds[0]!)).bill.state, 'handed_over');
  const nothing = await accountant.get('/payment-slips/file?unit=PA99QR');
  assert.deepEqual([nothing.status, nothing.body.code], [404, 'payment_codes.nothing_open']);
});

test('nobody sees or prints codes of units that are not theirs, nor of the whole company at once', async () => {
  await makeCustomers(runtime, [{ unit: 'PA99QX' }]);
  const unit = await findUnit(db, 'PA99QX', today);
  const stranger = await signInAs(app, runtime, 'unit_staff', unit!.id);
  for (const path of [
    `/bills/${plain!.billIds[0]}/qr`,
    `/customers/${plain!.code}/qr/file`,
    `/payment-slips?unit=PA99QR`,
    `/payment-slips/file?customer=${plain!.code}`,
  ])
    assert.equal((await stranger.get(path)).body.code, 'staff.outside_scope', path);
  assert.equal((await accountant.get('/payment-slips')).body.code, 'payment_codes.too_wide');
  assert.equal((await accountant.get('/bills/999999999/qr')).body.code, 'payment_codes.unknown_bill');
});
