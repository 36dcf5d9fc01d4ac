import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { today } from '../support/make.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';

browserTest(
  'staff bill a service after a look at it, show its code, print slips, take a bill back and set a price',
  async (t, browser) => {
    const { address, codes } = await openConsole();
    for (const [index, size] of screenSizes.entries()) {
      await t.test(`at ${size.width} px`, () => workThrough(browser, address, size, codes[index] ?? ''));
    }
  },
);

async function openConsole(): Promise<{ address: string; codes: string[] }> {
  const { runtime, app, address } = await startConsole({ 'truong.phong': 'business_head' });
  const [head, accountant] = [
    await signInAs(app, runtime, 'business_head'),
    await signInAs(app, runtime, 'accountant'),
  ];
  const own = await makePartner(runtime, { kind: 'own', channels: ['vietqr'] });
  const declared = await accountant.send('PUT', '/bank-accounts/12010000123456', {
    bankName: 'BIDV Hà Tĩnh',
    transferPartner: own.code,
    qr: { bankBin: '970418', holder: 'Công ty Điện lực Hà Tĩnh' },
  });
  assert.equal(declared.status, 200, JSON.stringify(declared.body));
  const price = {
    service: 'DONGCAT',
    name: 'Đóng cắt điện trở lại',
    countedIn: 'lần',
    net: '98000',
    vatRate: 8,
    legalBasis: 'Quyết định giá dịch vụ số 12/QĐ-PC',
    validFrom: '2026-01-01',
  };
  assert.equal((await head.send('POST', '/services/prices', price)).status, 201);
  const bills = [{ period: '2026-09', totalVnd: 384_912n }];
  const customers = await makeCustomers(runtime, [{ bills }, { bills }, { bills }]);
  return { address, codes: customers.map(({ code }) => code) };
}

async function workThrough(browser: Browser, address: string, size: Size, code: string): Promise<void> {
  const path = `/customers/${code}`;
  const page = await openSignedIn(browser, address, { login: 'truong.phong', size, path });
  await page.getByRole('button', { name: 'Mã QR', exact: true }).first().click();
  await page.getByRole('dialog').getByText('384.912 đ').waitFor();
  await page.getByRole('dialog').getByRole('img').waitFor();
  const width = await page.evaluate<number>(
    "document.querySelector('.td-code').decode().then(() => document.querySelector('.td-code').naturalWidth)",
  );
  assert.ok(width > 0, 'the picture of the code came');
  await photograph(page, `services-code-${size.width}`);
  await page.getByRole('button', { name: 'Đóng', exact: true }).click();
  await page.getByRole('link', { name: 'Lập hóa đơn dịch vụ' }).click();
  await page.getByLabel('Số lượng').fill('2');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('211.680 đ').waitFor();
  await photograph(page, `services-issue-${size.width}`);
  await page.getByRole('button', { name: 'Lập hóa đơn', exact: true }).click();
  await page.getByText(`Đã lập hóa đơn DV${today.slice(0, 4)}-`).waitFor();
  await page.goto(`${address}/services`);
  await page.getByRole('link', { name: code }).or(page.getByText(code)).first().waitFor();
  await photograph(page, `services-bills-${size.width}`);
  await page.getByRole('button', { name: 'Hủy hóa đơn' }).first().click();
  await page.getByLabel('Lý do').fill('nhập nhầm khách hàng');
  await page.getByRole('button', { name: 'Hủy hóa đơn này' }).click();
  await page.getByText('nhập nhầm khách hàng').first().waitFor();
  await page.goto(`${address}/services?show=prices`);
  await page.getByText('Đang áp dụng').first().waitFor();
  await page.getByRole('button', { name: 'Thêm giá' }).click();
  await photograph(page, `services-prices-${size.width}`);
  await page.goto(`${address}/services/new?whom=applicant`);
  await page.getByLabel('Họ tên, tên đơn vị').fill('Trần Thị Mới');
  await page.getByLabel('Địa chỉ').fill('Thôn 5, Xã Thử');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('Người mới, mã được cấp khi lập hóa đơn').waitFor();
  await photograph(page, `services-applicant-${size.width}`);
  await page.goto(`${address}/payment-slips?unit=PA99AA`);
  await page.getByRole('link', { name: 'Phần 1' }).waitFor();
  await photograph(page, `services-slips-${size.width}`);
  await page.context().close();
}
