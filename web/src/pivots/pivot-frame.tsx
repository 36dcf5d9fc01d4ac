import { useTranslation } from 'react-i18next';
import { customerKindName } from '../../../core/customer-kinds.ts';
import { dimensionName } from '../../../core/pivots/names.ts';
import { definitionsOf, figureText, headsOf, nameIn } from '../../../core/pivots/heads.ts';
import { parseAddress, sourceOf, type Pivot } from '../../../core/pivots/pivot.ts';
import type { PivotTableAnswer } from '../api/pivot-queries.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { formatCount, formatPeriod, languageOf } from '../format.ts';
import { FrozenNote } from '../month-close/frozen-line.tsx';
import { ExportLink } from '../ui/list-parts.tsx';
import { Empty } from '../ui/states.tsx';
import { figureIn } from './answer-parts.ts';
import { PivotTable } from './pivot-table.tsx';

/** The table with what it is counted by, as of when, and the ways out: workbook, text, paper. */
export function PivotFrame({ answer, title }: { answer: PivotTableAnswer; title: string | undefined }) {
  const pivot = parseAddress(answer.address);
  // The server answered it; it can only be a table.
  return 'fault' in pivot ? null : <FrameOf pivot={pivot} answer={answer} title={title} />;
}

function FrameOf({
  pivot,
  answer,
  title,
}: {
  pivot: Pivot;
  answer: PivotTableAnswer;
  title: string | undefined;
}) {
  const { t } = useTranslation();
  const summary = useSummary(pivot, answer);
  const query = { ...answer.address, ...(title && { title }) };
  return (
    <ChartFrame
      topic={t('pivots.topic')}
      title={answer.unit.name}
      note={<Note pivot={pivot} answer={answer} />}
      definitions={definitionsOf(pivot)}
      asOf={answer.asOf}
      provisional={answer.provisional}
      summary={summary}
      xlsx={{ path: '/pivots/view', query }}
      actions={
        <>
          <ExportLink path="/pivots/view" query={query} format="csv" />
          <ExportLink path="/pivots/view" query={query} format="pdf" />
        </>
      }
    >
      {answer.rows.length === 0 ||
      answer.rows.every(({ cells }) => cells.every((cell) => !figureIn(cell))) ? (
        <Empty>{t('pivots.empty')}</Empty>
      ) : (
        <>
          <PivotTable pivot={pivot} answer={answer} />
          <FrozenNote from={answer.months[0] ?? ''} to={answer.months.at(-1) ?? ''} />
        </>
      )}
    </ChartFrame>
  );
}

function Note({ pivot, answer: { months } }: { pivot: Pivot; answer: PivotTableAnswer }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const definitions = definitionsOf(pivot);
  const counts = pivot.measures.some(({ thing }) => thing === 'customers' || thing === 'bills');
  return (
    <>
      {pivot.kind !== undefined &&
        `${dimensionName('kind', language)}: ${customerKindName(pivot.kind, language)}. `}
      {first === last ? formatPeriod(first) : `${formatPeriod(first)} – ${formatPeriod(last)}`}.{' '}
      {definitions.length > 1 && t('pivots.twoWays', { count: definitions.length })}{' '}
      {months.length > 1 && counts && t('pivots.countsAdded')}{' '}
      {sourceOf(pivot) === 'channels' && t('pivots.byChannel')}
    </>
  );
}

/** The sentence that says what the table shows: its size, and its total. */
function useSummary(pivot: Pivot, answer: PivotTableAnswer): string {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const last = answer.rows.at(-1);
  const heads = headsOf(pivot, answer, language, nameIn(answer.names));
  const at = (answer.columns.length - 1) * pivot.measures.length;
  const head = heads.measures[at];
  const value = head && figureText(figureIn(last?.cells[at]), head.measure, language);
  return t('pivots.summary', {
    rows: formatCount(answer.rows.filter(({ kind }) => kind === 'leaf').length),
    columns: formatCount(answer.columns.length),
    total: head && last?.kind === 'total' ? t('pivots.total', { name: head.text, value }) : '',
  });
}
