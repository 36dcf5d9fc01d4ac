import { markingCode } from '../../../core/clearing.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listEntries, type EntryFilter } from './queries.ts';

const pageSize = 5_000;

const stateWords = {
  waiting: 'Chờ chấm',
  cleared: 'Đã chấm',
  refused: 'Bị từ chối',
  failed: 'Không gửi được',
} as const;

/** The entries of a filter as a workbook, in the order of the list. */
export function entryWorkbook(on: Queryable, filter: EntryFilter): Workbook {
  const rows = async function* () {
    for (let after: bigint | undefined; ;) {
      const page = await listEntries(on, filter, { after, limit: pageSize });
      for (const row of page) {
        yield [
          row.seq,
          row.kind === 'clear' ? 'Chấm nợ' : 'Hủy chấm nợ',
          row.bill_external_id,
          row.customer_code,
          row.amount_vnd,
          row.partner_code,
          row.business_on,
          stateWords[row.state],
          markingCode(row.state, row.attempts),
          row.attempts,
          row.answer_code,
          row.answer_detail,
          row.answered_at,
        ];
      }
      after = page.at(-1)?.seq;
      if (page.length < pageSize) return;
    }
  };
  return {
    fileName: 'cham-no.xlsx',
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
          { header: 'Ngày thu', kind: 'date', width: 12 },
          { header: 'Trạng thái', kind: 'text', width: 16 },
          { header: 'Mã chấm', kind: 'text', width: 10 },
          { header: 'Lần gửi', kind: 'integer', width: 10 },
          { header: 'Mã trả lời', kind: 'text', width: 12 },
          { header: 'Nội dung trả lời', kind: 'text', width: 40 },
          { header: 'Trả lời lúc', kind: 'datetime', width: 18 },
        ],
        rows: rows(),
      },
    ],
  };
}
