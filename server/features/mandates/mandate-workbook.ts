import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listMandates, type MandateFilter } from './queries.ts';

const pageSize = 5_000;
const last = 999_999_999_999_999_999n;

const stateWords = {
  draft: 'Nháp',
  signed: 'Đã ký',
  sent: 'Đã gửi ngân hàng',
  active: 'Hiệu lực',
  suspended: 'Tạm dừng',
  cancelled: 'Đã hủy',
  expired: 'Hết hạn',
} as const;

/** The mandates of a filter as a workbook, the newest first. */
export function mandateWorkbook(on: Queryable, filter: MandateFilter): Workbook {
  const rows = async function* () {
    for (let before = last; ;) {
      const page = await listMandates(on, filter, { before, limit: pageSize });
      for (const row of page) {
        yield [
          row.number,
          row.customer_code,
          row.customer_name,
          row.partner_code,
          row.account,
          row.holder,
          stateWords[row.state],
          row.fixed_day === null ? 'Khi có hóa đơn' : `Ngày ${row.fixed_day}`,
          row.limit_vnd,
          row.signed_on,
          row.consent_paper,
          row.state_reason,
        ];
      }
      if (page.length < pageSize) return;
      before = page.at(-1)!.id;
    }
  };
  return {
    fileName: 'uy-quyen-trich-no.xlsx',
    sheets: [
      {
        name: 'Ủy quyền trích nợ',
        columns: [
          { header: 'Số ủy quyền', kind: 'text', width: 14 },
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Tên khách hàng', kind: 'text', width: 30 },
          { header: 'Ngân hàng', kind: 'text', width: 14 },
          { header: 'Số tài khoản', kind: 'text', width: 20 },
          { header: 'Chủ tài khoản', kind: 'text', width: 30 },
          { header: 'Trạng thái', kind: 'text', width: 18 },
          { header: 'Cách trích', kind: 'text', width: 16 },
          { header: 'Hạn mức mỗi lần (đ)', kind: 'money', width: 18 },
          { header: 'Ngày ký', kind: 'date', width: 12 },
          { header: 'Số giấy', kind: 'text', width: 18 },
          { header: 'Ghi chú', kind: 'text', width: 30 },
        ],
        rows: rows(),
      },
    ],
  };
}
