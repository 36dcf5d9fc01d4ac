import type { Page } from 'playwright-core';
import { businessDateOf } from '../../core/dates.ts';
import { orderReference } from '../../core/payment-orders/order-text.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import { followPaymentOrders } from '../../server/features/payment-orders/index.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';

const account = '12010000123456';
const [desk, phone] = screenSizes;

browserTest('payment orders and cheques on the screen, from the codes to the money', async (t, browser) => {
  const books = await openBooks();
  const open = (size: Size) =>
    openSignedIn(browser, books.address, { login: books.login, size, path: '/payment-orders' });
  const page = await open(desk);
  await t.test('an order is made of pasted codes, issued, and shows its papers', () =>
    makeOrder(page, books),
  );
  await t.test('its money comes and is seen', () => seePaid(page, books));
  await t.test('a cheque is taken in, paid in and bounces', () => followCheque(page, books));
  await t.test('all of it on a phone', async () => look(await open(phone), books));
  await books.check();
});

type Books = Awaited<ReturnType<typeof openBooks>>;

async function openBooks() {
  const { runtime, company, app, address } = await startConsole();
  const accountant = await signInAs(app, runtime, 'accountant');
  await upsertPartner(company.db, {
    code: 'CKBIDV',
    name: 'Chuyển khoản vào BIDV',
    kind: 'own',
    channels: ['vietqr'],
  });
  await accountant.send('PUT', `/bank-accounts/${account}`, {
    bankName: 'BIDV Hà Tĩnh',
    transferPartner: 'CKBIDV',
  });
  const bills = [
    { period: '2026-08', totalVnd: 1_250_000n },
    { period: '2026-09', totalVnd: 1_480_000n },
  ];
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 5 }, () => ({ unit: 'PA16HT', bills })),
  );
  return {
    address,
    login: accountant.login,
    codes: customers.map(({ code }) => code),
    /** The bank credits what a payer sent. */
    bring: async (amount: string, remittance: string) => {
      const bookedOn = businessDateOf(new Date());
      await accountant.send('POST', '/bank-credits', { account, bookedOn, amount, remittance });
      await followPaymentOrders(runtime, company);
    },
    check: () => assertInvariants(company.db),
  };
}

async function makeOrder(page: Page, { codes }: Books): Promise<void> {
  await page.getByText('Chưa có ủy nhiệm chi nào khớp.').waitFor();
  await page.getByRole('button', { name: 'Khai báo tài khoản' }).click();
  await page.getByLabel('Số tài khoản').fill(account);
  await page.getByLabel('Chủ tài khoản').fill('CÔNG TY ĐIỆN LỰC HÀ TĨNH');
  await page.getByLabel('Ngân hàng', { exact: true }).fill('BIDV');
  await page.getByLabel('Chi nhánh').fill('Hà Tĩnh');
  await page.getByLabel('Mã BIN').fill('970418');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('rowheader', { name: account }).waitFor();
  await page.getByRole('link', { name: 'Lập ủy nhiệm chi' }).click();
  await page.getByLabel('Mã khách hàng, mỗi dòng một mã').fill(codes.slice(0, 3).join('\n'));
  await page.getByRole('button', { name: 'Xem hóa đơn còn nợ' }).click();
  await page.getByText('6 hóa đơn, 8.190.000').waitFor();
  await page.getByLabel('Tên người trả tiền').fill('CÔNG TY CỔ PHẦN MAY HÀ TĨNH');
  await page.getByLabel('Số tài khoản trả').fill('0011001234567');
  await page.getByLabel('Ngân hàng', { exact: true }).fill('Vietcombank');
  await page.getByLabel('Mã BIN ngân hàng trả').fill('970436');
  await photograph(page, 'payment-order-new-desk');
  await page.getByRole('button', { name: 'Lập bản nháp' }).click();
  await page.getByRole('button', { name: 'Phát hành' }).click();
  await page.getByRole('link', { name: 'In ủy nhiệm chi' }).waitFor();
  await page.getByRole('img', { name: 'Mã VietQR' }).waitFor();
  await photograph(page, 'payment-order-issued-desk');
}

async function seePaid(page: Page, { address, bring }: Books): Promise<void> {
  await bring('8200000', `IBFT ${orderReference(1n)} CTY MAY`);
  await page.goto(`${address}/payment-orders/1`);
  await page.getByText('trong đó tiền thừa 10.000').waitFor();
  await photograph(page, 'payment-order-paid-desk');
  await page.goto(`${address}/payment-orders`);
  await page.getByText('UNC000001').waitFor();
  await photograph(page, 'payment-orders-desk');
}

async function followCheque(page: Page, { address, codes }: Books): Promise<void> {
  await page.goto(`${address}/cheques?show=receive`);
  await page.getByLabel('Mã khách hàng, mỗi dòng một mã').fill(codes[3]!);
  await page.getByRole('button', { name: 'Xem hóa đơn còn nợ' }).click();
  await page.getByText('2 hóa đơn, 2.730.000').waitFor();
  await page.getByLabel('Số séc').fill('AB 123456');
  await page.getByLabel('Người ký phát').fill('CÔNG TY TNHH HỒNG LĨNH');
  await page.getByLabel('Tài khoản ký phát').fill('0201000765432');
  await page.getByLabel('Ngân hàng trả').fill('VietinBank');
  await page.getByLabel('Số tiền', { exact: true }).fill('2.730.000');
  await page.getByText('Hai triệu bảy trăm ba mươi nghìn đồng.').waitFor();
  await page.getByLabel('Số tiền bằng chữ trên séc đúng như trên').check();
  await photograph(page, 'cheque-new-desk');
  await page.getByRole('button', { name: 'Nhận séc' }).click();
  await page.getByText('Đã nhận séc AB123456').waitFor();
  await page.goto(`${address}/cheques`);
  await page.getByLabel('Chọn séc AB123456').check();
  await photograph(page, 'cheques-desk');
  await page.getByRole('button', { name: 'Nộp 1 séc đã chọn' }).click();
  await page.getByText('BKS000001').first().waitFor();
  await page.getByRole('link', { name: 'AB123456' }).click();
  await page.getByRole('button', { name: 'Ghi bị từ chối' }).click();
  await page.getByLabel('Phí ngân hàng').fill('20.000');
  await photograph(page, 'cheque-bounce-desk');
  await page.getByRole('button', { name: 'Ghi nhận' }).click();
  await page.getByText('Tài khoản không đủ khả năng thanh toán').first().waitFor();
  await photograph(page, 'cheque-desk');
  await page.close();
}

async function look(page: Page, { address }: Books): Promise<void> {
  const seen: [path: string, words: string, name: string][] = [
    ['/payment-orders', 'UNC000001', 'payment-orders'],
    ['/payment-orders/new', 'Lập bản nháp', 'payment-order-new'],
    ['/payment-orders/1', 'trong đó tiền thừa 10.000', 'payment-order-paid'],
    ['/cheques', 'AB123456', 'cheques'],
    ['/cheques?show=slips', 'In bảng kê', 'cheque-slips'],
    ['/cheques?show=receive', 'Séc bảo chi', 'cheque-new'],
    ['/cheques/1', '20.000', 'cheque'],
  ];
  for (const [path, words, name] of seen) {
    await page.goto(`${address}${path}`);
    await page.getByText(words).first().waitFor();
    await photograph(page, `${name}-phone`);
  }
  await page.close();
}
