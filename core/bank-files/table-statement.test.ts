import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDecimal } from './decimals.ts';
import type { StatementEntry, StatementSummary } from './statement.ts';
import { readDay } from './table-dates.ts';
import { readAmount, TableStatementReader } from './table-statement.ts';

function read(text: string) {
  const entries: StatementEntry[] = [];
  const statements: StatementSummary[] = [];
  const reader = new TableStatementReader((event) => {
    if (event.kind === 'entry') entries.push(event.entry);
    else if (event.kind === 'end') statements.push(event.summary);
  });
  const rows = text.trim().split('\n');
  for (const [at, row] of rows.entries())
    reader.push({ line: at + 1, cells: row.split(';').map((cell) => cell.trim()) });
  reader.finish(rows.length);
  return { entries, statements };
}

function brief({ entries }: { entries: StatementEntry[] }): string[] {
  return entries.map(
    ({ amount, currency, creditDebit }) => `${creditDebit} ${formatDecimal(amount, currency)}`,
  );
}

test('amounts are read as they are written in Viet Nam and elsewhere', () => {
  const written: [string, string, string | undefined][] = [
    ['1.032.000', 'VND', '1032000'],
    ['1,032,000.00 VND', 'VND', '1032000'],
    ['1 032 000đ', 'VND', '1032000'],
    ['346.150', 'VND', '346150'],
    ['(5,500)', 'VND', '-5500'],
    ['5.500-', 'VND', '-5500'],
    ['+5500', 'VND', '5500'],
    ['1.250,75', 'USD', '1250.75'],
    ['$1,250.75', 'USD', '1250.75'],
    ['0.125', 'USD', '0.125'],
    ['12,5', 'USD', '12.50'],
    ['1.25.3', 'VND', undefined],
    ['1,032.000,00', 'VND', undefined],
    ['12a', 'VND', undefined],
    ['(5', 'VND', undefined],
  ];
  for (const [text, currency, expected] of written) {
    const amount = readAmount(text, currency);
    assert.equal(amount && formatDecimal(amount, currency), expected, text);
  }
});

test('headings are known in many wordings, with titles above and totals below', () => {
  const headers = [
    'Ngày hạch toán;Phát sinh nợ;Phát sinh có;Diễn giải',
    'NGAY GD;PS NO;PS CO;NOI DUNG',
    'Booking Date;Debit Amount;Credit Amount;Description',
    'Ngày / Date;Nợ / Debit (VND);Có / Credit (VND);Nội dung / Remark',
  ];
  for (const header of headers) {
    const found = read(
      `Sao kê;;;\n${header}\n20/11/2026;;1.000;tien dien\n2026-11-21;400;;phi\n;400;1.000;Cộng`,
    );
    assert.deepEqual(brief(found), ['CRDT 1000', 'DBIT 400']);
    assert.equal(found.entries[0]!.remittance, 'tien dien');
  }
});

test('a heading over two cells goes on in the row below it, and columns may be numbered', () => {
  const found = read(
    'Sao kê;;;;\nNgày giao dịch;Phát sinh;;Số dư;Nội dung\n;Nợ;Có;;\n(1);(2);(3);(4);(5)\n1;2;3;4;5\n' +
      '20/11/2026;;1.000;1.500;tien dien\n21/11/2026;400;;1.100;phi',
  );
  assert.deepEqual(brief(found), ['CRDT 1000', 'DBIT 400']);
  assert.deepEqual(
    found.entries.map(({ remittance }) => remittance),
    ['tien dien', 'phi'],
  );
  assert.equal(formatDecimal(found.statements[0]!.opening!.amount, 'VND'), '500');
  const bare = 'Ngày;Giao dịch;\n;Ghi nợ;Ghi có\n20/11/2026;7;';
  assert.deepEqual(brief(read(bare)), ['DBIT 7']);
  const translated = 'Ngày;Nợ;Có\nDate;Debit;Credit\n20/11/2026;7;';
  assert.deepEqual(brief(read(translated)), ['DBIT 7']);
});

