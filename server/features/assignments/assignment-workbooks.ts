import { formatBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listAssigned, type EmployeeRow } from './list-queries.ts';

const kindWords: Record<string, string> = {
  list: 'Danh sách',
  book: 'Sổ GCS',
  village: 'Thôn',
  commune: 'Xã',
};
const text = (header: string, width: number) => ({ header, kind: 'text' as const, width });
const count = (header: string) => ({ header, kind: 'integer' as const, width: 14 });

export function employeeWorkbook(rows: readonly EmployeeRow[], onDate: BusinessDate): Workbook {
  return {
    fileName: `giao-khach-hang-${onDate}.xlsx`,
    sheets: [
      {
        name: 'Nhân viên',
        notes: [`Ngày ${formatBusinessDate(onDate)}`],
        columns: [
          text('Nhân viên', 28),
          text('Đơn vị', 28),
          count('Khách hàng'),
          count('Theo danh sách'),
          count('Theo sổ GCS'),
          count('Theo địa bàn'),
        ],
        rows: rows.map((row) => [
          row.name,
          row.unit_name,
          row.customers,
          row.by_list,
          row.by_book,
          row.by_place,
        ]),
      },
    ],
  };
}

const pageSize = 5_000;

/** Customers of an employee, or of nobody. */
export function assignedWorkbook(on: Queryable, filter: Parameters<typeof listAssigned>[1]): Workbook {
  const rows = async function* () {
    for (let after = ''; ;) {
      const page = await listAssigned(on, filter, { after, limit: pageSize });
      for (const row of page) {
        yield [
          row.code,
          row.name,
          row.address,
          row.unit_name,
          row.book_code,
          row.commune_name,
          row.staff_name,
          row.kind && (kindWords[row.kind] ?? row.kind),
          row.from_on,
        ];
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.code;
    }
  };
  return {
    fileName: filter.whose === null ? 'khach-hang-chua-giao.xlsx' : 'khach-hang-cua-nhan-vien.xlsx',
    sheets: [
      {
        name: 'Khách hàng',
        notes: [`Ngày ${formatBusinessDate(filter.onDate)}`],
        columns: [
          text('MA_KHANG', 18),
          text('Tên', 32),
          text('Địa chỉ', 44),
          text('Đơn vị', 26),
          text('Sổ GCS', 14),
          text('Xã, phường', 22),
          text('Người phụ trách', 26),
          text('Giao theo', 12),
          { header: 'Từ ngày', kind: 'date' },
        ],
        rows: rows(),
      },
    ],
  };
}
