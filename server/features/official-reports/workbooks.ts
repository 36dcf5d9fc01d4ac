import { formatMonth } from '../../../core/dates.ts';
import { kindRules, tableKind } from '../../../core/official-reports/kinds.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { presentMail, presentReport } from './present.ts';

const states = {
  draft: 'Bản thảo',
  issued: 'Đã ban hành',
  scheduled: 'Lập theo lịch',
  waiting: 'Chờ gửi',
  sent: 'Đã gửi',
  failed: 'Không gửi được',
};

export function reportsWorkbook(
  company: string,
  rows: readonly ReturnType<typeof presentReport>[],
): Workbook {
  return {
    fileName: 'van-ban-bao-cao.xlsx',
    sheets: [
      {
        name: 'Báo cáo',
        title: `Văn bản và báo cáo – ${company}`,
        columns: [
          { header: 'Loại', kind: 'text', width: 30 },
          { header: 'Kỳ', kind: 'text' },
          { header: 'Đơn vị', kind: 'text', width: 30 },
          { header: 'Trạng thái', kind: 'text' },
          { header: 'Số', kind: 'text' },
          { header: 'Trích yếu', kind: 'text', width: 60 },
          { header: 'Người ký', kind: 'text', width: 24 },
          { header: 'Ban hành lúc', kind: 'datetime' },
          { header: 'Sửa lần cuối', kind: 'datetime' },
        ],
        rows: rows.map((row) => [
          kindRules[row.kind].name,
          formatMonth(row.period),
          row.unitName,
          states[row.state],
          row.number,
          row.subject,
          row.signer,
          row.issuedAt,
          row.changedAt,
        ]),
      },
    ],
  };
}

export function mailsWorkbook(company: string, rows: readonly ReturnType<typeof presentMail>[]): Workbook {
  return {
    fileName: 'thu-gui-bao-cao.xlsx',
    sheets: [
      {
        name: 'Thư gửi',
        title: `Thư gửi báo cáo – ${company}`,
        columns: [
          { header: 'Báo cáo', kind: 'text', width: 30 },
          { header: 'Kỳ', kind: 'text' },
          { header: 'Số', kind: 'text' },
          { header: 'Người nhận', kind: 'text', width: 32 },
          { header: 'Trạng thái', kind: 'text' },
          { header: 'Số lần gửi', kind: 'integer' },
          { header: 'Lỗi', kind: 'text', width: 50 },
          { header: 'Gửi lúc', kind: 'datetime' },
        ],
        rows: rows.map((row) => [
          row.kind === tableKind ? row.title : kindRules[row.kind].name,
          formatMonth(row.period),
          row.number,
          row.recipient,
          states[row.state],
          row.attempts,
          row.fault,
          row.sentAt,
        ]),
      },
    ],
  };
}
