import {
  formatBusinessDate,
  formatMonth,
  startOfBusinessDate,
  type BusinessDate,
  type Month,
} from '../dates.ts';
import { formatVnd } from '../money.ts';
import {
  bold,
  heading,
  paragraph,
  runOf,
  text,
  type Block,
  type NumberUnit,
  type Paper,
  type PaperRow,
  type Run,
  type TableBlock,
  type TracedNumber,
} from '../papers/paper.ts';
import { nounOfMeasure, percentOf } from './explain.ts';
import { isShareMeasure, nameOfMeasure, unitOfMeasure, type Measure } from './measures.ts';
import { nameOfSpan, type PlanMode, type PlanSpan } from './span.ts';

/** A row as the letter tells it, in whole customers, dong or things. */
export interface LetterRow {
  key: string;
  parent: string | null;
  kind: 'company' | 'unit' | 'team' | 'employee' | 'rest';
  name: string;
  base: bigint | null;
  reached: bigint | null;
  target: bigint;
  shareBp: number | null;
  /** What the letter before asked; null in the first letter. */
  before: { target: bigint; shareBp: number | null } | null;
  /** Who is responsible for the row; null where nobody is named. */
  owner: string | null;
}

/** A plan that was handed over, and by whom. */
export interface HandedPlan {
  id: string;
  company: { name: string; demo: boolean };
  measure: Measure;
  definition: string;
  span: PlanSpan;
  firstMonth: Month;
  mode: PlanMode;
  baseMonth: Month;
  on: BusinessDate;
  letter: { number: string; place: string; basis: string; signerTitle: string; signerName: string };
  rows: readonly LetterRow[];
  /** The letter that this one adjusts, and why; null for the first. */
  adjusts: { number: string; on: BusinessDate; reason: string } | null;
}

const modeWords: Record<PlanMode, string> = {
  cumulative: 'tính lũy kế',
  at_end: 'đạt vào cuối kỳ',
};

/**
 * The letter «Giao chỉ tiêu» as a state document (Decree 30/2020/NĐ-CP, annex I): what each unit is asked for, and below it
 * the list of teams and employees. For one unit alone where its key is given. A letter that adjusts an earlier one,
 * «Điều chỉnh kế hoạch giao», says what was asked before, and of teams and employees those that change.
 */
export function letterOf(plan: HandedPlan, unitKey: string | null): Paper {
  const { letter, company, on, adjusts } = plan;
  const scribe = createScribe(plan);
  const addressed = plan.rows.filter(({ key, kind, parent }) =>
    unitKey === null ? kind === 'unit' && parent !== null : key === unitKey,
  );
  const root = plan.rows.find(({ kind }) => kind === 'company');
  const units = unitKey === null && root ? [root, ...addressed] : addressed;
  const what = `${nameOfMeasure(plan.measure, 'vi')}, ${nameOfSpan(plan.span, plan.firstMonth, 'vi')}`;
  const deed = adjusts ? 'Điều chỉnh kế hoạch giao' : 'Giao chỉ tiêu';
  return {
    layout: 'state',
    frame: {
      parent: '',
      issuer: company.name,
      number: letter.number,
      place: letter.place,
      datedOn: on,
      type: 'Thông báo',
      subject: `${deed} ${what}`,
      addressee: unitKey === null ? 'các đơn vị trực thuộc' : (addressed[0]?.name ?? ''),
      capacity: [letter.signerTitle],
      signer: letter.signerName,
      copies: ['Như trên', 'Ban Giám đốc (để báo cáo)', 'Lưu: VT, KD'],
    },
    standing: `Số liệu kỳ ${formatMonth(plan.baseMonth)}`,
    definitions: [`Cách tính: ${plan.definition}`],
    blocks: [
      ...openingOf(plan, scribe),
      tableOf(scribe, adjusts ? 'Kế hoạch giao sau điều chỉnh' : 'Chỉ tiêu giao cho đơn vị', units),
      paragraph(
        text(
          'Thủ trưởng đơn vị giao tiếp chỉ tiêu đến tổ, đội và từng người theo phụ lục, theo dõi hằng ngày trên bảng điều ' +
            'hành và chịu trách nhiệm về kết quả thực hiện.',
        ),
      ),
      ...annexOf(plan, addressed, scribe),
    ],
    numbers: scribe.numbers,
    madeAt: startOfBusinessDate(on).toISOString(),
    mark: company.demo ? 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ' : '',
  };
}

