import { attainmentOfPlan, pointsBetween, type Language } from '../kpi/differences.ts';
import { formatVnd } from '../money.ts';
import type { PivotTable, TableColumn, TableRow } from './arrange.ts';
import type { CellFigure } from './figures.ts';
import { unitOfMeasure, type Measure } from './measures.ts';
import { definitionRef, dimensionName, measureName, memberName, sumNames } from './names.ts';
import { sourceOf, type Dimension, type Pivot } from './pivot.ts';

/** Names of units and areas, which only the company's own tables know. */
export type NameOf = (dimension: Dimension, member: string) => string | undefined;

/** Looks names up in a list of them. */
export function nameIn(names: readonly { dimension: Dimension; code: string; name: string }[]): NameOf {
  const known = new Map(names.map(({ dimension, code, name }) => [`${dimension} ${code}`, name]));
  return (dimension, member) => known.get(`${dimension} ${member}`);
}

/** Names and versions of the definitions that a table's figures are counted by, `official@1`. */
export function definitionsOf(pivot: Pivot): string[] {
  const own = pivot.measures.flatMap(({ definition }) => definition ?? []);
  return [...new Set(sourceOf(pivot) === 'states' ? [pivot.definition] : own)].map(definitionRef);
}

/** A heading that lies over several columns. */
export interface HeadBand {
  text: string;
  span: number;
}

/** Headings of a table: one row of bands per dimension across, and below them one heading per column of figures. */
export interface TableHeads {
  /** Names of the dimensions down, one per column of row names. */
  rows: string[];
  bands: HeadBand[][];
  /** One per figure: measure by measure within each column. */
  measures: { text: string; measure: Measure; column: TableColumn }[];
}

export function headsOf(
  pivot: Pivot,
  { columns }: Pick<PivotTable, 'columns'>,
  language: Language,
  nameOf: NameOf,
): TableHeads {
  const source = sourceOf(pivot);
  return {
    rows: pivot.rows.length > 0 ? pivot.rows.map((name) => dimensionName(name, language)) : [''],
    bands: pivot.columns.map((dimension, depth) =>
      bandsAt(
        columns,
        depth,
        pivot.measures.length,
        (member) =>
          member === undefined
            ? undefined
            : memberName(dimension, member, language, nameOf(dimension, member)),
        language,
      ),
    ),
    measures: columns.flatMap((column) =>
      pivot.measures.map((measure) => ({ text: measureName(measure, source, language), measure, column })),
    ),
  };
}

/** Neighbours of one member under one heading. The heading of a sum stands where its members would be named. */
function bandsAt(
  columns: readonly TableColumn[],
  depth: number,
  width: number,
  textOf: (member: string | undefined) => string | undefined,
  language: Language,
): HeadBand[] {
  const bands: (HeadBand & { key: string })[] = [];
  for (const { path, kind } of columns) {
    const sum = kind === 'leaf' ? '' : sumNames[language][kind];
    const text = textOf(path[depth]) ?? (path.length === depth ? sum : '');
    const key = JSON.stringify([path.slice(0, depth + 1), path.length <= depth]);
    const last = bands.at(-1);
    if (last?.key === key) last.span += width;
    else bands.push({ key, text, span: width });
  }
  return bands.map(({ text, span }) => ({ text, span }));
}

/** Names at the head of a row, one per dimension down. */
export function rowNames(pivot: Pivot, row: TableRow, language: Language, nameOf: NameOf): string[] {
  const words = sumNames[language];
  const blank = Math.max(1, pivot.rows.length);
  const padded = (names: readonly string[]): string[] =>
    Array.from({ length: blank }, (_, at) => names[at] ?? '');
  if (row.kind === 'total') return padded([words.total]);
  if (row.kind === 'rest') return padded([words.rest(row.members)]);
  const names = row.path.map((member, index) =>
    memberName(pivot.rows[index]!, member, language, nameOf(pivot.rows[index]!, member)),
  );
  return padded(row.kind === 'group' ? [...names, words.subtotal] : names);
}

/** A figure as people read it: `91,64%`, `+4,36 điểm %`, `bằng 105,7% kế hoạch giao`; a dash where there is none. */
export function figureText(figure: CellFigure | null, measure: Measure, language: Language): string {
  if (figure?.few) return sumNames[language].few;
  if (!figure) return '–';
  const { amount, ratio } = figure;
  if (amount !== null) return formatVnd(amount);
  if (ratio === null) return '–';
  const unit = unitOfMeasure(measure);
  if (unit === 'points') return pointsBetween(ratio, 0, language);
  if (unit === 'attainment') return attainmentOfPlan(ratio, 1, language) ?? '–';
  return `${(ratio * 100).toFixed(2).replace('.', ',')}%`;
}
