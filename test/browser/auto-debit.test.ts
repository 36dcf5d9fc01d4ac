import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Desk } from '../../simulator/gateways/desk.ts';
import { confirmAgreement } from '../../simulator/gateways/wallet-agreement.ts';
import { planNotices } from '../../server/features/mandates/index.ts';
import { followDebits } from '../../server/features/wallet-debits/index.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole, type RunningConsole } from '../support/console.ts';
import {
  itemsOf,
  registerMandates,
  reportOf,
  runOn,
  setDebitTerms,
  takeAnswer,
  timeOf,
} from '../support/debits.ts';
import { occasionIn, openWallet } from '../support/gateways.ts';
import { makeCustomers, makePartner } from '../support/make.ts';
import { signInAs, type StaffClient } from '../support/staff.ts';

browserTest(
  'an operator sees mandates, runs with what banks answered in words, and stops a mandate in one step',
  async (t, browser) => {
    const console_ = await openConsole();
    for (const [index, size] of screenSizes.entries()) {
      await t.test(`at ${size.width} px`, () => lookAround(browser, console_, size, index));
      await t.test(`links a wallet at ${size.width} px`, () => linkWallet(browser, console_, size, index));
      await t.test(`acts at ${size.width} px`, () => act(browser, console_, size, index));
    }
  },
);

interface Console {
  address: string;
  /** Drafts of mandates of a wallet, and its desk. */
  walletCodes: string[];
  wallet: Desk;
  walletRun: string;
  codes: string[];
  /** Nobody has anything to do with auto-debit yet. */
  newcomers: string[];
  bankCode: string;
  bankName: string;
}

/** A run of a Monday with one bill paid, one without money, one without an answer, and one that came too late. */
async function openConsole(): Promise<Console> {
  const { runtime, app, address } = await startConsole({ 'van.hanh': 'operator' });
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
  return {
    address,
    ...(await openWalletWith(runtime, operator, address)),
    codes,
    newcomers: everybody.slice(5),
    bankCode: bank.code,
    bankName: bank.name,
  };
}

/** Two drafts of mandates of a wallet, and a run of one debit that the wallet took and has not told of. */
async function openWalletWith(
  runtime: RunningConsole['runtime'],
  operator: StaffClient,
  address: string,
): Promise<Pick<Console, 'wallet' | 'walletCodes' | 'walletRun'>> {
  const { desk: wallet, partnerCode } = await openWallet(runtime, operator, 'zalopay', address);
  await setDebitTerms(operator, partnerCode, { format: 'wallet', noticeDays: 0 });
  const bills = [{ period: '2026-11', totalVnd: 512_300n }];
  const people = await makeCustomers(runtime, [{ bills }, { bills }, { bills }]);
  const ids: string[] = [];
  for (const { code: customerCode } of people) {
    const made = await operator.send('POST', '/mandates', {
      customerCode,
      partner: partnerCode,
      account: '0912345678',
      holder: 'NGUYEN VAN AN',
      mode: 'on_bill',
    });
    ids.push(made.body.id);
  }
  const offered = await operator.send('POST', `/mandates/${ids[2]}/wallet-link`);
  confirmAgreement(wallet, offered.body.reference);
  await wallet.callBack();
  const { batch } = await runOn(runtime, partnerCode, '2026-11-25');
  await followDebits(occasionIn(runtime.company, 0));
  wallet.waiting.length = 0;
  return { wallet, walletCodes: people.map(({ code }) => code), walletRun: String(batch!.id) };
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

/** A wallet's link for a draft, the customer's yes, and how far a run of the wallet has come. */
async function linkWallet(
  browser: Browser,
  { address, wallet, walletCodes, walletRun }: Console,
  size: Size,
  index: number,
): Promise<void> {
  const code = walletCodes[index]!;
  const page = await openSignedIn(browser, address, {
    login: 'van.hanh',
    size,
    path: `/auto-debit?show=mandates&query=${code}`,
  });
  await page.getByText('Chưa gửi liên kết ví').waitFor();
  await page.getByRole('button', { name: 'Gửi liên kết ví' }).click();
  const link = await page.getByRole('dialog').getByText('/bind?agreement=').textContent();
  await photograph(page, `auto-debit-wallet-link-${size.name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click();
  await page.getByText('Đã gửi liên kết, chờ khách hàng').waitFor();
  confirmAgreement(wallet, new URL(link ?? '').searchParams.get('agreement') ?? '');
  await wallet.callBack();
  await page.reload();
  await page.getByText('Đã liên kết').waitFor();
  await photograph(page, `auto-debit-wallet-${size.name}`);
  await page.goto(`${address}/auto-debit/runs/${walletRun}`);
  await page.getByText('Đã gửi, đang hỏi kết quả').waitFor();
  await photograph(page, `auto-debit-wallet-run-${size.name}`);
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
  const terms = page.getByRole('row').filter({ hasText: bankName });
  await terms.getByRole('button', { name: 'Sửa' }).click();
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
