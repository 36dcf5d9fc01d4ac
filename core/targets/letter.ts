import { formatMonth, startOfBusinessDate, type BusinessDate, type Month } from '../dates.ts';
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
}

const modeWords: Record<PlanMode, string> = {
  cumulative: 'tính lũy kế',
  at_end: 'đạt vào cuối kỳ',
};

/**
 * The letter «Giao chỉ tiêu» as a state document (Decree 30/2020/NĐ-CP, annex I): what each unit is asked for, and below it
 * the list of teams and employees. For one unit alone where its key is given.
 */
export function letterOf(plan: HandedPlan, unitKey: string | null): Paper {
  const { letter, company, on } = plan;
  const scribe = createScribe(plan);
  const addressed = plan.rows.filter(({ key, kind, parent }) =>
    unitKey === null ? kind === 'unit' && parent !== null : key === unitKey,
  );
  const root = plan.rows.find(({ kind }) => kind === 'company');
  const span = nameOfSpan(plan.span, plan.firstMonth, 'vi');
  const name = nameOfMeasure(plan.measure, 'vi');
  const units = unitKey === null && root ? [root, ...addressed] : addressed;
  const blocks: Block[] = [
    ...(letter.basis === '' ? [] : [paragraph(text(`Căn cứ ${letter.basis};`))]),
    paragraph(
      text(
        `${company.name} giao chỉ tiêu «${name}» ${span} (${modeWords[plan.mode]}) như bảng dưới đây. ` +
          `Mức hiện nay và mẫu số lấy theo kỳ ${formatMonth(plan.baseMonth)}` +
          (scribe.isShare ? `, cách tính ${plan.definition}.` : '.'),
      ),
    ),
    tableOf(scribe, 'Chỉ tiêu giao cho đơn vị', units),
    paragraph(
      text(
        'Thủ trưởng đơn vị giao tiếp chỉ tiêu đến tổ, đội và từng người theo phụ lục, theo dõi hằng ngày trên bảng điều ' +
          'hành và chịu trách nhiệm về kết quả thực hiện.',
      ),
    ),
    heading('Phụ lục: chỉ tiêu giao đến tổ, đội và từng người'),
    ...addressed.flatMap((unit) => {
      const below = rowsBelow(plan.rows, unit.key);
      return below.length === 0 ? [] : [tableOf(scribe, unit.name, below)];
    }),
  ];
  return {
    layout: 'state',
    frame: {
      parent: '',
      issuer: company.name,
      number: letter.number,
      place: letter.place,
      datedOn: on,
      type: 'Thông báo',
      subject: `Giao chỉ tiêu ${name}, ${span}`,
      addressee: unitKey === null ? 'các đơn vị trực thuộc' : (addressed[0]?.name ?? ''),
      capacity: [letter.signerTitle],
      signer: letter.signerName,
      copies: ['Như trên', 'Ban Giám đốc (để báo cáo)', 'Lưu: VT, KD'],
    },
    standing: `Số liệu kỳ ${formatMonth(plan.baseMonth)}`,
    definitions: [`Cách tính: ${plan.definition}`],
    blocks,
    numbers: scribe.numbers,
    madeAt: startOfBusinessDate(on).toISOString(),
    mark: company.demo ? 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ' : '',
  };
}

/** Everything below a row in the order of the tree. */
function rowsBelow(rows: readonly LetterRow[], key: string): LetterRow[] {
  return rows.filter(({ parent }) => parent === key).flatMap((row) => [row, ...rowsBelow(rows, row.key)]);
}

interface Scribe {
  numbers: TracedNumber[];
  isShare: boolean;
  noun: string;
  cell: (row: LetterRow, figure: FigureName) => Run;
}

type FigureName = 'now' | 'share' | 'target' | 'gap';

const figureNames: Record<FigureName, string> = {
  now: 'hiện nay',
  share: 'kế hoạch giao (%)',
  target: 'kế hoạch giao',
  gap: 'cần thêm',
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
  const { base, reached, target, shareBp } = row;
  const whole = (value: bigint): Written => ({
    text: formatVnd(value),
    value: String(value),
    numerator: null,
    denominator: null,
  });
  if (figure === 'target') return whole(target);
  if (figure === 'gap') return whole(target > (reached ?? 0n) ? target - (reached ?? 0n) : 0n);
  if (figure === 'now' && !isShare) return reached === null ? null : whole(reached);
  if (base === null || base === 0n || (figure === 'now' && reached === null)) return null;
  const part = figure === 'now' ? reached! : target;
  const ratio = figure === 'share' && shareBp !== null ? shareBp / 10_000 : Number(part) / Number(base);
  return {
    text: percentOf(ratio),
    value: String(ratio),
    numerator: String(part),
    denominator: String(base),
  };
}

function tableOf(scribe: Scribe, caption: string, rows: readonly LetterRow[]): TableBlock {
  const figures: FigureName[] = scribe.isShare ? ['now', 'share', 'target', 'gap'] : ['now', 'target', 'gap'];
  const headers: Record<FigureName, string> = {
    now: 'Hiện nay',
    share: 'Kế hoạch giao',
    target: scribe.isShare ? `Tương ứng (${scribe.noun})` : `Kế hoạch giao (${scribe.noun})`,
    gap: `Cần thêm (${scribe.noun})`,
  };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: 'TT', kind: 'ordinal', share: 6 },
      { header: 'Đơn vị, người thực hiện', kind: 'name', share: 34 },
      ...figures.map((figure) => ({
        header: headers[figure],
        kind: 'number' as const,
        share: 60 / figures.length,
      })),
    ],
    rows: rows.map((row, index): PaperRow => {
      const strong = row.kind !== 'employee' && row.kind !== 'rest';
      const cells = [
        text(String(index + 1)),
        text(row.name),
        ...figures.map((figure) => scribe.cell(row, figure)),
      ];
      return { bold: strong, cells: strong ? cells.map(bold) : cells };
    }),
  };
}
