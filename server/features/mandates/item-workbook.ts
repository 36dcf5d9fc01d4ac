import { describeReason } from '../../../core/mandates/reasons.ts';
import { formatMonth, monthOf } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listItems, type ItemFilter } from './batch-queries.ts';

const pageSize = 5_000;
const stateWords = {
  pending: 'Chờ kết quả',
  taken: 'Đã trích, đang ghi',
  paid: 'Đã thu',
  failed: 'Không thu được',
};

/** The debits of a filter as a workbook, in the order of their file. */
export function itemWorkbook(on: Queryable, filter: ItemFilter): Workbook {
  const rows = async function* () {
    for (let after = 0n; ;) {
      const page = await listItems(on, filter, { after, limit: pageSize });
      for (const row of page) {
        yield [
          row.reference,
          row.partner_code,
          row.business_on,
          row.customer_code,
          row.customer_name,
          formatMonth(monthOf(row.period)),
          row.amount_vnd,
          row.attempt,
          stateWords[row.state],
          row.reason_code === null ? null : `${row.reason_code}: ${describeReason(row.reason_code).vi}`,
          row.reason_text,
          row.retry_on,
        ];
      }
      if (page.length < pageSize) return;
      after = page.at(-1)!.id;
    }
  };
  return {
    fileName: 'trich-no-tu-dong.xlsx',
    sheets: [
      {
        name: 'Trích nợ tự động',
        columns: [
          { header: 'Mã tham chiếu', kind: 'text', width: 22 },
          { header: 'Ngân hàng', kind: 'text', width: 14 },
          { header: 'Ngày trích', kind: 'date', width: 12 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Tên khách hàng', kind: 'text', width: 30 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Lần', kind: 'integer', width: 8 },
          { header: 'Kết quả', kind: 'text', width: 18 },
          { header: 'Lý do', kind: 'text', width: 36 },
          { header: 'Ngân hàng ghi', kind: 'text', width: 36 },
          { header: 'Trích lại từ', kind: 'date', width: 12 },
        ],
        rows: rows(),
      },
    ],
  };
}
