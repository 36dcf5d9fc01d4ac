import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { getUnit } from '../../server/features/companies/index.ts';
import { loadAreas } from '../../server/features/areas/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { addStaff } from '../../server/features/staff/index.ts';
import { openSignedIn, password, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

const period = '2026-06';

browserTest(
  'a table is built by keys, kept, shared, and opened by another person within their unit',
  async (_, browser) => {
    const address = await openConsole();
    const value = await buildByKeys(browser, address);
    await openAsMember(browser, address, value);
  },
);

async function openConsole(): Promise<string> {
  const { runtime, company, address } = await startConsole({ 'truong.phong': 'business_head' });
  await loadAreas(runtime);
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 24 }, (_, index) => ({
      unit: index % 2 === 0 ? 'PA99VA' : 'PA99VB',
      commune: index % 4 < 2 ? '18196' : '18073',
      bills: ['2026-05', period].map((month) => ({
        period: month,
        totalVnd: 90_000n + BigInt(index) * 1_000n,
      })),
    })),
  );
  const { id: unitId } = await getUnit(company.db, 'PA99VA', today);
  const member = {
    login: 'don.vi',
    displayName: 'Đậu Thị Sính',
    role: 'unit_staff',
    unitId,
    password,
  } as const;
  await addStaff(runtime.platform, company, member);
  const partner = await makePartner(runtime, { channels: ['bank_app', 'agent_cash'] });
  await acceptPayments(
    company.db,
    made.slice(0, 17).map(({ code, billIds }, index) => ({
      partnerId: partner.id,
      reference: `V${index}`,
      intent: 'notice' as const,
      customerCode: code,
      amountVnd: 90_000n + BigInt(index) * 1_000n,
      billIds: [billIds[1]!],
      channel: index % 3 === 0 ? ('agent_cash' as const) : ('bank_app' as const),
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    })),
    new Date(),
  );
  await refreshKpi(company.db);
  return address;
}

/** Goes down a list of choices to the one of that name, as one does without a mouse. */
async function chooseByKeys(page: Page, label: string, name: string): Promise<void> {
  const list = page.getByLabel(label);
  await list.focus();
  const names = await list.locator('option').allInnerTexts();
  for (let at = names.indexOf(name); at > 0; at--) await page.keyboard.press('ArrowDown');
}

async function addByKeys(page: Page, well: string, name: string): Promise<void> {
  await chooseByKeys(page, `Thêm vào “${well}”`, name);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

async function pressByKeys(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** What the head sees of the member's unit: the text of the cell that they will both look at. */
async function buildByKeys(browser: Browser, address: string): Promise<string> {
  const [desk, phone] = screenSizes;
  const path = `/pivots/view?months=2026-05..${period}`;
  const page = await openSignedIn(browser, address, { login: 'truong.phong', size: desk, path });
  await page.getByRole('row', { name: /PA99VA/ }).waitFor();
  await addByKeys(page, 'Hàng', 'Xã, phường');
  await page
    .getByRole('row', { name: /Phường Thành Sen/ })
    .first()
    .waitFor();
  await addByKeys(page, 'Số liệu', 'Tiền phát hành (đ)');
  await page.getByRole('columnheader', { name: 'Tiền phát hành (đ)' }).first().waitFor();
  await pressByKeys(page, 'Đưa “Tiền phát hành (đ)” lên trước');
  await photograph(page, 'pivot-builder-desk');
  await pressByKeys(page, 'Lưu thành báo cáo mới');
  await page.keyboard.type('Tien va ty le theo xa');
  await chooseByKeys(page, 'Chia sẻ với', 'Mọi người');
  await page.getByLabel('Tên báo cáo').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tien va ty le theo xa' }).waitFor();
  await page.getByText('Đã lưu “Tien va ty le theo xa”.').waitFor();
  await photograph(page, 'pivot-table-desk');
  await pressByKeys(page, 'Gửi định kỳ');
  await page.getByLabel('Người nhận, mỗi dòng một địa chỉ').fill('truong.phong@dienluc.vn');
  await photograph(page, 'pivot-subscribe-desk');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const value = await page
    .getByRole('row', { name: /^PA99VA/ })
    .getByRole('link')
    .nth(3)
    .innerText();
  await page.setViewportSize(phone);
  await photograph(page, 'pivot-table-phone');
  await page.close();
  return value;
}

async function openAsMember(browser: Browser, address: string, value: string): Promise<void> {
  const [desk, phone] = screenSizes;
  const page = await openSignedIn(browser, address, { login: 'don.vi', size: desk, path: '/pivots' });
  await page.getByRole('button', { name: 'Đánh dấu “Tien va ty le theo xa”' }).click();
  await page.getByRole('button', { name: 'Đánh dấu “Tien va ty le theo xa”', pressed: true }).waitFor();
  await photograph(page, 'pivots-desk');
  await page.setViewportSize(phone);
  await photograph(page, 'pivots-phone');
  await page.setViewportSize(desk);
  await page.getByRole('link', { name: 'Tien va ty le theo xa', exact: true }).click();
  const row = page.getByRole('row', { name: /^PA99VA/ });
  await row.waitFor();
  assert.equal(await page.getByRole('row', { name: /PA99VB/ }).count(), 0);
  assert.equal(await row.getByRole('link').nth(3).innerText(), value);
  const numerator = /(\d+) \/ \d+/.exec(await row.getByRole('cell').nth(3).innerText())?.[1];
  await row.getByRole('link').nth(3).click();
  await page.getByText(`${numerator} KH`).first().waitFor();
  await page.goto(
    `${address}/pivots/view?rows=commune,kind&columns=,&months=2026-05..${period}&measures=bills`,
  );
  await page.getByRole('row', { name: /^Tổng/ }).getByRole('link').click();
  await page.getByRole('heading', { name: 'KH của tỷ lệ kỳ 05/2026 – 06/2026' }).waitFor();
  await page.getByText('24 lượt KH').first().waitFor();
  await photograph(page, 'ratio-customers-months-desk');
  await page.close();
}
