import assert from 'node:assert/strict';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole, type RunningConsole } from '../support/console.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

browserTest(
  'from the board to the pages of a report in three clicks, and on to its number',
  async (_t, browser) => {
    const running = await startConsole({ 'truong.phong': 'business_head' });
    await fill(running);
    const [desk, phone] = screenSizes;
    const page = await openSignedIn(browser, running.address, { login: 'truong.phong', size: desk });
    const menu = page.getByRole('navigation', { name: 'Điều hướng chính' });
    await menu.getByRole('link', { name: 'Văn bản và báo cáo' }).click();
    await page.getByRole('link', { name: 'Báo cáo UBND tỉnh' }).click();
    await page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').waitFor();
    const pages = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Xem PDF' }).click();
    assert.match((await pages).url(), /composition\?kind=province_report&format=pdf/);
    await (await pages).close();
    await photograph(page, 'official-report-composer-desk');

    await page.getByLabel('Người ký', { exact: true }).fill('Phan Minh Anh');
    await page.getByLabel('Địa danh').fill('Hà Tĩnh');
    await page.getByLabel('Khó khăn, vướng mắc').fill('Đã có {customers.cashless} khách hàng, khoảng 12 xã.');
    await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await page.getByText('Số gõ tay, chưa có nguồn: 12').waitFor();
    await page.getByRole('button', { name: 'Ban hành' }).click();
    await page.getByText('Số: 01/BC-PCTEST').waitFor();
    await photograph(page, 'official-report-issued-desk');
    await page.setViewportSize(phone);
    await photograph(page, 'official-report-issued-phone');
    await page.setViewportSize(desk);

    // A figure on the paper opens the customers it counts.
    await page.getByRole('article').getByRole('link', { name: '75,00%' }).first().click();
    await page.waitForURL(/ratio-customers/);
    await page.getByText('9 KH').first().waitFor();

    await menu.getByRole('link', { name: 'Văn bản và báo cáo' }).click();
    await page.getByRole('link', { name: 'Lịch lập và gửi' }).click();
    await page.getByRole('button', { name: 'Thêm lịch' }).click();
    await page.getByLabel('Người nhận, mỗi dòng một địa chỉ').fill('truong.phong@dienluc.vn');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('cell', { name: /truong\.phong@dienluc\.vn/ }).waitFor();
    await photograph(page, 'official-report-schedules-desk');
    await page.setViewportSize(phone);
    await photograph(page, 'official-report-schedules-phone');
    await page.getByRole('link', { name: 'Báo cáo', exact: true }).click();
    await page.getByRole('link', { name: /Kết quả thanh toán/ }).waitFor();
    await photograph(page, 'official-reports-phone');
  },
);

async function fill({ runtime, company }: RunningConsole): Promise<void> {
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 12 }, (_, index) => ({
      unit: index % 2 === 0 ? 'PA99OA' : 'PA99OB',
      commune: '18073',
      bills: [{ period: '2026-09', totalVnd: 120_000n }],
    })),
  );
  const partner = await makePartner(runtime, { channels: ['bank_app'] });
  await acceptPayments(
    company.db,
    made.slice(0, 9).map(({ code, billIds }, index) => ({
      partnerId: partner.id,
      reference: `O${index}`,
      intent: 'notice' as const,
      customerCode: code,
      amountVnd: 120_000n,
      billIds,
      channel: 'bank_app' as const,
      tender: null,
      occurredAt: new Date(),
      businessOn: today,
    })),
    new Date(),
  );
  await refreshKpi(company.db);
}
