import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import { annexOf } from '../../../core/papers/annex.ts';
import type { Block, Paper, Run, TableBlock } from '../../../core/papers/paper.ts';
import { annexNames, stateLines } from '../../../core/papers/state-lines.ts';

/** Twentieths of a point per millimetre, the measure of Word. */
const mm = 1440 / 25.4;
const page = { width: Math.round(210 * mm), height: Math.round(297 * mm) };
const margin = {
  top: Math.round(20 * mm),
  bottom: Math.round(20 * mm),
  left: Math.round(30 * mm),
  right: Math.round(15 * mm),
};
const textWidth = page.width - margin.left - margin.right;

/** A paper as a Word file of paragraphs and tables that can be edited further. Sizes are those of a state document. */
export async function writeDocx(paper: Paper, options: { annex: boolean }): Promise<Buffer> {
  const { frame } = paper;
  const document = new Document({
    title: `${frame.type} ${frame.number}: ${frame.subject}`,
    creator: frame.issuer,
    description: paper.standing,
    styles: { default: { document: { run: { font: 'Times New Roman', size: 26 } } } },
    sections: [
      {
        properties: { page: { size: page, margin }, titlePage: true },
        headers: {
          first: new Header({ children: paper.mark ? [line(paper.mark, { size: 16, bold: true })] : [] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [
          ...headOf(paper),
          line(paper.standing, { size: 22, italics: true, alignment: AlignmentType.LEFT }),
          ...paper.blocks.flatMap(partsOf),
          ...closingOf(paper),
          ...(options.annex ? annexPages(paper) : []),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

interface LineLook {
  size?: number;
  bold?: boolean;
  italics?: boolean;
  alignment?: IParagraphOptions['alignment'];
  before?: number;
}

function line(words: string, look: LineLook = {}): Paragraph {
  const { size = 26, bold = false, italics = false, alignment = AlignmentType.CENTER, before = 0 } = look;
  return new Paragraph({
    alignment,
    spacing: { before },
    children: [new TextRun({ text: words, size, bold, italics })],
  });
}

/** Columns of the head in hundredths of the text's width. */
const headColumns = [44, 56];
/** A line below the issuer's name is a third to a half of it, one below the motto as long as it; in twips. */
const ruleWidths = { issuer: 1_100, motto: 3_250, subject: 2_200 };

/** A thin line in the middle of the text, or of a column of the head. */
function rule(width: number, column = 100): Paragraph {
  const beside = Math.max(0, Math.floor((widthsOf([column, 100 - column])[0]! - cellSides - width) / 2));
  return new Paragraph({
    indent: { left: beside, right: beside },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: 'auto' } },
    spacing: { before: 40, line: 80, lineRule: LineRuleType.EXACT },
    children: [],
  });
}

/** What Word keeps free at both sides of a cell. */
const cellSides = 216;

function headOf({ frame, layout }: Paper): (Paragraph | Table)[] {
  const lines = stateLines(frame);
  const left = [
    ...(lines.parent ? [line(lines.parent, { size: 24 })] : []),
    line(lines.issuer, { size: 24, bold: true }),
    ...(layout === 'state' ? [rule(ruleWidths.issuer, headColumns[0])] : []),
    line(lines.number, { before: 120 }),
  ];
  const right = [
    line(lines.country, { size: 24, bold: true }),
    line(lines.motto, { bold: true }),
    rule(ruleWidths.motto, headColumns[1]),
    line(lines.placeAndDate, { italics: true, before: 120 }),
  ];
  return [
    unruled([left, layout === 'state' ? right : right.slice(3)], headColumns),
    line(lines.type, { size: 28, bold: true, before: 240 }),
    line(lines.subject, { size: 28, bold: true }),
    ...(layout === 'state' ? [rule(ruleWidths.subject)] : []),
    ...(lines.addressee ? [line(lines.addressee, { before: 160 })] : []),
  ];
}

function partsOf(block: Block): (Paragraph | Table)[] {
  if (block.kind === 'table') return tableParts(block);
  const heads = block.kind === 'heading';
  return [
    new Paragraph({
      alignment: heads ? AlignmentType.LEFT : AlignmentType.JUSTIFIED,
      spacing: { before: 120, line: 276 },
      keepNext: heads,
      ...(block.kind === 'paragraph' && { indent: { firstLine: 567 } }),
      children: runsOf(block.runs, { bold: heads, italics: block.kind === 'note' }),
    }),
  ];
}

function runsOf(runs: readonly Run[], look: { bold?: boolean; italics?: boolean; size?: number }): TextRun[] {
  return runs.map(({ text, bold }) => new TextRun({ ...look, text, bold: bold || look.bold === true }));
}

function tableParts({ caption, columns, rows }: TableBlock): (Paragraph | Table)[] {
  const head = columns.map(({ header }) => header);
  return [
    line(caption, { size: 22, italics: true, alignment: AlignmentType.LEFT, before: 120 }),
    ruled(
      columns.map(({ share }) => share),
      head,
      rows.map(({ bold, cells }) => cells.map((run) => ({ ...run, bold: bold || run.bold }))),
      (at) => columns[at]?.kind === 'number',
    ),
  ];
}

function ruled(
  shares: readonly number[],
  head: readonly string[],
  rows: readonly Run[][],
  isNumber: (column: number) => boolean,
): Table {
  const cell = (run: Run, at: number, heads: boolean): TableCell =>
    new TableCell({
      margins: { left: 60, right: 60 },
      children: [
        new Paragraph({
          alignment: heads ? AlignmentType.CENTER : isNumber(at) ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: runsOf([run], { size: 20, bold: heads }),
        }),
      ],
    });
  const row = (cells: readonly Run[], heads: boolean): TableRow =>
    new TableRow({
      tableHeader: heads,
      cantSplit: true,
      children: cells.map((run, at) => cell(run, at, heads)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widthsOf(shares),
    rows: [
      row(
        head.map((text) => ({ text, number: null, bold: true })),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  });
}

function widthsOf(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((textWidth * share) / total));
}

/** Columns beside each other without lines. */
function unruled(columns: readonly Paragraph[][], shares: readonly number[]): Table {
  const gone = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const sides = { top: gone, bottom: gone, left: gone, right: gone };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widthsOf(shares),
    borders: { ...sides, insideHorizontal: gone, insideVertical: gone },
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map((children) => new TableCell({ borders: sides, children })),
      }),
    ],
  });
}

function closingOf({ frame }: Paper): (Paragraph | Table)[] {
  const { copies, capacity, signer } = stateLines(frame);
  if (!signer && copies.length === 0) return [];
  const left = [
    line('Nơi nhận:', { size: 24, bold: true, italics: true, alignment: AlignmentType.LEFT }),
    ...copies.map((words) => line(words, { size: 22, alignment: AlignmentType.LEFT })),
  ];
  const right = [
    ...capacity.map((words) => line(words, { bold: true })),
    line('', { before: 1200 }),
    line(signer, { bold: true }),
  ];
  return [line(''), unruled([copies.length === 0 ? [line('')] : left, right], [50, 50])];
}

function annexPages(paper: Paper): (Paragraph | Table)[] {
  const cells = (values: readonly string[]): Run[] =>
    values.map((text) => ({ text, number: null, bold: false }));
  return [
    new Paragraph({ children: [new PageBreak()] }),
    line(annexNames.title, { size: 28, bold: true }),
    line(annexNames.subject, { bold: true }),
    line(stateLines(paper.frame).belongsTo, { italics: true }),
    ...paper.definitions.map((words) => line(words, { size: 20, alignment: AlignmentType.LEFT })),
    ruled(
      [5, 50, 20, 24, 13],
      ['TT', 'Số liệu', 'Giá trị', 'Tử số / mẫu số', 'Cách tính'],
      annexOf(paper).map(({ place, label, value, parts, definition }) =>
        cells([place, label, value, parts, definition]),
      ),
      (at) => at === 2 || at === 3,
    ),
  ];
}
