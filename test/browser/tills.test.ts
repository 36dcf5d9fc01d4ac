import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';
import { makeTill } from '../support/tills.ts';

const account = '12010000123456';

browserTest(
  'a cashier takes money by keyboard, counts and pays in; another person clears what was short',
  async (t, browser) => {
    const { address, customers } = await openConsole();
    for (const [index, size] of screenSizes.entries()) {
      await t.test(`at ${size.width} px`, () =>
        workThrough(browser, { address, size, till: `QT0${index + 1}`, code: customers[index] ?? '' }),
      );
    }
  },
);

/** A till and a customer who owes two bills for each size of screen; a card terminal at each till; points of an agent. */
async function openConsole(): Promise<{ address: string; customers: string[] }> {
  const people = { 'thu.ngan': 'cashier', 'truong.phong': 'business_head', 'ke.toan': 'accountant' } as const;
  const { runtime, app, address } = await startConsole(people);
  const bills = ['2026-08', '2026-09'].map((period) => ({ period, totalVnd: 384_912n }));
  const customers = await makeCustomers(runtime, [{ bills }, { bills }]);
  const head = await signInAs(app, runtime, 'business_head');
  const accountant = await signInAs(app, runtime, 'accountant');
  const declared = { bankName: 'BIDV', transferPartner: null };
  await accountant.send('PUT', `/bank-accounts/${account}`, declared);
  const bank = await makePartner(runtime, { channels: ['bank_card', 'agent_cash'] });
  for (const till of ['QT01', 'QT02']) {
    await makeTill(head, till, { cashLimit: '500000' });
    const terminal = { partner: bank.code, till, enabled: true };
    await head.send('PUT', `/tills/terminals/POS0000${till.at(-1)}`, terminal);
  }
  for (const reference of ['FT1', 'FT2']) {
    const credit = {
      account,
      bookedOn: '2026-10-01',
      amount: '769800',
      reference,
      remittance: 'NOP TIEN MAT',
    };
    const typed = await accountant.send('POST', '/bank-credits', credit);
    assert.equal(typed.status, 201, JSON.stringify(typed.body));
  }
  const point = { name: 'Bưu cục Kỳ Anh', open: true, limit: '20000000' };
  const saved = await head.send('PUT', `/agent-points/${bank.code}/BC-01`, point);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return { address, customers: customers.map(({ code }) => code) };
}

async function workThrough(
  browser: Browser,
  { address, size, till, code }: { address: string; size: Size; till: string; code: string },
): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'thu.ngan', size, path: '/tills' });
  await page.getByLabel('Bàn thu', { exact: true }).selectOption(till);
  await page.getByLabel('Tiền lẻ đầu ca').fill('500.000');
  await page.getByRole('button', { name: 'Mở ca' }).click();
  await page.getByLabel('Mã khách hàng').waitFor();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByText('Phải thu').waitFor();
  await page.keyboard.type('800.000');
  await photograph(page, `till-desk-${size.width}`);
  await page.keyboard.press('Enter');
  await page.getByText(`biên lai ${till}-000001`).waitFor();
  await page.getByText('30.176').first().waitFor();
  await photograph(page, `till-taken-${size.width}`);
  await page.keyboard.press('Enter');
  await page.getByLabel('Mã khách hàng').fill(code);
  await page.keyboard.press('Enter');
  await page.getByText('Khách hàng không còn nợ tiền điện.').waitFor();
  await page.getByRole('button', { name: 'Kiểm quỹ, khóa ca' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('500.000').fill('2');
  await dialog.getByLabel('200.000').fill('1');
  await dialog.getByLabel(/^10\.000/).fill('6');
  await dialog.getByLabel('Tiền nhỏ hơn').fill('9.800');
  await photograph(page, `till-count-${size.width}`);
  await dialog.getByRole('button', { name: 'Khóa ca' }).click();
  await page.getByText('Thiếu 24').first().waitFor();
  await page.getByLabel('Bàn thu', { exact: true }).selectOption(till);
  await page.getByRole('button', { name: /Nộp 769\.800.* của 1 ca/ }).click();
  await page.getByLabel('Tài khoản ngân hàng của công ty').fill(account);
  await page.getByRole('button', { name: 'Lập phiếu' }).click();
  await page
    .getByText(/^NT\d{9}$/)
    .first()
    .waitFor();
  await photograph(page, `till-remittances-${size.width}`);
  await page.context().close();
  const other = await openSignedIn(browser, address, {
    login: 'truong.phong',
    size,
    path: '/tills?show=checks',
  });
  await other.getByRole('button', { name: 'Xử lý' }).click();
  await other.getByLabel('Lý do').fill('trả thừa tiền lẻ');
  await other.getByRole('dialog').getByRole('button', { name: 'Xử lý' }).click();
  await other.getByText('Thu ngân bồi hoàn (1388)').first().waitFor();
  await photograph(other, `till-checks-${size.width}`);
  await other.getByRole('link', { name: 'Tiền mặt', exact: true }).click();
  await other.getByText('Đang chuyển vào ngân hàng').first().waitFor();
  await photograph(other, `till-cash-${size.width}`);
  await other.getByRole('button', { name: 'Thêm bàn thu' }).click();
  await other.getByLabel('Mã (chữ hoa, số)').fill(`bt${size.width}`);
  await other.getByLabel('Tên', { exact: true }).fill('Bàn thu Kỳ Anh');
  await photograph(other, `till-form-${size.width}`);
  await other.getByRole('button', { name: 'Lưu' }).click();
  await other.getByText(`BT${size.width}, bàn thu`).waitFor();
  await other.getByRole('link', { name: 'Điểm thu hộ' }).click();
  await other.getByText('Bưu cục Kỳ Anh').waitFor();
  await photograph(other, `till-points-${size.width}`);
  await other.context().close();
  const desk = { login: 'ke.toan', size, path: '/tills?show=remittances' };
  const third = await openSignedIn(browser, address, desk);
  await third.getByRole('button', { name: 'Ghi báo có' }).first().click();
  const lay = third.getByRole('dialog');
  await lay.getByLabel('Khoản báo có').selectOption({ index: 1 });
  await lay.getByRole('button', { name: 'Ghi báo có' }).click();
  await third.getByText('Ngân hàng đã báo có').first().waitFor();
  await photograph(third, `till-laid-${size.width}`);
  await third.context().close();
}
