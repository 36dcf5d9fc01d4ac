import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { getUnit } from '../../server/features/companies/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { setTargets } from '../../server/features/targets/index.ts';
import { run } from '../../server/platform/db.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole, type RunningConsole } from '../support/console.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

browserTest('from the board to every definition, and to the five reports', async (_t, browser) => {
  const address = await openConsole();
  await readBoard(browser, address);
  await readDefinitions(browser, address);
  await readReports(browser, address);
});

async function openConsole(): Promise<string> {
  const { runtime, company, address } = await startConsole({ 'truong.phong': 'business_head' });
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 12 }, (_, index) => ({
      unit: index % 2 === 0 ? 'PA99KA' : 'PA99KB',
      commune: '18073',
      bills: [
        { period: '2026-08', totalVnd: 90_000n },
        { period: '2026-09', totalVnd: 120_000n },
      ],
    })),
  );
  const partner = await makePartner(runtime, { channels: ['bank_app', 'agent_cash'] });
  await acceptPayments(
    company.db,
    made.slice(0, 9).flatMap(({ code, billIds }, index) =>
      billIds.slice(index % 3 === 0 ? 1 : 0).map((billId, place) => ({
        partnerId: partner.id,
        reference: `B${index}-${place}`,
        intent: 'notice' as const,
        customerCode: code,
        amountVnd: billId === billIds[0] ? 90_000n : 120_000n,
        billIds: [billId],
        channel: index > 6 ? ('agent_cash' as const) : ('bank_app' as const),
        tender: null,
        occurredAt: new Date(),
        businessOn: today,
      })),
    ),
    new Date(),
  );
  await liveHalfYear(runtime, partner.id);
  await refreshKpi(company.db);
  return address;
}

const boardMonth = '2026-06';
const halfYear = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', boardMonth];
const communes = ['18073', '18100', '18133', '18115'];

/** Half a year of other customers, and the same month a year before: who pays cashless grows from month to month. */
async function liveHalfYear(runtime: RunningConsole['runtime'], partnerId: bigint): Promise<void> {
  const { db } = runtime.company;
  const months = ['2025-06', ...halfYear];
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 48 }, (_, index) => ({
      unit: ['PA99KA', 'PA99KB', 'PA99KC'][index % 3] ?? '',
      commune: index === 0 ? '18118' : (communes[index % 4] ?? ''),
      bills: months.map((period) => ({ period, totalVnd: BigInt(50_000 + (index % 5) * 90_000) })),
    })),
  );
  await acceptPayments(
    db,
    made.flatMap(({ code, billIds }, index) =>
      billIds.flatMap((billId, month) =>
        (index * 7) % 48 < 22 + month * 3 - (index % 3) * 4
          ? {
              partnerId,
              reference: `H${index}-${month}`,
              intent: 'notice' as const,
              customerCode: code,
              amountVnd: BigInt(50_000 + (index % 5) * 90_000),
              billIds: [billId],
              channel: 'bank_app' as const,
              tender: null,
              occurredAt: new Date(),
              businessOn: today,
            }
          : [],
      ),
    ),
    new Date(),
  );
  await run(
    db,
    sql`insert into pay_points (code, kind, name, commune_code, opened_on, closed_on, takes_cash, changed_by)
        values ('BT1', 'counter', 'Bàn thu chợ', '18073', '2015-01-01', '2026-03-10', true, 'test'),
               ('BT2', 'counter', 'Bàn thu phố', '18100', '2015-01-01', '2026-10-01', true, 'test')`,
  );
  const company = await getUnit(db, 'PCTEST', today);
  for (const period of [boardMonth, '2026-12']) {
    await setTargets(db, {
      period,
      changes: [{ unitId: company.id, metric: 'customers', shareBp: 9600 }],
      actor: 'test',
    });
  }
}

