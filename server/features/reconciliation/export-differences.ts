import type { BusinessDate } from '../../../core/dates.ts';
import type { Lane } from '../../../core/reconciliation/lanes.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listDifferences, type DifferenceFilter, type DifferenceKey } from './difference-queries.ts';
import { presentDifference } from './present-difference.ts';

const pageSize = 1_000;

/** The lanes as accountants call them. */
export const laneNames: Record<Lane, string> = {
  at_partner_only: 'Đối tác có, ta không',
  at_us_only: 'Ta có, đối tác không',
  amount_differs: 'Lệch tiền',
  paid_twice: 'Thu trùng',
  wrong_customer: 'Sai mã khách hàng',
  pending: 'Giao dịch treo',
  crossed_cut_off: 'Qua ngày',
  reversed_after_cut_off: 'Hủy sau chốt',
  bad_line: 'Dòng lỗi',
};

const columns: Workbook['sheets'][number]['columns'] = [
  { header: 'Số', kind: 'integer', width: 8 },
  { header: 'Đối tác', kind: 'text' },
  { header: 'Ngày quyết toán', kind: 'date' },
  { header: 'Nhóm lệch', kind: 'text', width: 22 },
  { header: 'Mã giao dịch', kind: 'text', width: 26 },
  { header: 'Mã khách hàng', kind: 'text' },
  { header: 'Tên', kind: 'text' },
  { header: 'Tiền bên đối tác', kind: 'money' },
  { header: 'Tiền bên ta', kind: 'money' },
  { header: 'Lúc (đối tác)', kind: 'datetime' },
  { header: 'Lúc (ta)', kind: 'datetime' },
  { header: 'Số ngày', kind: 'integer' },
  { header: 'Hạn xử lý', kind: 'date' },
  { header: 'Người xử lý', kind: 'text' },
  { header: 'Trạng thái', kind: 'text' },
  { header: 'Ghi chú', kind: 'text', width: 30 },
  { header: 'Trả lời', kind: 'text' },
  { header: 'Nội dung trả lời', kind: 'text', width: 30 },
];

/** Differences as a workbook; also what a partner is sent to explain. */
export function differenceWorkbook(
  on: Queryable,
  filter: DifferenceFilter,
  businessOn: BusinessDate,
): Workbook {
  const rows = async function* () {
    for (let after: DifferenceKey | undefined; ;) {
      const page = await listDifferences(on, filter, { after, limit: pageSize });
      for (const row of page) {
        const shown = presentDifference(row, businessOn);
        yield [
          row.id,
          row.partner_code,
          row.settles_on,
          laneNames[row.lane],
          row.reference,
          row.customer_code,
          shown.maskedName,
          row.their_vnd,
          row.our_vnd,
          row.their_at,
          row.our_at,
          shown.ageDays,
          row.due_on,
          row.owner,
          row.state,
          row.note,
          row.answer,
          row.answer_note,
        ];
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = { dueOn: last.due_on, id: last.id };
    }
  };
  return {
    fileName: `lech-doi-soat-${filter.partnerCode ?? 'tat-ca'}-${filter.day ?? businessOn}.xlsx`,
    sheets: [
      {
        name: 'Lệch đối soát',
        title: 'Danh sách lệch đối soát',
        columns,
        rows: rows(),
      },
    ],
  };
}
