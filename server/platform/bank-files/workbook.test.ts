import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { formatDecimal } from '../../../core/bank-files/decimals.ts';
import type { StatementSummary } from '../../../core/bank-files/statement.ts';
import { writeXlsx } from '../xlsx/writer.ts';
import { readStatements } from './read-statements.ts';
import { Spool } from './spool.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tiendien-workbook-'));
after(() => rmSync(scratch, { recursive: true }));

async function read(path: string): Promise<{ format: string; statements: StatementSummary[] }> {
  const statements: StatementSummary[] = [];
  const events = readStatements(path);
  let next = await events.next();
  for (; !next.done; next = await events.next())
    for (const event of next.value) if (event.kind === 'end') statements.push(event.summary);
  return { format: next.value, statements };
}

test('a workbook with titles above its header is read as a statement, and refused when cut', async () => {
  const path = join(scratch, 'sao-ke');
  await writeXlsx(createWriteStream(path), {
    fileName: 'sao-ke.xlsx',
    sheets: [
      {
        name: 'Sao kê',
        title: 'Sao kê tài khoản',
        notes: ['Số tài khoản: 12010000123456', 'Số dư đầu kỳ: 1.000.000'],
        columns: [
          { header: 'Ngày giao dịch', kind: 'text' },
          { header: 'Ghi nợ', kind: 'money' },
          { header: 'Ghi có', kind: 'money' },
          { header: 'Nội dung', kind: 'text' },
        ],
        rows: [
          ['20/11/2026', null, 346_150n, 'PA22030001234 tiền điện'],
          ['21/11/2026', 5_500n, null, 'Phí'],
        ],
      },
    ],
  });
  const { format, statements } = await read(path);
  assert.equal(format, 'xlsx');
  const [statement] = statements;
  assert.deepEqual(
    [statement!.account, statement!.entries, formatDecimal(statement!.opening!.amount, 'VND')],
    ['12010000123456', 2, '1000000'],
  );
  assert.equal(formatDecimal(statement!.sumCredit.get('VND')!, 'VND'), '346150');
  assert.equal(formatDecimal(statement!.sumDebit.get('VND')!, 'VND'), '5500');
  const content = readFileSync(path);
  writeFileSync(path, content.subarray(0, content.length - 40));
  await assert.rejects(read(path), { code: 'files.damaged' });
});

test('a statement behind a cover sheet is found', async () => {
  const path = join(scratch, 'cover');
  const columns = ['Ngày', 'Nợ', 'Có'].map((header) => ({ header, kind: 'text' as const }));
  const cover = {
    name: 'Bìa',
    columns: [{ header: 'Kính gửi', kind: 'text' as const }],
    rows: [['Quý khách']],
  };
  const sheets = [cover, { name: 'Sao kê', columns, rows: [['20/11/2026', null, '5.500']] }];
  await writeXlsx(createWriteStream(path), { fileName: 'a.xlsx', sheets });
  assert.equal((await read(path)).statements[0]!.entries, 1);
  await writeXlsx(createWriteStream(path), { fileName: 'a.xlsx', sheets: [cover] });
  await assert.rejects(read(path), { code: 'bank_files.unknown_format' });
});

test('tables in the encodings of Windows, and things that are no table', async () => {
  const path = join(scratch, 'file');
  const text = 'Ngày;Nợ;Có;Nội dung\n20/11/2026;;346.150;tien dien\n';
  writeFileSync(path, Buffer.from(`\ufeff${text}`, 'utf16le'));
  assert.equal((await read(path)).statements[0]!.entries, 1);
  writeFileSync(path, Buffer.from(text.replace('Nợ', 'Debit').replace('Nội dung', 'Phí'), 'latin1'));
  assert.equal((await read(path)).statements[0]!.entries, 1);
  writeFileSync(path, text.replaceAll('\n', '\r'));
  assert.equal((await read(path)).statements[0]!.entries, 1);
  writeFileSync(path, `${text}21/11/2026;;1`);
  await assert.rejects(read(path), {
    code: 'bank_files.truncated',
    params: { line: 3, detail: 'the last row lacks cells' },
  });
  for (const [content, code] of [
    ['', 'files.empty'],
    ['\n \n', 'files.empty'],
    ['PK\u0003\u0004 no archive', 'files.damaged'],
    ['%PDF-1.7\n\u0000\u0001', 'bank_files.unknown_format'],
    ['just words', 'bank_files.unknown_format'],
    ['<html><body>Phiên làm việc đã hết</body></html>', 'bank_files.unknown_message'],
  ] as const) {
    writeFileSync(path, content);
    await assert.rejects(read(path), { code }, JSON.stringify(content));
  }
});

test('a spool gives back what was put into it, held or on disk', async () => {
  for (const times of [0, 3, 40]) {
    const spool = new Spool();
    const piece = 'Tiền điện '.repeat(6_000);
    for (let at = 0; at < times; at++) await spool.append(piece);
    let text = '';
    for await (const part of spool.read()) text += part;
    await spool.close();
    assert.equal(text === piece.repeat(times), true);
  }
});
