import { channelNames } from '../../../core/channels.ts';
import { formatMonth } from '../../../core/dates.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { StaffContext } from '../staff/index.ts';
import type { Counted, MinutesContent } from './minutes-content.ts';
import { coverageWords, feeWords, laneNames, leftStates } from './paper-words.ts';
import type { presentSignOff } from './present.ts';
import type { MinutesRow, MinutesState } from './queries.ts';

type Sheet = Workbook['sheets'][number];
type Columns = Sheet['columns'];

/** The same figures as on the paper, as a workbook. */
export function minutesWorkbook(row: MinutesRow): Workbook {
  const { content } = row;
  const title = `Biên bản đối soát ${row.number} – ${content.partner.name}`;
  const notes = [
    `Tiền điện thu hộ ${coverageWords(content)}. ${content.company.name}${content.company.demo ? '. Dữ liệu mẫu' : ''}`,
    `Số liệu lúc ${momentWords(content.moving.asOf)}. Mã băm ${row.hash}`,
  ];
  return {
    fileName: `${row.number}.xlsx`,
    sheets: [
      figuresSheet(content),
      countedSheet(
        'Kênh',
        'Kênh',
        content.channels.map((one) => [channelNames.vi[one.channel], one]),
      ),
      countedSheet(
        'Đơn vị',
        'Đơn vị',
        content.units.map((one) => [`${one.code} ${one.name}`.trim() || 'Chưa rõ', one]),
      ),
      ...(content.kind === 'month' ? [daysSheet(content)] : []),
      lanesSheet(content),
      leftSheet(content),
    ].map((sheet) => ({ ...sheet, title, notes })),
  };
}

function figuresSheet({ figures, moving }: MinutesContent): Sheet {
  const lines: [string, number | null, string | null][] = [
    ['Thu tiền điện của khách hàng', figures.payments, figures.paymentsVnd],
    ['Giao dịch hủy', figures.reversals, figures.reversalsVnd],
    ['Đối tác hoàn tiền cho khách hàng', null, figures.refundsVnd],
    ['Thực thu', null, figures.collectedVnd],
    [`Phí dịch vụ thu hộ${feeWords(figures.feeMode)}`, null, figures.feeVnd],
    ['Thuế giá trị gia tăng của phí', null, figures.feeVatVnd],
    ['Chênh lệch của phiên trước chuyển sang', null, figures.carriedInVnd],
    ['Phải chuyển về tài khoản chuyên thu', null, figures.expectedVnd],
    ['Đã về tài khoản chuyên thu', null, moving.receivedVnd],
    ['Chuyển phiên khác', null, moving.carriedVnd],
  ];
  return {
    name: 'Tổng hợp',
    columns: [
      { header: 'Khoản mục', kind: 'text', width: 48 },
      { header: 'Số giao dịch', kind: 'integer', width: 14 },
      { header: 'Số tiền (đ)', kind: 'money', width: 22 },
    ],
    rows: lines.map(([name, count, amount]) => [name, count, amountOf(amount)]),
  };
}

const countedColumns: Columns = [
  { header: 'Số GD thu', kind: 'integer', width: 12 },
  { header: 'Tiền thu (đ)', kind: 'money', width: 20 },
  { header: 'Số GD hủy', kind: 'integer', width: 12 },
  { header: 'Tiền hủy (đ)', kind: 'money', width: 20 },
];

function countedCells(row: Counted) {
  return [row.payments, BigInt(row.paymentsVnd), row.reversals, BigInt(row.reversalsVnd)];
}

function countedSheet(name: string, header: string, rows: [string, Counted][]): Sheet {
  return {
    name,
    columns: [{ header, kind: 'text', width: 40 }, ...countedColumns],
    rows: rows.map(([label, row]) => [label, ...countedCells(row)]),
  };
}

