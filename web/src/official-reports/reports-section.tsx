import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reportsQuery, type ReportLine } from '../api/report-queries.ts';
import { formatInstant, formatPeriod, noValue } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { ReportStateTag } from './report-state.tsx';

const states = ['all', 'draft', 'issued', 'scheduled'] as const;

/** Drafts, what was issued and what the clock made, the newest first. */
export function ReportsSection({ state }: { state: string | undefined }) {
  const { t } = useTranslation();
  const chosen = states.find((one) => one === state) ?? 'all';
  const query = { state: chosen === 'all' ? undefined : chosen };
  const pages = useInfiniteQuery(reportsQuery(query));
  const columns = useColumns();
  return (
    <Section
      title={t('papers.parts.reports')}
      actions={<ExportLink path="/official-reports" query={query} />}
    >
      <Choices
        label={t('papers.state')}
        name="state"
        value={chosen}
        choices={states.map((value) => ({
          value,
          label: value === 'all' ? t('words.all') : t(`papers.states.${value}`),
        }))}
      />
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty title={t('papers.empty')}>{t('papers.emptyText')}</Empty>
          ) : (
            <>
              <ReportTable
                caption={t('papers.parts.reports')}
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
              />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function useColumns(): Column<ReportLine>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'subject',
      header: t('papers.report'),
      phone: 'title',
      width: '42%',
      cell: ({ id, kind, subject }) => (
        <Link to="/official-reports/$id" params={{ id }}>
          {t(`papers.kinds.${kind}`)}: {subject}
        </Link>
      ),
    },
    { key: 'number', header: t('papers.number'), cell: ({ number }) => number ?? noValue },
    { key: 'period', header: t('words.period'), cell: ({ period }) => formatPeriod(period) },
    { key: 'unit', header: t('papers.unit'), cell: ({ unitName }) => unitName },
    { key: 'state', header: t('papers.state'), cell: ({ state }) => <ReportStateTag state={state} /> },
    {
      key: 'at',
      header: t('papers.at'),
      cell: ({ issuedAt, changedAt }) => formatInstant(issuedAt ?? changedAt),
    },
  ];
}
