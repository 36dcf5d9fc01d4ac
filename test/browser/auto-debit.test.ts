import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import { planNotices } from '../../server/features/mandates/index.ts';
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
  type Size,
} from '../support/browser.ts';
import { openTestRuntime } from '../support/database.ts';
import {
  itemsOf,
  registerMandates,
  reportOf,
  runOn,
  setDebitTerms,
  takeAnswer,
  timeOf,
} from '../support/debits.ts';
import { makeFolder } from '../support/files.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';

const chromium = findChromium();

test(
  'an operator sees mandates, runs with what banks answered in words, and stops a mandate in one step',
  { skip: chromium === undefined && 'no Chromium: the browser tests did not run', timeout: 480_000 },
  async (t) => {
    const console_ = await openConsole();
    const browser = await launchBrowser(chromium ?? '');
    t.after(() => browser.close());
    for (const [index, size] of screenSizes.entries()) {
      await t.test(`at ${size.width} px`, () => lookAround(browser, console_, size, index));
      await t.test(`acts at ${size.width} px`, () => act(browser, console_, size, index));
    }
  },
);

interface Console {
  address: string;
  codes: string[];
  /** Nobody has anything to do with auto-debit yet. */
  newcomers: string[];
  bankCode: string;
  bankName: string;
}

/** A run of a Monday with one bill paid, one without money, one without an answer, and one that came too late. */
async function openConsole(): Promise<Console> {
  await buildWeb(() => undefined);
  const runtime = await openTestRuntime({ dataDir: makeFolder() });
  const person = { login: 'van.hanh', displayName: 'Trần Vân Anh', role: 'operator', unitId: null } as const;
  await addStaff(runtime.platform, runtime.company, { ...person, password });
  const app = await createApp(runtime);
  const operator = await signInAs(app, runtime, 'operator');
  const bank = await makePartner(runtime);
  const bills = [{ period: '2026-11', totalVnd: 346_150n }];
  const people = await makeCustomers(
    runtime,
    Array.from({ length: 9 }, () => ({ bills })),
  );
  const everybody = people.map(({ code }) => code);
  const codes = everybody.slice(0, 5);
  await setDebitTerms(operator, bank.code);
  await registerMandates(
    operator,
    bank.code,
    codes.map((code, index) => ({ code, ...(index === 3 && { day: 1, limit: 2_000_000 }) })),
  );
  const { batch } = await runOn(runtime, bank.code, '2026-11-23');
  const [first, second, third] = await itemsOf(runtime.company.db, batch!.id);
  const lines = [
    { reference: first!.reference, status: 'ACSC' },
    { reference: second!.reference, status: 'RJCT', code: 'AM04' },
    { reference: third!.reference, status: 'RJCT', code: 'AC04' },
  ];
  const text = reportOf(batch!.message_id, lines);
  await takeAnswer(runtime, { partnerCode: bank.code, day: '2026-11-23', fileName: 'kq-2311.xml', text });
  await planNotices(runtime.company, { partnerCode: bank.code, at: timeOf('2026-11-24') });
  const back = reportOf(batch!.message_id, [{ reference: first!.reference, status: 'RJCT', code: 'MS02' }]);
  await takeAnswer(runtime, {
    partnerCode: bank.code,
    day: '2026-11-24',
    fileName: 'tl-2411.xml',
    text: back,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  atEnd(() => app.close());
  return {
    address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    codes,
    newcomers: everybody.slice(5),
    bankCode: bank.code,
    bankName: bank.name,
  };
}

async function lookAround(
  browser: Browser,
  { address, codes }: Console,
  size: Size,
  index: number,
): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'van.hanh', size, path: '/auto-debit' });
  await page.getByRole('heading', { name: 'Đợt trích nợ, mới nhất trước' }).waitFor();
  await photograph(page, `auto-debit-runs-${size.name}`);
  await page.getByRole('link', { name: '23/11/2026' }).click();
  await page.getByText('Tài khoản không đủ số dư (AM04)').waitFor();
  await photograph(page, `auto-debit-run-${size.name}`);
  await page.goto(`${address}/auto-debit?show=mandates&query=${codes[3]}`);
  await page.getByText('hẹn lại ngày với khách hàng').waitFor();
  await page.goto(`${address}/auto-debit?show=mandates`);
  await page.getByText('tối đa 2.000.000').first().waitFor();
  await photograph(page, `auto-debit-mandates-${size.name}`);
  page.once('dialog', (dialog) => void dialog.accept());
  const row = page.getByRole('row').filter({ hasText: codes[index]! });
  await row.getByRole('button', { name: 'Dừng', exact: true }).click();
  await row.getByText('Đã hủy').waitFor();
  await page.goto(`${address}/auto-debit?show=results`);
  await page.getByText('kq-2311.xml').waitFor();
  await photograph(page, `auto-debit-results-${size.name}`);
  assert.equal(await page.getByText('Đã ghi', { exact: true }).count(), 2);
  await page.close();
}

