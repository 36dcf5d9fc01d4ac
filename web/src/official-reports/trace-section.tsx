import { useTranslation } from 'react-i18next';
import type { Composition, PaperNumber } from '../api/report-queries.ts';
import { formatCount, formatTime, noValue } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { NumberLink } from './paper-view.tsx';

/** Where every figure on the paper comes from; each opens what was counted. */
export function TraceSection({ report }: { report: Pick<Composition, 'paper' | 'untraced' | 'unread'> }) {
  const { t } = useTranslation();
  const { numbers } = report.paper;
  const columns: Column<PaperNumber>[] = [
    {
      key: 'label',
      header: t('papers.trace.label'),
      phone: 'title',
      width: '44%',
      cell: ({ label }) => label,
    },
    {
      key: 'text',
      header: t('papers.trace.value'),
      kind: 'number',
      cell: (number) => <NumberLink number={number}>{number.text}</NumberLink>,
    },
    {
      key: 'parts',
      header: t('papers.trace.parts'),
      kind: 'number',
      cell: ({ numerator, denominator }) =>
        numerator === null || denominator === null
          ? noValue
          : `${formatCount(numerator)} / ${formatCount(denominator)}`,
    },
    {
      key: 'definition',
      header: t('papers.trace.definition'),
      cell: ({ definition }) => definition ?? noValue,
    },
    {
      key: 'asOf',
      header: t('papers.trace.asOf'),
      phone: 'hide',
      cell: ({ asOf }) => formatTime(asOf, true),
    },
    {
      key: 'token',
      header: t('papers.trace.token'),
      phone: 'hide',
      cell: ({ id }) => <span className="td-mono">{`{${id}}`}</span>,
    },
  ];
  return (
    <Section
      id="trace"
      title={t('papers.trace.title', { count: numbers.length })}
      subtitle={t('papers.trace.subtitle')}
    >
      {report.unread.length > 0 && (
        <p className="td-notice td-notice-warn">
          {t('papers.trace.unread', { names: report.unread.join(', ') })}
        </p>
      )}
      {report.untraced.length > 0 && (
        <p className="td-notice td-notice-warn">
          {t('papers.trace.untraced', { figures: report.untraced.slice(0, 12).join(', ') })}
        </p>
      )}
      <ReportTable
        caption={t('papers.trace.title', { count: numbers.length })}
        columns={columns}
        rows={numbers}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}
