import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { addMonths, monthOf } from '../../core/dates.ts';
import { ensureUnits, firstDay, nameUnit } from '../../server/features/companies/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { addColleagues } from '../../server/features/staff/index.ts';
import { transaction } from '../../server/platform/db.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

const units = Array.from({ length: 10 }, (_, index) => `PA99${String.fromCharCode(65 + index)}A`);
const teamsEach = 3;
const peopleEach = 10;

browserTest(
  'a plan for ten units and three hundred people is made, changed by keyboard, spread, handed over and followed',
  async (_t, browser) => {
    const address = await openConsole();
    const [desk, phone] = screenSizes;
    const page = await openSignedIn(browser, address, {
      login: 'truong.phong',
      size: desk,
      path: '/targets',
    });
    await makePlan(page);
    await changeByKeyboard(page);
    await handOver(page);
    await adjust(page);
    await followWhoIsBehind(page);
    await page.setViewportSize(phone);
    await photograph(page, 'plan-behind-phone');
    await page.getByRole('link', { name: 'Theo cấp' }).click();
    await page.getByText('Tổng mọi cấp bằng chỉ tiêu').waitFor();
    await photograph(page, 'plan-tree-phone');
  },
);

async function openConsole(): Promise<string> {
  const { runtime, company, address } = await startConsole({ 'truong.phong': 'business_head' });
  const teams = units.flatMap((unit) =>
    Array.from({ length: teamsEach }, (_, index) => ({ code: `${unit}T${index + 1}`, unit })),
  );
  const ids = await transaction(company.db, async (tx) => {
    const made = await ensureUnits(
      tx,
      [
        ...units.map((code) => ({ code, parentCode: null, kind: 'unit' as const })),
        ...teams.map(({ code, unit }) => ({ code, parentCode: unit, kind: 'team' as const })),
      ],
      firstDay,
    );
    for (const [index, code] of units.entries())
      await nameUnit(tx, { code, name: `Điện lực khu vực ${index + 1}`, from: firstDay });
    return made.ids;
  });
  await addColleagues(
    company.db,
    teams.flatMap(({ code }) =>
      Array.from({ length: peopleEach }, (_, index) => ({
        login: `${code.toLowerCase()}.${index}`,
        displayName: `Nguyễn Văn ${String.fromCharCode(65 + index)}`,
        role: 'unit_staff' as const,
        unitId: ids.get(code)!,
      })),
    ),
  );
  const period = addMonths(monthOf(today), -1);
  const made = await makeCustomers(
    runtime,
    units.flatMap((unit) =>
      Array.from({ length: 6 }, () => ({
        unit,
        commune: '18073',
        bills: [{ period, totalVnd: 90_000n }],
      })),
    ),
  );
  const partner = await makePartner(runtime, { channels: ['bank_app'] });
  // The first units have hardly anyone without cash, the last ones nearly everybody.
  const payers = made.filter((_, index) => index % 6 <= Math.floor(index / 12));
  await acceptPayments(
    company.db,
    payers.map(({ code }, index) => ({
      partnerId: partner.id,
      reference: `P${index}`,
      intent: 'notice' as const,
      customerCode: code,
      amountVnd: 90_000n,
      billIds: null,
      channel: 'bank_app' as const,
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    })),
    new Date(),
  );
  await refreshKpi(company.db);
  return address;
}

async function makePlan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lập kế hoạch giao' }).click();
  await page.getByLabel('Kế hoạch giao cho công ty (%)').fill('90');
  await page.getByRole('dialog').getByRole('button', { name: 'Lập kế hoạch giao' }).click();
  await page.getByText('Tổng mọi cấp bằng chỉ tiêu').waitFor();
  await page.getByRole('link', { name: 'Từng người' }).click();
  assert.equal(
    await page.locator('form tbody tr').count(),
    1 + units.length * (1 + teamsEach * (1 + peopleEach)),
  );
  await page.getByRole('link', { name: 'Đơn vị', exact: true }).click();
}

