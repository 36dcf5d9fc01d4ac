import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { importFile } from '../../server/features/imports/index.ts';
import { startWorker } from '../../server/worker.ts';
import { atEnd } from '../support/at-end.ts';
import { openPage, password, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makePartner } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';

const samples = resolve(import.meta.dirname, '../../data/cmis');
const payer = 'PA16HT0000001';

browserTest('the console, from sign-in to one customer and out again as a workbook', async (t, browser) => {
  const { address } = await openConsole();
  const [desk, phone] = screenSizes;

  await t.test('whoever is not signed in comes back to the address they asked for', () =>
    comeBackAfterSignIn(browser, address),
  );
  await t.test('a head of business imports and publishes a file of bills', () =>
    importBills(browser, address, desk),
  );
  for (const size of [desk, phone]) {
    await t.test(`a ratio leads to a customer and to a workbook, at ${size.width} px`, () =>
      followRatio(browser, address, size),
    );
  }
});

/** A server with its jobs: 3,000 customers, the bills of August, one of them paid by a partner. */
async function openConsole(): Promise<{ address: string }> {
  const { runtime, company, app, address } = await startConsole({ 'truong.phong': 'business_head' });
  for (const [kind, file] of [
    ['customers', 'khachhang.csv'],
    ['bills', 'hoadon-2026-08.csv'],
  ] as const) {
    await importFile(runtime, company, { kind, path: resolve(samples, file), actor: 'test' });
  }
  const worker = await startWorker(runtime);
  atEnd(() => worker.stop());
  const partner = await makePartner(runtime);
  const body = { reference: 'R1', customerCode: payer, amount: '410994', channel: 'bank_app' };
  const paid = await callPartner(app, partner.key, { method: 'POST', path: '/payments', body });
  assert.equal(paid.statusCode, 201, paid.body);
  return { address };
}

async function openSignedIn(browser: Browser, address: string, size: Size): Promise<Page> {
  const page = await openPage(browser, size);
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Tên đăng nhập').fill('truong.phong');
  await page.getByLabel('Mật khẩu').first().fill(password);
  await photograph(page, `sign-in-${size.name}`);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/board');
  return page;
}

async function comeBackAfterSignIn(browser: Browser, address: string): Promise<void> {
  const page = await openPage(browser);
  await page.goto(`${address}/customers?query=dang`);
  await page.getByLabel('Tên đăng nhập').fill('truong.phong');
  await page.getByLabel('Mật khẩu').first().fill('sai');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor();
  await page.getByLabel('Mật khẩu').first().fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/customers?query=dang');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.close();
}

async function importBills(browser: Browser, address: string, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, size);
  await page.getByRole('link', { name: 'Nhập dữ liệu' }).click();
  await page.setInputFiles('input[type=file]', resolve(samples, 'hoadon-2026-09.csv'));
  await page.getByLabel('Số dòng').fill('3.000');
  await page.getByLabel('Tổng tiền').fill('2.673.525.906');
  await photograph(page, `import-form-${size.name}`);
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.getByText('Số tổng khớp').waitFor({ timeout: 60_000 });
  await photograph(page, `import-checked-${size.name}`);
  await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await page.getByText('Đã phát hành bởi truong.phong').waitFor({ timeout: 60_000 });

  await page.getByRole('link', { name: 'Nhập dữ liệu' }).first().click();
  await page.setInputFiles('input[type=file]', resolve(samples, 'hoadon-2026-11-loi.csv'));
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.getByRole('heading', { name: 'Các dòng bị trả lại' }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Tải tệp dòng bị trả lại' }).waitFor();
  await photograph(page, `import-rejections-${size.name}`);
  await page.close();
}

async function followRatio(browser: Browser, address: string, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, size);
  await page.goto(`${address}/board?period=2026-08`);
  await page.getByRole('heading', { name: 'Tỷ lệ KH thanh toán không dùng tiền mặt' }).waitFor();
  // The roll-up follows the payment within seconds, and the board asks again by itself.
  await page.getByText('1 / 3.000 KH').first().waitFor({ timeout: 30_000 });
  await page.getByRole('region', { name: 'Đơn vị nào đang chậm' }).waitFor();
  await photograph(page, `board-${size.name}`);
  await page.getByRole('link', { name: 'PA16HT' }).first().click();
  await page.getByRole('region', { name: 'Theo xã, phường' }).waitFor();
  await photograph(page, `unit-${size.name}`);
  await page.getByRole('link', { name: 'Phường Thành Sen' }).first().click();
  await page.getByRole('link', { name: 'Xem từng KH của cả xã, phường' }).click();
  await page.getByRole('link', { name: 'Không dùng tiền mặt' }).click();
  await page.getByText('1 KH', { exact: true }).waitFor();
  await photograph(page, `customers-of-ratio-${size.name}`);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Xuất Excel' }).first().click();
  const file = await download;
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  assert.equal(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
    'PK',
  );

  await page.getByRole('link', { name: 'Biện Đức Hồng Như' }).click();
  await page.getByRole('heading', { name: 'Các khoản đã trả' }).waitFor();
  await page.getByText('Ứng dụng ngân hàng').first().waitFor();
  await page.getByText('410.994 đ').first().waitFor();
  assert.equal(new URL(page.url()).pathname, `/customers/${payer}`);
  await photograph(page, `customer-${size.name}`);
  await page.close();
}
