import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { addDays } from '../../core/dates.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';
import { notePayment } from '../support/notices.ts';
import { signInAs } from '../support/staff.ts';

browserTest(
  'an accountant hands unidentified money over, and a refund needs a second person',
  async (t, browser) => {
    const { address, code, company } = await openConsole();
    const [desk, phone] = screenSizes;
    await t.test('unidentified money shows whose it may be, and goes there after one question', () =>
      identify(browser, { address, code, size: desk }),
    );
    await t.test('a double payment is refunded: asked, approved by another, given back', () =>
      refund(browser, { address, size: desk }),
    );
    await t.test('the statement of an account and the journal open from the balances', () =>
      readBooks(browser, { address, size: desk }),
    );
    await t.test('the same screens fit a phone', () => lookOnPhone(browser, { address, size: phone }));
    await assertInvariants(company.db);
  },
);

/** Two partners, a bill paid at both, credit of several kinds, and money of nobody, some of it old. */
async function openConsole() {
  const people = { 'ke.toan': 'accountant', 'truong.phong': 'business_head' } as const;
  const { runtime, company, app, address } = await startConsole(people);
  const bank = await makePartner(runtime);
  const wallet = await makePartner(runtime, { kind: 'wallet', channels: ['wallet'] });
  const customers = await makeCustomers(
    runtime,
    [6_345_000n, 412_000n, 298_500n, 1_204_000n].map((totalVnd) => ({
      bills: [{ period: '2026-10', totalVnd }],
    })),
  );
  const [twice, over, sought] = customers as [Made, Made, Made];
  const paid = { customerCode: twice.code, amountVnd: 6_345_000n };
  await notePayment(company, { ...paid, partnerId: bank.id, businessOn: addDays(today, -2) });
  await notePayment(company, { ...paid, partnerId: wallet.id, channel: 'wallet' });
  await notePayment(company, { partnerId: bank.id, customerCode: over.code, amountVnd: 500_000n });
  const wrong = `${sought.code.slice(0, -1)}${(Number(sought.code.at(-1)) + 5) % 10}`;
  await notePayment(company, { partnerId: bank.id, customerCode: wrong, amountVnd: 298_500n });
  await notePayment(company, {
    partnerId: wallet.id,
    channel: 'wallet',
    customerCode: 'PB03XX1234567',
    amountVnd: 77_000n,
    businessOn: addDays(today, -12),
  });
  const accountant = await signInAs(app, runtime, 'accountant');
  const credited = await accountant.send('POST', '/bank-credits', {
    account: '113000012345',
    bookedOn: today,
    amount: '1204000',
    payer: 'NGUYEN VAN AN',
    remittance: 'NGUYEN VAN AN tra tien dien thang 10',
  });
  assert.equal(credited.status, 201, JSON.stringify(credited.body));
  return { address, code: sought.code, company };
}

type Made = Awaited<ReturnType<typeof makeCustomers>>[number];

async function identify(browser: Browser, on: { address: string; code: string; size: Size }): Promise<void> {
  const page = await openSignedIn(browser, on.address, { login: 'ke.toan', size: on.size });
  await page.getByRole('link', { name: 'Tiền chưa rõ ai nộp' }).click();
  await page.getByText('sai một ký tự').first().waitFor();
  await photograph(page, `suspense-${on.size.name}`);
  await page.getByRole('link', { name: /Trên 7 ngày/ }).click();
  await page.getByText('PB03XX1234567').waitFor();
  await page.getByRole('link', { name: 'Mọi tuổi' }).click();
  const row = page.locator('li').filter({ hasText: on.code });
  await row.getByRole('button', { name: 'Gán' }).click();
  await page.getByRole('dialog').getByText('Tiền trả hóa đơn đang nợ').waitFor();
  await photograph(page, `suspense-identify-${on.size.name}`);
  await page.getByRole('button', { name: 'Gán cho khách này' }).click();
  await page.getByText('Đã gán: 298.500 đ vào hóa đơn, 0 đ thành tiền thừa.').waitFor();
  await page.getByRole('link', { name: 'Báo có ngân hàng' }).click();
  await page.getByText('có hóa đơn kỳ 10/2026 đúng số tiền này').first().waitFor();
  await photograph(page, `suspense-bank-${on.size.name}`);
  await page.close();
}

