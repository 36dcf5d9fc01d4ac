import { formatBusinessDate, formatMonth } from '../dates.ts';
import {
  heading,
  paragraph,
  readTokens,
  text,
  type Block,
  type Frame,
  type Paper,
  type Run,
  type TracedNumber,
} from '../papers/paper.ts';
import { momentWords } from '../papers/words.ts';
import { defaultForm, type HouseWords } from './default-texts.ts';
import { customersLink, definitionOf, numbersOf } from './figures.ts';
import { linesOf, type ReportForm } from './form.ts';
import { kindRules, paperNumber, type ReportKind } from './kinds.ts';
import type { ReportSource } from './source.ts';
import { channelsTable, communesTable, indicatorsTable, leagueTable, subjectsOf } from './tables.ts';
import { noFigure, openTrace, type Trace } from './trace.ts';

/** What the frame of a paper says beside the form. */
export interface Letterhead extends HouseWords {
  /** The company in numbers of papers: `PCHATINH`. */
  companyMark: string;
  parent: string;
}

export interface Composition {
  paper: Paper;
  /** The form it was made with: what was given, or what the report says by itself. */
  form: ReportForm;
  /** Every number that a text of the form may name, whether or not it is printed. */
  available: TracedNumber[];
}

/** Makes a report of a kind. Without a form it says what it says by itself; without a number its place stays open. */
export function composeReport(
  kind: ReportKind,
  source: ReportSource,
  letterhead: Letterhead,
  given: { form?: ReportForm | undefined; number?: number | undefined } = {},
): Composition {
  const trace = openTrace(source.asOf);
  const untouched = defaultForm(trace, kind, source, letterhead);
  const form = given.form ?? untouched;
  const tables = bodies[kind](trace, source);
  const own = ownWords(trace, form, nextOrdinals(tables));
  const blocks = [...tables, ...own, ...closing(kind, source)];
  const available = [...trace.numbers.values()];
  const printed = [...idsOn(blocks)].flatMap((id) => trace.numbers.get(id) ?? []);
  return {
    form,
    available,
    paper: {
      layout: kindRules[kind].layout,
      frame: frameOf(kind, source, letterhead, form, given.number ?? null),
      standing: `Số liệu lúc ${momentWords(source.asOf)}. ${source.standing}`,
      definitions: definitionLines(source),
      blocks,
      numbers: printed,
      madeAt: source.madeAt,
      mark: source.company.demo ? 'Dữ liệu mẫu – không phải khách hàng thật' : '',
    },
  };
}

function frameOf(
  kind: ReportKind,
  { company, on }: ReportSource,
  { parent, companyMark }: Letterhead,
  form: ReportForm,
  number: number | null,
): Frame {
  return {
    parent,
    issuer: company.name,
    number: paperNumber(kind, number, companyMark),
    place: form.place,
    datedOn: on,
    type: kindRules[kind].type,
    subject: form.subject,
    addressee: form.addressee,
    capacity: linesOf(form.capacity),
    signer: form.signer,
    copies: linesOf(form.copies),
  };
}

type Body = (trace: Trace, source: ReportSource) => Block[];

const bodies: Record<ReportKind, Body> = {
  daily_flash: (trace, source) => [
    heading('1. Kỳ đang thu'),
    collecting(trace, source),
    heading(`2. Kỳ ${formatMonth(source.period)}`),
    ...results(trace, source),
    leagueTable(trace, source, 10),
  ],
  weekly_league: (trace, source) => [...results(trace, source), leagueTable(trace, source)],
  monthly_book: (trace, source) => [
    heading('I. Chỉ tiêu'),
    ...results(trace, source),
    indicatorsTable(trace, source, true),
    strictLine(trace, source),
    heading('II. Đơn vị'),
    leagueTable(trace, source),
    heading('III. Hình thức thanh toán'),
    channelsTable(trace, source),
    heading('IV. Xã, phường'),
    communesTable(trace, source),
  ],
  province_report: (trace, source) => [
    heading('I. Kết quả thực hiện'),
    issued(trace, source),
    ...results(trace, source),
    indicatorsTable(trace, source, false),
    heading('II. Hình thức thanh toán'),
    channelsTable(trace, source),
    heading('III. Kết quả của các đơn vị'),
    leagueTable(trace, source),
  ],
  corporation_report: (trace, source) => [
    heading('I. Thực hiện chỉ tiêu'),
    issued(trace, source),
    indicatorsTable(trace, source, true),
    strictLine(trace, source),
    heading('II. Kết quả của các đơn vị'),
    leagueTable(trace, source),
    heading('III. Hình thức thanh toán'),
    channelsTable(trace, source),
  ],
};

function issued(trace: Trace, source: ReportSource): Block {
  const { now } = subjectsOf(source);
  return paragraph(
    text(`Kỳ hóa đơn ${formatMonth(source.period)}, ${source.unit.name} phát hành `),
    numbersOf(trace, now, 'bills').whole(),
    text(' hóa đơn cho '),
    numbersOf(trace, now, 'customers').whole(),
    text(' khách hàng, tổng số tiền '),
    numbersOf(trace, now, 'money').whole(),
    text(' đồng.'),
  );
}