function daysSheet({ days }: MinutesContent): Sheet {
  return {
    name: 'Ngày',
    columns: [
      { header: 'Ngày', kind: 'date', width: 12 },
      ...countedColumns,
      { header: 'Phải chuyển (đ)', kind: 'money', width: 20 },
      { header: 'Biên bản', kind: 'text', width: 40 },
      { header: 'Mã băm', kind: 'text', width: 68 },
    ],
    rows: days.map((day) => [day.day, ...countedCells(day), amountOf(day.expectedVnd), day.number, day.hash]),
  };
}

function lanesSheet({ reconciliation }: MinutesContent): Sheet {
  return {
    name: 'Đối soát',
    columns: [
      { header: 'Loại chênh lệch', kind: 'text', width: 36 },
      { header: 'Phát hiện', kind: 'integer', width: 12 },
      { header: 'Đã xử lý', kind: 'integer', width: 12 },
      { header: 'Còn lại', kind: 'integer', width: 12 },
      { header: 'Giá trị còn lại (đ)', kind: 'money', width: 20 },
    ],
    rows: reconciliation.lanes.map((row) => [
      laneNames[row.lane],
      row.found,
      row.resolved,
      row.left,
      BigInt(row.leftVnd),
    ]),
  };
}

function leftSheet({ reconciliation }: MinutesContent): Sheet {
  return {
    name: 'Còn theo dõi',
    columns: [
      { header: 'Loại', kind: 'text', width: 32 },
      { header: 'Mã tham chiếu', kind: 'text', width: 28 },
      { header: 'Mã KH', kind: 'text', width: 16 },
      { header: 'Phía đối tác (đ)', kind: 'money', width: 18 },
      { header: 'Phía điện lực (đ)', kind: 'money', width: 18 },
      { header: 'Xử lý tiếp', kind: 'text', width: 18 },
      { header: 'Hạn', kind: 'date', width: 12 },
      { header: 'Lý do', kind: 'text', width: 48 },
    ],
    rows: reconciliation.left.map((row) => [
      laneNames[row.lane],
      row.reference,
      row.customerCode,
      amountOf(row.theirVnd),
      amountOf(row.ourVnd),
      leftStates[row.state],
      row.dueOn,
      row.reason,
    ]),
  };
}

const stateNames: Record<MinutesState, string> = {
  draft: 'Bản nháp',
  signed_by_us: 'Điện lực đã ký',
  signed: 'Hai bên đã ký',
  reopened: 'Đã mở lại',
};

/** The sign-off list as a workbook. */
export function signOffWorkbook(
  staff: StaffContext,
  month: string,
  rows: readonly ReturnType<typeof presentSignOff>[],
): Workbook {
  return {
    fileName: `bien-ban-doi-soat-${month}.xlsx`,
    sheets: [
      {
        name: 'Biên bản',
        title: `Biên bản đối soát tháng ${formatMonth(month)} – ${staff.company.name}`,
        notes: [`Ngày ${staff.businessDate}`],
        columns: [
          { header: 'Mã đối tác', kind: 'text', width: 14 },
          { header: 'Đối tác', kind: 'text', width: 34 },
          { header: 'Ngày', kind: 'date', width: 12 },
          { header: 'Số ngày', kind: 'integer', width: 10 },
          { header: 'Đã ký', kind: 'integer', width: 10 },
          { header: 'Thực thu (đ)', kind: 'money', width: 20 },
          { header: 'Phải chuyển (đ)', kind: 'money', width: 20 },
          { header: 'Lệch còn lại', kind: 'integer', width: 12 },
          { header: 'Biên bản', kind: 'text', width: 40 },
          { header: 'Trạng thái', kind: 'text', width: 16 },
        ],
        rows: rows.map((row) => [
          row.partnerCode,
          row.partnerName,
          row.day,
          row.days,
          row.daysSigned,
          amountOf(row.collected),
          amountOf(row.expected),
          row.openDifferences,
          row.minutes?.number ?? null,
          row.minutes ? stateNames[row.minutes.state] : null,
        ]),
      },
    ],
  };
}

function amountOf(amount: string | null): bigint | null {
  return amount === null ? null : BigInt(amount);
}
