import { channelNames, type Channel } from '../../../core/channels.ts';
import { formatMonth } from '../../../core/dates.ts';
import { kpiDefinitions } from '../../../core/kpi-definitions.ts';
import { standingWords } from '../../../core/papers/words.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { customerCells, customerColumns } from './customer-pages.ts';
import type { CohortCustomerRow, CohortFilter, RelapseFilter, RelapseRow } from './retention-queries.ts';
import type { Retention } from './retention-routes.ts';

/** Cohorts by month, a row for each pair, with numerator and denominator; and the months' relapses. */
export function retentionWorkbook(companyName: string, retention: Retention): Workbook {
  const title = `Duy trì thanh toán không dùng tiền mặt đến kỳ ${formatMonth(retention.period)} – ${retention.unit ?? companyName}`;
  const notes = [
    standingWords(retention.definition, retention.asOf),
    'Tháng bắt đầu: kỳ đầu tiên KH trả mọi hóa đơn không dùng tiền mặt. Tỷ lệ: trên số KH của nhóm có hóa đơn kỳ đó.',
  ];
  return {
    fileName: `duy-tri-${retention.period}.xlsx`,
    sheets: [
      {
        name: 'Theo nhóm',
        title,
        notes,
        columns: [
          { header: 'Tháng bắt đầu', kind: 'text', width: 14 },
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
          { header: 'Không dùng tiền mặt', kind: 'integer', width: 18 },
          { header: 'Tỷ lệ', kind: 'percent', width: 10 },
          { header: 'Trả tiền mặt', kind: 'integer', width: 14 },
        ],
        rows: retention.cohorts.flatMap(({ cohort, cells }) =>
          cells.map((cell) => [
            formatMonth(cohort),
            formatMonth(cell.period),
            BigInt(cell.billed),
            BigInt(cell.cashless),
            cell.ratio,
            BigInt(cell.cash),
          ]),
        ),
      },
      {
        name: 'Rơi lại tiền mặt',
        title,
        notes,
        columns: [
          { header: 'Kỳ', kind: 'text', width: 10 },
          { header: 'KH rơi lại tiền mặt', kind: 'integer', width: 20 },
          { header: 'KH từng không dùng tiền mặt', kind: 'integer', width: 26 },
          { header: 'Tỷ lệ', kind: 'percent', width: 10 },
        ],
        rows: retention.relapses.map((row) => [
          formatMonth(row.period),
          BigInt(row.customers),
          BigInt(row.known),
          row.ratio,
        ]),
      },
    ],
  };
}

const monthOfDay = (day: string): string => formatMonth(day.slice(0, 7));
const namesOf = (used: readonly Channel[]): string =>
  used.map((channel) => channelNames.vi[channel]).join(', ');

export function cohortSheet(companyName: string, { cohort, period }: CohortFilter, asOf: string) {
  return {
    fileName: `nhom-${cohort.slice(0, 7)}-ky-${period.slice(0, 7)}.xlsx`,
    name: 'Khách hàng',
    title: `KH bắt đầu không dùng tiền mặt từ kỳ ${monthOfDay(cohort)}, ở kỳ ${monthOfDay(period)} – ${companyName}`,
    notes: [standingWords(kpiDefinitions.official, asOf)],
    columns: [
      ...customerColumns,
      { header: 'Không dùng tiền mặt', kind: 'text' as const, width: 20 },
      { header: 'Phát hành (đ)', kind: 'money' as const, width: 16 },
      { header: 'Đã thanh toán (đ)', kind: 'money' as const, width: 16 },
      { header: 'Kênh', kind: 'text' as const, width: 32 },
    ],
    cells: (row: CohortCustomerRow) => [
      ...customerCells(row),
      row.cashless ? 'Có' : 'Không',
      row.billed_vnd,
      row.paid_vnd,
      namesOf(row.channels),
    ],
  };
}

export function relapseSheet(companyName: string, { period }: RelapseFilter, asOf: string) {
  return {
    fileName: `roi-lai-tien-mat-${period.slice(0, 7)}.xlsx`,
    name: 'Rơi lại tiền mặt',
    title: `Rơi lại tiền mặt, kỳ ${monthOfDay(period)} – ${companyName}`,
    notes: [
      standingWords(kpiDefinitions.official, asOf),
      'KH đã có kỳ trả hết không dùng tiền mặt, kỳ này trả hết và có tiền mặt.',
    ],
    columns: [
      ...customerColumns,
      { header: 'Kỳ đầu không tiền mặt', kind: 'text' as const, width: 20 },
      { header: 'Kỳ cuối không tiền mặt', kind: 'text' as const, width: 20 },
      { header: 'Kênh trước đây', kind: 'text' as const, width: 32 },
      { header: 'Kênh kỳ này', kind: 'text' as const, width: 32 },
      { header: 'Đã thanh toán (đ)', kind: 'money' as const, width: 16 },
    ],
    cells: (row: RelapseRow) => [
      ...customerCells(row),
      formatMonth(row.first_month),
      row.last_month === null ? '' : formatMonth(row.last_month),
      namesOf(row.channels_before),
      namesOf(row.channels),
      row.paid_vnd,
    ],
  };
}
