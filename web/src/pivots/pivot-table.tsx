import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  figureText,
  headsOf,
  nameIn,
  rowNames,
  type NameOf,
  type TableHeads,
} from '../../../core/pivots/heads.ts';
import { memberName } from '../../../core/pivots/names.ts';
import { openCell } from '../../../core/pivots/open-cell.ts';
import type { Pivot } from '../../../core/pivots/pivot.ts';
import type { PivotTableAnswer } from '../api/pivot-queries.ts';
import { formatCount, languageOf } from '../format.ts';
import { figureIn } from './answer-parts.ts';

/** Where a figure leads. */
const screens = {
  customers: '/ratio-customers',
  'channel-customers': '/channel-customers',
  pivot: '/pivots/view',
} as const;

type Row = PivotTableAnswer['rows'][number];

/** Rows that are drawn at first; a browser is slow with ten thousand links. */
const rowsAtFirst = 200;

/**
 * The table itself. Its names stay in sight while its figures are pushed sideways, and stand again at the head of every
 * printed page. Sums are bold; each figure opens what it counts.
 */
export function PivotTable({ pivot, answer }: { pivot: Pivot; answer: PivotTableAnswer }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [shown, setShown] = useState(rowsAtFirst);
  const nameOf = nameIn(answer.names);
  const heads = headsOf(pivot, answer, language, nameOf);
  return (
    <>
      {/* oxlint-disable-next-line no-noninteractive-tabindex -- what can be pushed sideways must be reachable by keys */}
      <div className="td-pivot-scroll" role="region" aria-label={t('pivots.topic')} tabIndex={0}>
        <table className="td-pivot">
          <caption className="td-hidden">{t('pivots.topic')}</caption>
          <Head heads={heads} />
          <tbody>
            {answer.rows.slice(0, shown).map((row) => (
              <BodyRow
                key={row.kind + row.path.join('|')}
                row={row}
                parts={{ pivot, answer, heads, nameOf }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {answer.rows.length > shown && (
        <div>
          <Button size="sm" variant="default" onClick={() => setShown(shown + rowsAtFirst)}>
            {t('pivots.moreRows')}
          </Button>
        </div>
      )}
    </>
  );
}

function Head({ heads }: { heads: TableHeads }) {
  return (
    <thead>
      {heads.bands.map((bands, depth) => (
        <tr key={depth}>
          {depth === 0 && (
            <th scope="col" rowSpan={heads.bands.length + 1} className="td-pivot-name">
              {heads.rows.join(' / ')}
            </th>
          )}
          {bands.map(({ text, span }, index) =>
            text === '' ? (
              <td key={index} colSpan={span}>
                {text}
              </td>
            ) : (
              <th key={index} scope="colgroup" colSpan={span}>
                {text}
              </th>
            ),
          )}
        </tr>
      ))}
      <tr>
        {heads.bands.length === 0 && (
          <th scope="col" className="td-pivot-name">
            {heads.rows.join(' / ')}
          </th>
        )}
        <MeasureHeads heads={heads} />
      </tr>
    </thead>
  );
}

/** Below every column the same measure is named once, for all of them. */
function MeasureHeads({ heads: { bands, measures } }: { heads: TableHeads }) {
  const [first, ...others] = measures;
  if (first && bands.length > 0 && others.length > 0 && others.every(({ text }) => text === first.text))
    return (
      <th scope="colgroup" colSpan={measures.length} className="td-pivot-one">
        {first.text}
      </th>
    );
  return measures.map(({ text }, index) => (
    <th key={index} scope="col" className="td-pivot-measure">
      {text}
    </th>
  ));
}

interface Parts {
  pivot: Pivot;
  answer: PivotTableAnswer;
  heads: TableHeads;
  nameOf: NameOf;
}

function BodyRow({ row, parts }: { row: Row; parts: Parts }) {
  const { i18n } = useTranslation();
  const { pivot, nameOf } = parts;
  const language = languageOf(i18n.language);
  const depth = row.path.length - 1;
  const isSum = row.kind === 'total' || row.kind === 'rest';
  const dimension = pivot.rows[depth];
  const member = row.path[depth] ?? '';
  const name =
    isSum || dimension === undefined
      ? rowNames(pivot, row, language, nameOf)[0]
      : memberName(dimension, member, language, nameOf(dimension, member));
  return (
    <tr className={row.kind === 'leaf' ? undefined : 'td-pivot-sum'}>
      <th scope="row" className="td-pivot-name" style={{ paddingLeft: 8 + Math.max(0, depth) * 16 }}>
        {name}
      </th>
      {row.cells.map((_, at) => (
        <FigureCell key={at} row={row} at={at} name={name ?? ''} parts={parts} />
      ))}
    </tr>
  );
}

function FigureCell({ row, at, name, parts }: { row: Row; at: number; name: string; parts: Parts }) {
  const { t, i18n } = useTranslation();
  const { pivot, answer, heads, nameOf } = parts;
  const language = languageOf(i18n.language);
  const { measure, column, text: head } = heads.measures[at]!;
  const cell = figureIn(row.cells[at]);
  const value = figureText(cell, measure, language);
  if (!cell) return <td className="td-number">{value}</td>;
  const place = { row: row.path, column: column.path, measure, months: answer.months };
  const opening = openCell(pivot, place);
  const columnName = column.path
    .map((member, index) =>
      memberName(pivot.columns[index]!, member, language, nameOf(pivot.columns[index]!, member)),
    )
    .concat(head)
    .join(', ');
  return (
    <td className={cell.few ? 'td-number td-pivot-few' : 'td-number'}>
      {opening ? (
        <Link
          to={screens[opening.to]}
          search={opening.search}
          aria-label={t('pivots.openCell', { value, row: name, column: columnName })}
        >
          {value}
        </Link>
      ) : (
        value
      )}
      {cell.denominator !== null && (
        <span className="td-second-line td-figures">
          {formatCount(cell.numerator ?? 0n)} / {formatCount(cell.denominator)}
        </span>
      )}
    </td>
  );
}