/** A paper mandate from the table to the bank, a list tried and taken, a notice handed over, a reversal asked for, terms. */
async function act(browser: Browser, console_: Console, size: Size, index: number): Promise<void> {
  const { address, newcomers, bankCode, bankName } = console_;
  const [paper, listed] = newcomers.slice(index * 2);
  const page = await openSignedIn(browser, address, {
    login: 'van.hanh',
    size,
    path: '/auto-debit?show=mandates',
  });
  await page.getByRole('button', { name: 'Nhập ủy quyền giấy' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Mã khách hàng').fill(paper!);
  await form.getByLabel('Ngân hàng, ví').selectOption(bankCode);
  await form.getByLabel('Số tài khoản').fill('0071 0012 34567');
  await form.getByLabel('Chủ tài khoản').fill('NGUYEN VAN AN');
  await form.getByLabel('Nhiều nhất mỗi lần').fill('2.000.000');
  await photograph(page, `auto-debit-paper-${size.name}`);
  await form.getByRole('button', { name: 'Lưu nháp' }).click();
  const row = page.getByRole('row').filter({ hasText: paper! });
  await row.getByRole('button', { name: 'Ký', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Ngày ký').fill('04/05/2026');
  await page.getByRole('dialog').getByLabel('Ký trước ai').fill('Tổ thu ngân 2');
  const name = 'giay-uy-quyen.jpg';
  const buffer = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(900, index + 1)]);
  await page.getByLabel('Ảnh giấy đã ký').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await photograph(page, `auto-debit-sign-${size.name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi nhận đã ký' }).click();
  await row.getByRole('link', { name: 'Xem ảnh giấy' }).waitFor();
  await row.getByRole('button', { name: 'Kích hoạt' }).click();
  await row.getByRole('button', { name: 'Tạm dừng' }).click();
  await row.getByRole('button', { name: 'Tiếp tục' }).click();
  await row.getByRole('button', { name: 'Chuyển ngân hàng' }).waitFor();
  await page.goto(`${address}/auto-debit?show=lists`);
  await page.getByLabel('Ngân hàng, ví').selectOption(bankCode);
  const list = Buffer.from(`MA_KHANG;SO_TK\n${listed};00711${index}\nPA99AA999999${index};00712\n`);
  await page
    .getByLabel('Tệp danh sách', { exact: true })
    .and(page.locator('input'))
    .setInputFiles({ name: `ds-${index}.csv`, mimeType: 'text/csv', buffer: list });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('Xem trước, chưa ghi gì: 2 dòng, 1 mới').waitFor();
  await photograph(page, `auto-debit-list-${size.name}`);
  await page.getByRole('button', { name: 'Nhận danh sách' }).click();
  await page.getByText('Đã nhận: 2 dòng, 1 mới').waitFor();
  await page.getByRole('link', { name: '1 dòng bị loại (XLSX)' }).first().waitFor();
  await page.goto(`${address}/auto-debit?show=notices&partner=${bankCode}`);
  await page.getByText('Muốn dừng trích nợ').first().waitFor();
  if (index === 0) {
    await page.getByRole('button', { name: 'Giao gửi các thông báo đang chờ' }).click();
    await page.getByText(/Đã giao \d+ thông báo/).waitFor();
  }
  await page.getByRole('link', { name: 'CSV' }).first().waitFor();
  await photograph(page, `auto-debit-notices-${size.name}`);
  await page.goto(`${address}/auto-debit?show=returns`);
  if (index === 0) await page.getByRole('button', { name: 'Đề nghị hoàn tác' }).click();
  await page.getByText('van.hanh đề nghị').waitFor();
  await photograph(page, `auto-debit-returns-${size.name}`);
  await page.goto(`${address}/auto-debit?show=terms`);
  await page.getByRole('button', { name: 'Sửa' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('Báo trước mấy ngày')
    .fill(String(2 + index));
  await photograph(page, `auto-debit-terms-${size.name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu điều kiện' }).click();
  await page.getByText(`trước ${2 + index} ngày làm việc`).waitFor();
  assert.equal(await page.getByText(bankName).count(), 1);
  await page.close();
}
