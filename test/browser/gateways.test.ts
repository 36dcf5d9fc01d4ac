import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { probeGateways } from '../../server/features/gateways/index.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { occasionIn, openGateway } from '../support/gateways.ts';
import { makeCustomers } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';

browserTest(
  'staff see whether gateways answer, find an order, read what was said, and two of them give its money back',
  async (t, browser) => {
    const { address, references, debtors } = await openConsole();
    for (const [index, size] of screenSizes.entries()) {
      await t.test(`at ${size.width} px`, () => workThrough(browser, address, size, references[index] ?? ''));
      await t.test(`an order from a customer's bills at ${size.width} px`, () =>
        takeMoney(browser, address, size, debtors[index] ?? ''),
      );
    }
  },
);

/** One order paid for each size of screen, one of another amount, and one that waits. */
async function openConsole(): Promise<{ address: string; references: string[]; debtors: string[] }> {
  const people = { 'nhan.vien': 'unit_staff', 'truong.phong': 'business_head' } as const;
  const { runtime, app, address } = await startConsole(people);
  const operator = await signInAs(app, runtime, 'operator');
  const { desk } = await openGateway(runtime, operator, 'momo', address);
  await openGateway(runtime, operator, 'vnpay', address);
  await openGateway(runtime, operator, 'mobile-money', address);
  await openGateway(runtime, operator, 'zalopay', address).then(({ desk: away }) => away.stop());
  await probeGateways(occasionIn(runtime.company, 0));
  const bills = [{ period: '2026-08', totalVnd: 384_912n }];
  const customers = await makeCustomers(runtime, [
    { bills },
    { bills },
    { bills },
    { bills },
    { bills },
    { bills },
  ]);
  const references: string[] = [];
  for (const [index, { code: customerCode }] of customers.slice(0, 4).entries()) {
    const body = { account: 'momo', requestKey: `browser-${index}`, customerCode };
    const order = (await operator.send('POST', '/gateways/orders', body)).body;
    references.push(order.reference);
    if (index === 3) continue;
    desk.payerPays(order.payUrl);
    desk.switches.wrongAmount = index === 2;
    await desk.callBack();
  }
  return { address, references, debtors: customers.slice(4).map(({ code }) => code) };
}

async function workThrough(browser: Browser, address: string, size: Size, reference: string): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'nhan.vien', size, path: '/gateways' });
  await page.getByText('Đang trả lời').first().waitFor();
  await photograph(page, `gateways-${size.width}`);
  await page.getByRole('link', { name: 'Cần người xem' }).click();
  await page.getByText('Cổng báo số tiền khác với lệnh').waitFor();
  await page.getByRole('link', { name: reference }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Tất cả' }).click();
  await page.getByRole('link', { name: reference }).click();
  await page.getByText('Nguyên văn', { exact: true }).first().click();
  await page.getByText('"resultCode":0').first().waitFor();
  await photograph(page, `gateway-order-${size.width}`);
  await page.getByRole('button', { name: 'Đề nghị hoàn tiền' }).click();
  await page.getByLabel('Lý do').fill('khách trả nhầm');
  await page.getByRole('dialog').getByRole('button', { name: 'Đề nghị hoàn tiền' }).click();
  await page.getByText('khách trả nhầm').waitFor();
  const path = new URL(page.url()).pathname;
  await page.context().close();
  const other = await openSignedIn(browser, address, { login: 'truong.phong', size, path });
  await other.getByRole('button', { name: 'Duyệt hoàn tiền' }).click();
  await other.getByText('Đã hoàn tiền').waitFor();
  await other.context().close();
}

/** From the customer's bills to the code the payer scans; then the payer has gone, and the order is taken back. */
async function takeMoney(browser: Browser, address: string, size: Size, code: string): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'nhan.vien', size, path: `/customers/${code}` });
  await page.getByRole('button', { name: 'Thu qua cổng' }).click();
  await page.getByText('tự mở lại khi cổng trả lời').waitFor();
  assert.ok(await page.getByRole('radio', { name: 'ZaloPay' }).isDisabled());
  await photograph(page, `gateway-take-${size.width}`);
  await page.getByRole('radio', { name: 'Mobile Money' }).check();
  await page.getByRole('button', { name: 'Lập lệnh' }).click();
  await page.getByText('Cần số điện thoại di động').waitFor();
  await page.getByRole('radio', { name: 'MoMo' }).check();
  await page.getByRole('button', { name: 'Lập lệnh' }).click();
  await page.getByRole('img', { name: 'Khách quét để trả' }).waitFor();
  await photograph(page, `gateway-scan-${size.width}`);
  await page.getByRole('button', { name: 'Hủy lệnh' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy lệnh' }).click();
  await page.getByText('đã hủy bởi nhan.vien').waitFor();
  await page.context().close();
}