function openingOf(plan: HandedPlan, { isShare }: Scribe): Block[] {
  const { letter, company, adjusts } = plan;
  const name = nameOfMeasure(plan.measure, 'vi');
  const span = nameOfSpan(plan.span, plan.firstMonth, 'vi');
  const counted =
    `Mức hiện nay và mẫu số lấy theo kỳ ${formatMonth(plan.baseMonth)}` +
    (isShare ? `, cách tính ${plan.definition}.` : '.');
  const basis = letter.basis === '' ? [] : [paragraph(text(`Căn cứ ${letter.basis};`))];
  if (adjusts === null)
    return [
      ...basis,
      paragraph(
        text(
          `${company.name} giao chỉ tiêu «${name}» ${span} (${modeWords[plan.mode]}) như bảng dưới đây. ${counted}`,
        ),
      ),
    ];
  return [
    ...basis,
    paragraph(
      text(
        `${company.name} điều chỉnh kế hoạch giao «${name}» ${span} (${modeWords[plan.mode]}) đã giao tại văn bản số ` +
          `${adjusts.number} ngày ${formatBusinessDate(adjusts.on)} như bảng dưới đây. ${counted}`,
      ),
    ),
    paragraph(
      text(
        `Lý do điều chỉnh: ${adjusts.reason}. Các nội dung khác của văn bản số ${adjusts.number} giữ nguyên.`,
      ),
    ),
  ];
}

/** What teams and employees are asked for; of a letter that adjusts, those whose part it changes. */
function annexOf(plan: HandedPlan, addressed: readonly LetterRow[], scribe: Scribe): Block[] {
  const isTold = ({ before, target }: LetterRow): boolean =>
    plan.adjusts === null || before?.target !== target;
  const tables = addressed.flatMap((unit) => {
    const below = rowsBelow(plan.rows, unit.key).filter(isTold);
    return below.length === 0 ? [] : [tableOf(scribe, unit.name, below)];
  });
  if (plan.adjusts === null) return [heading('Phụ lục: chỉ tiêu giao đến tổ, đội và từng người'), ...tables];
  if (tables.length === 0) return [];
  return [heading('Phụ lục: tổ, đội và từng người được điều chỉnh'), ...tables];
}

/** Everything below a row in the order of the tree. */
function rowsBelow(rows: readonly LetterRow[], key: string): LetterRow[] {
  return rows.filter(({ parent }) => parent === key).flatMap((row) => [row, ...rowsBelow(rows, row.key)]);
}

interface Scribe {
  numbers: TracedNumber[];
  isShare: boolean;
  adjusts: boolean;
  hasOwners: boolean;
  noun: string;
  cell: (row: LetterRow, figure: FigureName) => Run;
}

type FigureName = 'now' | 'wasShare' | 'was' | 'share' | 'target' | 'gap' | 'change';

const figureNames: Record<FigureName, string> = {
  now: 'hiện nay',
  wasShare: 'kế hoạch đã giao (%)',
  was: 'kế hoạch đã giao',
  share: 'kế hoạch giao (%)',
  target: 'kế hoạch giao',
  gap: 'cần thêm',
  change: 'tăng, giảm',
};

/** Writes figures down once each, with what they are made of. */
function createScribe(plan: HandedPlan): Scribe {
  const numbers = new Map<string, TracedNumber>();
  const isShare = isShareMeasure(plan.measure);
  const unit: NumberUnit = countUnitOf(plan.measure);
  return {
    get numbers() {
      return [...numbers.values()];
    },
    isShare,
    adjusts: plan.adjusts !== null,
    hasOwners: plan.rows.some(({ owner }) => owner !== null),
    noun: nounOfMeasure(plan.measure, 'vi'),
    cell: (row, figure) => {
      const made = figureOf(row, figure, isShare);
      if (made === null) return text('chưa có dữ liệu');
      const isRatio = made.numerator !== null;
      const number: TracedNumber = {
        id: `${row.key}.${figure}`,
        label: `${row.name}: ${figureNames[figure]}`,
        text: made.text,
        value: made.value,
        unit: isRatio ? 'ratio' : unit,
        definition: isShare ? plan.definition : null,
        numerator: made.numerator,
        denominator: made.denominator,
        asOf: startOfBusinessDate(plan.on).toISOString(),
        link: `/targets/${plan.id}`,
      };
      numbers.set(number.id, number);
      return runOf(number);
    },
  };
}

