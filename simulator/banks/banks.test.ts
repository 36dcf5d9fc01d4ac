import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DebitFileWriter, type DebitFormat } from '../../core/bank-files/write-debits.ts';
import { formatDecimal } from '../../core/bank-files/decimals.ts';
import type { StatementSummary } from '../../core/bank-files/statement.ts';
import { usualColumns } from '../../core/mandates/debit-columns.ts';
import { findInText } from '../../core/qr/transfer-text.ts';
import { writeReference } from '../../core/qr/transfer-reference.ts';
import { readResults, type ResultLine } from '../../server/features/mandates/read-results.ts';
import { readStatements } from '../../server/platform/bank-files/read-statements.ts';
import { csvLine, csvMark } from '../../server/platform/tabular/write-csv.ts';
import { makeFolder, writeFileIn } from '../../test/support/files.ts';
import { random } from '../random.ts';
import { judgeDebits, writeAnswers, writeRefusal } from './answer-debits.ts';
import { openBooks, type BankBooks, type BookedEntry } from './books.ts';
import type { BankHabit } from './habit.ts';
import { readDebitFile } from './read-debit-file.ts';
import { banks } from './roster.ts';
import { statementOf, writeStatement, type StatementFile } from './statement.ts';
import { deliveredBy } from './transfers.ts';

const folder = makeFolder();
const account = '3701999888';
const day = '2026-11-20';

/** Books with something on the day before, three customers, a partner's batch, and a charge. */
function makeBooks(bank: BankHabit): BankBooks {
  const books = openBooks();
  const book = (amountVnd: bigint, text: string, more: Partial<BookedEntry> = {}): void => {
    const reference = `FT${bank.bin}${String(books.entriesOf(account, day).length).padStart(4, '0')}`;
    books.credit({ account, bookedOn: day, amountVnd, reference, payer: 'NGUYEN THI HOA', text, ...more });
  };
  book(7_654_321n, 'SO DU', { bookedOn: '2026-11-19', reference: 'FT0' });
  for (const number of [11n, 4_913n, 83_521n]) {
    const text = `${writeReference({ kind: 'bill', number })} TD 10/2026`;
    book(100_000n + number, deliveredBy(bank, text, random(bank.code, Number(number))));
  }
  const parts = [
    { amountVnd: 1_200_000n, text: 'NH DEO NGANG CHUYEN TIEN THU HO TIEN DIEN NGAY 18/11/2026' },
    { amountVnd: 800_000n, text: 'NH DEO NGANG CHUYEN TIEN THU HO TIEN DIEN NGAY 19/11/2026' },
  ];
  book(2_000_000n, 'NH DEO NGANG CHUYEN TIEN THU HO TIEN DIEN NGAY 18/11/2026-19/11/2026', { parts });
  book(-11_000n, 'PHI DUY TRI TAI KHOAN', { payer: '' });
  return books;
}

interface Read {
  summary: StatementSummary;
  texts: string[];
}

async function readBack({ fileName, content }: StatementFile): Promise<Read> {
  const texts: string[] = [];
  let summary: StatementSummary | undefined;
  for await (const events of readStatements(writeFileIn(folder, fileName, content))) {
    for (const event of events) {
      if (event.kind === 'entry') texts.push(event.entry.remittance ?? '');
      if (event.kind === 'end') summary = event.summary;
    }
  }
  return { summary: summary!, texts };
}

describe('the statements of 18 banks', () => {
  for (const bank of banks) {
    test(`${bank.code} writes what it has booked, and its customers' texts are found in it`, async () => {
      const books = makeBooks(bank);
      const statement = statementOf(books, account, day);
      assert.deepEqual([statement.number, statement.openingVnd], [2, 7_654_321n]);
      const { summary, texts } = await readBack(writeStatement(bank, statement));
      assert.deepEqual(summary.problems, []);
      assert.equal(summary.entries, 5);
      const sum = (side: 'CRDT' | 'DBIT'): string =>
        formatDecimal((side === 'CRDT' ? summary.sumCredit : summary.sumDebit).get('VND')!, 'VND');
      assert.deepEqual([sum('CRDT'), sum('DBIT')], ['2388445', '11000']);
      const found = texts.flatMap(findInText).flatMap((one) => (one.kind === 'bill' ? one.number : []));
      assert.deepEqual(
        found.sort((a, b) => (a < b ? -1 : 1)),
        [11n, 4_913n, 83_521n],
      );
    });
  }

  test('a balance that is one dong too high is noticed wherever the bank writes balances', async () => {
    for (const bank of banks) {
      const file = writeStatement(bank, statementOf(makeBooks(bank), account, day), { wrongBalance: true });
      const { summary } = await readBack(file);
      const { statement } = bank;
      const tells =
        statement.kind === 'table'
          ? statement.labels !== 'none'
          : statement.kind === 'mt940' || statement.message === '053';
      assert.equal(summary.problems.length > 0, tells, bank.code);
    }
  });
});

