import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { addDays, formatBusinessDate } from '../../core/dates.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import { followSettlement } from '../../server/features/settlement/index.ts';
import type { Company, Runtime } from '../../server/platform/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { atEnd } from '../support/at-end.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomers, today, type MadeCustomer } from '../support/make.ts';
import { partnerFile, sendFile, type SentLine } from '../support/partner-files.ts';
import { creditOf, payOn } from '../support/settlement.ts';
import { signInAs, type StaffClient } from '../support/staff.ts';

const amount = 250_000n;
const bank = { code: 'NHTS', name: 'Ngân hàng Trường Sơn' };
const wallet = { code: 'VISM', name: 'Ví Sông Mã' };
const late = { code: 'BDHL', name: 'Bưu điện Hồng Lĩnh' };

interface Books {
  address: string;
  runtime: Runtime & { company: Company };
  accountant: StaffClient;
  head: StaffClient;
  customer: string;
  /** Three days ago: everything of the bank's differs on it that can. */
  day: string;
}

browserTest('the accountant, from the calendar to a day that is clear', async (t, browser) => {
  const books = await openBooks();
  const [desk] = screenSizes;
  await t.test('the calendar is walked with the arrow keys and opens a day', () =>
    walkCalendar(browser, books, desk),
  );
  await t.test('a day is cleared from the keyboard alone', () => clearDay(browser, books, desk));
  await t.test('what takes two persons is approved by the other one', () => approve(browser, books, desk));
  await t.test('a bank credit is laid on its window in two clicks', () => assignCredit(browser, books, desk));
  await t.test('a mapping is made from an example and kept', () => makeMapping(browser, books, desk));
  await t.test('every screen of the accountant looks finished, on a desk and on a phone', () =>
    photographScreens(browser, books),
  );
  await assertInvariants(books.runtime.company.db);
});

/** Three partners over a week, two of them with files, and one day with a difference of every kind. */
async function openBooks(): Promise<Books> {
  const { runtime, app, address } = await startConsole();
  const accountant = await signInAs(app, runtime, 'accountant');
  const head = await signInAs(app, runtime, 'business_head');
  const customers = await makeCustomers(
    runtime,
    Array.from({ length: 12 }, () => ({ bills: [{ period: '2026-10', totalVnd: 4_000_000n }] })),
  );
  const day = addDays(today, -3);
  for (const partner of [bank, wallet, late]) await fillPartner(runtime, accountant, partner, customers, day);
  await followSettlement(runtime, runtime.company);
  // The wallet's amount, without its name: for a person to recognise.
  const { body } = await accountant.get(`/settlement/windows/${wallet.code}/${addDays(day, -1)}`);
  const expected = BigInt(body.expected as string);
  await creditOf(accountant, { bookedOn: today, amount: expected, remittance: 'thanh toan tien dien' });
  await creditOf(accountant, { bookedOn: addDays(today, -6), amount: 1_234_000n, remittance: 'CHUYEN TIEN' });
  const worker = await startWorker(runtime);
  atEnd(() => worker.stop());
  return { address, runtime, accountant, head, customer: customers[2]?.code ?? '', day };
}

async function fillPartner(
  runtime: Runtime & { company: Company },
  accountant: StaffClient,
  { code, name }: { code: string; name: string },
  customers: readonly MadeCustomer[],
  day: string,
): Promise<void> {
  const kind = code === wallet.code ? 'wallet' : code === late.code ? 'post' : 'bank';
  const { id } = await upsertPartner(runtime.company.db, {
    code,
    name,
    kind,
    channels: ['bank_app', 'bank_counter'],
  });
  const terms = await accountant.send('PUT', `/settlement/terms/${code}`, {
    validFrom: addDays(today, -20),
    settleDays: 1,
    fileDue: '08:00',
    feeRule: { kind: 'flat', perPaymentVnd: '1650' },
    feeMode: 'invoiced',
    feeVatRate: 10,
    contact: 'Chị Hà, 0912 345 678',
    bankMarks: [],
    cutOff: '24:00',
    prefunded: false,
    dailyLimit: null,
  });
  assert.equal(terms.status, 200, JSON.stringify(terms.body));
  for (let step = -6; step < 0; step++) {
    const on = addDays(today, step);
    const lines = await payAll(runtime.company, id, customers, on);
    if (code === wallet.code && on === addDays(day, -1))
      lines.push(...(await payOdd(runtime.company, id, customers, on)));
    if (code === late.code) continue;
    const sent = code === bank.code && on === day ? spoil(lines, customers) : lines;
    await sendFile(runtime, { partner: code, day: on, content: partnerFile(sent, { day: on }) });
  }
}

