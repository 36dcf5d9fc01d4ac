import { formatMonth, type Month } from '../dates.ts';
import type { NumberUnit, Run } from '../papers/paper.ts';
import type { SourceBoard, SourceFigure, SourceFigures } from './source.ts';
import type { Trace } from './trace.ts';

export type Counted = 'customers' | 'bills' | 'money';

/** Whose figures: the unit of the report, a unit below it, or a commune; of which month. */
export interface Subject {
  /** Before the names of its numbers: empty for the report's own unit and month. */
  prefix: string;
  name: string;
  period: Month;
  /** Null for the whole company. */
  unit: string | null;
  commune: string | null;
  figures: SourceFigures;
}

/** The words for what is counted: one of it, those without cash, and their share. */
const words: Record<Counted, { whole: string; cashless: string; share: string; unit: NumberUnit }> = {
  customers: {
    whole: 'Số khách hàng có hóa đơn',
    cashless: 'Số khách hàng thanh toán không dùng tiền mặt',
    share: 'Tỷ lệ khách hàng thanh toán không dùng tiền mặt',
    unit: 'customers',
  },
  bills: {
    whole: 'Số hóa đơn đã phát hành',
    cashless: 'Số hóa đơn thanh toán không dùng tiền mặt',
    share: 'Tỷ lệ lượt hóa đơn thanh toán không dùng tiền mặt',
    unit: 'bills',
  },
  money: {
    whole: 'Số tiền điện đã phát hành',
    cashless: 'Số tiền điện thanh toán không dùng tiền mặt',
    share: 'Tỷ lệ tiền điện thanh toán không dùng tiền mặt',
    unit: 'money',
  },
};

export function wordsOf(counted: Counted) {
  return words[counted];
}

export type DefinitionKey = 'official' | 'strict';

export function definitionOf(figure: SourceFigure, key: DefinitionKey): string {
  const { name, version } = figure.definition[key];
  return `${name}@${version}`;
}

/** The numbers of one figure; each is put on the paper's record when it is asked for. */
export interface FigureNumbers {
  whole: () => Run;
  cashless: () => Run;
  ratio: () => Run;
  plan: () => Run;
  gap: () => Run;
  /** `bằng 105,7% kế hoạch giao` */
  attainment: () => Run;
  /** Above or below the plan, in points. */
  toPlan: () => Run;
}

export function numbersOf(
  trace: Trace,
  subject: Subject,
  counted: Counted,
  key: DefinitionKey = 'official',
): FigureNumbers {
  const figure = subject.figures[counted];
  const { numerator, ratio } = figure[key];
  const { denominator, target } = figure;
  const base = `${subject.prefix}${counted}${key === 'strict' ? '.strict' : ''}`;
  const { whole, cashless, share, unit } = words[counted];
  const definition = definitionOf(figure, key);
  const label = (what: string): string => `${what}, ${subject.name}, kỳ ${formatMonth(subject.period)}`;
  const list = (state: string): string => customersLink(subject, state, key);
  const parts = { definition, numerator, denominator };
  // Of a month without bills there is nothing to count.
  const counts = (value: string): string | null => (denominator === '0' ? null : value);
  const plans = `/targets?period=${subject.period}`;
  return {
    whole: () =>
      trace.count(`${base}.whole`, counts(denominator), unit, {
        label: label(whole),
        definition,
        link: list('all'),
      }),
    cashless: () =>
      trace.count(`${base}.cashless`, counts(numerator), unit, {
        label: label(cashless),
        definition,
        link: list('cashless'),
      }),
    ratio: () => trace.ratio(`${base}.ratio`, { label: label(share), link: list('cashless'), ...parts }),
    plan: () => trace.given(`${base}.plan`, target, { label: label(`${share}: kế hoạch giao`), link: plans }),
    gap: () =>
      trace.count(`${base}.gap`, figure.gap, unit, {
        label: label(`${cashless}: còn thiếu so với kế hoạch giao`),
        link: list('all'),
        ...parts,
      }),
    attainment: () =>
      trace.attainment(`${base}.attainment`, ratio, target, {
        label: label(`${share}: so với kế hoạch giao`),
        link: plans,
        ...parts,
      }),
    toPlan: () =>
      trace.points(`${base}.to-plan`, ratio, target, {
        label: label(`${share}: chênh so với kế hoạch giao`),
        link: plans,
        ...parts,
      }),
  };
}

/** How far the ratio lies from that of another month. */
export function changeOf(
  trace: Trace,
  subject: Subject,
  counted: Counted,
  before: { id: string; board: SourceBoard },
): Run {
  const [now, then] = [subject.figures[counted], before.board.figures[counted]];
  const { share } = words[counted];
  return trace.points(`${subject.prefix}${counted}.${before.id}`, now.official.ratio, then.official.ratio, {
    label: `${share}, ${subject.name}: kỳ ${formatMonth(subject.period)} so với kỳ ${formatMonth(before.board.period)}`,
    link: customersLink({ ...subject, period: before.board.period }, 'cashless', 'official'),
    definition: definitionOf(now, 'official'),
    numerator: now.official.numerator,
    denominator: now.denominator,
  });
}

/** The list of the customers that a figure counts. */
export function customersLink(
  { period, unit, commune }: Pick<Subject, 'period' | 'unit' | 'commune'>,
  state: string,
  definition: DefinitionKey,
): string {
  const query = new URLSearchParams({ period, ...(unit && { unit }), ...(commune && { commune }) });
  if (state !== 'all') query.set('state', state);
  if (definition === 'strict') query.set('definition', definition);
  return `/ratio-customers?${query.toString()}`;
}

/** The board of a unit, or of the company, for a month. */
export function boardLink(unit: string | null, period: Month): string {
  return unit === null ? `/board?period=${period}` : `/units/${unit}?period=${period}`;
}