const asked = Array.from({ length: 200 }, (_, at) => ({
  reference: `TN${String(at).padStart(16, '0')}`,
  amountVnd: BigInt(50_000 + at),
  account: `00${at}55`,
  holder: 'Nguyễn Văn An & con',
  customerCode: `PA16TX${5_000_000 + at}`,
}));

/** The file of a run as the company makes it for this bank. */
function askFor(bank: BankHabit): { fileName: string; content: Buffer } {
  const { takes, columns = usualColumns } = bank.debits;
  if (takes === 'csv') {
    const rows = asked.map((debit) =>
      csvLine(
        columns.map(({ field }) =>
          field === 'amount'
            ? String(debit.amountVnd)
            : (((debit as Record<string, unknown>)[field] as string) ?? ''),
        ),
      ),
    );
    const text = csvMark + csvLine(columns.map(({ header }) => header)) + rows.join('');
    return { fileName: `TN-${bank.code}-20261120.csv`, content: Buffer.from(text) };
  }
  const sumVnd = asked.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  const totals = { transactions: asked.length, sumVnd };
  const writer = new DebitFileWriter(takes as DebitFormat, {
    messageId: `TN-${bank.code}-20261120`,
    createdAt: new Date('2026-11-20T02:00:00Z'),
    initiator: 'Công ty Điện lực & con',
    ...totals,
  });
  const own = { name: 'Công ty Điện lực', account, bank: { memberId: bank.bin } };
  let text = writer.head() + writer.openGroup({ id: 'G', ...totals, on: day, own, schemeId: 'EVN-PCTEST' });
  for (const { reference, amountVnd, account: from, holder, customerCode } of asked) {
    text += writer.item({
      endToEndId: reference,
      amountVnd,
      other: { name: holder, account: from, bank: { memberId: bank.bin } },
      mandate: { id: `UQ-${from}`, signedOn: '2026-01-05' },
      remittance: `${customerCode} tien dien ky 10/2026`,
    });
  }
  return { fileName: 'x.xml', content: Buffer.from(text + writer.closeGroup() + writer.end()) };
}

async function readAnswers(
  files: readonly StatementFile[],
): Promise<{ lines: ResultLine[]; whole: string[] }> {
  const lines: ResultLine[] = [];
  const whole: string[] = [];
  for (const { fileName, content } of files) {
    const path = writeFileIn(folder, fileName, content);
    const results = readResults({ path, fileName, maxUnpackedBytes: 1_000_000 });
    let next = await results.next();
    for (; !next.done; next = await results.next()) lines.push(...next.value);
    if (next.value.whole) whole.push(`${next.value.whole.messageId} ${next.value.whole.verdict}`);
  }
  return { lines, whole };
}

describe('the answers of 18 banks to debit files', () => {
  for (const bank of banks) {
    test(`${bank.code} reads the file it is sent, and says of each debit once what became of it`, async () => {
      const { fileName, content } = askFor(bank);
      const read = readDebitFile(bank.debits, fileName, content);
      assert.ok('debits' in read);
      assert.equal(read.messageId, `TN-${bank.code}-20261120`);
      assert.deepEqual(read.debits, asked);
      const judged = judgeDebits(bank, read);
      const { lines, whole } = await readAnswers(writeAnswers(bank, read, judged, day));
      assert.deepEqual(whole, []);
      const said = new Map(
        lines.map(({ reference, verdict, code }) => [reference, `${verdict} ${code}`.trim()]),
      );
      assert.equal(lines.length, asked.length);
      assert.deepEqual(
        judged.map(({ reference }) => said.get(reference)),
        judged.map(({ reason }) => (reason ? `failed ${reason}` : 'taken')),
      );
    });
  }

  test('a file that was cut off is sent back whole', async () => {
    for (const bank of banks.slice(0, 3)) {
      const { fileName, content } = askFor(bank);
      const cut = readDebitFile(bank.debits, fileName, content.subarray(0, content.length >> 2));
      if (bank.debits.takes === 'csv') continue;
      assert.deepEqual(cut, { refused: 'FF01' });
      const refusal = writeRefusal(bank, { messageId: 'TN-1', on: day, reason: 'FF01' });
      assert.deepEqual((await readAnswers([refusal])).whole, ['TN-1 failed']);
    }
  });
});