/** One more payment, so that no other day has the same total. */
async function payOdd(
  company: Company,
  partnerId: bigint,
  customers: readonly MadeCustomer[],
  businessOn: string,
): Promise<SentLine[]> {
  const [customer] = customers;
  assert.ok(customer);
  const odd = { customerCode: customer.code, businessOn, amounts: [11_111n] };
  const [reference = ''] = await payOn(company, partnerId, odd);
  return [{ reference, customer: customer.code, amount: 11_111n }];
}

async function payAll(
  company: Company,
  partnerId: bigint,
  customers: readonly MadeCustomer[],
  businessOn: string,
): Promise<SentLine[]> {
  const lines: SentLine[] = [];
  for (const { code } of customers) {
    const [reference] = await payOn(company, partnerId, {
      customerCode: code,
      businessOn,
      amounts: [amount],
    });
    lines.push({ reference: reference ?? '', customer: code, amount });
  }
  return lines;
}

/** Two payments that we have not, one for a code that nobody has, another amount, and one that the file leaves out. */
function spoil(lines: readonly SentLine[], customers: readonly MadeCustomer[]): SentLine[] {
  const [first, , ...rest] = lines;
  const more = (reference: string, customer: string): SentLine => ({ reference, customer, amount });
  return [
    { ...first!, amount: amount + 1_000n },
    ...rest,
    more('X1', customers[0]!.code),
    more('X2', customers[1]!.code),
    more('X3', 'PA99AA9999999'),
  ];
}

async function walkCalendar(browser: Browser, books: Books, size: Size): Promise<void> {
  const month = books.day.slice(0, 7);
  const page = await openSignedIn(browser, books.address, {
    login: books.accountant.login,
    size,
    path: `/reconciliation?month=${month}`,
  });
  const shown = formatBusinessDate(books.day);
  const cell = page.getByRole('link', { name: `${bank.name}, ${shown}, Lệch, 5 dòng lệch còn mở` });
  await cell.waitFor();
  await page.getByText('Chị Hà, 0912 345 678').first().waitFor();
  const neighbour = page.getByRole('link', {
    name: `${bank.name}, ${formatBusinessDate(addDays(books.day, -1))}`,
  });
  await neighbour.focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[data-cell]:focus').getByText('5').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `${bank.name}, ngày ${shown}` }).waitFor();
  await page.getByText('Đã đối soát').first().waitFor();
  await page.getByRole('link', { name: 'Đối tác có, Điện lực không có' }).waitFor();
  await page.close();
}

async function clearDay(browser: Browser, books: Books, size: Size): Promise<void> {
  const path = `/reconciliation/differences?partner=${bank.code}&day=${books.day}`;
  const page = await openSignedIn(browser, books.address, { login: books.accountant.login, size, path });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const line = (lane: string) => page.locator('[data-line]').filter({ hasText: lane });
  const goTo = async (lane: string) => {
    const wanted = line(lane).first();
    for (const key of ['k', 'k', 'k', 'k', 'j', 'j', 'j', 'j', 'j']) {
      if ((await wanted.getAttribute('aria-current')) === 'true') return;
      await press(key);
      await page.locator('[data-line][aria-current=true]:focus').waitFor();
    }
    assert.fail(`the keys do not lead to ${lane}`);
  };
  await page.locator('[data-line]').first().waitFor();
  await press('?');
  await page.getByRole('heading', { name: 'Phím tắt khi xử lý lệch' }).waitFor();
  await press('Escape');

  // Two alike are done together: ticked with A, the suggestion with Enter, the reason, Enter.
  await goTo('Đối tác có, Điện lực không có');
  await press('a', 'Enter');
  await page.getByRole('heading', { name: 'Ghi nhận khoản này (2)' }).waitFor();
  await page.keyboard.type('Theo tệp ngân hàng');
  await press('Enter');
  await page.getByText('Đã ghi 2 dòng.').waitFor();

  // A wrong code asks for the right one first.
  await goTo('Sai mã KH');
  await press('Enter');
  await page.getByLabel('Mã KH đúng').waitFor();
  await page.keyboard.type(books.customer);
  await press('Tab');
  await page.keyboard.type('Khách báo nhầm mã');
  await press('Enter');
  await line('Sai mã KH').waitFor({ state: 'detached' });

  // What cannot be settled here is taken back by two persons, or closed with a reason; the number chooses the fix.
  await goTo('Điện lực có, đối tác không có');
  await press('2');
  await page.getByRole('heading', { name: 'Hủy khoản của ta' }).waitFor();
  await page.keyboard.type('Ngân hàng xác nhận không thu');
  await press('Enter');
  await page.getByText('Đã gửi, chờ người thứ hai duyệt.').waitFor();
  await goTo('Lệch số tiền');
  await page.getByRole('button', { name: 'Đóng, không thay đổi gì' }).waitFor();
  await press('5');
  await page.keyboard.type('Đối tác gửi lại tệp');
  await press('Enter');
  await line('Lệch số tiền').waitFor({ state: 'detached' });
  await line('Chờ người thứ hai duyệt').waitFor();
  assert.equal(await page.locator('[data-line]').count(), 1);
  await page.close();
}

