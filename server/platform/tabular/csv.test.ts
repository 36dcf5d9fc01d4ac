import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { findSeparator, splitCsv, type TableRow } from './csv.ts';

async function split(content: string | Buffer, pieceLength = 1_000_000): Promise<TableRow[]> {
  const bytes = Buffer.from(content);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
  };
  const rows: TableRow[] = [];
  for await (const batch of splitCsv(pieces())) rows.push(...batch);
  return rows;
}

test('lines are counted as they stand in the file, through blank lines and quoted line ends', async () => {
  const rows = await split('a,b\r\n\r\n"x\r\ny",2\r\n,\r\n"he said ""no""", 3\r\n');
  assert.deepEqual(
    rows.map(({ line, cells }) => [line, ...cells]),
    [
      [1, 'a', 'b'],
      [3, 'x\r\ny', '2'],
      [6, 'he said "no"', ' 3'],
    ],
  );
});

test('the separator is that of the header, whatever stands in quotes or in other lines', () => {
  assert.equal(findSeparator('a;b;c\n"x,y,z,w";1,5;2'), ';');
  assert.equal(findSeparator('a\tb\tc\n1\t2\t3'), '\t');
  assert.equal(findSeparator('Danh sách; tháng 8\na,b,c,d\n'), ',');
  assert.equal(findSeparator('"a;b;c;d",e\n'), ',');
});

test('a mark of UTF-8 or UTF-16 is no part of the first cell', async () => {
  assert.equal((await split('\ufeffMÃ,b\n'))[0]?.cells[0], 'MÃ');
  assert.equal((await split(Buffer.from('\ufeffMÃ,b\n', 'utf16le')))[0]?.cells[0], 'MÃ');
});

test('what is no UTF-8, cut in a quote, or has a stray quote is refused with its line', async () => {
  await assert.rejects(split(Buffer.from([0x61, 0x2c, 0xe9, 0x0a])), { code: 'files.not_utf8' });
  await assert.rejects(split('a,b\n1,"open'), { code: 'files.truncated', params: { line: 2 } });
  await assert.rejects(split('a,b\n1,"x"y\n'), { code: 'files.stray_quote', params: { line: 2 } });
  await assert.rejects(split(`a,b\n${'x'.repeat(2_000_000)}`, 65_536), { code: 'files.line_too_long' });
});

test('a last row without line end is marked, since it may be a stump', async () => {
  const rows = await split('a,b\n1,2\n3');
  assert.deepEqual(
    rows.map(({ unterminated }) => unterminated ?? false),
    [false, false, true],
  );
});

const cell = fc.string({
  unit: fc.constantFrom('a', 'ế', '"', ',', ';', '\n', ' ', '😀', '1'),
  maxLength: 6,
});
const quote = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('any table is read as csv-parse reads it, in pieces of any length', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom('\n', '\r\n'),
      async (table, pieceLength, end) => {
        const header = 'x,y,z';
        const text = [header, ...table.map((row) => row.map(quote).join(','))]
          .map((line) => line + end)
          .join('');
        const oracle = parse(text, {
          skip_records_with_empty_values: true,
          record_delimiter: end,
        }) as string[][];
        const ours = (await split(text, pieceLength)).map(({ cells }) => cells);
        assert.deepEqual(ours, oracle);
      },
    ),
    { numRuns: 300 },
  );
});
