import type { Queryable } from '../../platform/db.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { listBadLines, type FileRow } from './file-queries.ts';
import { explainReason } from './present-file.ts';

const pageSize = 1_000;

/** The lines of a file that could not be read, for the partner to send again. */
export function badLineWorkbook(on: Queryable, file: FileRow): Workbook {
  const rows = async function* () {
    for (let after = 0; ;) {
      const page = await listBadLines(on, file.id, { after, limit: pageSize });
      for (const { line, field, code, detail, raw } of page) {
        const { reason, reasonEn } = explainReason(code);
        yield [line, field, reason, detail, raw, reasonEn];
      }
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.line;
    }
  };
  return {
    fileName: `dong-loi-${file.partner_code}-${file.settles_on}.xlsx`,
    sheets: [
      {
        name: 'Dòng lỗi',
        title: `Dòng lỗi – ${file.file_name}`,
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