/** A value typed, ↓ to the next row, another value taken back and typed anew; then one button makes every level add up again. */
async function changeByKeyboard(page: Page): Promise<void> {
  const first = page.getByLabel('Kế hoạch giao, Điện lực khu vực 1', { exact: true });
  await first.fill('50');
  await first.press('ArrowDown');
  await page.keyboard.type('1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('66,67');
  await page.getByText('Tổng cấp dưới lệch').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Đã lưu.').waitFor();
  const red = page.locator('tr.td-row-differs');
  assert.ok((await red.count()) >= 2);
  await photograph(page, 'plan-differs-desk');
  await page.getByRole('button', { name: 'Chia lại phần lệch' }).first().click();
  await page.getByText('Tổng mọi cấp bằng chỉ tiêu').waitFor();
  assert.equal(await first.inputValue(), '50,00');
  await page.getByRole('button', { name: 'Căn cứ và lịch sử, Điện lực khu vực 1', exact: true }).click();
  await page.getByRole('dialog').getByText('Còn 5 KH chưa thanh toán không dùng tiền mặt').waitFor();
  await photograph(page, 'plan-row-desk');
  await page.keyboard.press('Escape');
}

async function handOver(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Giao bằng văn bản' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Số văn bản').fill('215/TB-PCTEST');
  await dialog.getByLabel('Địa danh').fill('Hà Tĩnh');
  await dialog.getByLabel('Chức vụ người ký').fill('Giám đốc');
  await dialog.getByLabel('Người ký', { exact: true }).fill('Nguyễn Văn Ký');
  await dialog.getByRole('button', { name: 'Giao bằng văn bản' }).click();
  await page.getByText('Văn bản 215/TB-PCTEST').waitFor();
  await page.getByRole('link', { name: 'PDF, văn bản 215/TB-PCTEST' }).waitFor();
}

/** A column from a sheet is pasted over the units, saved and spread in one press, and handed over again by its own letter. */
async function adjust(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Điều chỉnh kế hoạch giao' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lý do').fill('sáp nhập hai đơn vị');
  await dialog.getByRole('button', { name: 'Điều chỉnh kế hoạch giao' }).click();
  const first = page.getByLabel('Kế hoạch giao, Điện lực khu vực 1', { exact: true });
  await first.focus();
  await page.evaluate(pasteOf('PA99AA\\t66,67\\r\\nPA99BA\\t83,33\\r\\nkhông có\\t1'));
  await page.getByText('Không tìm thấy dòng cho: không có 1').waitFor();
  assert.equal(await first.inputValue(), '66,67');
  await photograph(page, 'plan-adjusting-desk');
  await page.getByRole('button', { name: 'Chia đều phần lệch' }).click();
  await page.getByText('Tổng mọi cấp bằng chỉ tiêu').waitFor();
  await page.getByRole('button', { name: 'Giao bằng văn bản điều chỉnh' }).click();
  assert.equal(await dialog.getByLabel('Địa danh').inputValue(), 'Hà Tĩnh', 'the last letter is begun with');
  await dialog.getByLabel('Số văn bản').fill('216/TB-PCTEST');
  await dialog.getByRole('button', { name: 'Giao bằng văn bản điều chỉnh' }).click();
  await page.getByText('Điều chỉnh kế hoạch giao: sáp nhập hai đơn vị').waitFor();
  await page.getByRole('link', { name: 'PDF, văn bản 215/TB-PCTEST' }).waitFor();
  await photograph(page, 'plan-letters-desk');
}

/** Plan, furthest behind first, its board: three clicks from the list of plans. */
async function followWhoIsBehind(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Chậm nhất trước' }).click();
  await page.getByRole('link', { name: 'Chưa đạt' }).first().waitFor();
  await photograph(page, 'plan-behind-desk');
  await page.getByRole('link', { name: 'Chưa đạt' }).first().click();
  await page.getByText('Còn 5 trên 6 KH chưa đạt.').waitFor();
  await photograph(page, 'plan-things-desk');
  await page.goBack();
}

/** As a program of the page, whose own words a test does not know: cells pasted into the field that has the focus. */
function pasteOf(text: string): string {
  return `{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '${text}');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`;
}
