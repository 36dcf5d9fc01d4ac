import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listImports, type ImportRow } from './queries.ts';
import { explainReason, readRejections } from './write-rejections.ts';

const pageSize = 500;

/** All imports as a workbook, the newest first. */
export function importWorkbook(on: Queryable): Workbook {
  const pages = async function* () {
    for (let before = 999_999_999_999_999_999n; ;) {
      const rows = await listImports(on, { before, limit: pageSize });
      for (const row of rows) yield cellsOf(row);
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      before = last.id;
    }
  };
  return {
    fileName: 'nhap-du-lieu.xlsx',
    sheets: [
      {
        name: 'Nhập dữ liệu',
        columns: [
          { header: 'Số', kind: 'integer', width: 8 },
          { header: 'Loại', kind: 'text' },
          { header: 'Tệp', kind: 'text', width: 32 },
          { header: 'Trạng thái', kind: 'text' },
          { header: 'Dòng', kind: 'integer' },
          { header: 'Mới', kind: 'integer' },
          { header: 'Không đổi', kind: 'integer' },
          { header: 'Thay đổi', kind: 'integer' },
          { header: 'Bị loại', kind: 'integer' },
          { header: 'Tổng tiền', kind: 'money' },
          { header: 'Người tải', kind: 'text' },
          { header: 'Lúc', kind: 'datetime' },
          { header: 'Người phát hành', kind: 'text' },
          { header: 'Phát hành lúc', kind: 'datetime' },
        ],
        rows: pages(),
      },
    ],
  };
}

function cellsOf(row: ImportRow) {
  return [
    row.id,
    row.kind === 'bills' ? 'Hóa đơn' : 'Khách hàng',
    row.file_name,
    row.state,
    row.rows,
    row.accepted,
    row.unchanged,
    row.changed,
    row.rejected,
    row.total_vnd,
    row.created_by,
    row.created_at,
    row.published_by,
    row.published_at,
  ];
}

/** The rejected rows of one import as a workbook. */
export function rejectionWorkbook(on: Queryable, row: ImportRow): Workbook {
  const rows = async function* () {
    for await (const { line, field, code, detail, raw } of readRejections(on, row.id)) {
      yield [line, field, explainReason(code, 'vi'), detail, raw, explainReason(code, 'en')];
    }
  };
  return {
    fileName: `dong-bi-loai-${row.id}.xlsx`,
    sheets: [
      {
        name: 'Dòng bị loại',
        title: `Dòng bị loại – ${row.file_name}`,
        columns: [
          { header: 'Dòng', kind: 'integer', width: 8 },
          { header: 'Cột', kind: 'text' },
          { header: 'Lý do', kind: 'text', width: 48 },
          { header: 'Giá trị', kind: 'text', width: 24 },
          { header: 'Nội dung dòng', kind: 'text', width: 80 },
          { header: 'Reason', kind: 'text', width: 48 },
        ],
        rows: rows(),
      },
    ],
  };
}
