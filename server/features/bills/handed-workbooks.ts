import { formatMonth, monthOf } from '../../../core/dates.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import type { HandOverFilter } from './hand-over-queries.ts';
import { listBills, type HandedRow } from './handed-queries.ts';

const exportPage = 2_000;
const exportLimit = 200_000;

/** What lies with one collector only, by partner, unit and period. */
export function handedWorkbook(rows: readonly HandedRow[]): Workbook {
  return {
    fileName: 'hoa-don-giao-thu.xlsx',
    sheets: [
      {
        name: 'Giao thu',
        title: 'Hóa đơn giao thu còn nợ',
        columns: [
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Tên đối tác', kind: 'text', width: 32 },
          { header: 'Đơn vị', kind: 'text', width: 12 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Số hóa đơn', kind: 'integer' },
          { header: 'Còn nợ (đ)', kind: 'money', width: 18 },
        ],
        rows: rows.map((row) => [
          row.partner_code,
          row.partner_name,
          row.unit_code,
          formatMonth(monthOf(row.period)),
          row.bills,
          row.open_vnd,
        ]),
      },
    ],
  };
}

/** The bills of one collector, as it takes them along; without a name those of nobody alone (vãng lai). */
export function handedBillsWorkbook(
  staff: StaffContext,
  partnerName: string | null,
  filter: HandOverFilter,
): Workbook {
  return {
    fileName: `hoa-don-${partnerName === null ? 'vang-lai' : 'giao-thu'}-${staff.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Hóa đơn còn nợ',
        title: partnerName === null ? 'Hóa đơn vãng lai còn nợ' : `Hóa đơn giao thu còn nợ – ${partnerName}`,
        columns: [
          { header: 'Mã khách hàng', kind: 'text', width: 16 },
          { header: 'Khách hàng', kind: 'text', width: 28 },
          { header: 'Đơn vị', kind: 'text', width: 12 },
          { header: 'Sổ GCS', kind: 'text', width: 12 },
          { header: 'Số hóa đơn', kind: 'text', width: 18 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'Hạn', kind: 'date' },
          { header: 'Tổng tiền (đ)', kind: 'money', width: 16 },
          { header: 'Còn nợ (đ)', kind: 'money', width: 16 },
        ],
        rows: billRows(staff, filter),
      },
    ],
  };
}

async function* billRows(staff: StaffContext, filter: HandOverFilter) {
  let after = 0n;
  for (let written = 0; written < exportLimit; written += exportPage) {
    const rows = await listBills(staff.db, { filter, after, limit: exportPage });
    for (const row of rows)
      yield [
        row.customer_code,
        row.customer_name,
        row.unit_code,
        row.book_code,
        row.external_id,
        formatMonth(monthOf(row.period)),
        row.due_on,
        row.total_vnd,
        row.open_vnd,
      ];
    const last = rows.at(-1);
    if (!last || rows.length < exportPage) return;
    after = last.id;
  }
}
