import { formatMonth } from '../../../core/dates.ts';
import { attainmentOfPlan, pointsBetween } from '../../../core/kpi/differences.ts';
import { formatVnd } from '../../../core/money.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import type { PdfDocument } from '../../platform/pdf/document.ts';
import { headerCell, numberCell, ruledTable } from '../../platform/pdf/parts.ts';
import { withheldWords } from '../../../core/kpi/withholding.ts';
import type { Figure } from '../kpi/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { bulletDrawing, forecastDrawing, monthsDrawn } from './board-drawings.ts';
import { definitionWords, withheldNote, type Board } from './board-workbook.ts';
import { numberedMarks } from './event-words.ts';

/** The board on A4 in black and greys: figures, forecast, league and communes, with definitions and time on every page. */
export function boardDocument(staff: StaffContext, board: Board): PdfDocument {
  const standing = `Số liệu lúc ${momentWords(board.asOf)}${board.provisional ? ' (tạm tính)' : ''}`;
  return {
    fileName: `bang-dieu-hanh-${board.unit.code}-${board.period}.pdf`,
    title: `Bảng điều hành ${board.unit.name}, kỳ ${formatMonth(board.period)}`,
    author: staff.company.name,
    madeAt: new Date(board.asOf),
    ...(staff.company.demo && { mark: 'DỮ LIỆU MẪU' }),
    content: [
      { text: staff.company.name, fontSize: 9 },
      {
        text: `Thanh toán tiền điện không dùng tiền mặt, kỳ ${formatMonth(board.period)}`,
        bold: true,
        fontSize: 15,
      },
      {
        text: `${board.unit.kind === 'company' ? '' : `${board.unit.name}. `}${standing}. ${definitionWords(board)}`,
        fontSize: 8,
        margin: [0, 2, 0, 10],
      },
      figureColumns(board),
      ...forecastPart(board),
      ...(board.units.length > 0
        ? [heading('Đơn vị', 'Xếp theo số KH còn thiếu so với chỉ tiêu'), placeTable(board, board.units)]
        : []),
      ...communePart(board),
    ],
    footer: [`${standing} · ${definitionsOf(board)}`],
  };
}

function definitionsOf({ figures }: Board): string {
  const { official, strict } = figures.customers.definition;
  return `cách tính ${official.name}@${official.version}, ${strict.name}@${strict.version}`;
}

function heading(title: string, note: string): Content {
  return {
    stack: [
      { text: title, bold: true, fontSize: 12 },
      { text: note, fontSize: 8, color: '#444444' },
    ],
    margin: [0, 12, 0, 4],
  };
}

function figureColumns(board: Board): Content {
  return {
    columnGap: 20,
    columns: [
      figureStack(board, 'customers', 'Tỷ lệ KH thanh toán không dùng tiền mặt'),
      figureStack(board, 'money', 'Tỷ lệ tiền điện thanh toán không dùng tiền mặt'),
    ],
  };
}

function figureStack(board: Board, metric: 'customers' | 'money', title: string): Content {
  const figure = board.figures[metric];
  const before = board.lastYear?.[metric].ratio ?? null;
  const { ratio, numerator } = figure.official;
  const count = metric === 'money' ? (text: string) => `${formatVnd(BigInt(text))} đ` : countOf;
  const lines = [
    `${count(numerator)} / ${count(figure.denominator)}`,
    `Chặt: ${percent(figure.strict.ratio)}`,
    ...(figure.target === null || ratio === null
      ? ['Chưa giao chỉ tiêu']
      : [`Chỉ tiêu ${percent(figure.target)}, ${attainmentOfPlan(ratio, figure.target) ?? ''}`]),
    ...(ratio === null || before === null ? [] : [`So với cùng kỳ: ${pointsBetween(ratio, before)}`]),
  ];
  return {
    stack: [
      { text: title, fontSize: 9 },
      { text: ratio === null ? 'chưa có dữ liệu' : percent(ratio), bold: true, fontSize: 24 },
      bulletDrawing(figure, { lastYear: before, provisional: board.provisional, barWidth: 200 }),
      ...lines.map((text): Content => ({ text, fontSize: 8.5 })),
    ],
  };
}

