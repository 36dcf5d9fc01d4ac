import { addDays, formatBusinessDate } from '../../../core/dates.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { Calendar } from './read-calendar.ts';
import { fileNames, stateNames } from './state-names.ts';

/** One line per partner and day on which something happened. */
export function calendarWorkbook(calendar: Calendar, companyName: string): Workbook {
  const { from, to } = calendar;
  return {
    fileName: `lich-doi-soat-${from}.xlsx`,
    sheets: [
      {
        name: 'Lịch đối soát',
        title: `Lịch đối soát – ${companyName}`,
        notes: [`Từ ${formatBusinessDate(from)} đến ${formatBusinessDate(addDays(to, -1))}`],
        columns: [
          { header: 'Đối tác', kind: 'text', width: 14 },
          { header: 'Tên đối tác', kind: 'text', width: 30 },
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Trạng thái', kind: 'text', width: 18 },
          { header: 'Số giao dịch', kind: 'integer', width: 13 },
          { header: 'Đã thu (đ)', kind: 'money', width: 18 },
          { header: 'Phải chuyển (đ)', kind: 'money', width: 18 },
          { header: 'Đã về (đ)', kind: 'money', width: 18 },
          { header: 'Chênh lệch (đ)', kind: 'money', width: 16 },
          { header: 'Hạn tiền về', kind: 'date', width: 12 },
          { header: 'Quá hạn', kind: 'text', width: 10 },
          { header: 'Tệp đối soát', kind: 'text', width: 16 },
          { header: 'Lệch còn mở', kind: 'integer', width: 12 },
        ],
        rows: calendar.partners.flatMap((partner) =>
          partner.cells
            .filter(
              ({ state, openDifferences }) => openDifferences > 0 || !['none', 'not_due'].includes(state),
            )
            .map((cell) => [
              partner.code,
              partner.name,
              cell.day,
              stateNames[cell.state],
              cell.payments,
              cell.amountVnd,
              cell.expectedVnd,
              cell.receivedVnd,
              cell.differenceVnd,
              cell.dueOn,
              cell.overdue ? 'Quá hạn' : '',
              cell.file ? fileNames[cell.file] : '',
              cell.openDifferences,
            ]),
        ),
      },
    ],
  };
}
