import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { deliverEntries } from '../../server/features/clearing/index.ts';
import type { App } from '../../server/platform/http.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { simulatedClearingSecret, startBillingGate } from '../../simulator/billing-gate.ts';
import { atEnd } from '../support/at-end.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { collectAll } from '../support/clearing.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { signInAs } from '../support/staff.ts';

browserTest(
  'an accountant sees what is not cleared, closes and opens the gate, and sends again what has failed',
  async (t, browser) => {
    const address = await openConsole();
    for (const size of screenSizes) {
      await t.test(`at ${size.width} px`, () => workThrough(browser, address, size));
    }
    await t.test('somebody without the right is told so', () => beRefused(browser, address));
  },
);

type Console = Runtime & { company: Company };

/** Entries in every state: cleared, refused by the billing system, late, never answered, and new. */
async function openConsole(): Promise<string> {
  const people = { 'ke.toan': 'accountant', 'nguoi.xem': 'viewer' } as const;
  const { runtime, company, app, address } = await startConsole(people);
  let now = new Date();
  const gate = await startBillingGate({ today: () => undefined, now: () => now, habit: bySeq });
  atEnd(() => gate.stop());
  const accountant = await signInAs(app, runtime, 'accountant');
  const secret = simulatedClearingSecret(company.code).toString('base64');
  await accountant.send('PUT', '/clearing/target', { url: gate.urlOf(company.code), secret });
  const deliver = () =>
    deliverEntries(company.db, { companyCode: company.code, now, businessDate: '2026-11-20' });
  await payBills(app, runtime, 24);
  const startedAt = now.getTime();
  for (let tries = 0; tries < 12; tries++) {
    now = new Date(startedAt + (tries - 12) * 601_000);
    await deliver();
  }
  await payBills(app, runtime, 12);
  now = new Date(startedAt);
  await deliver();
  await payBills(app, runtime, 3);
  return address;
}

function bySeq({ seq }: { seq: string }): 'clear' | 'other_source' | 'late' | 'silent' {
  return ({ 1: 'other_source', 2: 'late', 3: 'silent' } as const)[Number(seq) % 12] ?? 'clear';
}

async function payBills(app: App, runtime: Console, count: number): Promise<void> {
  const partner = await makePartner(runtime);
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: count }, (_, index) => ({
      bills: [{ period: '2026-10', totalVnd: 108_000n + 54_000n * BigInt(index) }],
    })),
  );
  for (const [index, { code }] of customers.entries()) {
    const amount = String(108_000 + 54_000 * index);
    const body = { reference: `R${index}`, customerCode: code, amount };
    const answer = await callPartner(app, partner.key, { method: 'POST', path: '/payments', body });
    assert.equal(answer.statusCode, 201, answer.body);
  }
  await collectAll(runtime.company.db);
}

async function workThrough(browser: Browser, address: string, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'ke.toan', size, path: '/clearing' });
  await page.getByText('Cổng chấm nợ đang mở').waitFor();
  await page.getByText('Chờ chấm').first().waitFor();
  await page.getByText('gửi lại lúc').first().waitFor();
  await photograph(page, `clearing-${size.name}`);

  await page.getByRole('button', { name: 'Đóng cổng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng cổng' }).click();
  await page.getByText('Ghi lý do đóng cổng').waitFor();
  await page.getByLabel('Lý do').fill('Chốt sổ tháng 11/2026');
  await page.getByLabel('Ngày mở lại').fill('02/12/2199');
  await photograph(page, `clearing-close-${size.name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng cổng' }).click();
  await page.getByText('Dự kiến mở ngày 02/12/2199').waitFor();
  await photograph(page, `clearing-closed-${size.name}`);
  await page.getByRole('button', { name: 'Mở cổng' }).click();
  await page.getByText('Cổng chấm nợ đang mở').waitFor();

  await page.getByRole('link', { name: /Bị từ chối/ }).click();
  await page.getByText('825 – Hóa đơn đã chấm nợ bởi nguồn khác').first().waitFor();
  await page.getByRole('link', { name: /Không gửi được/ }).click();
  await page.getByText('Đã gửi 12 lần').first().waitFor();
  await page.getByRole('checkbox').first().check();
  await photograph(page, `clearing-failed-${size.name}`);
  await page.getByRole('button', { name: 'Gửi lại mục đã chọn (1)' }).click();
  await page
    .getByRole('button', { name: 'Gửi lại mục đã chọn (0)' })
    .or(page.getByText('Không có khoản nào gửi lỗi.'))
    .waitFor();
  await page.getByRole('button', { name: 'Lập tệp mới' }).click();
  await page
    .getByRole('link', { name: /^cham-no-/ })
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Xem tất cả (39)' }).click();
  await page.getByRole('heading', { name: 'Tất cả bút toán' }).waitFor();
  await photograph(page, `clearing-all-${size.name}`);
  await page.close();
}

async function beRefused(browser: Browser, address: string): Promise<void> {
  const page = await openSignedIn(browser, address, {
    login: 'nguoi.xem',
    size: screenSizes[0],
    path: '/clearing',
  });
  await page.getByText('Tài khoản này chưa được xem mục này').waitFor();
  await page.close();
}
