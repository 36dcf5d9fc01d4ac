import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { loadAreas } from '../../server/features/areas/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole, type RunningConsole } from '../support/console.ts';
import { importText, makeCustomers, makePartner, today } from '../support/make.ts';

const [desk, phone] = screenSizes;

browserTest(
  'a month is frozen in two clicks; what moves it later opens down to a bill that is explained',
  async (_t, browser) => {
    const open = await startConsole({ 'truong.phong': 'business_head' });
    const late = await makeMonth(open);
    const page = await openSignedIn(browser, open.address, {
      login: 'truong.phong',
      size: desk,
      path: '/months',
    });
    await freeze(page);
    await late();
    await readAdjustments(page);
    await readBill(page);
    await page.goto(`${open.address}/board?period=2026-09`);
    await page.getByText('Số đã chốt (bản 1)').first().waitFor();
    await page.getByRole('link', { name: /Đã chốt số liệu lúc/ }).waitFor();
    await page.close();
  },
);

/** Eight bills by the household tariff, half of them paid; returns the payment that comes after the month is frozen. */
async function makeMonth({ runtime, company }: RunningConsole): Promise<() => Promise<void>> {
  await loadAreas(runtime);
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 8 }, (_, index) => ({ unit: index < 4 ? 'PA99QA' : 'PA99QB', commune: '18073' })),
  );
  const bill = ({ code }: { code: string }, month: number, kwh: number, net: number) => {
    const vat = Math.floor((net * 8 + 50) / 100);
    const days = [`01/0${month}/2026`, `10/0${month}/2026`];
    return [
      `T${code}${month}`,
      code,
      code.slice(0, 6),
      1,
      month,
      2026,
      'TD',
      ...days,
      kwh,
      net,
      8,
      vat,
      net + vat,
    ].join(',');
  };
  await importText(runtime, 'bills', [
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN',
    ...made.flatMap((customer) => [
      bill(customer, 8, 60, 50 * 1_984 + 10 * 2_050),
      bill(customer, 9, 220, 50 * 1_984 + 50 * 2_050 + 100 * 2_380 + 20 * 2_998),
    ]),
  ]);
  const partner = await makePartner(runtime, { channels: ['bank_app'] });
  const pay = async (customers: typeof made) => {
    await acceptPayments(
      company.db,
      customers.map(({ code }) => ({
        partnerId: partner.id,
        reference: `GD${code}`,
        intent: 'notice' as const,
        customerCode: code,
        amountVnd: 668_911n,
        billIds: null,
        channel: 'bank_app' as const,
        tender: null,
        occurredAt: new Date(),
        businessOn: today,
      })),
      new Date(),
    );
    await refreshKpi(company.db);
  };
  await pay(made.slice(0, 6));
  return () => pay(made.slice(6, 7));
}

async function freeze(page: Page): Promise<void> {
  await page.getByText('Số liệu tạm tính').first().waitFor();
  await page.getByRole('button', { name: 'Chốt số liệu' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Hóa đơn chưa trả đủ').waitFor();
  await photograph(page, 'months-freeze-desk');
  await dialog.getByRole('button', { name: 'Chốt số liệu kỳ này' }).click();
  await page.getByText('Đã chốt số liệu lúc').waitFor();
  await photograph(page, 'months-desk');
}

async function readAdjustments(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Kỳ 09/2026' }).click();
  const unit = page.getByRole('row', { name: /PA99QB/ });
  await unit.getByText('+25,00 điểm %').first().waitFor();
  assert.match(await unit.innerText(), /50,00%\s*2 \/ 4/);
  await photograph(page, 'month-desk');
  await page.setViewportSize(phone);
  await photograph(page, 'month-phone');
  await page.setViewportSize(desk);
  await unit.getByRole('link', { name: '1', exact: true }).click();
  await page.getByText('Thanh toán ghi nhận sau chốt · ').first().waitFor();
  await photograph(page, 'month-movements-desk');
}

async function readBill(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^TPA99QB\d+9$/ }).click();
  await page.getByText('Biểu giá ra đúng số tiền trên hóa đơn').waitFor();
  await page.getByText('Kỳ 09/2026 dùng 220 kWh').waitFor();
  await photograph(page, 'bill-desk');
  await page.setViewportSize(phone);
  await photograph(page, 'bill-phone');
  await page.setViewportSize(desk);
  await page.getByLabel('Số hộ dùng chung').selectOption('2');
  await page.getByText('Trước thuế khớp đúng nếu tính 1 hộ').waitFor();
}
