import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeCustomer, makePartner } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { partnerFile, sendFile } from '../support/partner-files.ts';
import { creditOf, payOn } from '../support/settlement.ts';
import { signInAs } from '../support/staff.ts';

const day = '2026-11-03';
const [desk, phone] = screenSizes;

browserTest(
  'an accountant signs minutes, a second person reopens them, and a payment is followed on one page',
  async (t, browser) => {
    const books = await openBooks();
    await t.test('minutes are made from the list and signed by both sides', () =>
      signMinutes(browser, books),
    );
    await t.test('a second person reopens them, and the old version stays to be read', () =>
      reopenMinutes(browser, books),
    );
    for (const size of [desk, phone]) {
      await t.test(`a payment is followed on one page, at ${size.width} px`, () =>
        followPayment(browser, books, size),
      );
    }
  },
);

type Books = Awaited<ReturnType<typeof openBooks>>;

/** A partner with a closed day whose file matches and whose money is there, and a payment of today. */
async function openBooks() {
  const people = { 'ke.toan': 'accountant', 'truong.phong': 'business_head' } as const;
  const { runtime, company, app, address } = await startConsole(people);
  const accountant = await signInAs(app, runtime, 'accountant');
  const partner = await makePartner(runtime);
  await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
  const bills = [
    { period: '2026-09', totalVnd: 812_345n },
    { period: '2026-10', totalVnd: 422_222n },
  ];
  const { code } = await makeCustomer(runtime, { bills });
  const references = await payOn(company, partner.id, {
    customerCode: code,
    businessOn: day,
    amounts: [812_345n, 422_222n],
  });
  const window = `/settlement/windows/${partner.code}/${day}`;
  const closed = await accountant.send('POST', `${window}/close`);
  assert.equal(closed.status, 200, JSON.stringify(closed.body));
  const lines = [812_345n, 422_222n].map((amount, at) => ({
    reference: references[at]!,
    customer: code,
    amount,
  }));
  await sendFile(runtime, { partner: partner.code, day, content: partnerFile(lines, { day }) });
  const creditId = await creditOf(accountant, { bookedOn: '2026-11-04', amount: 1_234_567n });
  await accountant.send('POST', `${window}/receipts`, { creditId, amount: '1234567' });
  const other = await makeCustomer(runtime, { bills: [{ period: '2026-10', totalVnd: 300_000n }] });
  const paid = await callPartner(app, partner.key, {
    method: 'POST',
    path: '/payments',
    body: { reference: 'HOMNAY-1', customerCode: other.code, amount: '300000', channel: 'bank_app' },
  });
  assert.equal(paid.statusCode, 201, paid.body);
  const feed = (await accountant.get('/payments')).body.rows as { id: string; reference: string }[];
  const old = feed.find(({ reference }) => reference === references[0]);
  assert.ok(old);
  return { address, partner, paymentId: old.id, customerCode: code };
}

async function signMinutes(browser: Browser, books: Books): Promise<void> {
  const page = await openSignedIn(browser, books.address, { login: 'ke.toan', size: desk });
  await page.goto(`${books.address}/minutes?month=2026-11`);
  await page.getByText('0/1', { exact: true }).first().waitFor();
  await photograph(page, 'minutes-list-desk');
  await page.getByRole('link', { name: books.partner.name }).click();
  await page.getByRole('button', { name: 'Lập biên bản', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Số liệu quyết toán' }).waitFor();
  await page.getByLabel('Người ký và chức vụ').fill('Phan Minh Anh – Trưởng phòng Kinh doanh');
  await page.getByRole('button', { name: 'Ký xác nhận' }).click();
  await page.getByRole('button', { name: 'Ghi chữ ký của đối tác' }).waitFor();
  await page.getByLabel('Người ký và chức vụ').fill('Trần Thu Hà – Phó giám đốc');
  await page.getByRole('button', { name: 'Ghi chữ ký của đối tác' }).click();
  await page.getByText('Hai bên đã ký. Số liệu đã được thống nhất.').waitFor();
  await page.getByText('Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng').waitFor();
  await photograph(page, 'minutes-signed-desk');
  await page.getByLabel('Lý do mở lại').fill('Đối tác gửi lại tệp');
  await page.getByRole('button', { name: 'Đề nghị mở lại' }).click();
  await page.getByText('Chờ một người khác duyệt').waitFor();
  await page.close();
}

async function reopenMinutes(browser: Browser, books: Books): Promise<void> {
  const page = await openSignedIn(browser, books.address, { login: 'truong.phong', size: phone });
  await page.goto(`${books.address}/minutes?month=2026-11&partner=${books.partner.code}`);
  await page.getByText('Hai bên đã ký').first().click();
  await page.getByRole('button', { name: 'Duyệt mở lại' }).click();
  await page.getByRole('heading', { name: 'Các bản' }).waitFor();
  await page.getByText('Thay bản trước, mã băm').waitFor();
  await photograph(page, 'minutes-reopened-phone');
  await page.getByRole('link', { name: /-01$/ }).click();
  await page.getByText('Bản này đã mở lại lúc').waitFor();
  await page.goto(`${books.address}/minutes?month=2026-11`);
  await page.getByText('0/1', { exact: true }).first().waitFor();
  await photograph(page, 'minutes-list-phone');
  await page.close();
}

async function followPayment(browser: Browser, books: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, books.address, { login: 'ke.toan', size });
  await page.goto(`${books.address}/payments`);
  await page.getByRole('link', { name: 'HOMNAY-1' }).click();
  await page.getByText('tiền chưa về').waitFor();
  await page.goto(`${books.address}/customers/${books.customerCode}`);
  await page.getByRole('heading', { name: 'Các khoản đã trả' }).waitFor();
  await page.goto(`${books.address}/payments/${books.paymentId}`);
  await page.getByText('812.345 đ').first().waitFor();
  await page.getByRole('heading', { name: 'Tiền về tài khoản chuyên thu' }).waitFor();
  await photograph(page, `payment-trace-${size.name}`);
  await page.close();
}
