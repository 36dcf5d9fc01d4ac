import { channelNames } from '../../../core/channels.ts';
import { formatMonth } from '../../../core/dates.ts';
import type { Workbook } from '../../platform/xlsx/writer.ts';
import { withheldWords } from '../../../core/kpi/withholding.ts';
import type { Figure } from '../kpi/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { momentWords } from '../../../core/papers/words.ts';
import { eventWords } from './event-words.ts';
import type { readBoard } from './read-board.ts';

export type Board = Awaited<ReturnType<typeof readBoard>>;
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
  { header: 'Tỷ lệ KH cùng kỳ', kind: 'percent', width: 16 },
  { header: 'Tỷ lệ tiền cùng kỳ', kind: 'percent', width: 16 },
  { header: 'Ghi chú', kind: 'text', width: 20 },
];

const monthColumns: Columns = [
  { header: 'Kỳ', kind: 'text', width: 10 },
  { header: 'KH có hóa đơn', kind: 'integer', width: 14 },
  { header: 'KH không dùng tiền mặt', kind: 'integer', width: 20 },
  { header: 'Tỷ lệ KH', kind: 'percent', width: 10 },
  { header: 'Tỷ lệ KH (chặt)', kind: 'percent', width: 14 },
  { header: 'Tiền phát hành (đ)', kind: 'money', width: 20 },
  { header: 'Tiền không dùng tiền mặt (đ)', kind: 'money', width: 24 },
  { header: 'Tỷ lệ tiền', kind: 'percent', width: 10 },
  { header: 'Tỷ lệ tiền (chặt)', kind: 'percent', width: 14 },
];

const aheadColumns: Columns = [
  { header: 'Kỳ', kind: 'text', width: 10 },
  { header: 'Tỷ lệ KH dự báo', kind: 'percent', width: 16 },
  { header: 'Thấp (80%)', kind: 'percent', width: 12 },
  { header: 'Cao (80%)', kind: 'percent', width: 12 },
  { header: 'Tỷ lệ tiền dự báo', kind: 'percent', width: 16 },
  { header: 'Thấp (80%)', kind: 'percent', width: 12 },
  { header: 'Cao (80%)', kind: 'percent', width: 12 },
];

const eventColumns: Columns = [
  { header: 'Kỳ', kind: 'text', width: 10 },
  { header: 'Ngày', kind: 'date', width: 12 },
  { header: 'Việc', kind: 'text', width: 60 },
];

const channelColumns: Columns = [
  { header: 'Kỳ', kind: 'text', width: 10 },
  { header: 'Kênh', kind: 'text', width: 32 },
  { header: 'Số tiền (đ)', kind: 'money', width: 20 },
  { header: 'Hóa đơn', kind: 'integer', width: 12 },
  { header: 'Tỷ trọng', kind: 'percent', width: 10 },
];

/** How the figures of a board were counted, with names and versions. */
export function definitionWords({ figures }: Board): string {
  const { official, strict } = figures.customers.definition;
  return (
    `Chính thức (${official.name}@${official.version}): mọi kênh trừ tiền mặt do nhân viên và bàn thu của điện lực thu. ` +
    `Chặt (${strict.name}@${strict.version}): trừ thêm tiền mặt tại điểm thu hộ, và quầy ngân hàng khi đối tác không báo hình thức.`
  );
}

/** What the month was frozen with: the figures in the sheets are those of today. */
function frozenNote({ frozen }: Board): string[] {
  if (!frozen) return [];
  const { customers, money } = frozen.figures;
  const ratio = (share: number | null): string =>
    share === null ? '–' : `${(share * 100).toFixed(2).replace('.', ',')}%`;
  return [
    `Số đã chốt lúc ${frozen.at}, bản ${frozen.version}: ${customers.official.numerator}/${customers.denominator} KH ` +
      `(${ratio(customers.official.ratio)}), ${money.official.numerator}/${money.denominator} đ (${ratio(money.official.ratio)}).`,
  ];
}

