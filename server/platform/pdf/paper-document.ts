import { formatBusinessDate } from '../../../core/dates.ts';
import { annexOf, type AnnexLine } from '../../../core/papers/annex.ts';
import type { Block, Paper, Run, TableBlock } from '../../../core/papers/paper.ts';
import { annexNames, stateLines } from '../../../core/papers/state-lines.ts';
import type { Cell, Content } from './content.ts';
import type { PdfDocument } from './document.ts';
import { centredRule, headerCell, numberCell, ruledTable } from './parts.ts';
import { stateWidth } from './state-page.ts';

/** A paper as pages; with `annex` its last ones say of each figure what it is made of. */
export function paperDocument(paper: Paper, file: { name: string; annex: boolean }): PdfDocument {
  const isState = paper.layout === 'state';
  const { frame } = paper;
  return {
    fileName: `${file.name}.pdf`,
    title: `${frame.type} ${frame.number}: ${frame.subject}`,
    author: frame.issuer,
    madeAt: new Date(paper.madeAt),
    look: isState ? 'state' : 'house',
    ...(paper.mark && { mark: paper.mark }),
    content: [
      ...(isState ? stateHead(paper) : plainHead(paper)),
      { text: paper.standing, italics: true, fontSize: isState ? 11 : 8, margin: [0, 4, 0, 2] },
      ...(frame.signer || isState
        ? signed(paper, isState)
        : paper.blocks.map((block) => contentOf(block, isState))),
      ...(isState
        ? []
        : paper.definitions.map((line, index): Content => ({
            text: line,
            fontSize: 7,
            color: '#444444',
            margin: [0, index === 0 ? 8 : 0, 0, 0],
          }))),
      ...(file.annex ? annexPages(paper, isState) : []),
    ],
    footer: isState ? [] : [`${frame.number} · ${paper.standing}`],
  };
}

/** Head of a state document: who issues it, the country's name and motto, number, place and date, kind and subject. */
function stateHead({ frame }: Paper): Content[] {
  const lines = stateLines(frame);
  const leftWidth = 212;
  const centred = (
    words: string,
    look: { fontSize: number; bold?: boolean; italics?: boolean },
  ): Content => ({
    text: words,
    alignment: 'center',
    lineHeight: 1.1,
    ...look,
  });
  return [
    {
      columnGap: 6,
      columns: [
        {
          width: leftWidth,
          stack: [
            ...(lines.parent ? [centred(lines.parent, { fontSize: 12 })] : []),
            centred(lines.issuer, { fontSize: 12, bold: true }),
            centredRule(56, 3),
          ],
        },
        {
          width: '*',
          stack: [
            centred(lines.country, { fontSize: 12, bold: true }),
            centred(lines.motto, { fontSize: 13, bold: true }),
            centredRule(160, 3),
          ],
        },
      ],
    },
    {
      margin: [0, 6, 0, 0],
      columnGap: 6,
      columns: [
        { width: leftWidth, text: lines.number, alignment: 'center' },
        { width: '*', text: lines.placeAndDate, alignment: 'center', italics: true },
      ],
    },
    { text: lines.type, bold: true, fontSize: 14, alignment: 'center', margin: [0, 16, 0, 0] },
    { text: lines.subject, bold: true, fontSize: 14, alignment: 'center' },
    centredRule(110, 3),
    ...(lines.addressee
      ? [
          {
            text: lines.addressee,
            alignment: 'center' as const,
            margin: [0, 10, 0, 4] as [number, number, number, number],
          },
        ]
      : []),
  ];
}

function plainHead({ frame }: Paper): Content[] {
  return [
    {
      columns: [
        { width: '*', text: frame.issuer, bold: true },
        {
          width: '*',
          text: `Số: ${frame.number} · ngày ${formatBusinessDate(frame.datedOn)}`,
          alignment: 'right',
        },
      ],
    },
    { text: frame.type, bold: true, fontSize: 14, alignment: 'center', margin: [0, 6, 0, 0] },
    { text: frame.subject, bold: true, fontSize: 10.5, alignment: 'center' },
  ];
}

