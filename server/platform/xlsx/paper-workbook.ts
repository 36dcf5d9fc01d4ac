import type { NumberUnit, Paper, TableBlock, TracedNumber } from '../../../core/papers/paper.ts';
import type { ColumnKind, TypedCell } from './cells.ts';
import type { Sheet, Workbook } from './writer.ts';

const kindOfUnit: Record<NumberUnit, ColumnKind> = {
  customers: 'integer',
  bills: 'integer',
  units: 'integer',
  money: 'money',
  ratio: 'percent',
  points: 'percent',
  attainment: 'percent',
};

/** A paper's tables as sheets whose figures are numbers, and a sheet that says where each figure comes from. */
export function paperWorkbook(paper: Paper, fileName: string): Workbook {
  const { frame } = paper;
  const notes = [`${frame.issuer} · ${frame.number}`, paper.standing, ...paper.definitions];
  const byId = new Map(paper.numbers.map((number) => [number.id, number]));
  const tables = paper.blocks.filter((block): block is TableBlock => block.kind === 'table');
  return {
    fileName: `${fileName}.xlsx`,
    sheets: [
      ...tables.map((table, index): Sheet => tableSheet(table, { title: frame.subject, notes, index, byId })),
      originSheet(paper, notes),
    ],
  };
}

function tableSheet(
  { caption, columns, rows }: TableBlock,
  about: { title: string; notes: string[]; index: number; byId: ReadonlyMap<string, TracedNumber> },
): Sheet {
  return {
    name: `Bảng ${about.index + 1}`,
    title: about.title,
    notes: [caption, ...about.notes],
    columns: columns.map(({ header, kind, share }) => ({
      header,
      kind: 'text' as const,
      width: kind === 'ordinal' ? 5 : Math.max(12, Math.round(share * 1.2)),
    })),
    rows: rows.map(({ cells }) =>
      cells.map(({ text, number }) => {
        const traced = number === null ? undefined : about.byId.get(number);
        return traced ? typed(traced) : text;
      }),
    ),
  };
}

function originSheet({ numbers }: Paper, notes: string[]): Sheet {
  return {
    name: 'Nguồn số liệu',
    title: 'Nguồn gốc số liệu',
    notes,
    columns: [
      { header: 'Số liệu', kind: 'text', width: 60 },
      { header: 'Như đã in', kind: 'text', width: 26 },
      { header: 'Giá trị', kind: 'text', width: 20 },
      { header: 'Tử số', kind: 'money', width: 20 },
      { header: 'Mẫu số', kind: 'money', width: 20 },
      { header: 'Cách tính', kind: 'text', width: 14 },
      { header: 'Số liệu lúc', kind: 'datetime', width: 17 },
      { header: 'Mở ở', kind: 'text', width: 60 },
    ],
    rows: numbers.map((number) => [
      number.label,
      number.text,
      typed(number),
      number.numerator,
      number.denominator,
      number.definition,
      number.asOf,
      number.link,
    ]),
  };
}

function typed({ value, unit }: TracedNumber): TypedCell {
  const kind = kindOfUnit[unit];
  return { value: kind === 'percent' && value !== null ? Number(value) : value, kind };
}