function forecastPart(board: Board): Content[] {
  const { forecast } = board;
  if (!forecast) return [];
  const words = (metric: 'customers' | 'money', unit: string): string => {
    const { points, missing, perMonth } = forecast[metric];
    const end = points.at(-1);
    return [
      end
        ? `Đến kỳ ${formatMonth(end.period)}: ${percent(end.ratio)} (${percent(end.low)} đến ${percent(end.high)}).`
        : 'Cần ít nhất sáu kỳ liền nhau để dự báo.',
      ...(missing === null || missing === '0'
        ? []
        : [`Còn thiếu ${countOf(missing)} ${unit} để đạt chỉ tiêu.`]),
      ...(perMonth === null || perMonth === '0' ? [] : [`Cần thêm ${countOf(perMonth)} ${unit} mỗi tháng.`]),
    ].join(' ');
  };
  const note =
    'Nét liền: thực hiện, chấm đặc là kỳ đã chốt, chấm rỗng là số liệu tạm tính, hình thoi là kỳ công bố lại. ' +
    'Nét đứt và dải: dự báo, khoảng 80%. Vạch ngang: chỉ tiêu. Vạch dọc có số: việc ghi bên dưới. ' +
    `Dự báo ${forecast.method} từ các kỳ ${formatMonth(forecast.from)}–${formatMonth(forecast.to)}.`;
  const panel = (metric: 'customers' | 'money', name: string, unit: string): Content => ({
    stack: [
      { text: name, bold: true, fontSize: 9 },
      forecastDrawing(board, metric),
      { text: words(metric, unit), fontSize: 8.5 },
    ],
  });
  return [
    heading('Dự báo cuối năm', note),
    {
      columnGap: 16,
      columns: [panel('customers', 'Theo KH', 'KH'), panel('money', 'Theo tiền', 'đ')],
    },
    ...numberedMarks(board.events, monthsDrawn(board)).map(({ words: text }): Content => ({
      text,
      fontSize: 8,
      margin: [0, 2, 0, 0],
    })),
  ];
}

function communePart(board: Board): Content[] {
  if (board.communes.length === 0) return [];
  const note =
    (board.boundary === 'former' ? 'Theo địa giới trước 01/07/2025. ' : 'Theo địa giới hiện nay. ') +
    withheldNote;
  return [heading('Xã, phường', note), placeTable(board, board.communes)];
}

interface PlaceLine {
  code: string;
  name: string;
  small?: boolean;
  customers: Figure | null;
  money: Figure | null;
  lastYear: { customers: { ratio: number | null } } | null;
}

function placeTable(board: Board, rows: readonly PlaceLine[]): Content {
  return ruledTable(
    ['*', 116, 44, 42, 42, 46, 62],
    ['Tên', 'Thực hiện', 'Có hóa đơn', '% KH', '% tiền', 'Còn thiếu KH', 'So với cùng kỳ'].map(headerCell),
    rows.map(({ code, name, customers, money, lastYear, ...place }): Cell[] => {
      const label = name || code || 'Chưa rõ xã, phường';
      if (!customers) return [label, withheldWords(place), '', '', '', '', ''];
      const { ratio } = customers.official;
      const before = lastYear?.customers.ratio ?? null;
      return [
        label,
        bulletDrawing(customers, {
          lastYear: before,
          provisional: board.provisional,
          barWidth: 112,
        }) as Cell,
        numberCell(countOf(customers.denominator)),
        numberCell(percent(ratio), true),
        numberCell(percent(money?.official.ratio ?? null)),
        numberCell(customers.gap === null ? '–' : countOf(customers.gap)),
        numberCell(ratio === null || before === null ? '–' : pointsBetween(ratio, before)),
      ];
    }),
    7.5,
  );
}

function countOf(text: string): string {
  return formatVnd(BigInt(text));
}

function percent(ratio: number | null): string {
  return ratio === null ? '–' : `${(ratio * 100).toFixed(2).replace('.', ',')}%`;
}
