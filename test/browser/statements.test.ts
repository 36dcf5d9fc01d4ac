import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { writeReference } from '../../core/qr/transfer-reference.ts';
import { upsertPartner } from '../../server/features/partners/index.ts';
import { followTransfers } from '../../server/features/statements/index.ts';
import { openSignedIn, photograph, screenSizes, type Size } from '../support/browser.ts';
import { browserTest, startConsole } from '../support/console.ts';
import { makeFolder, writeFileIn } from '../support/files.ts';
import { assertInvariants } from '../support/invariants.ts';
import { makeCustomer } from '../support/make.ts';
import { signInAs } from '../support/staff.ts';
import { camt, mt940, type WrittenStatement } from '../support/statements.ts';

const account = '12010000123456';
const folder = makeFolder();

interface Books {
  address: string;
  login: string;
  customerCode: string;
}

browserTest(
  'bank statements on the screen, from the declared account to the line that was taken back',
  async (t, browser) => {
    const { books, check } = await openBooks();
    const [desk, phone] = screenSizes;
    await t.test('an account is declared and a statement of it uploaded', () =>
      declareAndUpload(browser, books, desk),
    );
    await t.test('a gap, a refused file and a reversal are named, and lead to what they mean', () =>
      look(browser, books, desk),
    );
    await t.test('the same on a phone', () => look(browser, books, phone));
    await t.test('a person gives a credit to the customer it names', () => give(browser, books, desk));
    await check();
  },
);

async function openBooks() {
  const { runtime, company, app, address } = await startConsole();
  const accountant = await signInAs(app, runtime, 'accountant');
  await upsertPartner(company.db, {
    code: 'CKBIDV',
    name: 'Chuyển khoản vào BIDV',
    kind: 'own',
    channels: ['vietqr'],
  });
  const bills = [{ period: '2026-09', totalVnd: 350_000n }];
  const [paying, named] = [
    await makeCustomer(runtime, { bills }),
    await makeCustomer(runtime, { unit: 'PA16HT', bills }),
  ];
  const reference = writeReference({ kind: 'bill', number: paying.billIds[0]! });
  const day = (date: string, number: string, opening: number, lines: WrittenStatement['lines']) => ({
    account,
    number,
    day: date,
    opening,
    lines,
  });
  const first = day('2026-10-05', '278', 52_000_000, [
    { amount: 350_000, reference: 'FT26278000101', text: `MBVCB.88.${reference} TD 09/2026` },
    { amount: 349_000, reference: 'FT26278000102', text: `${named.code} Nguyễn Văn An trả tiền điện` },
    { amount: -5_500, reference: 'FT26278000103', text: 'Phí dịch vụ' },
  ]);
  const third = day('2026-10-07', '280', 52_900_000, [
    { amount: -350_000, reference: 'FT26280000007', text: `Hủy giao dịch ${reference}`, reversal: true },
  ]);
  writeFileIn(folder, 'x', '');
  files = {
    first: writeFileIn(folder, 'sao-ke-05-10.sta', mt940(first)),
    third: Buffer.from(camt(third)),
    wrong: Buffer.from(mt940({ ...first, closing: 1 })),
  };
  afterUpload = async () => {
    await accountant.upload('/statements/file?fileName=sao-ke-07-10.xml', files!.third);
    await accountant.upload('/statements/file?fileName=sao-ke-loi.sta', files!.wrong);
    await followTransfers(runtime, company);
  };
  return {
    books: {
      address,
      login: accountant.login,
      customerCode: named.code,
    } satisfies Books,
    check: () => assertInvariants(company.db),
  };
}

let files: { first: string; third: Buffer; wrong: Buffer } | undefined;
let afterUpload: () => Promise<void>;

async function declareAndUpload(browser: Browser, { address, login }: Books, size: Size): Promise<void> {
  const path = '/bank-credits?show=statements';
  const page = await openSignedIn(browser, address, { login, size, path });
  await page.getByRole('button', { name: 'Khai báo tài khoản' }).click();
  await page.getByLabel('Số tài khoản').fill('1201 0000 123456');
  await page.getByLabel('Ngân hàng', { exact: true }).fill('BIDV Hà Tĩnh');
  await page.getByLabel('Mã thu chuyển khoản').selectOption('CKBIDV');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('rowheader', { name: account }).first().waitFor();
  await page.getByRole('button', { name: 'Tải sao kê' }).click();
  await page.locator('input[type=file]').setInputFiles(files!.first);
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await page.getByText('Đã nhập 3 dòng: ghi mới 2 khoản báo có (699.000 đ)').waitFor();
  await photograph(page, `statements-upload-${size.name}`);
  await page.close();
  await afterUpload();
}

async function look(browser: Browser, { address, login }: Books, size: Size): Promise<void> {
  const path = '/bank-credits?show=statements';
  const page = await openSignedIn(browser, address, { login, size, path });
  await page.getByText('Giữa 05/10/2026 và 07/10/2026 thiếu sao kê, số dư lệch 206.500').waitFor();
  await page.getByText('Không nhận', { exact: true }).waitFor();
  await page.getByText('Có thể của khoản ngày 05/10/2026').waitFor();
  await photograph(page, `statements-${size.name}`);
  await page.getByRole('link', { name: '3', exact: true }).click();
  await page.getByText('Phí dịch vụ').waitFor();
  await page.getByRole('link', { name: 'Thanh toán của khách hàng' }).waitFor();
  await photograph(page, `statement-lines-${size.name}`);
  await page.close();
}

async function give(browser: Browser, { address, login, customerCode }: Books, size: Size): Promise<void> {
  const page = await openSignedIn(browser, address, { login, size, path: '/bank-credits' });
  await page.getByRole('button', { name: `Khách hàng ${customerCode}` }).click();
  await photograph(page, `statements-give-${size.name}`);
  await page.getByRole('button', { name: 'Ghi thanh toán' }).click();
  await page.getByText('Không còn khoản nào chưa rõ nguồn.').waitFor();
  await page.goto(`${address}/bank-credits?show=all`);
  await page.getByText(`Khách hàng ${customerCode} chuyển khoản`).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Xem thanh toán' }).count(), 2);
  await photograph(page, `statements-given-${size.name}`);
  await page.close();
}
