import { createHash } from 'node:crypto';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listFeed, type FeedRow } from './queries.ts';

export interface FeedRange {
  /** Behind this number, through that one. */
  after: bigint;
  upto: bigint;
}

/** What one file holds at most; the next one goes on behind it. */
export const longestFeed = 200_000;
const pageSize = 5_000;

async function* readFeed(on: Queryable, range: FeedRange): AsyncGenerator<FeedRow> {
  for (let { after } = range; ;) {
    const rows = await listFeed(on, { ...range, after, limit: pageSize });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.seq;
  }
}

const signed = (row: FeedRow): bigint => (row.kind === 'clear' ? row.amount_vnd : -row.amount_vnd);

/**
 * Entries as CSV, closed by a line with their number and sum, so that half a file is noticed. The same range gives the
 * same bytes whenever it is asked for.
 */
export async function* feedCsv(on: Queryable, range: FeedRange): AsyncGenerator<string> {
  yield csvLine(['SEQ', 'KIND', 'ID_HDON', 'MA_KHANG', 'SO_TIEN', 'PARTNER', 'CHANNEL', 'PAID_ON']);
  let entries = 0;
  let totalVnd = 0n;
  for await (const row of readFeed(on, range)) {
    entries++;
    totalVnd += signed(row);
    yield csvLine([
      String(row.seq),
      row.kind,
      row.bill_external_id,
      row.customer_code,
      String(row.amount_vnd),
      row.partner_code,
      row.channel,
      row.business_on,
    ]);
  }
  yield csvLine(['TONG', String(entries), String(totalVnd)]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((text) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(';')}\r\n`;
}

export interface FeedDigest {
  entries: number;
  totalVnd: bigint;
  lastSeq: bigint;
  sha256: string;
}

/** Number, sum and SHA-256 of what `feedCsv` gives for a range. */
export async function digestFeed(on: Queryable, range: FeedRange): Promise<FeedDigest> {
  const hash = createHash('sha256');
  const digest = { entries: 0, totalVnd: 0n, lastSeq: range.after };
  for await (const row of readFeed(on, range)) {
    digest.entries++;
    digest.totalVnd += signed(row);
    digest.lastSeq = row.seq;
  }
  for await (const line of feedCsv(on, range)) hash.update(line);
  return { ...digest, sha256: hash.digest('hex') };
}

export function feedWorkbook(on: Queryable, range: FeedRange): Workbook {
  const rows = async function* () {
    for await (const row of readFeed(on, range)) {
      yield [
        row.seq,
        row.kind === 'clear' ? 'Chấm nợ' : 'Hủy chấm nợ',
        row.bill_external_id,
        row.customer_code,
        row.amount_vnd,
        row.partner_code,
        row.channel,
        row.business_on,
      ];
    }
  };
  return {
    fileName: `cham-no-tu-${range.after + 1n}.xlsx`,
    sheets: [
      {
        name: 'Chấm nợ',
        columns: [
          { header: 'Số thứ tự', kind: 'integer', width: 12 },
          { header: 'Loại', kind: 'text', width: 14 },
          { header: 'Số hóa đơn', kind: 'text', width: 22 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Kênh', kind: 'text', width: 16 },
          { header: 'Ngày thu', kind: 'date', width: 12 },
        ],
        rows: rows(),
      },
    ],
  };
}
