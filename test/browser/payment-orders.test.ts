import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { businessDateOf } from '../../core/dates.ts';
import { createApp } from '../../server/app.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import { followPaymentOrders } from '../../server/features/payment-orders/index.ts';
import { buildWeb } from '../../tools/build-web.ts';
import {
  findChromium,
  launchBrowser,
  openSignedIn,
  photograph,
  screenSizes,
  type Size,
} from '../support/browser.ts';
import { openTestRuntime } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';

const chromium = findChromium();
const account = '12010000123456';
const [desk, phone] = screenSizes;

test(
  'payment orders and cheques on the screen, from the codes to the money',
  { skip: chromium === undefined && 'no Chromium: the browser tests did not run', timeout: 600_000 },
  async (t) => {
    const books = await openBooks();
    const browser = await launchBrowser(chromium ?? '');
    try {
      await t.test('an order is made of pasted codes, issued, and shows its papers', () =>
        makeOrder(browser, books, desk),
      );
      await t.test('its money comes and is seen on a desk and a phone', () => seePaid(browser, books));
      await t.test('a cheque is taken in, paid in and bounces', () => cheque(browser, books, desk));
      await t.test('cheques and slips on a phone', () => lookAtCheques(browser, books, phone));
      await books.check();
    } finally {
      await browser.close();
      await books.stop();
    }
  },
);

type Books = Awaited<ReturnType<typeof openBooks>>;

async function openBooks() {
  await buildWeb(() => undefined);
  const runtime = await openTestRuntime();
  const { company } = runtime;
  const app = await createApp(runtime);
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
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    login: accountant.login,
    codes: customers.map(({ code }) => code),
    /** The bank credits what a payer sent. */
    bring: async (amount: string, remittance: string) => {
      const bookedOn = businessDateOf(new Date());
      await accountant.send('POST', '/bank-credits', { account, bookedOn, amount, remittance });
      await followPaymentOrders(runtime, company);
    },
    stop: () => app.close(),
    check: () => assertInvariants(company.db),
  };
}

async function makeOrder(browser: Browser, books: Books, size: Size): Promise<void> {
  const { address, login, codes } = books;
  const page = await openSignedIn(browser, address, { login, size, path: '/payment-orders' });
  await page.getByText('Chưa có ủy nhiệm chi nào khớp.').waitFor();
  await page.getByRole('button', { name: 'Khai báo tài khoản' }).click();
  await page.getByLabel('Số tài khoản').fill(account);
  await page.getByLabel('Chủ tài khoản').fill('CÔNG TY ĐIỆN LỰC HÀ TĨNH');
  await page.getByLabel('Ngân hàng', { exact: true }).fill('BIDV');
  await page.getByLabel('Chi nhánh').fill('Hà Tĩnh');
  await page.getByLabel('Mã BIN').fill('970418');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('cell', { name: account }).waitFor();
  await photograph(page, `payment-orders-empty-${size.name}`);
  await page.getByRole('link', { name: 'Lập ủy nhiệm chi' }).click();
  await page.getByLabel('Mã khách hàng, mỗi dòng một mã').fill(codes.slice(0, 3).join('\n'));
  await page.getByRole('button', { name: 'Xem hóa đơn còn nợ' }).click();
  await page.getByText('6 hóa đơn, 8.190.000').waitFor();
  await page.getByLabel('Tên người trả tiền').fill('CÔNG TY CỔ PHẦN MAY HÀ TĨNH');
  await page.getByLabel('Số tài khoản trả').fill('0011001234567');
  await page.getByLabel('Ngân hàng', { exact: true }).fill('Vietcombank');
  await page.getByLabel('Mã BIN ngân hàng trả').fill('970436');
  await photograph(page, `payment-order-new-${size.name}`);
  await page.getByRole('button', { name: 'Lập bản nháp' }).click();
  await page.getByRole('button', { name: 'Phát hành' }).click();
  await page.getByRole('link', { name: 'In ủy nhiệm chi' }).waitFor();
  await page.getByRole('img', { name: 'Mã VietQR' }).waitFor();
  await photograph(page, `payment-order-issued-${size.name}`);
  await page.close();
}

async function seePaid(browser: Browser, { address, login, bring }: Books): Promise<void> {
  const seen = async (size: Size, path: string, words: string, name: string): Promise<string> => {
    const page = await openSignedIn(browser, address, { login, size, path });
    await page.getByText(words).first().waitFor();
    await photograph(page, `${name}-${size.name}`);
    const text = await page.locator('main').innerText();
    await page.close();
    return text;
  };
  const text = await seen(phone, '/payment-orders/1', 'Chờ tiền', 'payment-order-waiting');
  const reference = /QC[0-9CHKMNPT]{12}/.exec(text)?.[0] ?? '';
  await bring('8200000', `IBFT ${reference} CTY MAY`);
  for (const size of screenSizes) {
    await seen(size, '/payment-orders', 'UNC000001', 'payment-orders');
    await seen(size, '/payment-orders/1', 'trong đó tiền thừa 10.000', 'payment-order-paid');
  }
}

async function cheque(browser: Browser, { address, login, codes }: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, { login, size, path: '/cheques?show=receive' });
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
  await photograph(page, `cheque-new-${size.name}`);
  await page.getByRole('button', { name: 'Nhận séc' }).click();
  await page.getByText('Đã nhận séc AB123456').waitFor();
  await page.goto(`${address}/cheques`);
  await page.getByLabel('Chọn séc AB123456').check();
  await photograph(page, `cheques-${size.name}`);
  await page.getByRole('button', { name: 'Nộp 1 séc đã chọn' }).click();
  await page.getByText('BKS000001').first().waitFor();
  await page.getByRole('link', { name: 'AB123456' }).click();
  await page.getByRole('button', { name: 'Ghi bị từ chối' }).click();
  await page.getByLabel('Phí ngân hàng').fill('20.000');
  await photograph(page, `cheque-bounce-${size.name}`);
  await page.getByRole('button', { name: 'Ghi nhận' }).click();
  await page.getByText('Tài khoản không đủ khả năng thanh toán').first().waitFor();
  await photograph(page, `cheque-${size.name}`);
  await page.close();
}

async function lookAtCheques(browser: Browser, { address, login }: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, { login, size, path: '/cheques' });
  await page.locator('table').getByText('Bị từ chối').waitFor();
  await photograph(page, `cheques-${size.name}`);
  await page.goto(`${address}/cheques?show=slips`);
  await page.getByRole('link', { name: 'In bảng kê' }).waitFor();
  await photograph(page, `cheque-slips-${size.name}`);
  await page.goto(`${address}/cheques/1`);
  await page.getByText('20.000').first().waitFor();
  await photograph(page, `cheque-${size.name}`);
  await page.close();
}
