/**
 * A paper before it is PDF, Word or a spreadsheet: one structure that each of them only draws. What is a figure is not
 * text but points at a number with its origin, so that none can stand on a paper without one.
 */

export const numberUnits = ['customers', 'bills', 'units', 'money', 'ratio', 'points', 'attainment'] as const;
export type NumberUnit = (typeof numberUnits)[number];

/** One figure of a paper and where it comes from. Counts and dong are whole decimal strings. */
export interface TracedNumber {
  /** Unique on the paper; letters, digits, dots and hyphens: `customers.ratio`. */
  id: string;
  /** What it says, in words. */
  label: string;
  /** As it is printed: `91,64%`. */
  text: string;
  /** Exact: whole numbers as digits, ratios from 0 to 1; null where there is nothing to measure. */
  value: string | null;
  unit: NumberUnit;
  /** `official@1`; null for what no definition decides, as an assigned plan. */
  definition: string | null;
  numerator: string | null;
  denominator: string | null;
  /** Instant up to which the books are counted. */
  asOf: string;
  /** Address in the console that opens what was counted. */
  link: string;
}

/** A piece of text; with `number` it is the printed form of that number. */
export interface Run {
  text: string;
  number: string | null;
  bold: boolean;
}

export interface TextBlock {
  kind: 'heading' | 'paragraph' | 'note';
  runs: Run[];
}

/** `ordinal`: the place in the list. `name`: a thing's own name, in which digits are no figures. */
export type ColumnKind = 'ordinal' | 'name' | 'number';

export interface PaperColumn {
  header: string;
  kind: ColumnKind;
  /** Width beside the other columns of the table. */
  share: number;
}

export interface PaperRow {
  bold: boolean;
  cells: Run[];
}

export interface TableBlock {
  kind: 'table';
  caption: string;
  columns: PaperColumn[];
  rows: PaperRow[];
}

export type Block = TextBlock | TableBlock;

/** Head and foot of a paper as Decree 30/2020/NĐ-CP, annex I, orders them; an inner paper prints less of it. */
export interface Frame {
  /** Tên cơ quan chủ quản; empty where there is none. */
  parent: string;
  /** Tên cơ quan ban hành. */
  issuer: string;
  /** `12/BC-PCHATINH`; while it has no number the place is left open: `…/BC-PCHATINH`. */
  number: string;
  /** Địa danh. */
  place: string;
  /** The day it is dated, `YYYY-MM-DD`. */
  datedOn: string;
  /** Tên loại văn bản: `BÁO CÁO`. */
  type: string;
  /** Trích yếu nội dung. */
  subject: string;
  /** Kính gửi; empty where it is addressed to nobody. */
  addressee: string;
  /** Quyền hạn, chức vụ của người ký, line by line. */
  capacity: string[];
  signer: string;
  /** Nơi nhận, without dashes. */
  copies: string[];
}

export interface Paper {
  /** `state`: the layout of a state document. `plain`: a compact inner paper. */
  layout: 'state' | 'plain';
  frame: Frame;
  /** `Số liệu lúc … – Số liệu tạm tính`, `Đã chốt số liệu…`. */
  standing: string;
  /** How what is counted is counted, a line per definition. */
  definitions: string[];
  blocks: Block[];
  numbers: TracedNumber[];
  /** The instant that files are dated with; never that of their making. */
  madeAt: string;
  /** Stands at the head of papers that are not real; empty on others. */
  mark: string;
}

export function text(words: string): Run {
  return { text: words, number: null, bold: false };
}

export function bold(run: Run): Run {
  return { ...run, bold: true };
}

export function paragraph(...runs: Run[]): TextBlock {
  return { kind: 'paragraph', runs };
}

export function heading(words: string): TextBlock {
  return { kind: 'heading', runs: [text(words)] };
}

/** The printed form of a number. */
export function runOf({ id, text: printed }: TracedNumber): Run {
  return { text: printed, number: id, bold: false };
}

const tokens = /\{([a-zA-Z0-9._-]{1,80})\}/g;

/** Text as people edit it, in which `{customers.ratio}` stands for that number. A name that is none stays as typed. */
export function readTokens(typed: string, numbers: readonly TracedNumber[]): Run[] {
  const byId = new Map(numbers.map((number) => [number.id, number]));
  const runs: Run[] = [];
  let from = 0;
  for (const match of typed.matchAll(tokens)) {
    const number = byId.get(match[1]!);
    if (!number) continue;
    if (match.index > from) runs.push(text(typed.slice(from, match.index)));
    runs.push(runOf(number));
    from = match.index + match[0].length;
  }
  if (from < typed.length) runs.push(text(typed.slice(from)));
  return runs;
}

/** Names in braces that stand for no number of the paper, and would be printed as they were typed. */
export function listUnread({ blocks }: Pick<Paper, 'blocks'>): string[] {
  const runs = blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : block.runs,
  );
  return [...new Set(runs.flatMap(({ text: words }) => words.match(/\{[^{}\s]{1,80}\}/g) ?? []))];
}

/** Dates, months and times of day, the numbers of laws and decrees: digits that count nothing. */
const datings =
  /\d{1,2}:\d{2}|\d{1,2}\/\d{1,2}\/\d{4}|\d{1,2}\/\d{4}|(?:ngày|tháng|quý|năm) \d{1,4}|\d+\/\d{4}\/[A-ZĐ][A-ZĐ0-9-]*|[a-z][a-z0-9-]*@\d+/giu;
const digitGroups = /\d+(?:[.,]\d+)*/g;

/**
 * Figures on the paper that point at no number: what somebody typed by hand, or what a template forgot to trace. Names
 * that stand in its tables, places in a list, dates and times are none. Empty for a paper that is traced wholly.
 */
export function listUntraced(paper: Pick<Paper, 'blocks'>): string[] {
  const names = namesOn(paper.blocks);
  return paper.blocks.flatMap((block) => {
    if (block.kind === 'table')
      return block.rows.flatMap(({ cells }) =>
        untracedIn(cells.filter((_, index) => block.columns[index]?.kind === 'number')),
      );
    const runs = block.kind === 'heading' ? block.runs.map(withoutOrdinal) : block.runs;
    return untracedIn(runs, names);
  });
}

/** `Đội quản lý Điện lực khu vực 2`: the longest first, so that none is cut by a shorter one. */
function namesOn(blocks: readonly Block[]): string[] {
  const names = blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.flatMap(({ cells }) =>
          cells.filter((_, index) => block.columns[index]?.kind === 'name').map(({ text: name }) => name),
        )
      : [],
  );
  return [...new Set(names)].filter((name) => /\d/.test(name)).sort((a, b) => b.length - a.length);
}

function withoutOrdinal(run: Run): Run {
  return { ...run, text: run.text.replace(/^\d{1,2}\. /, '') };
}

function untracedIn(runs: readonly Run[], names: readonly string[] = []): string[] {
  return runs
    .filter(({ number }) => number === null)
    .flatMap(({ text: words }) => {
      const left = names.reduce((rest, name) => rest.replaceAll(name, ' '), words);
      return left.replaceAll(datings, ' ').match(digitGroups) ?? [];
    });
}
