import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { addDays, formatBusinessDate } from '../../../core/dates.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { makeFolder } from '../../../test/support/files.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { payAsPartner } from '../../../test/support/partner-calls.ts';
import { partnerFile, sendFile, type SentLine } from '../../../test/support/partner-files.ts';
import { createApp } from '../../app.ts';
import { many, one } from '../../platform/db.ts';
import { writeXlsx } from '../../platform/xlsx/writer.ts';
import { saveMapping } from './save-mapping.ts';

const runtime = await openTestRuntime({ dataDir: makeFolder() });
const { company } = runtime;
const app = await createApp(runtime);
afterEach(() => assertInvariants(company.db));

const customers = await makeCustomers(
  runtime,
  Array.from({ length: 60 }, () => ({ bills: [{ period: '2026-10', totalVnd: 1_234_567n }] })),
);
let next = 0;
let serial = 0;
const yesterday = addDays(today, -1);

type Bank = Awaited<ReturnType<typeof makePartner>>;

async function pay(bank: Bank): Promise<SentLine & { amount: bigint }> {
  const line = { reference: `B-${++serial}`, customer: customers[next++]!.code, amount: 1_234_567n };
  const { reference, customer: customerCode, amount } = line;
  await payAsPartner(app, bank.key, { reference, customerCode, amount });
  return line;
}

const paySome = async (bank: Bank, count: number) => {
  const lines = [];
  for (let index = 0; index < count; index++) lines.push(await pay(bank));
  return lines;
};

async function refusalOf(
  bank: Bank,
  content: string | Buffer,
  more: { day?: string; mapping?: string } = {},
) {
  const file = await sendFile(runtime, { partner: bank.code, content, ...more });
  assert.equal(file.state, 'refused', `${file.matched}`);
  const kept = await one(
    company.db,
    sql<{ lines: number }>`select count(*)::int as lines from partner_lines where file_id = ${file.id}`,
  );
  assert.equal(kept.lines, 0);
  return file.refusal?.code;
}

const differences = (bank: Bank) =>
  many(
    company.db,
    sql<{ reference: string; lane: string; state: string; resolution: string | null }>`
      select reference, lane, state, resolution from differences where partner_id = ${bank.id} order by reference, id`,
  );

test('a file in a wrong encoding says which: not UTF-8, encoded twice, UTF-16 without its mark', async () => {
  const bank = await makePartner(runtime);
  const windows1258 = Buffer.concat([
    Buffer.from('M'),
    Buffer.from([0xe3]),
    Buffer.from(' GD,MA_KH,SO_TIEN\nA,B,1\n'),
  ]);
  assert.equal(await refusalOf(bank, windows1258), 'files.not_utf8');
  const twice = Buffer.from('Mã giao dịch,Mã khách hàng,Số tiền\nA,B,1\n').toString('latin1');
  assert.equal(await refusalOf(bank, Buffer.from(twice, 'utf8')), 'reconciliation.mojibake');
  const unmarked = Buffer.from('MA_GD,MA_KHANG,SO_TIEN\nA,B,1\n', 'utf16le');
  assert.equal(await refusalOf(bank, unmarked), 'reconciliation.encoding_unmarked');
});

test('UTF-16 with its mark, and any encoding that a mapping declares, are read', async () => {
  const bank = await makePartner(runtime);
  const [line] = await paySome(bank, 1);
  const text = `\ufeffMã giao dịch\tMã khách hàng\tSố tiền\n${line!.reference}\t${line!.customer}\t1.234.567\n`;
  const marked = await sendFile(runtime, { partner: bank.code, content: Buffer.from(text, 'utf16le') });
  assert.equal(marked.matched, 1);
  const mapping = {
    columns: { reference: 'Số GD', customerCode: 'MKH', amount: 'Tiền' },
    formats: { encoding: 'windows-1258' as const, amount: 'dots' as const },
  };
  await saveMapping(company.db, { partnerCode: bank.code, name: 'cp1258', mapping, by: 'test' }, new Date());
  // Windows-1258 writes a vowel and its tone apart: ố is ô and a combining acute, ề is ê and a combining grave.
  const bytes = Buffer.concat([
    Buffer.from('S'),
    Buffer.from([0xf4, 0xec]),
    Buffer.from(' GD;MKH;Ti'),
    Buffer.from([0xea, 0xcc]),
    Buffer.from(`n\n${line!.reference};${line!.customer};1.234.567,00\n`),
  ]);
  const declared = await sendFile(runtime, { partner: bank.code, content: bytes, mapping: 'cp1258' });
  assert.deepEqual([declared.refusal, declared.matched, declared.mapping_name], [null, 1, 'cp1258']);
});

