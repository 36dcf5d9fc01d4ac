import { channelNames } from '../../../core/channels.ts';
import { formatBusinessDate } from '../../../core/dates.ts';
import type { Cell, Content } from '../../platform/pdf/content.ts';
import { headerCell, numberCell, ruledTable } from '../../platform/pdf/parts.ts';
import type { Counted, MinutesContent } from './minutes-content.ts';
import { countOf, feeWords, laneNames, leftStates, moneyOf } from './paper-words.ts';

export function heading(text: string): Content {
  return { text, bold: true, fontSize: 10, margin: [0, 9, 0, 3] };
}

/** The session's figures: the numbered lines of the settlement. */
export function figuresTable({ figures }: MinutesContent): Content {
  const lines: [string, string, number | null, string | null][] = [
    ['1', 'Thu tiền điện của khách hàng', figures.payments, figures.paymentsVnd],
    ['2', 'Giao dịch hủy', figures.reversals, figures.reversalsVnd],
    ['3', 'Đối tác hoàn tiền cho khách hàng', null, figures.refundsVnd],
    ['4', 'Thực thu (4 = 1 − 2 − 3)', null, figures.collectedVnd],
    ['5', `Phí dịch vụ thu hộ${feeWords(figures.feeMode)}`, null, figures.feeVnd],
    ['6', 'Thuế giá trị gia tăng của phí', null, figures.feeVatVnd],
    ['7', 'Chênh lệch của phiên trước chuyển sang', null, figures.carriedInVnd],
    [
      '8',
      `Phải chuyển về tài khoản chuyên thu (${expectedFormula(figures.feeMode)})`,
      null,
      figures.expectedVnd,
    ],
  ];
  const strong = new Set(['4', '8']);
  return ruledTable(
    ['auto', '*', 80, 110],
    [headerCell('STT'), headerCell('Khoản mục'), headerCell('Số giao dịch'), headerCell('Số tiền (đồng)')],
    lines.map(([index, name, count, amount]) => {
      const bold = strong.has(index);
      return [
        { text: index, alignment: 'center', bold },
        { text: name, bold },
        numberCell(count === null ? '' : countOf(count), bold),
        numberCell(moneyOf(amount), bold),
      ];
    }),
  );
}

function expectedFormula(mode: MinutesContent['figures']['feeMode']): string {
  return mode === 'netted' ? '8 = 4 − 5 − 6 + 7' : mode === 'mixed' ? 'theo từng ngày' : '8 = 4 + 7';
}

export function channelTable({ channels, figures }: MinutesContent): Content {
  return countedTable(
    'Kênh thanh toán',
    channels.map((row) => [channelNames.vi[row.channel], row]),
    figures,
  );
}

export function unitTable({ units, figures }: MinutesContent): Content {
  return countedTable(
    'Đơn vị',
    units.map((row) => [row.code === '' ? 'Chưa rõ khách hàng' : `${row.code} – ${row.name}`, row]),
    figures,
  );
}

function countedTable(title: string, rows: [string, Counted][], total: Counted): Content {
  const line = (name: string, row: Counted, bold = false): Cell[] => [
    { text: name, bold },
    numberCell(countOf(row.payments), bold),
    numberCell(moneyOf(row.paymentsVnd), bold),
    numberCell(countOf(row.reversals), bold),
    numberCell(moneyOf(row.reversalsVnd), bold),
    numberCell(moneyOf(String(BigInt(row.paymentsVnd) - BigInt(row.reversalsVnd))), bold),
  ];
  return ruledTable(
    ['*', 42, 82, 40, 70, 82],
    [title, 'Số thu', 'Tiền thu (đồng)', 'Số hủy', 'Tiền hủy (đồng)', 'Còn lại (đồng)'].map(headerCell),
    [...rows.map(([name, row]) => line(name, row)), line('Cộng', total, true)],
  );
}

export function dayTable({ days, figures }: MinutesContent): Content {
  return ruledTable(
    ['auto', 34, 78, 36, 68, 82, '*'],
    [
      'Ngày',
      'Số GD thu',
      'Tiền thu (đồng)',
      'Số GD hủy',
      'Tiền hủy (đồng)',
      'Phải chuyển (đồng)',
      'Bản ký · mã băm',
    ].map(headerCell),
    [
      ...days.map((day): Cell[] => [
        formatBusinessDate(day.day),
        numberCell(countOf(day.payments)),
        numberCell(moneyOf(day.paymentsVnd)),
        numberCell(countOf(day.reversals)),
        numberCell(moneyOf(day.reversalsVnd)),
        numberCell(moneyOf(day.expectedVnd)),
        day.number === null
          ? { text: 'chưa ký', italics: true }
          : { text: `${day.number.slice(-2)} · ${day.hash?.slice(0, 12)}`, fontSize: 8 },
      ]),
      [
        { text: 'Cộng', bold: true },
        numberCell(countOf(figures.payments), true),
        numberCell(moneyOf(figures.paymentsVnd), true),
        numberCell(countOf(figures.reversals), true),
        numberCell(moneyOf(figures.reversalsVnd), true),
        numberCell(moneyOf(figures.expectedVnd), true),
        '',
      ],
    ],
  );
}

export function laneTable({ reconciliation }: MinutesContent): Content {
  return ruledTable(
    ['auto', '*', 60, 60, 60, 110],
    ['STT', 'Loại chênh lệch', 'Phát hiện', 'Đã xử lý', 'Còn lại', 'Giá trị còn lại (đồng)'].map(headerCell),
    reconciliation.lanes.map(({ lane, found, resolved, left, leftVnd }, index) => [
      { text: String(index + 1), alignment: 'center' },
      laneNames[lane],
      numberCell(countOf(found)),
      numberCell(countOf(resolved)),
      numberCell(countOf(left)),
      numberCell(moneyOf(leftVnd)),
    ]),
  );
}

export function leftTable({ reconciliation }: MinutesContent): Content {
  return ruledTable(
    [84, '*', 76, 76, 140],
    ['Loại', 'Mã tham chiếu', 'Phía đối tác (đồng)', 'Phía điện lực (đồng)', 'Xử lý tiếp'].map(headerCell),
    reconciliation.left.map((row) => [
      laneNames[row.lane],
      row.reference + (row.customerCode ? `\n${row.customerCode}` : ''),
      numberCell(moneyOf(row.theirVnd)),
      numberCell(moneyOf(row.ourVnd)),
      `${leftStates[row.state]} đến ${formatBusinessDate(row.dueOn)}${row.reason ? `: ${row.reason}` : ''}`,
    ]),
  );
}
