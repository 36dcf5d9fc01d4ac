import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import { readPages } from './export-pages.ts';
import { listSuspense, type SuspenseSource } from './suspense-queries.ts';

/** Money whose payer is unknown, as a list to work through on paper. */
export function suspenseWorkbook(staff: StaffContext, source: SuspenseSource): Workbook {
  return {
    fileName: `tien-chua-ro-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Tiền chưa rõ người nộp',
        title: `Tiền chưa rõ người nộp – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate}`],
        columns: [
          { header: 'Đối tác', kind: 'text', width: 26 },
          { header: 'Mã tham chiếu', kind: 'text', width: 24 },
          { header: 'Mã khách hàng đã gửi / nội dung', kind: 'text', width: 40 },
          { header: 'Người chuyển', kind: 'text', width: 26 },
          { header: 'Số tiền (đ)', kind: 'money', width: 16 },
          { header: 'Còn chưa rõ (đ)', kind: 'money', width: 16 },
          { header: 'Ngày nhận', kind: 'date', width: 12 },
          { header: 'Số ngày', kind: 'integer', width: 10 },
        ],
        rows: suspenseRows(staff, source),
      },
    ],
  };
}

async function* suspenseRows(staff: StaffContext, source: SuspenseSource) {
  const filter = { source, bucket: 'all' as const, businessOn: staff.businessDate };
  const list = (behind: bigint | null, limit: number) =>
    listSuspense(staff.db, { ...filter, after: behind ?? 0n, limit });
  for await (const row of readPages(list, ({ id }) => id)) {
    yield [
      row.partner_name,
      row.reference,
      row.said,
      row.payer,
      row.amount_vnd,
      row.left_vnd,
      row.came_on,
      row.age_days,
    ];
  }
}