test('missing columns are named, with those that were found', async () => {
  const bank = await makePartner(runtime);
  const file = await sendFile(runtime, { partner: bank.code, content: 'MA_GD,GHI_CHU,SO_TIEN\nA,x,1\n' });
  assert.equal(file.refusal?.code, 'reconciliation.missing_columns');
  assert.deepEqual(file.refusal?.params['missing'], ['customerCode']);
  assert.deepEqual(file.refusal?.params['found'], ['MA_GD', 'GHI_CHU', 'SO_TIEN']);
});

test('amounts with dots, commas and empty decimals are read; a fraction of a dong is a bad line (no floats, ever)', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 6);
  const written = ['1.234.567', '"1,234,567"', '1234567.00', '1234567', '"1.234.567,00"', '1234567.5'];
  const content = partnerFile(lines.map((line, index) => ({ ...line, amount: written[index]! })));
  const file = await sendFile(runtime, { partner: bank.code, content });
  assert.deepEqual([file.matched, file.matched_vnd, file.bad_lines], [5, 5n * 1_234_567n, 1]);
  const [bad] = await many(
    company.db,
    sql`select field, code, detail from partner_bad_lines where file_id = ${file.id}`,
  );
  assert.deepEqual(bad, { field: 'amount', code: 'fractional_dong', detail: '1234567.5' });
  const found = await differences(bank);
  assert.deepEqual(found, [
    { reference: lines[5]!.reference, lane: 'bad_line', state: 'open', resolution: null },
  ]);
});

test('reordered lines are the same file to the books; repeated lines are paid twice', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 3);
  const twice = [...lines, lines[0]!];
  await sendFile(runtime, { partner: bank.code, content: partnerFile(twice) });
  const first = await differences(bank);
  const again = await sendFile(runtime, { partner: bank.code, content: partnerFile(twice.toReversed()) });
  assert.deepEqual([again.state, again.matched], ['matched', 3]);
  assert.deepEqual(await differences(bank), first);
  assert.deepEqual(
    first.map(({ reference, lane }) => [reference, lane]),
    [[lines[0]!.reference, 'paid_twice']],
  );
});

test('the same bytes again are unchanged: one file, one set of differences, however often they are sent (re-import)', async () => {
  const bank = await makePartner(runtime);
  const [line] = await paySome(bank, 2);
  const content = partnerFile([line!]);
  const first = await sendFile(runtime, { partner: bank.code, content });
  const again = await sendFile(runtime, { partner: bank.code, content });
  assert.deepEqual([first.unchanged, again.unchanged, again.id], [false, true, first.id]);
  assert.equal((await differences(bank)).length, 1);
});

test('the same day exported again with other white space doubles nothing', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 2);
  await sendFile(runtime, { partner: bank.code, content: partnerFile([lines[0]!]) });
  const first = await differences(bank);
  const loose = lines.slice(0, 1).map((line) => ({
    ...line,
    reference: ` ${line.reference}\u00a0`,
    customer: `${line.customer.toLowerCase()} `,
    amount: ' 1234567 ',
  }));
  const again = await sendFile(runtime, {
    partner: bank.code,
    content: partnerFile(loose).replaceAll('\n', '\r\n'),
  });
  assert.deepEqual([again.unchanged, again.state, again.matched], [false, 'matched', 1]);
  assert.deepEqual(await differences(bank), first);
});