test('what a heading says in brackets counts, and what is there twice is refused', () => {
  const rows = '\n20/11/2026;;1.000\n21/11/2026;400;';
  for (const header of [
    'Ngày;Số tiền (Nợ);Số tiền (Có)',
    'Date;Amount (Debit);Amount [Credit]',
    'Ngày;PS Nợ (VND);PS Có (đ)',
  ])
    assert.deepEqual(brief(read(header + rows)), ['CRDT 1000', 'DBIT 400'], header);
  for (const header of ['Ngày;Số tiền;Số tiền', 'Ngày;Số tiền (A);Số tiền (B)'])
    assert.throws(() => read(header + rows), { code: 'bank_files.unknown_format' }, header);
});

test('the account named above the header', () => {
  const named: [string, string][] = [
    ['Số tài khoản: 12010000123456 - PC HA TINH', '12010000123456'],
    ['Tài khoản;PC HA TINH 1201-22', '1201-22'],
    ['Số TK: 1201 0000 123456', '12010000123456'],
    ['Tài khoản: Tất cả', '111'],
  ];
  for (const [above, account] of named) {
    const { statements } = read(`${above}\nNgày;Nợ;Có;Số TK\n20/11/2026;;1.000;111`);
    assert.equal(statements[0]!.account, account);
  }
});

test('the account of the other party is not the account of the statement', () => {
  const tables = [
    'Ngày;Nợ;Có;Đơn vị thụ hưởng/Đơn vị chuyển;Tài khoản\n20/11/2026;;1.000;A;111\n20/11/2026;;1.000;B;222',
    'Ngày;Nợ;Có;Số tài khoản đối ứng\n20/11/2026;;1.000;111\n20/11/2026;;1.000;222',
    'Số tài khoản: 999\nNgày;Nợ;Có;Tài khoản\n20/11/2026;;1.000;111\n20/11/2026;;1.000;222',
  ];
  for (const [at, table] of tables.entries()) {
    const { statements } = read(table);
    assert.deepEqual(
      statements.map(({ account, entries }) => [account, entries]),
      [[at === 2 ? '999' : '', 2]],
    );
  }
});

test('cells guarded for Excel are read, and money beside a day that is none is never passed over', () => {
  assert.deepEqual(brief(read('Ngày;Nợ;Có\n="20/11/2026";="";="1.000"')), ['CRDT 1000']);
  for (const day of ['*20/13/2026', '"20/11/2026', '(31/02/2026)'])
    assert.throws(() => read(`Ngày;Nợ;Có\n${day};;1.000`), { code: 'bank_files.not_a_date' }, day);
  assert.deepEqual(brief(read('Ngày;Nợ;Có\n20/11/2026;;1.000\nCộng ngày 20/11/2026;;1.000')), ['CRDT 1000']);
});

test('a day is read as banks write it, with its time before or behind', () => {
  const written: [string, string | undefined][] = [
    ['2/11/2026', '2026-11-02'],
    ['02-11-2026 08:15:00', '2026-11-02'],
    ["'02.11.2026", '2026-11-02'],
    ['2026-11-02T23:59:59', '2026-11-02'],
    ['20261102081500', '2026-11-02'],
    ['20261102', '2026-11-02'],
    ['08:15:00 02/11/2026', '2026-11-02'],
    ['8:15 PM, 02/11/2026', '2026-11-02'],
    ['02/11/26', '2026-11-02'],
    ['26-11-02', undefined],
    ['02-Nov-2026', '2026-11-02'],
    ['02 OCT 26', '2026-10-02'],
    ['2 November, 2026', '2026-11-02'],
    ['02-Nob-2026', undefined],
    ['29/02/26', undefined],
    ['11/22/2026', undefined],
  ];
  for (const [text, day] of written) assert.equal(readDay(text), day, text);
});

test('a currency is one of ISO 4217, or dong by any of its names', () => {
  const rows = (currency: string): string => `Ngày;Số tiền;Loại tiền\n20/11/2026;1.000;${currency}`;
  for (const name of ['VND', 'vnd', 'VNĐ', 'đ', 'Đồng'])
    assert.deepEqual(brief(read(rows(name))), ['CRDT 1000'], name);
  assert.equal(read(rows('KWD')).entries[0]!.currency, 'KWD');
  assert.throws(() => read(rows('XQZ')), { code: 'bank_files.not_a_code', line: 2 });
});