/** The board as a workbook: units, communes, channels; with definition and time on every sheet. */
export function boardWorkbook(staff: StaffContext, board: Board): Workbook {
  const title = `Thanh toán không dùng tiền mặt kỳ ${formatMonth(board.period)} – ${board.unit.name}`;
  const state = board.provisional ? ' (tạm tính)' : '';
  const notes = [
    `Số liệu lúc ${momentWords(board.asOf)}${state}. ${staff.company.name}`,
    definitionWords(board),
    ...frozenNote(board),
  ];
  const whole = {
    code: board.unit.code,
    name: board.unit.name,
    ...board.figures,
    lastYear: board.lastYear,
  };
  return {
    fileName: `bang-dieu-hanh-${board.unit.code}-${board.period}.xlsx`,
    sheets: [
      { name: 'Đơn vị', title, notes, columns: figureColumns, rows: [whole, ...board.units].map(figureRow) },
      {
        name: 'Xã phường',
        title,
        notes: [...notes, communeNote[board.boundary]],
        columns: figureColumns,
        rows: board.communes.map(figureRow),
      },
      { name: 'Các kỳ', title, notes, columns: monthColumns, rows: board.trend.map(monthRow) },
      ...(board.forecast ? [aheadSheet(title, notes, board.forecast)] : []),
      {
        name: 'Mốc',
        title,
        notes: [
          ...notes,
          'Việc đã hay sẽ xảy ra trong các kỳ của biểu đồ; chốt số liệu đứng ở kỳ được chốt.',
        ],
        columns: eventColumns,
        rows: board.events.map((event) => [formatMonth(event.period), event.on, eventWords(event)]),
      },
      {
        name: 'Kênh thanh toán',
        title,
        notes,
        columns: channelColumns,
        rows: board.channels.map((line) => [
          formatMonth(line.period),
          channelNames.vi[line.channel],
          BigInt(line.amount),
          BigInt(line.bills),
          line.share,
        ]),
      },
    ],
  };
}

/** What stands above places of which some are withheld. */
export const withheldNote =
  'Nơi có ít hơn 5 hóa đơn không ghi số, kèm nơi nhỏ kế tiếp để không suy ra được từ tổng.';

const communeNote = {
  present: `Theo địa giới hiện nay. ${withheldNote}`,
  former: `Theo địa giới trước 01/07/2025; xã thuộc nhiều huyện cũ đứng riêng. ${withheldNote}`,
};

interface FigureLine {
  code: string;
  name: string;
  /** Of places; a unit's figures are always shown. */
  small?: boolean;
  customers: Figure | null;
  money: Figure | null;
  lastYear: { customers: { ratio: number | null }; money: { ratio: number | null } } | null;
}

/** What is withheld or does not exist is an empty cell, never 0. */
function figureRow({ code, name, customers, money, lastYear, ...place }: FigureLine) {
  const count = (text: string | null | undefined) => (text == null ? null : BigInt(text));
  return [
    code,
    name,
    count(customers?.denominator),
    count(customers?.official.numerator),
    customers?.official.ratio ?? null,
    customers?.strict.ratio ?? null,
    customers?.target ?? null,
    count(customers?.gap),
    count(money?.denominator),
    count(money?.official.numerator),
    money?.official.ratio ?? null,
    money?.strict.ratio ?? null,
    lastYear?.customers.ratio ?? null,
    lastYear?.money.ratio ?? null,
    customers ? '' : withheldWords(place),
  ];
}

function monthRow({ period, customers, money }: Board['trend'][number]) {
  return [
    formatMonth(period),
    ...[customers, money].flatMap(({ denominator, numerator, official, strict }) => [
      BigInt(denominator),
      BigInt(numerator),
      official,
      strict,
    ]),
  ];
}

function aheadSheet(title: string, notes: string[], forecast: NonNullable<Board['forecast']>) {
  const { customers, money, method, from, to } = forecast;
  const band = (point: { ratio: number; low: number; high: number } | undefined) => [
    point?.ratio ?? null,
    point?.low ?? null,
    point?.high ?? null,
  ];
  return {
    name: 'Dự báo',
    title,
    notes: [...notes, `Dự báo ${method} từ các kỳ ${formatMonth(from)} đến ${formatMonth(to)}, khoảng 80%.`],
    columns: aheadColumns,
    rows: customers.points.map((point, at) => [
      formatMonth(point.period),
      ...band(point),
      ...band(money.points[at]),
    ]),
  };
}
