import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Channel } from '../../core/channels.ts';
import { addMonths, formatMonth, monthOf } from '../../core/dates.ts';
import { findCashHouseholds } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole, type RunningConsole } from '../support/console.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

const months = Array.from({ length: 9 }, (_, index) => addMonths(monthOf(today), index - 8));
const lastEnded = formatMonth(months[7]!);
const login = 'truong.phong';

browserTest(
  'from channels, cohorts, debt and households to the customers behind them',
  async (_, browser) => {
    const console = await startConsole({ [login]: 'business_head' });
    await liveMonths(console);
    const [desk, phone] = screenSizes;
    const page = await openSignedIn(browser, console.address, { login, size: desk, path: '/channel-mix' });
    const visit = async (path: string): Promise<void> => void (await page.goto(console.address + path));
    /** Follows a figure; the list behind it must count as many. */
    const follow = async (link: Locator, of: string, open = () => link.click()): Promise<void> => {
      const figure = await link.innerText();
      await open();
      await page.getByText(`${figure} ${of}`, { exact: true }).waitFor();
    };

    await page.getByRole('region', { name: 'Cơ cấu kênh' }).waitFor();
    await photograph(page, 'channel-mix-desk');
    await page.getByRole('link', { name: 'KH', exact: true }).click();
    const newest = page.getByRole('row', { name: lastEnded });
    await follow(newest.getByRole('link').last(), 'KH');
    await page.getByRole('heading', { name: `Tiền mặt tại bàn thu, kỳ ${lastEnded}` }).waitFor();

    await visit('/retention');
    await page.getByRole('region', { name: 'Duy trì theo nhóm' }).waitFor();
    await photograph(page, 'retention-desk');
    const relapses = page
      .getByRole('region', { name: 'Rơi lại tiền mặt' })
      .getByRole('row', { name: lastEnded });
    await follow(relapses.getByRole('link'), 'KH');
    await photograph(page, 'relapses-desk');

    await visit('/debt-ageing?by=bills');
    await page.getByRole('region', { name: 'Tuổi nợ' }).waitFor();
    await photograph(page, 'debt-ageing-desk');
    const bills = page
      .getByRole('row', { name: /PA99KA/ })
      .getByRole('link')
      .last();
    await bills.focus();
    await follow(bills, 'hóa đơn', () => page.keyboard.press('Enter'));
    await photograph(page, 'open-bills-desk');

    await visit('/hardship');
    await page.getByRole('region', { name: /Hộ cần hỗ trợ riêng/ }).waitFor();
    assert.ok(await page.getByText('Kế hoạch cho từng hộ: chưa có dữ liệu.').isVisible());
    await photograph(page, 'hardship-desk');
    await follow(page.getByRole('row', { name: /^Tổng/ }).getByRole('link').nth(1), 'KH');
    await page.getByText('Không trình chiếu, không chuyển ra ngoài.').waitFor();
    await photograph(page, 'households-desk');

    await page.setViewportSize(phone);
    for (const path of ['channel-mix', 'retention', 'debt-ageing', 'hardship']) {
      await visit(`/${path}`);
      await page.getByRole('region').first().waitFor();
      await photograph(page, `${path}-phone`);
    }
  },
);

/** Nine months of two units: half go over to the bank one after the other, some fall back, a third keeps to cash. */
async function liveMonths({ runtime, company }: RunningConsole): Promise<void> {
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 36 }, (_, index) => ({
      unit: index % 2 === 0 ? 'PA99KA' : 'PA99KB',
      commune: ['18073', '18100', '18109'][index % 3]!,
      bills: months.map((period) => ({ period, totalVnd: BigInt(60_000 + index * 7_000) })),
    })),
  );
  const channels: Channel[] = [
    'bank_app',
    'wallet',
    'agent_cash',
    'counter_cash',
    'staff_cash',
    'auto_debit_bank',
  ];
  const partner = await makePartner(runtime, { channels });
  const channelOf = (index: number, month: number): Channel | undefined => {
    if (index % 12 === 11 && month > 4) return undefined;
    if (index % 3 === 2) return index % 2 === 0 ? 'counter_cash' : 'agent_cash';
    if (index % 6 === 1 && month === 7) return 'counter_cash';
    const goesOver = index % 5;
    if (month < goesOver) return index % 2 === 0 ? 'staff_cash' : 'counter_cash';
    return channels[[0, 1, 5][index % 3]!];
  };
  const instructions = made.flatMap(({ code, billIds }, index) =>
    months.slice(0, 8).flatMap((_, month) => {
      const channel = channelOf(index, month);
      return channel === undefined
        ? []
        : {
            partnerId: partner.id,
            reference: `H${index}-${month}`,
            intent: 'notice' as const,
            customerCode: code,
            amountVnd: BigInt(60_000 + index * 7_000),
            billIds: [billIds[month]!],
            channel,
            tender: null,
            occurredAt: new Date(),
            businessOn: today,
          };
    }),
  );
  await acceptPayments(company.db, instructions, new Date());
  await findCashHouseholds(company.db, today);
}
