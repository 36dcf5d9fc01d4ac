import { formatMonth } from '../../../core/dates.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import type { Figure } from '../kpi/index.ts';
import type { StaffContext } from '../staff/index.ts';
import type { readBoard } from './read-board.ts';

type Board = Awaited<ReturnType<typeof readBoard>>;
type Columns = Workbook['sheets'][number]['columns'];

const figureColumns: Columns = [
  { header: 'Mã', kind: 'text', width: 12 },
  { header: 'Tên', kind: 'text', width: 32 },
  { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
  { header: 'KH không dùng tiền mặt', kind: 'integer', width: 20 },
  { header: 'Tỷ lệ KH', kind: 'percent', width: 10 },
  { header: 'Tỷ lệ KH (chặt)', kind: 'percent', width: 14 },
  { header: 'Kế hoạch KH', kind: 'percent', width: 12 },
  { header: 'Còn thiếu KH', kind: 'integer', width: 12 },
  { header: 'Tiền phát hành (đ)', kind: 'money', width: 20 },
  { header: 'Tiền không dùng tiền mặt (đ)', kind: 'money', width: 24 },
  { header: 'Tỷ lệ tiền', kind: 'percent', width: 10 },
  { header: 'Tỷ lệ tiền (chặt)', kind: 'percent', width: 14 },
];

const channelColumns: Columns = [
  { header: 'Kỳ', kind: 'text', width: 10 },
  { header: 'Kênh', kind: 'text', width: 20 },
  { header: 'Số tiền (đ)', kind: 'money', width: 20 },
  { header: 'Hóa đơn', kind: 'integer', width: 12 },
  { header: 'Tỷ trọng', kind: 'percent', width: 10 },
];

const definitions =
  'Chính thức: mọi kênh trừ tiền mặt do nhân viên và bàn thu của điện lực thu. Chặt: trừ thêm tiền mặt tại điểm thu hộ, ' +
  'và quầy ngân hàng khi đối tác không báo hình thức.';

/** The board as a workbook: units, communes, channels; with definition and time on every sheet. */
export function boardWorkbook(staff: StaffContext, board: Board): Workbook {
  const title = `Thanh toán không dùng tiền mặt kỳ ${formatMonth(board.period)} – ${board.unit.name}`;
  const state = board.provisional ? ' (tạm tính)' : '';
  const notes = [`Số liệu lúc ${board.asOf}${state}. ${staff.company.name}`, definitions];
  const whole = { code: board.unit.code, name: board.unit.name, ...board.figures };
  return {
    fileName: `bang-dieu-hanh-${board.unit.code}-${board.period}.xlsx`,
    sheets: [
      { name: 'Đơn vị', title, notes, columns: figureColumns, rows: [whole, ...board.units].map(figureRow) },
      { name: 'Xã phường', title, notes, columns: figureColumns, rows: board.communes.map(figureRow) },
      {
        name: 'Kênh thanh toán',
        title,
        notes,
        columns: channelColumns,
        rows: board.channels.map((line) => [
          formatMonth(line.period),
          line.channel,
          BigInt(line.amount),
          BigInt(line.bills),
          line.share,
        ]),
      },
    ],
  };
}

function figureRow({
  code,
  name,
  customers,
  money,
}: {
  code: string;
  name: string;
  customers: Figure;
  money: Figure;
}) {
  return [
    code,
    name,
    BigInt(customers.denominator),
    BigInt(customers.official.numerator),
    customers.official.ratio,
    customers.strict.ratio,
    customers.target,
    customers.gap === null ? null : BigInt(customers.gap),
    BigInt(money.denominator),
    BigInt(money.official.numerator),
    money.official.ratio,
    money.strict.ratio,
  ];
}
