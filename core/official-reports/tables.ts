import { channelNames } from '../channels.ts';
import { formatMonth } from '../dates.ts';
import { sumVnd } from '../money.ts';
import { bold, text, type PaperColumn, type PaperRow, type Run, type TableBlock } from '../papers/paper.ts';
import {
  boardLink,
  changeOf,
  numbersOf,
  wordsOf,
  type Counted,
  type FigureNumbers,
  type Subject,
} from './figures.ts';
import type { ReportSource } from './source.ts';
import type { Trace } from './trace.ts';

/** What a figure cannot have, as a plan of a count. */
const none = text('–');

const ordinal: PaperColumn = { header: 'TT', kind: 'ordinal', share: 4 };
const name = (header: string, share: number): PaperColumn => ({ header, kind: 'name', share });
const figure = (header: string, share: number): PaperColumn => ({ header, kind: 'number', share });

/** The report's own unit and month, the month before, and the same month a year ago. */
export function subjectsOf({ unit, now, previous, lastYear }: ReportSource) {
  const subject = (prefix: string, board: typeof now): Subject => ({
    prefix,
    name: unit.name,
    period: board.period,
    unit: unit.kind === 'company' ? null : unit.code,
    commune: null,
    figures: board.figures,
  });
  return {
    now: subject('', now),
    previous: subject('previous.', previous),
    lastYear: subject('last-year.', lastYear),
  };
}

/** Plan, reached, the month before and the same month last year; the columns that teams report in. */
export function indicatorsTable(trace: Trace, source: ReportSource, wide: boolean): TableBlock {
  const subjects = subjectsOf(source);
  const line = (counted: Counted, what: 'ratio' | 'cashless' | 'whole'): Run[] => {
    const of = (subject: Subject): FigureNumbers => numbersOf(trace, subject, counted);
    const isRatio = what === 'ratio';
    const planned = isRatio && counted !== 'bills';
    const { share, cashless, whole, unit } = wordsOf(counted);
    return [
      text({ ratio: share, cashless, whole }[what]),
      text(isRatio ? '%' : measures[unit]!),
      planned ? of(subjects.now).plan() : none,
      of(subjects.now)[what](),
      of(subjects.previous)[what](),
      of(subjects.lastYear)[what](),
      ...(wide ? [isRatio ? changeOf(trace, subjects.now, counted, changes(source).lastYear) : none] : []),
      planned ? of(subjects.now).toPlan() : none,
    ];
  };
  const rows = [
    line('customers', 'ratio'),
    line('money', 'ratio'),
    line('bills', 'ratio'),
    line('customers', 'cashless'),
    line('customers', 'whole'),
    line('money', 'cashless'),
    line('money', 'whole'),
  ];
  return {
    kind: 'table',
    caption: `Các chỉ tiêu kỳ ${formatMonth(source.period)}${wide ? '; mọi tỷ lệ càng cao càng tốt' : ''}`,
    columns: [
      ordinal,
      name('Tên chỉ tiêu', wide ? 17 : 18),
      name('Đơn vị tính', 6),
      figure('Kế hoạch', wide ? 8 : 9),
      figure('Thực hiện', 18),
      figure('Tháng trước', 18),
      figure('Cùng kỳ', 18),
      ...(wide ? [figure('So với cùng kỳ', 9)] : []),
      figure('So với kế hoạch', wide ? 9 : 14),
    ],
    rows: numbered(rows),
  };
}

const measures: Record<string, string> = { customers: 'KH', bills: 'hóa đơn', money: 'đồng' };

/** The months that a report compares with. */
export function changes({ previous, lastYear }: ReportSource) {
  return {
    previous: { id: 'to-previous', board: previous },
    lastYear: { id: 'to-last-year', board: lastYear },
  };
}

/** The units in the board's own order: the one that lacks most customers first. */
export function leagueTable(trace: Trace, source: ReportSource, most?: number): TableBlock {
  const units = source.now.units.slice(0, most);
  return {
    kind: 'table',
    caption: `Kết quả của các đơn vị kỳ ${formatMonth(source.period)}, đơn vị còn thiếu nhiều khách hàng nhất đứng đầu`,
    columns: [
      ordinal,
      name('Đơn vị', 33),
      figure('KH có hóa đơn', 9),
      figure('KH không dùng tiền mặt', 11),
      figure('Tỷ lệ KH', 8),
      figure('Kế hoạch giao', 8),
      figure('So với kế hoạch', 15),
      figure('Còn thiếu (KH)', 9),
      figure('Tỷ lệ tiền', 8),
    ],
    rows: numbered(
      units.map((unit) => {
        const subject = belowOf(source, unit);
        const customers = numbersOf(trace, subject, 'customers');
        return [
          text(unit.name),
          customers.whole(),
          customers.cashless(),
          customers.ratio(),
          customers.plan(),
          customers.toPlan(),
          customers.gap(),
          numbersOf(trace, subject, 'money').ratio(),
        ];
      }),
    ),
  };
}