test('a direction column decides, by a sign, a letter or a word; a code that is not understood is refused', () => {
  const rows = (code: string): string => `Ngày;Nợ/Có;Số tiền\n20/11/2026;${code};1.000`;
  for (const code of ['C', 'Có', 'CR', '+', 'Credit'])
    assert.deepEqual(brief(read(rows(code))), ['CRDT 1000']);
  for (const code of ['D', 'Nợ', 'N', 'DR', '-']) assert.deepEqual(brief(read(rows(code))), ['DBIT 1000']);
  assert.throws(() => read(rows('Z')), { code: 'bank_files.not_a_code', line: 2 });
  for (const heading of ['+/-', '±', 'Thu/Chi', 'Ghi Nợ/Có', 'DR/CR Flag'])
    assert.deepEqual(brief(read(rows('D').replace('Nợ/Có', heading))), ['DBIT 1000'], heading);
  for (const mark of ['D', 'Nợ', 'Debit'])
    assert.throws(() => read(rows(mark).replace('Nợ/Có', 'Ký hiệu')), { code: 'bank_files.not_a_code' });
  assert.deepEqual(brief(read('Ngày;Số tiền;Ký hiệu\n20/11/2026;-1.000;D\n20/11/2026;500;C')), [
    'DBIT 1000',
    'CRDT 500',
  ]);
});

test('a balance column that does not follow the amounts is named with its line', () => {
  const text = (third: string): string =>
    `Ngày;Nợ;Có;Số dư\n20/11/2026;;100;1.100\n20/11/2026;50;;1.050\n21/11/2026;;10;${third}`;
  const [right] = read(text('1.060')).statements;
  assert.deepEqual(
    [right!.opening, right!.closing].map((balance) => formatDecimal(balance!.amount, 'VND')),
    ['1000', '1060'],
  );
  assert.deepEqual(right!.problems, []);
  assert.equal(read(text('1.070')).statements[0]!.problems[0]!.code, 'balance_differs');
});

test('where amounts take each other back, the days tell which row is the newest', () => {
  const [statement] = read('Ngày;Nợ;Có;Số dư\n21/11/2026;2;;5\n20/11/2026;;2;7').statements;
  assert.deepEqual(
    [statement!.opening, statement!.closing].map((balance) => formatDecimal(balance!.amount, 'VND')),
    ['5', '5'],
  );
});

test('rows that contradict themselves are refused', () => {
  const refused: [string, string][] = [
    ['Ngày;Nợ;Có\n20/11/2026;5;6', 'bank_files.bad_line'],
    ['Ngày;Nợ;Có\n20/11/2026;;abc', 'bank_files.not_an_amount'],
    ['Ngày;Nợ;Có\n31/02/2026;;5', 'bank_files.not_a_date'],
    ['Ngày;Nợ;Có\n20/11/2026;;5,5', 'bank_files.fractional_vnd'],
    ['A;B;C\n1;2;3', 'bank_files.unknown_format'],
  ];
  for (const [text, code] of refused) assert.throws(() => read(text), { code });
});

test('newest first or oldest first, the balances and sums of a table are the same', () => {
  const amounts = fc.array(fc.bigInt(1n, 10n ** 10n), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(
      amounts,
      fc.infiniteStream(fc.boolean()),
      fc.bigInt(0n, 10n ** 10n),
      (all, credits, start) => {
        let balance = start;
        const rows = all.map((amount, at) => {
          const { value: isCredit } = credits.next();
          balance += isCredit ? amount : -amount;
          return `${at + 1}/11/2026;${isCredit ? ';' + amount : amount + ';'};${balance}`;
        });
        const header = 'Ngày;Nợ;Có;Số dư\n';
        const [up] = read(header + rows.join('\n')).statements;
        const [down] = read(header + rows.toReversed().join('\n')).statements;
        assert.deepEqual([up!.problems, down!.problems], [[], []]);
        assert.deepEqual(up!.sumCredit, down!.sumCredit);
        assert.equal(formatDecimal(up!.opening!.amount, 'VND'), String(start));
        assert.deepEqual([up!.opening, up!.closing], [down!.opening, down!.closing]);
      },
    ),
  );
});