function contentOf(block: Block, isState: boolean): Content {
  if (block.kind === 'table') return tableOf(block, isState);
  const text = block.runs.map(({ text: words, bold }): Content => (bold ? { text: words, bold } : words));
  switch (block.kind) {
    case 'heading':
      return { text, bold: true, margin: [0, isState ? 8 : 6, 0, 3] };
    case 'note':
      return { text, italics: true, fontSize: isState ? 11 : 8, margin: [0, 2, 0, 2] };
    case 'paragraph':
      // Justified, the first line 1 cm in, 6 points between paragraphs.
      return isState
        ? { text, alignment: 'justify', leadingIndent: 28.35, margin: [0, 0, 0, 6] }
        : { text, margin: [0, 0, 0, 3] };
  }
}

function tableOf({ caption, columns, rows }: TableBlock, isState: boolean): Content {
  const fontSize = isState ? 9 : 8;
  return {
    margin: [0, 2, 0, 6],
    stack: [
      { text: caption, italics: true, fontSize: isState ? 11 : 8.5, margin: [0, 2, 0, 2] },
      ruledTable(
        widthsOf(
          columns.map(({ share }) => share),
          isState,
        ),
        columns.map(({ header }) => headerCell(header)),
        rows.map(({ bold, cells }) =>
          cells.map((run, at): Cell => cellOf(run, columns[at]?.kind === 'number', bold)),
        ),
        fontSize,
      ),
    ],
  };
}

function cellOf({ text, bold }: Run, isNumber: boolean, boldRow: boolean): Cell {
  return isNumber ? numberCell(text, bold || boldRow) : { text, bold: bold || boldRow };
}

/** The columns' shares of the text's width, less what cells keep free around their text. */
function widthsOf(shares: readonly number[], isState: boolean): number[] {
  const free = (isState ? stateWidth : houseWidth) - shares.length * cellPadding;
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.floor((free * share * 100) / total) / 100);
}

const houseWidth = 511;
const cellPadding = 8.6;

/** What is said, and who signs it; the signature never stands on a page without the last of what it signs. */
function signed(paper: Paper, isState: boolean): Content[] {
  const said = paper.blocks.map((block) => contentOf(block, isState));
  const last = paper.blocks.at(-1)?.kind === 'table' ? [] : said.splice(-1);
  return [...said, { unbreakable: true, stack: [...last, closingOf(paper, isState)] }];
}

/** Recipients on the left, who signs on the right. */
function closingOf({ frame }: Paper, isState: boolean): Content {
  const { copies, capacity, signer } = stateLines(frame);
  return {
    margin: [0, isState ? 10 : 4, 0, 0],
    columns: [
      {
        width: '*',
        stack:
          copies.length === 0
            ? []
            : [
                { text: 'Nơi nhận:', bold: true, italics: true, fontSize: isState ? 12 : 8.5 },
                ...copies.map((line): Content => ({
                  text: line,
                  fontSize: isState ? 11 : 8,
                  lineHeight: 1.05,
                })),
              ],
      },
      {
        width: '*',
        alignment: 'center',
        stack: [
          ...capacity.map((line): Content => ({ text: line, bold: true })),
          { text: ' ', margin: [0, isState ? 44 : 26, 0, 0] },
          { text: signer, bold: true },
        ],
      },
    ],
  };
}

/** Where every figure comes from: what is counted, and of how much. */
function annexPages(paper: Paper, isState: boolean): Content[] {
  const small = isState ? 9 : 7.5;
  return [
    {
      text: annexNames.title,
      bold: true,
      fontSize: isState ? 14 : 10.5,
      alignment: 'center',
      pageBreak: 'before',
    },
    { text: annexNames.subject, bold: true, alignment: 'center' },
    { text: stateLines(paper.frame).belongsTo, italics: true, alignment: 'center', margin: [0, 0, 0, 6] },
    ...[paper.standing, ...paper.definitions].map((line): Content => ({ text: line, fontSize: small })),
    ruledTable(
      widthsOf([5, 52, 19, 24, 12], isState),
      ['TT', 'Số liệu', 'Giá trị', 'Tử số / mẫu số', 'Cách tính'].map(headerCell),
      annexOf(paper).map((line): Cell[] => annexRow(line)),
      small,
    ),
  ];
}

function annexRow({ place, label, value, parts, definition }: AnnexLine): Cell[] {
  return [place, label, numberCell(value), numberCell(parts), definition];
}
