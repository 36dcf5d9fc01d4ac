import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../../server/features/companies/index.ts';
import { openSignedIn, photograph, screenSizes } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { signInAs } from '../support/staff.ts';

type Size = (typeof screenSizes)[number];
type Console = Awaited<ReturnType<typeof openConsole>>;

browserTest(
  'the head of the business department changes how the company collects and hands bills to one partner',
  async (t, browser) => {
    const console = await openConsole();
    const [desk, phone] = screenSizes;
    await t.test('a rule that judges payments changes after one question, by keyboard', () =>
      changeRules(browser, console, desk),
    );
    await t.test('bills are counted first, then handed over, opened one by one, and taken back', () =>
      handOver(browser, console, desk),
    );
    await t.test('the same screens fit a phone, and a viewer only reads', () =>
      lookOnPhone(browser, console, phone),
    );
    await assertInvariants(console.company.db);
  },
);

/** Two units with bills of two months, two partners, one of which holds a bill. */
async function openConsole() {
  const people = { 'truong.phong': 'business_head', 'nguoi.xem': 'viewer' } as const;
  const { runtime, company, app, address } = await startConsole(people);
  const post = await makePartner(runtime, { kind: 'post', channels: ['agent_cash'] });
  const bank = await makePartner(runtime);
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 12 }, (_, index) => ({
      unit: index < 8 ? 'PA99GT' : 'PA99KT',
      bills: ['2026-09', '2026-10'].map((period) => ({ period, totalVnd: 108_000n * BigInt(index + 1) })),
    })),
  );
  const held = { reference: 'GIU-1', customerCode: customers[0]!.code, minutes: 10 };
  const answer = await callPartner(app, bank.key, { method: 'POST', path: '/holds', body: held });
  assert.equal(answer.statusCode, 201, answer.body);
  const head = await signInAs(app, runtime, 'business_head');
  for (const unit of ['PA99GT', 'PA99KT'])
    await head.send('PUT', `/units/${unit}`, { name: `Đội ${unit.slice(4)}`, from: '2020-01-01' });
  return { address, company, post, bank };
}

function openAs(browser: Browser, login: string, address: string, size: Size): Promise<Page> {
  return openSignedIn(browser, address, { login, size });
}

async function changeRules(browser: Browser, { address, company }: Console, size: Size): Promise<void> {
  const page = await openAs(browser, 'truong.phong', address, size);
  await page.getByRole('link', { name: 'Quy tắc thu tiền' }).click();
  await page.getByText('Chưa ai sửa').first().waitFor();
  await photograph(page, `settings-${size.name}`);

  await page.getByRole('textbox', { name: 'Giữ chấm nợ lâu nhất' }).fill('0');
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByText('Nhập số phút tròn từ 1 đến 1.440').waitFor();
  await photograph(page, `settings-problem-${size.name}`);
  await page.getByRole('textbox', { name: 'Giữ chấm nợ lâu nhất' }).fill('20');
  await page.getByRole('textbox', { name: 'Mức cần người thứ hai duyệt' }).fill('2.000.000 đ');
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByText('Đã lưu quy tắc.').waitFor();
  assert.equal(await page.getByText('Sửa lần cuối: Phan Minh Anh').count(), 2);

  await page.getByRole('radio', { name: 'Trả kỳ nào trước cũng được' }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Đổi thành: Phải trả kỳ cũ nhất trước').waitFor();
  await photograph(page, `settings-confirm-${size.name}`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await readSettings(company.db)).oldestFirst, false);
  await page.getByRole('button', { name: 'Lưu thay đổi' }).press('Enter');
  await page.getByRole('button', { name: 'Đổi quy tắc' }).press('Enter');
  await page.getByText('Đã lưu quy tắc.').waitFor();
  const { oldestFirst, holdMinutes, refundLimitVnd } = await readSettings(company.db);
  assert.deepEqual([oldestFirst, holdMinutes, refundLimitVnd], [true, 20, 2_000_000n]);
  await page.close();
}