async function readBoard(browser: Browser, address: string): Promise<void> {
  const [desk, phone] = screenSizes;
  const path = `/board?period=${boardMonth}`;
  const page = await openSignedIn(browser, address, { login: 'truong.phong', size: desk, path });
  const forecast = page.getByRole('region', { name: 'Dự báo cuối năm' });
  await forecast.getByText(/Cần thêm \d+ KH mỗi tháng/).waitFor();
  await forecast
    .getByText(/Dự báo đến kỳ 12\/2026/)
    .first()
    .waitFor();
  const events = forecast.getByRole('list', { name: 'Mốc' });
  await events.getByRole('link', { name: 'đóng Bàn thu phố (01/10/2026)' }).waitFor();
  assert.equal(await events.getByRole('listitem').count(), 2);
  await page.getByText('So với cùng kỳ: +').first().waitFor();
  await page
    .getByRole('region', { name: 'Theo KH hay theo tiền' })
    .getByText('Xem bảng số', { exact: true })
    .click();
  await page.getByText('tiền cao, dân chưa theo').first().waitFor();
  await photograph(page, 'board-year-desk');

  await page.getByRole('button', { name: 'Trình chiếu' }).click();
  await page.getByText('Trang 1/').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Trang 2/').waitFor();
  await photograph(page, 'board-presented');
  await page.keyboard.press('Escape');
  await page.getByText('Trang 2/').waitFor({ state: 'detached' });

  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1000 });
  await photograph(page, 'board-printed');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(phone);
  await photograph(page, 'board-year-phone');
  await page.setViewportSize(desk);
  await drillByKeyboard(page);
  await page.close();
}

/** From the company to named customers: one key for each step. */
async function drillByKeyboard(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Theo địa giới tại thời điểm đó' }).click();
  await page.getByText('Huyện, thị xã, thành phố trước 01/07/2025.').waitFor();
  await page.getByRole('link', { name: 'Theo địa giới hiện nay' }).click();
  const tiles = page.getByRole('list', { name: 'Theo xã, phường' }).getByRole('link');
  await tiles.getByText('ít hơn 5 hóa đơn').waitFor();
  await tiles.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Theo thôn, xóm' }).waitFor();
  await photograph(page, 'villages-desk');
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'KH của tỷ lệ kỳ 06/2026' }).waitFor();
  await page.getByRole('link', { name: 'Tất cả' }).click();
  await page.getByText(/^1[0-9] KH$/).waitFor();
}

async function readDefinitions(browser: Browser, address: string): Promise<void> {
  const [desk, phone] = screenSizes;
  const page = await openSignedIn(browser, address, { login: 'truong.phong', size: desk });
  await page.getByText('điểm %').first().waitFor();
  await page.getByRole('button', { name: 'Cách tính' }).first().click();
  await page.getByRole('link', { name: 'Mở mọi cách tính' }).click();
  const row = page.getByRole('row', { name: /bac-me-2021@1/ });
  await row.waitFor();
  // Half a year from July: 24 times, of which 15 without cash at a company counter.
  assert.match(await row.innerText(), /62,50%\s*15 \/ 24/);
  await photograph(page, 'definitions-desk');
  await row.getByRole('link', { name: 'còn lại 9', exact: true }).click();
  await page.getByText(/15 \/ 24 = 62,50%, kỳ 07\/2026 – 12\/2026/).waitFor();
  await photograph(page, 'counted-customers-desk');
  await page.setViewportSize(phone);
  await photograph(page, 'counted-customers-phone');
  await page.setViewportSize(desk);
  await page.goBack();
  await page.getByLabel('Mã các xã, cách nhau bằng dấu phẩy').fill('18073');
  await page.getByLabel('Theo văn bản').fill('Quyết định 861/QĐ-TTg');
  await page.getByRole('button', { name: 'Lưu danh sách' }).click();
  await page.getByRole('cell', { name: '18073' }).waitFor();
  await page.getByRole('button', { name: 'Thêm cách tính như Hải Phòng' }).click();
  await page.getByLabel('Tên').fill('hop-dong');
  await page.getByLabel('Tiền mặt tại điểm thu hộ').first().check();
  await photograph(page, 'definition-new');
  await page.getByRole('button', { name: 'Lưu cách tính' }).click();
  await page.getByRole('row', { name: /hop-dong@1.*Áp dụng từ kỳ/ }).waitFor();
  await page.setViewportSize(phone);
  await photograph(page, 'definitions-phone');
  await page.close();
}

async function readReports(browser: Browser, address: string): Promise<void> {
  for (const size of screenSizes) {
    const page = await openSignedIn(browser, address, { login: 'truong.phong', size, path: '/five-reports' });
    await page.getByText('Không thể có').first().waitFor();
    assert.ok(await page.getByText('91,64%').first().isVisible());
    await photograph(page, `five-reports-${size.name}`);
    await page.close();
  }
}
