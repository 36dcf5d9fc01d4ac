import type { Column, Workbook } from '../../platform/xlsx/writer.ts';
import type { CommuneRow, MappingRow, SpanningRow, UndecidedRow } from './queries.ts';

const code = (header: string): Column => ({ header, kind: 'text', width: 12 });
const name = (header: string): Column => ({ header, kind: 'text', width: 30 });
const listed = (areas: readonly { code: string; name: string }[]): string =>
  areas.map((area) => `${area.name} (${area.code})`).join(', ');

/** Communes of one era with what lies above them. */
export function communeWorkbook(rows: readonly CommuneRow[]): Workbook {
  return {
    fileName: 'dia-ban.xlsx',
    sheets: [
      {
        name: 'Xã, phường',
        columns: [code('Mã xã'), name('Xã, phường, đặc khu'), name('Huyện cũ'), name('Tỉnh, thành phố')],
        rows: rows.map((row) => [row.code, row.full_name, row.district_name, row.province_name]),
      },
    ],
  };
}

/** Where communes came from and went to. */
export function mappingWorkbook(rows: readonly MappingRow[]): Workbook {
  return {
    fileName: 'chuyen-doi-dia-ban.xlsx',
    sheets: [
      {
        name: 'Chuyển đổi',
        columns: [
          code('Mã cũ'),
          name('Xã cũ'),
          name('Huyện cũ'),
          code('Mã mới'),
          name('Xã mới'),
          code('Rõ ràng'),
        ],
        rows: rows.map((row) => [
          row.former_code,
          row.former_name,
          row.former_district,
          row.present_code,
          row.present_name,
          row.decided ? 'Có' : 'Chưa',
        ]),
      },
    ],
  };
}

/** What cannot be decided, each kind on a sheet of its own. */
export function undecidedWorkbook(
  split: readonly UndecidedRow[],
  spanning: readonly SpanningRow[],
): Workbook {
  return {
    fileName: 'dia-ban-chua-ro.xlsx',
    sheets: [
      {
        name: 'Xã cũ chưa rõ',
        columns: [code('Mã cũ'), name('Xã cũ'), name('Huyện cũ'), name('Tỉnh cũ'), name('Xã mới')],
        rows: split.map((row) => [row.code, row.name, row.district, row.province, listed(row.present)]),
      },
      {
        name: 'Xã mới từ nhiều huyện',
        columns: [code('Mã mới'), name('Xã mới'), name('Tỉnh'), name('Các huyện cũ')],
        rows: spanning.map((row) => [row.code, row.name, row.province, listed(row.districts)]),
      },
    ],
  };
}
