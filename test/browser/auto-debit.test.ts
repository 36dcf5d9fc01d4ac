import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
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
import { itemsOf, registerMandates, reportOf, runOn, setDebitTerms, takeAnswer } from '../support/debits.ts';
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
    }
  },
);

interface Console {
  address: string;
  codes: string[];
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
    Array.from({ length: 5 }, () => ({ bills })),
  );
  const codes = people.map(({ code }) => code);
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
  await app.listen({ port: 0, host: '127.0.0.1' });
  atEnd(() => app.close());
  return { address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, codes };
}

async function lookAround(
  browser: Browser,
  { address, codes }: Console,
  size: Size,
  index: number,
): Promise<void> {
  const page = await openSignedIn(browser, address, { login: 'van.hanh', size, path: '/auto-debit' });
  await page.getByText('Đợt trích nợ, mới nhất trước').waitFor();
  await photograph(page, `auto-debit-runs-${size.name}`);
  await page.getByRole('link', { name: '23/11/2026' }).click();
  await page.getByText('Tài khoản không đủ số dư (AM04)').waitFor();
  await photograph(page, `auto-debit-run-${size.name}`);
  await page.goto(`${address}/auto-debit?show=mandates&query=${codes[3]}`);
  await page.getByText('hẹn lại ngày với khách hàng').waitFor();
  await page.goto(`${address}/auto-debit?show=mandates`);
  await page.getByText('tối đa 2.000.000').waitFor();
  await photograph(page, `auto-debit-mandates-${size.name}`);
  page.once('dialog', (dialog) => void dialog.accept());
  const row = page.getByRole('row').filter({ hasText: codes[index]! });
  await row.getByRole('button', { name: 'Dừng' }).click();
  await row.getByText('Đã hủy').waitFor();
  await page.goto(`${address}/auto-debit?show=results`);
  await page.getByText('kq-2311.xml').waitFor();
  await photograph(page, `auto-debit-results-${size.name}`);
  assert.equal(await page.getByText('Đã ghi').count(), 1);
  await page.close();
}
