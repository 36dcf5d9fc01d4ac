import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { makeFolder, writeFileIn } from '../../../test/support/files.ts';
import { unpackText } from '../../../test/support/unpack.ts';
import { safeSheetNames } from './parts.ts';
import { readXlsx } from './reader.ts';
import { writeXlsx, type Sheet } from './writer.ts';

const folder = makeFolder();
let made = 0;

async function read(path: string, maxUnpackedBytes = 100_000_000): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of readXlsx(path, { maxUnpackedBytes }))
    rows.push(...batch.map(({ cells }) => cells));
  return rows;
}

async function write(...sheets: Sheet[]): Promise<string> {
  const path = join(folder, `${++made}.xlsx`);
  await writeXlsx(createWriteStream(path), { fileName: 'x.xlsx', sheets });
  return path;
}

/** A workbook with the parts of a real one, and any of them replaced. */
async function pack(parts: Record<string, string | Buffer>): Promise<string> {
  const zip = new ZipFile();
  const names = { sheet: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' };
  const base: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${names.sheet}" xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  };
  for (const [path, content] of Object.entries({ ...base, ...parts }))
    zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const path = join(folder, `${++made}.xlsx`);
  await pipeline(zip.outputStream.pipe(new PassThrough()), createWriteStream(path));
  return path;
}

const sheetOf = (rows: string) => ({
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});

test('what is written is read back: titles, header, money, shares, dates, codes that stay text', async () => {
  const path = await write(
    {
      name: 'Khách hàng: [1]/2',
      title: 'Hai tỷ lệ',
      notes: ['Kỳ 09/2026'],
      columns: [
        { header: 'Mã', kind: 'text' },
        { header: 'Tiền', kind: 'money' },
        { header: 'Tỷ lệ', kind: 'percent' },
        { header: 'Ngày', kind: 'date' },
        { header: 'Lúc', kind: 'datetime' },
      ],
      rows: [
        ['00123', 1_234_567n, 0.9164, '2026-11-22', '2026-11-21T17:30:00Z'],
        ['=1+1 & <b> _x0041_\u0001', '5000', null, '2026-02-28', new Date('2026-01-01T00:00:00+07:00')],
      ],
    },
    { name: 'Hai', columns: [{ header: 'A', kind: 'text' }], rows: [] },
  );
  assert.deepEqual(await read(path), [
    ['Hai tỷ lệ'],
    ['Kỳ 09/2026'],
    ['Mã', 'Tiền', 'Tỷ lệ', 'Ngày', 'Lúc'],
    ['00123', '1234567', '0.9164', '22/11/2026', '22/11/2026'],
    ['=1+1 & <b> _x0041_', '5000', '', '28/02/2026', '01/01/2026'],
  ]);
  assert.ok(!readFileSync(path).includes('<f>'));
});

test('headings are merged and printed on every page, sums are bold, points show their sign', async () => {
  const path = await write({
    name: "Đội 1's",
    title: 'Bảng chéo',
    bands: [
      [
        { text: '', span: 1 },
        { text: '06/2026', span: 2 },
      ],
    ],
    columns: [
      { header: 'Đơn vị', kind: 'text' },
      { header: 'Tỷ lệ', kind: 'percent' },
      { header: 'Điểm %', kind: 'points' },
    ],
    rows: [
      ['A', 0.5, 4.36],
      ['Tổng', 0.25, -1],
    ],
    isSum: (row) => row === 1,
  });
  const file = readFileSync(path);
  const sheet = await unpackText(file, 'xl/worksheets/sheet1.xml');
  const text = (reference: string, style: number, words: string): string =>
    `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
  assert.equal(
    /<sheetData>.*/s.exec(sheet)?.[0],
    `<sheetData><row r="1">${text('A1', 8, 'Bảng chéo')}</row>` +
      `<row r="3">${text('B3', 15, '06/2026')}</row>` +
      `<row r="4">${text('A4', 6, 'Đơn vị')}${text('B4', 7, 'Tỷ lệ')}${text('C4', 7, 'Điểm %')}</row>` +
      `<row r="5">${text('A5', 1, 'A')}<c r="B5" s="3"><v>0.5</v></c><c r="C5" s="10"><v>4.36</v></c></row>` +
      `<row r="6">${text('A6', 11, 'Tổng')}<c r="B6" s="13"><v>0.25</v></c><c r="C6" s="14"><v>-1</v></c></row>` +
      '</sheetData><mergeCells count="1"><mergeCell ref="B3:C3"/></mergeCells>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
  );
  const book = await unpackText(file, 'xl/workbook.xml');
  assert.match(
    book,
    /<definedName name="_xlnm.Print_Titles" localSheetId="0">'Đội 1''s'!\$3:\$4<\/definedName>/,
  );
  const styles = await unpackText(file, 'xl/styles.xml');
  assert.match(styles, /numFmtId="166" formatCode="\+0\.00;&quot;−&quot;0\.00;&quot;±&quot;0\.00"/);
  assert.equal(/<cellXfs count="(\d+)">/.exec(styles)?.[1], String(styles.match(/<xf /g)!.length - 1));
});

test('any texts survive writing and reading', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const rows = texts.map((value) => [`x${value}`]);
      const back = await read(await write({ name: 'A', columns: [{ header: 'A', kind: 'text' }], rows }));
      const printable = (value: string) =>
        value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
      assert.deepEqual(
        back.slice(1),
        rows.map(([value = '']) => [printable(value)]),
      );
    }),
    { numRuns: 30 },
  );
});

test('sheet names are made safe and distinct', () => {
  assert.deepEqual(safeSheetNames(["'a/b'", 'A B', '', 'x'.repeat(40), 'x'.repeat(40)]), [
    'a b',
    'A B (2)',
    'Sheet',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
  ]);
});

test('an error in the rows ends the file with that error', async () => {
  const failing = async function* () {
    yield ['a'];
    throw new Error('the rows broke');
  };
  const sheet = { name: 'A', columns: [{ header: 'A', kind: 'text' as const }], rows: failing() };
  await assert.rejects(write(sheet), /the rows broke/);
});

test('cells without address, shared and rich texts, gaps, long numbers and old day counts are read', async () => {
  const path = await pack({
    ...sheetOf(
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' +
        '<row r="3"><c r="B3"><v>346150.0</v></c><c><v>2.6081000000001E13</v></c><c r="E3" s="1"><v>45000.75</v></c></row>' +
        '<row><c t="str"><v>f(x)</v></c><c t="b"><v>1</v></c><c><v>1000.5</v></c><c><v>1.234</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    ),
    'xl/sharedStrings.xml':
      '<sst><si><t>Mã</t></si><si><r><t>Tê</t></r><r><t>n</t></r><rPh><t>x</t></rPh></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd\\ mmmm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
  });
  assert.deepEqual(await read(path), [
    ['Mã', 'Tên'],
    ['', '346150', '26081000000001', '', '15/03/2023'],
    ['f(x)', 'TRUE', '1000.5', '1.2340', 'ab'],
  ]);
});

test('a bomb is refused by what it would unpack to, a cut or foreign archive by name', async () => {
  const bomb = await pack(sheetOf(`<row><c><v>1</v></c></row>`.repeat(3_000_000)));
  await assert.rejects(read(bomb), { code: 'files.expands_too_much' });
  const good = await write({ name: 'A', columns: [{ header: 'A', kind: 'text' }], rows: [['x']] });
  await assert.rejects(read(good, 100), { code: 'files.expands_too_much' });
  truncateSync(good, 900);
  await assert.rejects(read(good), { code: 'files.damaged' });
  await assert.rejects(read(await pack({ 'xl/workbook.xml': '<workbook/>' })), { code: 'files.not_xlsx' });
  await assert.rejects(read(await pack(sheetOf('<row><c><v>1</v></row>'))), { code: 'files.damaged' });
  const entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>';
  await assert.rejects(read(await pack({ 'xl/worksheets/sheet1.xml': entities })), {
    code: 'files.not_xlsx',
  });
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('hello'), 'word/document.xml');
  zip.end();
  const other = join(folder, 'word.xlsx');
  await pipeline(zip.outputStream.pipe(new PassThrough()), createWriteStream(other));
  await assert.rejects(read(other), { code: 'files.not_xlsx' });
  await assert.rejects(read(writeFileIn(folder, 'x.xlsx', 'PK\u0003\u0004 nothing')), {
    code: 'files.damaged',
  });
});

test('memory stays flat over a hundred thousand rows each way', async () => {
  const rows = function* () {
    for (let i = 0; i < 100_000; i++) yield [`PA16HT${i}`, BigInt(i) * 1000n, 'Nguyễn Văn An'];
  };
  const kinds = ['text', 'money', 'text'] as const;
  const path = await write({
    name: 'A',
    columns: kinds.map((kind) => ({ header: kind, kind })),
    rows: rows(),
  });
  const before = process.memoryUsage().rss;
  let count = 0;
  for await (const batch of readXlsx(path, { maxUnpackedBytes: 1e9 })) count += batch.length;
  assert.equal(count, 100_001);
  assert.ok(process.memoryUsage().rss - before < 150_000_000);
});
