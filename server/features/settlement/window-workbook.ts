import type { BusinessDate } from '../../../core/dates.ts';
import type { Db } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { differenceOf, overdueDaysOf } from './present.ts';
import { listWindows, type WindowFilter } from './queries.ts';
import { stateNames } from './state-names.ts';

const exportPage = 1_000;

export function windowWorkbook(
  db: Db,
  filter: WindowFilter,
  { today, companyName }: { today: BusinessDate; companyName: string },
): Workbook {
  return {
    fileName: `phien-quyet-toan-${today}.xlsx`,
    sheets: [
      {
        name: 'Phiên quyết toán',
        title: `Phiên quyết toán với đối tác – ${companyName}`,
        columns: [
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Tên đối tác', kind: 'text', width: 30 },
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Trạng thái', kind: 'text', width: 16 },
          { header: 'Số giao dịch', kind: 'integer', width: 13 },
          { header: 'Đã thu (đ)', kind: 'money', width: 18 },
          { header: 'Hủy (đ)', kind: 'money', width: 16 },
          { header: 'Đối tác hoàn (đ)', kind: 'money', width: 16 },
          { header: 'Phí (đ)', kind: 'money', width: 14 },
          { header: 'Thuế GTGT phí (đ)', kind: 'money', width: 16 },
          { header: 'Chuyển từ phiên trước (đ)', kind: 'money', width: 18 },
          { header: 'Phải chuyển (đ)', kind: 'money', width: 18 },
          { header: 'Đã về (đ)', kind: 'money', width: 18 },
          { header: 'Chuyển đi (đ)', kind: 'money', width: 16 },
          { header: 'Chênh lệch (đ)', kind: 'money', width: 16 },
          { header: 'Hạn tiền về', kind: 'date', width: 12 },
          { header: 'Quá hạn (ngày)', kind: 'integer', width: 12 },
        ],
        rows: exportRows(db, filter, today),
      },
    ],
  };
}

async function* exportRows(db: Db, filter: WindowFilter, today: BusinessDate) {
  for (let after = filter.after; ;) {
    const rows = await listWindows(db, { ...filter, ...(after && { after }) }, exportPage);
    for (const row of rows) {
      yield [
        row.partner_code,
        row.partner_name,
        row.settles_on,
        stateNames[row.state],
        row.payments,
        row.payments_vnd,
        row.reversals_vnd,
        row.refunds_vnd,
        row.fee_vnd,
        row.fee_vat_vnd,
        row.carried_in_vnd,
        row.expected_vnd,
        row.received_vnd,
        row.carried_vnd,
        differenceOf(row),
        row.due_on,
        overdueDaysOf(row, today),
      ];
    }
    const last = rows.at(-1);
    if (rows.length < exportPage || !last) return;
    after = { settlesOn: last.settles_on, id: last.id };
  }
}
