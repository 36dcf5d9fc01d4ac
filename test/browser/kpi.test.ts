import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import { loadAreas } from '../../server/features/areas/index.ts';
import { refreshKpi } from '../../server/features/kpi/index.ts';
import { acceptPayments } from '../../server/features/payments/index.ts';
import { addStaff } from '../../server/features/staff/index.ts';
import { buildWeb } from '../../tools/build-web.ts';
import { atEnd } from '../support/at-end.ts';
import {
  findChromium,
  launchBrowser,
  openSignedIn,
  password,
  photograph,
  screenSizes,
} from '../support/browser.ts';
import { openTestRuntime } from '../support/database.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';

const chromium = findChromium();

test(
  'from the board to every definition, and to the five reports',
  { skip: chromium === undefined && 'no Chromium: the browser tests did not run', timeout: 480_000 },
  async (t) => {
    const address = await openConsole();
    const browser = await launchBrowser(chromium ?? '');
    t.after(() => browser.close());
    await readDefinitions(browser, address);
    await readReports(browser, address);
  },
);

async function openConsole(): Promise<string> {
  await buildWeb(() => undefined);
  const runtime = await openTestRuntime();
  await loadAreas(runtime);
  const { company } = runtime;
  const head = {
    login: 'truong.phong',
    displayName: 'Phan Minh Anh',
    role: 'business_head',
    unitId: null,
  } as const;
  await addStaff(runtime.platform, company, { ...head, password });
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
  await refreshKpi(company.db);
  const app = await createApp(runtime);
  await app.listen({ port: 0, host: '127.0.0.1' });
  atEnd(() => app.close());
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
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
  await page.getByLabel('Mã các xã, cách nhau bằng dấu phẩy').fill('18073');
  await page.getByLabel('Theo văn bản').fill('Quyết định 861/QĐ-TTg');
  await page.getByRole('button', { name: 'Lưu danh sách' }).click();
  await page.getByRole('cell', { name: '18073' }).waitFor();
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
