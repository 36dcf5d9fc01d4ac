import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { outreachJobs } from '../../server/features/outreach/index.ts';
import { one } from '../../server/platform/db.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeConversionHistory } from '../support/outreach-history.ts';

const login = 'truong.phong';

browserTest(
  'a head of department asks what a target takes, and follows the answer to a household',
  async (_t, browser) => {
    const { runtime, address } = await openConsole();
    const [desk, phone] = screenSizes;
    const page = await openSignedIn(browser, address, { login, size: desk, path: '/what-it-takes' });
    await page.getByText('Chưa có phương án nào cho đơn vị này').waitFor();
    await ask(page);
    await page.getByRole('progressbar').waitFor();
    await workOut(runtime);
    await page.getByRole('heading', { name: /^Để đạt 55,00% vào .* cần \d+ hộ chuyển đổi/ }).waitFor();
    const scenarios = page.getByRole('table', { name: 'So các phương án' });
    assert.equal(await scenarios.getByRole('row').count(), 7);
    await page.getByText('Dựa vào đâu').waitFor();
    await photograph(page, 'outreach-desk');
    await page.getByRole('table', { name: 'Bắt đầu ở các xóm này' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Danh sách đến nhà của một xóm' }).waitFor();
    const visits = page.getByRole('table', { name: 'Danh sách đến nhà' });
    assert.match(await visits.innerText(), /[+−]\s*\S+/);
    await page.setViewportSize(phone);
    await photograph(page, 'outreach-phone');
    await visits.getByRole('link').first().click();
    await page.waitForURL('**/customers/*');
    await page.close();
  },
);

async function openConsole(): Promise<{ runtime: Runtime & { company: Company }; address: string }> {
  const { runtime, address } = await startConsole({ [login]: 'business_head' });
  await makeConversionHistory(runtime);
  return { runtime, address };
}

/** By keyboard alone: into the first field, on from there, and Enter. */
async function ask(page: Page): Promise<void> {
  await page.getByLabel('Chỉ tiêu (% KH)').focus();
  await page.keyboard.type('55');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2');
  await page.getByText('Giả định, có thể sửa').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Tính' }).focus();
  await page.keyboard.press('Enter');
}

async function workOut(runtime: Runtime & { company: Company }): Promise<void> {
  const { company, log } = runtime;
  const { id } = await one(company.db, sql<{ id: bigint }>`select max(id) as id from outreach_plans`);
  const asJob = { runtime, company, log, now: new Date() };
  await outreachJobs.jobs['outreach.plan']!.handler(asJob, { planId: String(id) });
}
