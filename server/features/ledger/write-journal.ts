import { addDays, formatBusinessDate } from '../../../core/dates.ts';
import { describeTransfer } from '../../../core/transfer-kinds.ts';
import type { Db } from '../../platform/db.ts';
import { csvLine, csvMark } from '../../platform/tabular/write-csv.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listEntriesOfDay, type JournalEntry } from './journal-queries.ts';
import type { DayRange } from './statement-queries.ts';

const pageSize = 10_000;

/** The number of a transfer as accountants cite it. */
export function documentNumber(id: bigint): string {
  return `BT${id}`;
}

/** All entries of the range, day by day and page by page. */
async function* readEntries(db: Db, { from, to }: DayRange): AsyncGenerator<JournalEntry> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (let after = 0n; ;) {
      const entries = await listEntriesOfDay(db, { day, after, limit: pageSize });
      yield* entries;
      const last = entries.at(-1);
      if (!last || entries.length < pageSize) break;
      after = last.id;
    }
  }
}

const headers = [
  'Ngày hạch toán',
  'Số chứng từ',
  'Diễn giải',
  'TK Nợ',
  'TK Có',
  'Số tiền (đ)',
  'Đối tượng Nợ',
  'Đối tượng Có',
  'Mã tham chiếu',
] as const;
const total = 'Cộng phát sinh (Nợ = Có)';

/** The general journal (nhật ký chung) as text that accounting programs read, closed by its sum. */
export async function* journalCsv(db: Db, range: DayRange): AsyncGenerator<string> {
  yield csvMark + csvLine(headers);
  let sum = 0n;
  for await (const entry of readEntries(db, range)) {
    sum += entry.amount_vnd;
    yield csvLine([
      formatBusinessDate(entry.business_on),
      documentNumber(entry.id),
      describeTransfer(entry.kind, 'vi'),
      entry.debit_code,
      entry.credit_code,
      String(entry.amount_vnd),
      entry.debit_owner ?? '',
      entry.credit_owner ?? '',
      entry.reference ?? '',
    ]);
  }
  yield csvLine(['', '', total, '', '', String(sum), '', '', '']);
}

export function journalWorkbook(db: Db, companyName: string, range: DayRange): Workbook {
  const kinds = ['date', 'text', 'text', 'text', 'text', 'money', 'text', 'text', 'text'] as const;
  const widths = [14, 14, 38, 9, 9, 18, 16, 16, 26];
  return {
    fileName: `nhat-ky-chung-${range.from}-${range.to}.xlsx`,
    sheets: [
      {
        name: 'Nhật ký chung',
        title: `Nhật ký chung – ${companyName}`,
        notes: [`Từ ${formatBusinessDate(range.from)} đến ${formatBusinessDate(range.to)}`],
        columns: headers.map((header, index) => ({
          header,
          kind: kinds[index]!,
          width: widths[index]!,
        })),
        rows: workbookRows(db, range),
      },
    ],
  };
}

async function* workbookRows(db: Db, range: DayRange) {
  let sum = 0n;
  for await (const entry of readEntries(db, range)) {
    sum += entry.amount_vnd;
    yield [
      entry.business_on,
      documentNumber(entry.id),
      describeTransfer(entry.kind, 'vi'),
      entry.debit_code,
      entry.credit_code,
      entry.amount_vnd,
      entry.debit_owner,
      entry.credit_owner,
      entry.reference,
    ];
  }
  yield [null, null, total, null, null, sum, null, null, null];
}