async function approve(browser: Browser, books: Books, size: Size): Promise<void> {
  const path = `/reconciliation/differences?partner=${bank.code}&day=${books.day}`;
  const page = await openSignedIn(browser, books.address, { login: books.head.login, size, path });
  await page.getByText(`${books.accountant.login} đề nghị: Hủy khoản của ta`).waitFor();
  await page.getByLabel('Lý do').fill('Đồng ý');
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await page.getByText('Không còn giao dịch lệch').waitFor();
  await page.close();
}

async function assignCredit(browser: Browser, books: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, books.address, {
    login: books.accountant.login,
    size,
    path: '/bank-credits',
  });
  await page.getByText('CHUYEN TIEN').waitFor();
  const suggestion = page.getByRole('button', { name: new RegExp(`^${wallet.name}, `) }).first();
  await suggestion.click();
  await page.getByRole('button', { name: 'Gắn', exact: true }).click();
  await page.getByText('thanh toan tien dien').first().waitFor({ state: 'detached' });
  await page.close();
}

async function makeMapping(browser: Browser, books: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, books.address, {
    login: books.accountant.login,
    size,
    path: '/reconciliation/mappings/new',
  });
  const buffer = Buffer.from(`Cột A;Cột B;Cột C\nT1;${books.customer};250.000\nT2;${books.customer};1,5\n`);
  await page.setInputFiles('input[type=file]', { name: 'mau.csv', mimeType: 'text/csv', buffer });
  await page.getByLabel('Mã giao dịch của đối tác').selectOption('Cột A');
  await page.getByLabel('Mã khách hàng').selectOption('Cột B');
  await page.getByLabel('Số tiền (bắt buộc)').selectOption('Cột C');
  await page.getByText('Có dòng chưa đọc được').waitFor();
  await page.getByText('250.000 đ').first().waitFor();
  await page.getByRole('button', { name: 'Thử', exact: true }).click();
  await page.getByLabel('Tên mẫu').fill('Ba cột');
  await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
  await page.getByText('Đã lưu phiên bản 1.').waitFor();
  await photograph(page, `accountant-mapping-${size.name}`);
  await page.close();
}

async function photographScreens(browser: Browser, books: Books): Promise<void> {
  const page = await openSignedIn(browser, books.address, {
    login: books.accountant.login,
    size: screenSizes[0],
    path: '/reconciliation',
  });
  const screens: [name: string, path: string, heading: string][] = [
    ['calendar', `/reconciliation?month=${books.day.slice(0, 7)}`, 'Lịch đối soát'],
    ['day', `/reconciliation/${bank.code}/${books.day}`, 'Phiên quyết toán'],
    ['differences', `/reconciliation/differences?state=resolved`, 'Xử lý lệch'],
    ['causes', '/reconciliation/causes', 'Loại lệch, nhiều nhất ở trên'],
    ['mappings', '/reconciliation/mappings', 'Mẫu cột của tệp đối tác'],
    ['windows', '/settlement', 'Quyết toán'],
    ['terms', `/settlement/terms?partner=${bank.code}`, 'Các lần thay đổi'],
    ['working-days', '/settlement/days', 'Lịch làm việc'],
    ['bank-credits', '/bank-credits?show=all', 'Tiền về tài khoản chuyên thu'],
  ];
  for (const [name, path, heading] of screens) {
    await page.goto(`${books.address}${path}`);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const size of screenSizes) {
      await page.setViewportSize(size);
      await photograph(page, `accountant-${name}-${size.name}`);
    }
    await page.setViewportSize(screenSizes[0]);
  }
  await page.close();
}