/** Customers and money side by side, each with what it is counted from. */
function results(trace: Trace, source: ReportSource): Block[] {
  const { now } = subjectsOf(source);
  return (['customers', 'money'] as const).map((counted) => {
    const { cashless, whole, ratio, plan, attainment, gap } = numbersOf(trace, now, counted);
    const isMoney = counted === 'money';
    const isShort = !isMoney && ![null, '0'].includes(now.figures.customers.gap);
    const planned = now.figures[counted].target !== null;
    const tail: Run[] = planned
      ? [text(', '), attainment(), text(' ('), plan(), text(')')]
      : [text('; kỳ này chưa giao kế hoạch')];
    return paragraph(
      text(
        isMoney
          ? 'Tiền điện thanh toán không dùng tiền mặt: '
          : 'Khách hàng thanh toán không dùng tiền mặt: ',
      ),
      cashless(),
      text(isMoney ? ' đồng trên tổng số ' : ' trên tổng số '),
      whole(),
      text(isMoney ? ' đồng, đạt ' : ' khách hàng có hóa đơn, đạt '),
      ratio(),
      ...tail,
      ...(isShort ? [text('; còn thiếu '), gap(), text(' khách hàng để đạt chỉ tiêu')] : []),
      text('.'),
    );
  });
}

function strictLine(trace: Trace, source: ReportSource): Block {
  const { now } = subjectsOf(source);
  return paragraph(
    text('Theo cách tính chặt, trừ cả tiền mặt tại điểm thu hộ: khách hàng '),
    numbersOf(trace, now, 'customers', 'strict').ratio(),
    text(', tiền điện '),
    numbersOf(trace, now, 'money', 'strict').ratio(),
    text('.'),
  );
}

/** The newest month, of which money still comes in. */
function collecting(trace: Trace, source: ReportSource): Block {
  const { live } = source.now;
  if (!live) return paragraph(text(`Kỳ đang thu: ${noFigure}.`));
  const month = `kỳ ${formatMonth(live.period)}, ${source.unit.name}`;
  const { unit: own } = subjectsOf(source).now;
  const link = customersLink({ period: live.period, unit: own, commune: null }, 'all', 'official');
  return paragraph(
    text(`Kỳ ${formatMonth(live.period)}: đã thu `),
    trace.count('live.bills-paid', live.billsPaid, 'bills', { label: `Hóa đơn đã thu, ${month}`, link }),
    text(' trên '),
    trace.count('live.bills', live.bills, 'bills', { label: `Hóa đơn đã phát hành, ${month}`, link }),
    text(' hóa đơn, '),
    trace.count('live.paid', live.paid, 'money', { label: `Tiền đã thu, ${month}`, link }),
    text(' đồng trên '),
    trace.count('live.billed', live.billed, 'money', { label: `Tiền đã phát hành, ${month}`, link }),
    text(' đồng, đạt '),
    trace.ratio('live.ratio', {
      label: `Tỷ lệ tiền đã thu bằng mọi hình thức, ${month}`,
      link,
      numerator: live.paid,
      denominator: live.billed,
    }),
    text('.'),
  );
}

/** What people wrote, each under its heading; nothing where nothing was written. */
function ownWords(trace: Trace, form: ReportForm, ordinals: readonly string[]): Block[] {
  const parts = [
    ['Đánh giá', form.assessment],
    ['Khó khăn, vướng mắc', form.difficulties],
    ['Đề xuất, kiến nghị', form.proposals],
  ] as const;
  const numbers = [...trace.numbers.values()];
  const written = parts.filter(([, typed]) => typed.trim() !== '');
  return written.flatMap(([title, typed], index) => {
    const known = withAbsent(typed, trace);
    const lines = known.split('\n').filter((line) => line.trim() !== '');
    const named = [ordinals[index], title].filter(Boolean).join(' ');
    return [heading(named), ...lines.map((line) => paragraph(...readTokens(line.trim(), numbers)))];
  });
}

const romans = ['I.', 'II.', 'III.', 'IV.', 'V.', 'VI.', 'VII.', 'VIII.', 'IX.', 'X.'];
const digits = romans.map((_, index) => `${index + 1}.`);

/** How the headings go on after those that stand already; empty where these are not numbered. */
function nextOrdinals(blocks: readonly Block[]): string[] {
  const last = blocks.findLast(({ kind }) => kind === 'heading');
  const [ordinal = ''] = last?.kind === 'heading' ? (last.runs[0]?.text.split(' ') ?? []) : [];
  const series = [romans, digits].find((one) => one.includes(ordinal)) ?? [];
  return series.slice(series.indexOf(ordinal) + 1);
}

/** A number that there is for other months but not for this one is said to be missing. */
function withAbsent(typed: string, { absent }: Trace): string {
  return typed.replaceAll(/\{([a-zA-Z0-9._-]+)\}/g, (token, id: string) =>
    absent.has(id) ? noFigure : token,
  );
}

function closing(kind: ReportKind, { company }: ReportSource): Block[] {
  if (kindRules[kind].layout !== 'state') return [];
  return [
    paragraph(text('Nguồn gốc của từng số liệu nêu tại Phụ lục kèm theo.')),
    paragraph(text(`Trên đây là báo cáo của ${company.name}, kính gửi để xem xét, chỉ đạo./.`)),
  ];
}

function definitionLines({ now, on }: ReportSource): string[] {
  const figure = now.figures.customers;
  return [
    `Cách tính ${definitionOf(figure, 'official')} (chính thức): mọi hình thức trừ tiền mặt do nhân viên và bàn thu của ` +
      'điện lực thu. Khách hàng được tính khi mọi hóa đơn của kỳ đã trả đủ, không đồng nào bằng tiền mặt.',
    `Cách tính ${definitionOf(figure, 'strict')} (chặt): trừ thêm tiền mặt tại điểm thu hộ, và quầy ngân hàng khi đối tác ` +
      'không báo hình thức.',
    `Mẫu số: khách hàng, hóa đơn, tiền điện phát hành của kỳ. Đơn vị theo tổ chức ngày ${formatBusinessDate(on)}.`,
  ];
}

/** In the order of reading. */
function idsOn(blocks: readonly Block[]): Set<string> {
  const runs = blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : block.runs,
  );
  return new Set(runs.flatMap(({ number }) => number ?? []));
}
