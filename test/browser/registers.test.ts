import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { followBilling } from '../../server/features/contacts/index.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { runAsOwner } from '../support/database.ts';
import { makeCustomers, today } from '../support/make.ts';

const [desk, phone] = screenSizes;

browserTest(
  'places to pay, numbers and responsibilities are brought in, put right and read',
  async (t, browser) => {
    const { address, code } = await openConsole();
    const page = await openSignedIn(browser, address, { login: 'truong.phong', size: desk });
    await t.test('a list of places is tried, taken, and shown by commune', () => takePlaces(page, address));
    await t.test('a number is verified on the page of its customer', () => verifyNumber(page, address, code));
    await t.test('a book is given to an employee, whose customers open', () => giveBook(page, address));
    await t.test('the screens fit a phone', async () => {
      await page.setViewportSize({ width: phone.width, height: phone.height });
      for (const path of ['pay-points', 'contacts', 'assignments']) {
        await page.goto(`${address}/${path}`);
        await page.locator('table').first().waitFor();
        await photograph(page, `registers-${path}-phone`);
      }
    });
  },
);

async function openConsole(): Promise<{ address: string; code: string }> {
  const { runtime, address } = await startConsole({
    'truong.phong': 'business_head',
    'nhan.vien': 'unit_staff',
  });
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 9 }, (_, index) => ({ unit: 'PA99RG', commune: index < 5 ? '18073' : '18823' })),
  );
  await runAsOwner(runtime, runtime.company, `update customers set phone = '0912345678' where id % 3 = 0`);
  await followBilling(runtime.company.db, today);
  return { address, code: customers[0]!.code };
}

async function takePlaces(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/pay-points`);
  await page.getByText('Không có điểm nào như vậy').waitFor();
  const lines = [
    'MA_DIEM,LOAI_DIEM,TEN_DIEM,MA_XA,NGAY_MO,GIO_MO_CUA',
    'BT01,Bàn thu,Bàn thu chợ Thành Sen,18073,01/01/2024,7 giờ 30 – 16 giờ 30',
    'BT02,Bàn thu,Bàn thu bến xe,99999,01/01/2024,',
  ];
  await page.getByLabel('Tệp danh sách').setInputFiles({
    name: 'diem.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('Xem trước, chưa ghi gì: 2 dòng, 1 mới').waitFor();
  await page.getByText('Không có xã, phường nào mang mã này').waitFor();
  await page.getByRole('button', { name: 'Nhận danh sách' }).click();
  await page.getByRole('rowheader', { name: /Bàn thu chợ Thành Sen/ }).waitFor();
  await photograph(page, 'registers-pay-points');
  await page.goto(`${address}/pay-points?view=communes`);
  await page.getByText('1 trong 2 xã không còn bàn thu tiền điện.').waitFor();
  await photograph(page, 'registers-communes');
}

async function verifyNumber(page: Page, address: string, code: string): Promise<void> {
  await page.goto(`${address}/customers/${code}`);
  await page.getByRole('button', { name: 'Thêm số' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Số điện thoại').fill('0987 654 321');
  await dialog.getByLabel('Xác minh ngày').fill(today.split('-').reverse().join('/'));
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('0987 654 321').waitFor();
  await photograph(page, 'registers-customer');
  await page.goto(`${address}/contacts?state=verified`);
  await page.getByText('Đã xác minh (1)').waitFor();
  assert.equal(await page.getByRole('row').count(), 2);
  await photograph(page, 'registers-contacts');
}

async function giveBook(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/assignments?view=books`);
  await page.getByLabel('Chọn sổ RG001').check();
  const form = page.getByRole('form', { name: 'Giao cho' });
  await form.getByLabel('Nhân viên').selectOption({ label: 'Phan Minh Anh' });
  await form.getByRole('button', { name: 'Giao 1 sổ đã chọn' }).click();
  await page.getByText('Đã giao; 9 khách hàng đổi người phụ trách.').waitFor();
  await photograph(page, 'registers-books');
  await page.goto(`${address}/assignments`);
  await page.getByText('9 khách hàng, 0 chưa giao cho ai.').waitFor();
  await photograph(page, 'registers-assignments');
  await page.getByRole('link', { name: '9', exact: true }).click();
  await page.getByRole('heading', { name: 'Khách hàng của Phan Minh Anh' }).waitFor();
  await page.getByText('Đang hiện 9 trong 9').waitFor();
  await photograph(page, 'registers-assigned');
}