/** A unit below the one that is reported on. */
export function belowOf(source: ReportSource, unit: ReportSource['now']['units'][number]): Subject {
  return {
    prefix: `unit.${unit.code}.`,
    name: unit.name,
    period: source.period,
    unit: unit.code,
    commune: null,
    figures: unit,
  };
}

export function communesTable(trace: Trace, source: ReportSource): TableBlock {
  const own = subjectsOf(source).now.unit;
  const rows = source.now.communes.map((commune) => {
    const subject: Subject = {
      prefix: `commune.${commune.code || 'none'}.`,
      name: commune.name || 'chưa rõ xã',
      period: source.period,
      unit: own,
      commune: commune.code,
      figures: commune,
    };
    const customers = numbersOf(trace, subject, 'customers');
    return [
      text(commune.name || 'Chưa rõ xã'),
      customers.whole(),
      customers.cashless(),
      customers.ratio(),
      numbersOf(trace, subject, 'money').ratio(),
    ];
  });
  return {
    kind: 'table',
    caption: 'Kết quả theo xã, phường; xã có ít hơn năm hóa đơn không in riêng',
    columns: [
      ordinal,
      name('Xã, phường', 34),
      figure('KH có hóa đơn', 15),
      figure('KH không dùng tiền mặt', 17),
      figure('Tỷ lệ KH', 13),
      figure('Tỷ lệ tiền', 13),
    ],
    rows: numbered(rows),
  };
}

/** What each channel brought in of the month's bills; cash by its own name. */
export function channelsTable(trace: Trace, source: ReportSource): TableBlock {
  const { unit } = subjectsOf(source).now;
  const link = boardLink(unit, source.period);
  const paidBy = (channel: string): string =>
    `/channel-customers?${new URLSearchParams({ period: source.period, channel, ...(unit && { unit }) }).toString()}`;
  const channels = source.now.channels.filter(({ period }) => period === source.period);
  const total = String(sumVnd(channels.map(({ amount }) => BigInt(amount))));
  const bills = String(sumVnd(channels.map((row) => BigInt(row.bills))));
  const month = `kỳ ${formatMonth(source.period)}`;
  const rows = channels.map(({ channel, amount, bills: count }) => {
    const label = `${channelNames.vi[channel]}, ${source.unit.name}, ${month}`;
    const to = { link: paidBy(channel) };
    return [
      text(channelNames.vi[channel]),
      trace.count(`channel.${channel}.bills`, count, 'bills', { label: `${label}: hóa đơn`, ...to }),
      trace.count(`channel.${channel}.amount`, amount, 'money', { label: `${label}: số tiền`, ...to }),
      trace.ratio(`channel.${channel}.share`, {
        label: `${label}: tỷ trọng số tiền đã thu`,
        ...to,
        numerator: amount,
        denominator: total,
      }),
    ];
  });
  const sum = [
    text('Cộng'),
    trace.count('channel.all.bills', bills, 'bills', {
      label: `Mọi hình thức, ${month}: lượt thu hóa đơn`,
      link,
    }),
    trace.count('channel.all.amount', total, 'money', { label: `Mọi hình thức, ${month}: số tiền`, link }),
    none,
  ];
  return {
    kind: 'table',
    caption: `Số tiền đã thu ${month} theo hình thức thanh toán`,
    columns: [
      ordinal,
      name('Hình thức thanh toán', 40),
      figure('Hóa đơn', 15),
      figure('Số tiền (đồng)', 25),
      figure('Tỷ trọng', 13),
    ],
    rows: [...numbered(rows), { bold: true, cells: [text(''), ...sum.map(bold)] }],
  };
}

function numbered(rows: readonly Run[][]): PaperRow[] {
  return rows.map((cells, index) => ({ bold: false, cells: [text(String(index + 1)), ...cells] }));
}