function countUnitOf(measure: Measure): NumberUnit {
  if (measure === 'share_money' || unitOfMeasure(measure) === 'vnd') return 'money';
  if (measure === 'share_bills') return 'bills';
  return ['points', 'communes'].includes(unitOfMeasure(measure)) ? 'units' : 'customers';
}

interface Written {
  text: string;
  value: string;
  numerator: string | null;
  denominator: string | null;
}

function figureOf(row: LetterRow, figure: FigureName, isShare: boolean): Written | null {
  const { base, reached, target, before } = row;
  switch (figure) {
    case 'target':
      return wholeOf(target);
    case 'gap':
      return wholeOf(target > (reached ?? 0n) ? target - (reached ?? 0n) : 0n);
    case 'was':
      return before && wholeOf(before.target);
    case 'change':
      return before && changeOf(target - before.target);
    case 'now':
      if (reached === null) return null;
      return isShare ? shareOfWhole(base, reached, null) : wholeOf(reached);
    case 'share':
      return shareOfWhole(base, target, row.shareBp);
    case 'wasShare':
      return before && shareOfWhole(base, before.target, before.shareBp);
  }
}

function wholeOf(value: bigint): Written {
  return { text: formatVnd(value), value: String(value), numerator: null, denominator: null };
}

function changeOf(value: bigint): Written {
  const sign = value > 0n ? '+' : value < 0n ? '−' : '±';
  return { ...wholeOf(value), text: `${sign}${formatVnd(value < 0n ? -value : value)}` };
}

/** A share as it was given, or as its part is of the whole; null where there is no whole. */
function shareOfWhole(base: bigint | null, part: bigint, shareBp: number | null): Written | null {
  if (base === null || base === 0n) return null;
  const ratio = shareBp === null ? Number(part) / Number(base) : shareBp / 10_000;
  return { text: percentOf(ratio), value: String(ratio), numerator: String(part), denominator: String(base) };
}

function figuresOf({ isShare, adjusts }: Scribe): FigureName[] {
  if (adjusts) return isShare ? ['wasShare', 'share', 'target', 'change'] : ['was', 'target', 'change'];
  return isShare ? ['now', 'share', 'target', 'gap'] : ['now', 'target', 'gap'];
}

function tableOf(scribe: Scribe, caption: string, rows: readonly LetterRow[]): TableBlock {
  const { noun, isShare, adjusts, hasOwners } = scribe;
  const figures = figuresOf(scribe);
  const headers: Record<FigureName, string> = {
    now: 'Hiện nay',
    wasShare: 'Đã giao',
    was: `Đã giao (${noun})`,
    share: adjusts ? 'Điều chỉnh thành' : 'Kế hoạch giao',
    target: isShare ? `Tương ứng (${noun})` : `${adjusts ? 'Điều chỉnh thành' : 'Kế hoạch giao'} (${noun})`,
    gap: `Cần thêm (${noun})`,
    change: `Tăng, giảm (${noun})`,
  };
  const numbersShare = hasOwners ? 48 : 60;
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'TT', kind: 'ordinal', share: 6 },
      { header: 'Đơn vị, người thực hiện', kind: 'name', share: hasOwners ? 28 : 34 },
      ...(hasOwners ? [{ header: 'Người phụ trách', kind: 'name' as const, share: 18 }] : []),
      ...figures.map((figure) => ({
        header: headers[figure],
        kind: 'number' as const,
        share: numbersShare / figures.length,
      })),
    ],
    rows: rows.map((row, index): PaperRow => {
      const strong = row.kind !== 'employee' && row.kind !== 'rest';
      const cells = [
        text(String(index + 1)),
        text(row.name),
        ...(hasOwners ? [text(row.owner ?? '')] : []),
        ...figures.map((figure) => scribe.cell(row, figure)),
      ];
      return { bold: strong, cells: strong ? cells.map(bold) : cells };
    }),
  };
}