test("yesterday's file under today's name is known by its bytes, by the times inside, and by its references", async () => {
  const bank = await makePartner(runtime);
  const lines = Array.from({ length: 4 }, (_, index) => ({
    reference: `OLD-${index}`,
    customer: customers[59]!.code,
    amount: 5_000n,
  }));
  const content = partnerFile(lines, { day: yesterday });
  await sendFile(runtime, { partner: bank.code, content, day: yesterday });
  assert.equal(await refusalOf(bank, content), 'reconciliation.file_of_other_day');
  const resaved = partnerFile(lines.toReversed(), { day: yesterday });
  assert.equal(await refusalOf(bank, resaved), 'reconciliation.dates_of_other_day');
  const undated = partnerFile(lines.map((line) => ({ ...line, at: '' })));
  assert.equal(await refusalOf(bank, undated), 'reconciliation.lines_of_other_day');
});

test('half a file is refused: totals that disagree, a line cut off, a trailer that is missing', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 3);
  const sum = 3n * 1_234_567n;
  assert.equal(
    await refusalOf(bank, partnerFile(lines.slice(0, 2), { trailer: `TONG,3,${sum}` })),
    'reconciliation.count_disagrees',
  );
  assert.equal(
    await refusalOf(bank, partnerFile(lines, { trailer: `TỔNG CỘNG,3,${sum + 1n}` })),
    'reconciliation.sum_disagrees',
  );
  assert.equal(
    await refusalOf(bank, partnerFile(lines, { trailer: 'TONG,ba,bốn' })),
    'reconciliation.bad_trailer',
  );
  assert.equal(
    await refusalOf(bank, `${partnerFile(lines, { trailer: `TONG,3,${sum}` })}X,Y,1,,,,\n`),
    'reconciliation.lines_after_trailer',
  );
  assert.equal(await refusalOf(bank, partnerFile(lines).slice(0, -40)), 'files.truncated');
  const mapping = {
    columns: { reference: 'MA_GD', customerCode: 'MA_KHANG', amount: 'SO_TIEN' },
    trailer: { marker: 'TONG', count: 2, sum: 3 },
  };
  await saveMapping(company.db, { partnerCode: bank.code, name: 'tong', mapping, by: 'test' }, new Date());
  assert.equal(
    await refusalOf(bank, partnerFile(lines), { mapping: 'tong' }),
    'reconciliation.trailer_missing',
  );
  assert.deepEqual(await differences(bank), []);
  const whole = await sendFile(runtime, {
    partner: bank.code,
    content: partnerFile(lines, { trailer: `TONG,3,${sum}` }),
    mapping: 'tong',
  });
  assert.deepEqual([whole.matched, whole.control_lines, whole.control_vnd], [3, 3, sum]);
});

test('a mapping that does not fit, an empty file and a file that is no table are refused by name', async () => {
  const bank = await makePartner(runtime);
  const rows = Array.from({ length: 30 }, (_, index) => `R${index},PA99AA0000001,nhiều tiền`).join('\n');
  assert.equal(
    await refusalOf(bank, `MA_GD,MA_KHANG,SO_TIEN\n${rows}\n`),
    'reconciliation.too_many_bad_lines',
  );
  assert.equal(await refusalOf(bank, 'MA_GD,MA_KHANG,SO_TIEN\n'), 'files.empty');
  assert.equal(await refusalOf(bank, '%PDF-1.7 …'), 'files.not_what_it_says');
});

test('a later file of the day takes the place of the former; what it explains is closed, what a person closed stays', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 3);
  const first = await sendFile(runtime, { partner: bank.code, content: partnerFile([lines[0]!]) });
  assert.equal((await differences(bank)).filter(({ state }) => state === 'open').length, 2);
  await company.db.client.query(
    `update differences set state = 'resolved', resolution = 'close', resolved_at = now() where reference = $1`,
    [lines[2]!.reference],
  );
  const second = await sendFile(runtime, { partner: bank.code, content: partnerFile(lines.slice(0, 2)) });
  assert.equal(second.matched, 2);
  assert.deepEqual(
    (await differences(bank)).map(({ reference, state, resolution }) => [reference, state, resolution]),
    [
      [lines[1]!.reference, 'resolved', 'no_longer_found'],
      [lines[2]!.reference, 'resolved', 'close'],
    ],
  );
  const { state } = await one(
    company.db,
    sql<{ state: string }>`select state from partner_files where id = ${first.id}`,
  );
  assert.equal(state, 'superseded');
});