async function handOver(browser: Browser, on: Console, size: Size): Promise<void> {
  const page = await openAs(browser, 'truong.phong', on.address, size);
  await page.getByRole('link', { name: 'Giao thu', exact: true }).click();
  await page.getByText('Không có hóa đơn nào đang giao thu').waitFor();
  await photograph(page, `hand-over-empty-${size.name}`);
  await page.getByLabel('Giao cho').selectOption({ label: on.post.name });
  await page.getByText('Chọn thêm kỳ, đơn vị, sổ').waitFor();
  await page.getByLabel('Đơn vị', { exact: true }).selectOption('PA99GT');
  await page.getByText('Sẽ giao 16 hóa đơn của 8 KH, còn nợ 7.776.000 đ').waitFor();
  await page.getByText('2 hóa đơn đang được đối tác khác giữ chấm nợ').waitFor();
  await page.getByLabel('Sổ GCS').selectOption('GT001');
  await photograph(page, `hand-over-preview-${size.name}`);
  await page.getByRole('button', { name: 'Giao 16 hóa đơn' }).press('Enter');
  await page.getByRole('dialog').getByText('Đối tác khác tra cứu sẽ không thấy chúng').waitFor();
  await photograph(page, `hand-over-confirm-${size.name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Giao thu' }).click();
  await page.getByText('Đã giao 16 hóa đơn, còn nợ 7.776.000 đ').waitFor();
  await page.getByText('Không có hóa đơn nào cần chuyển').waitFor();
  await photograph(page, `hand-over-done-${size.name}`);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Xuất Excel' }).click();
  assert.equal((await download).suggestedFilename(), 'hoa-don-giao-thu.xlsx');
  const row = page.getByRole('row').filter({ hasText: on.post.code });
  await row.getByRole('link', { name: '16' }).click();
  await page.getByText('16 hóa đơn, còn nợ 7.776.000 đ').waitFor();
  await page.getByLabel('Kỳ').selectOption('2026-09');
  await page.getByText('8 hóa đơn, còn nợ 3.888.000 đ').waitFor();
  await photograph(page, `handed-bills-${size.name}`);
  await page.getByRole('link', { name: 'Chuyển đi nơi khác' }).click();
  await page.getByLabel('Giao cho').selectOption({ label: 'Vãng lai (mọi đối tác)' });
  await page.getByText('Sẽ trả 8 hóa đơn của 8 KH, còn nợ 3.888.000 đ, về vãng lai').waitFor();
  await page.getByRole('button', { name: 'Trả về 8 hóa đơn' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Trả về vãng lai' }).click();
  await page.getByText('Đã trả 8 hóa đơn').waitFor();
  await page.getByRole('row').filter({ hasText: on.post.code }).getByRole('link', { name: '8' }).click();
  await page.getByRole('link', { name: 'Nguyễn Văn An' }).first().click();
  await page.getByText(`Giao thu: chỉ ${on.post.name} thu`).waitFor();
  await page.close();
}

async function lookOnPhone(browser: Browser, { address, post }: Console, size: Size): Promise<void> {
  const page = await openAs(browser, 'truong.phong', address, size);
  for (const [path, name, text] of [
    ['/settings', 'settings', 'Sửa lần cuối'],
    [`/hand-over?to=${post.code}&unit=PA99KT`, 'hand-over', 'Sẽ giao 8 hóa đơn'],
    [`/hand-over/bills?partner=${post.code}`, 'handed-bills', '8 hóa đơn, còn nợ'],
    ['/hand-over/bills?unit=PA99KT', 'walk-in-bills', 'Hóa đơn vãng lai'],
    ['/hand-over/bills?partner=AIDO', 'handed-bills-refused', 'Chưa hiển thị được'],
  ] as const) {
    await page.goto(`${address}${path}`);
    await page.getByText(text).first().waitFor();
    await photograph(page, `${name}-${size.name}`);
  }
  await page.close();
  const viewer = await openAs(browser, 'nguoi.xem', address, size);
  await viewer.goto(`${address}/settings`);
  await viewer.getByText('Tài khoản này chỉ xem được').waitFor();
  assert.equal(await viewer.getByRole('button', { name: 'Lưu thay đổi' }).count(), 0);
  assert.equal(await viewer.getByRole('radio').count(), 0);
  await photograph(viewer, `settings-viewer-${size.name}`);
  await viewer.goto(`${address}/hand-over`);
  await viewer.getByRole('heading', { name: 'Đang giao thu' }).waitFor();
  assert.equal(await viewer.getByText('Giao hoặc trả về vãng lai').count(), 0);
  await viewer.close();
}