async function refund(browser: Browser, on: { address: string; size: Size }): Promise<void> {
  const accountant = await openSignedIn(browser, on.address, { login: 'ke.toan', size: on.size });
  await accountant.getByRole('link', { name: 'Tiền thừa, hoàn tiền' }).click();
  await accountant.getByText('Đã trả trước tại').first().waitFor();
  await photograph(accountant, `credits-${on.size.name}`);
  await accountant.getByRole('link', { name: 'Trả trùng' }).click();
  const row = accountant.getByRole('row').filter({ hasText: 'Đã trả trước tại' });
  await row.getByRole('button', { name: 'Hoàn tiền' }).click();
  await accountant.getByRole('button', { name: 'Gửi yêu cầu hoàn' }).click();
  await accountant.getByText('Nhập lý do').waitFor();
  await photograph(accountant, `refund-dialog-${on.size.name}`);
  await accountant.getByLabel('Lý do').last().fill('Khách trả hai lần');
  await accountant.getByRole('button', { name: 'Gửi yêu cầu hoàn' }).click();
  await accountant.getByText('chờ người thứ hai duyệt').waitFor();
  await accountant.getByRole('link', { name: 'Hoàn tiền', exact: true }).click();
  await accountant.getByText('cần một người khác duyệt').waitFor();

  const head = await openSignedIn(browser, on.address, { login: 'truong.phong', size: on.size });
  await head.goto(`${on.address}/credits?show=refunds`);
  const approve = head.getByRole('button', { name: 'Duyệt' });
  await approve.waitFor();
  await photograph(head, `refunds-${on.size.name}`);
  await approve.click();
  await head.getByRole('cell').getByText('Chờ chi').waitFor();
  await head.close();

  await accountant.reload();
  await accountant.getByRole('button', { name: 'Ghi đã hoàn' }).click();
  await accountant.getByRole('dialog').getByText('6.345.000 đ').waitFor();
  await photograph(accountant, `refund-pay-${on.size.name}`);
  await accountant.getByRole('dialog').getByRole('button', { name: 'Ghi đã hoàn' }).click();
  await accountant.getByText('Không có yêu cầu hoàn tiền nào').waitFor();
  await accountant.getByRole('link', { name: 'Đã hoàn' }).click();
  await accountant.getByText('trừ vào quyết toán ngày').waitFor();
  await photograph(accountant, `refunds-paid-${on.size.name}`);
  await accountant.close();
}

async function readBooks(browser: Browser, on: { address: string; size: Size }): Promise<void> {
  const page = await openSignedIn(browser, on.address, { login: 'ke.toan', size: on.size });
  await page.getByRole('link', { name: 'Số dư tài khoản' }).click();
  await page.getByText('bằng phát sinh có').waitFor();
  await photograph(page, `ledger-${on.size.name}`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải CSV' }).click();
  assert.match((await download).suggestedFilename(), /^nhat-ky-chung-.*\.csv$/);
  await page.getByRole('link', { name: 'Tiền khách hàng trả trước' }).click();
  await page.getByText('Hoàn tiền qua đối tác thu hộ').waitFor();
  await page.getByText('Số dư cuối kỳ').waitFor();
  await photograph(page, `statement-${on.size.name}`);
  await page.close();
}

async function lookOnPhone(browser: Browser, on: { address: string; size: Size }): Promise<void> {
  const page = await openSignedIn(browser, on.address, { login: 'ke.toan', size: on.size });
  for (const [path, name, text] of [
    ['/suspense', 'suspense', 'Tuổi của tiền'],
    ['/credits', 'credits', 'còn thừa'],
    ['/credits?show=refunds&state=all', 'refunds', 'trừ vào quyết toán'],
    ['/ledger', 'ledger', 'bằng phát sinh có'],
    ['/ledger/statement?account=3387', 'statement', 'Số dư cuối kỳ'],
  ] as const) {
    await page.goto(`${on.address}${path}`);
    await page.getByText(text).first().waitFor();
    await photograph(page, `${name}-${on.size.name}`);
  }
  await page.close();
}