test('two uploads of one day at once end with the one that came last, and each difference once', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 4);
  const files = await Promise.all([
    sendFile(runtime, { partner: bank.code, content: partnerFile(lines.slice(0, 2)) }),
    sendFile(runtime, { partner: bank.code, content: partnerFile(lines.slice(0, 3)) }),
  ]);
  const states = await many(
    company.db,
    sql<{
      id: bigint;
      state: string;
    }>`select id, state from partner_files where partner_id = ${bank.id} order by id`,
  );
  assert.deepEqual(
    states.map(({ state }) => state),
    ['superseded', 'matched'],
  );
  const last = files.toSorted((a, b) => Number(a.id - b.id))[1]!;
  const open = (await differences(bank)).filter(({ state }) => state === 'open');
  assert.equal(open.length, 4 - (last.lines ?? 0));
});

test('files of the day so far match what they have and leave open what may still come', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 3);
  const running = { partner: bank.code, scope: 'running' as const };
  const unknown = { reference: 'RUN-X', customer: customers[58]!.code, amount: 7_000n };
  const first = await sendFile(runtime, { ...running, content: partnerFile([lines[0]!, unknown]) });
  assert.equal(first.matched, 1);
  assert.deepEqual(
    (await differences(bank)).map(({ reference, lane }) => [reference, lane]),
    [['RUN-X', 'at_partner_only']],
  );
  const final = await sendFile(runtime, { partner: bank.code, content: partnerFile(lines.slice(0, 2)) });
  assert.equal(final.matched, 2);
  assert.deepEqual(
    (await differences(bank)).map(({ reference, lane, state }) => [reference, lane, state]),
    [
      [lines[2]!.reference, 'at_us_only', 'open'],
      ['RUN-X', 'at_partner_only', 'resolved'],
    ],
  );
  const late = await sendFile(runtime, { ...running, content: partnerFile(lines) });
  assert.equal(late.refusal?.code, 'reconciliation.final_is_there');
});

test('dates as Vietnamese files write them are those of the day', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 2);
  const content = partnerFile(
    lines.map((line) => ({ ...line, at: `${formatBusinessDate(today)} 23:59:59` })),
  );
  assert.equal((await sendFile(runtime, { partner: bank.code, content })).matched, 2);
});

test('a workbook is read like a text, numbers and times of its cells included', async () => {
  const bank = await makePartner(runtime);
  const lines = await paySome(bank, 2);
  const rows = lines.map(({ reference, customer, amount }) => [
    reference,
    customer,
    amount,
    new Date(),
    'Thành công',
  ]);
  const chunks: Buffer[] = [];
  const target = new PassThrough();
  target.on('data', (chunk: Buffer) => chunks.push(chunk));
  await writeXlsx(target, {
    fileName: 'ngay.xlsx',
    sheets: [
      {
        name: 'Ngày',
        title: 'Bảng kê giao dịch',
        columns: [
          { header: 'Mã giao dịch', kind: 'text' },
          { header: 'Mã khách hàng', kind: 'text' },
          { header: 'Số tiền', kind: 'money' },
          { header: 'Thời gian', kind: 'datetime' },
          { header: 'Trạng thái', kind: 'text' },
        ],
        rows,
      },
    ],
  });
  const content = Buffer.concat(chunks);
  const file = await sendFile(runtime, { partner: bank.code, content, name: 'ngay.xlsx' });
  assert.deepEqual([file.refusal, file.matched, file.difference_vnd], [null, 2, 0n]);
});
