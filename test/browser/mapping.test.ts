import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeFolder } from '../support/files.ts';

const login = 'ke.toan';
const sample = [
  'Trace;PE;Tiền;KQ',
  'V-1;PB0101000001;100,000;D',
  'V-2;PB0101000002;100,000;D',
  'V-3;PB0101000003;5,000;W',
  'Ket thuc;3;205,000;',
].join('\n');

browserTest(
  'an accountant says what the words of a file mean and where its totals stand, and sees it read so',
  async (t, browser) => {
    const { address } = await startConsole({ [login]: 'accountant' });
    const file = join(makeFolder(), 'mau.csv');
    writeFileSync(file, sample);
    for (const size of screenSizes)
      await t.test(`at ${size.width} px`, () => declare(browser, { address, file, size }));
  },
);

async function declare(
  browser: Browser,
  on: { address: string; file: string; size: (typeof screenSizes)[number] },
): Promise<void> {
  const { address, size } = on;
  const page = await openSignedIn(browser, address, { login, size, path: '/reconciliation/mappings/new' });
  await page.getByLabel('Tệp mẫu').setInputFiles(on.file);
  for (const [label, column] of [
    ['Mã giao dịch của đối tác', 'Trace'],
    ['Mã khách hàng', 'PE'],
    ['Số tiền', 'Tiền'],
    ['Trạng thái', 'KQ'],
  ] as const)
    await page.getByLabel(label).first().selectOption(column);
  await page.getByText('Chọn nghĩa, nếu không').first().waitFor();
  await photograph(page, `mapping-words-${on.size.name}`);
  await page.getByLabel('“D” (2 dòng)').selectOption('paid');
  await page.getByLabel('“W” (1 dòng)').selectOption('pending');
  await page.getByText('Dòng cuối (dòng 5) có vẻ không phải').waitFor();
  await page.getByRole('button', { name: 'Đây là dòng tổng' }).press('Enter');
  await page.getByText('Dòng tổng (dòng 5) khớp: 3 dòng, 205.000 đ').waitFor();
  await page.getByText('Mọi dòng xem thử đều đọc được').waitFor();
  await photograph(page, `mapping-trailer-${on.size.name}`);
  await page.getByLabel('Ô chứa tổng tiền').selectOption('2');
  await page.getByText('Dòng tổng (dòng 5) ghi: Ket thuc | 3 | 205,000').waitFor();
  await page.close();
}
