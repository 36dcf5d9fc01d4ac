import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { presentTill } from './present.ts';

type PresentedTill = ReturnType<typeof presentTill>;

/** Tills with their cash, as on the screen. */
export function tillWorkbook(
  about: { companyName: string; businessDate: string },
  tills: readonly PresentedTill[],
): Workbook {
  return {
    fileName: `tien-mat-${about.businessDate}.xlsx`,
    sheets: [
      {
        name: 'Tiền mặt',
        title: `Tiền mặt tại bàn thu và nhân viên thu – ${about.companyName}`,
        notes: [`Ngày ${about.businessDate}; tiền lẻ đầu ca không tính`],
        columns: [
          { header: 'Mã', kind: 'text', width: 14 },
          { header: 'Tên', kind: 'text', width: 30 },
          { header: 'Loại', kind: 'text', width: 16 },
          { header: 'Đơn vị', kind: 'text', width: 26 },
          { header: 'Thu ngân đang mở ca', kind: 'text', width: 24 },
          { header: 'Tiền mặt (đ)', kind: 'money', width: 16 },
          { header: 'Chưa nộp (đ)', kind: 'money', width: 16 },
          { header: 'Từ ngày', kind: 'date', width: 12 },
          { header: 'Đang chuyển (đ)', kind: 'money', width: 16 },
          { header: 'Từ ngày', kind: 'date', width: 12 },
          { header: 'Hạn mức (đ)', kind: 'money', width: 16 },
        ],
        rows: tills.map((till) => [
          till.code,
          till.name,
          till.kind === 'counter' ? 'Bàn thu' : 'Nhân viên thu',
          till.unit.name,
          till.session?.cashierName ?? '',
          BigInt(till.cash),
          BigInt(till.kept),
          till.keptSince,
          BigInt(till.inTransit),
          till.inTransitSince,
          BigInt(till.cashLimit),
        ]),
      },
    ],
  };
}
