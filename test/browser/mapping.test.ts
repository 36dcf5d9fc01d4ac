import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import { addStaff } from '../../server/features/staff/index.ts';
import { buildWeb } from '../../tools/build-web.ts';
import { atEnd } from '../support/at-end.ts';
import { findChromium, launchBrowser, photograph, screenSizes } from '../support/browser.ts';
import { openTestRuntime } from '../support/database.ts';
import { makeFolder } from '../support/files.ts';

const chromium = findChromium();
const login = 'ke.toan';
const password = 'mat-khau-thu';
const sample = [
  'Trace;PE;Tiền;KQ',
  'V-1;PB0101000001;100,000;D',
  'V-2;PB0101000002;100,000;D',
  'V-3;PB0101000003;5,000;W',
  'Ket thuc;3;205,000;',
].join('\n');

test(
  'an accountant says what the words of a file mean and where its totals stand, and sees it read so',
  { skip: chromium === undefined && 'no Chromium: the browser tests did not run', timeout: 480_000 },
  async (t) => {
    await buildWeb(() => undefined);
    const runtime = await openTestRuntime({ dataDir: makeFolder() });
    const person = { login, displayName: 'Võ Đức Toàn', role: 'accountant' as const, unitId: null };
    await addStaff(runtime.platform, runtime.company, { ...person, password });
    const app = await createApp(runtime);
    await app.listen({ port: 0, host: '127.0.0.1' });
    atEnd(() => app.close());
    const browser = await launchBrowser(chromium ?? '');
    t.after(() => browser.close());
    const file = join(makeFolder(), 'mau.csv');
    writeFileSync(file, sample);
    const { port } = app.server.address() as AddressInfo;
    for (const size of screenSizes)
      await t.test(`at ${size.width} px`, () =>
        declare(browser, { address: `http://127.0.0.1:${port}`, file, size }),
      );
  },
);

async function declare(
  browser: Browser,
  on: { address: string; file: string; size: (typeof screenSizes)[number] },
): Promise<void> {
  const { width, height, name } = on.size;
  const page = await browser.newPage({ viewport: { width, height }, locale: 'vi-VN' });
  page.on('pageerror', (error) => assert.fail(`the page failed: ${error.message}`));
  await page.goto(`${on.address}/sign-in?next=/reconciliation/mappings/new`);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu').first().fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/mappings/new');
  await page.getByLabel('Tệp mẫu').setInputFiles(on.file);
  for (const [label, column] of [
    ['Mã giao dịch của đối tác', 'Trace'],
    ['Mã khách hàng', 'PE'],
    ['Số tiền', 'Tiền'],
    ['Trạng thái', 'KQ'],
  ] as const)
    await page.getByLabel(label).first().selectOption(column);
  await page.getByText('Chọn nghĩa, nếu không').first().waitFor();
  await photograph(page, `mapping-words-${name}`);
  await page.getByLabel('“D” (2 dòng)').selectOption('paid');
  await page.getByLabel('“W” (1 dòng)').selectOption('pending');
  await page.getByText('Dòng cuối (dòng 5) có vẻ không phải').waitFor();
  await page.getByRole('button', { name: 'Đây là dòng tổng' }).press('Enter');
  await page.getByText('Dòng tổng (dòng 5) khớp: 3 dòng, 205.000 đ').waitFor();
  await page.getByText('Mọi dòng xem thử đều đọc được').waitFor();
  await photograph(page, `mapping-trailer-${name}`);
  await page.getByLabel('Ô chứa tổng tiền').selectOption('2');
  await page.getByText('Dòng tổng (dòng 5) ghi: Ket thuc | 3 | 205,000').waitFor();
  await page.close();
}
