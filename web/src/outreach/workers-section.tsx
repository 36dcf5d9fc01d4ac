import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { timesWords } from '../../../core/outreach/words.ts';
import { apiAddress } from '../api/call.ts';
import { outreachWorkersQuery, planPath } from '../api/outreach-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate } from '../format.ts';
import { FoldedOnPhone } from '../ui/folded.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered } from '../ui/states.tsx';

/** Who goes how often and when, each with the sheets to print and carry. */
export function WorkersSection({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const maySee = useMay('customers.view');
  const query = useQuery(outreachWorkersQuery(planId));
  return (
    <Section title={t('outreach.workers.title')} subtitle={t('outreach.workers.lead')}>
      <Answered query={query}>
        {({ rows }) => (
          <FoldedOnPhone
            summary={t('outreach.workers.openAll', { count: formatCount(rows.length) as never })}
          >
            <ReportTable
              caption={t('outreach.workers.title')}
              rows={rows}
              rowKey={({ worker }) => String(worker)}
              columns={[
                {
                  key: 'worker',
                  header: t('outreach.workers.worker'),
                  phone: 'title',
                  cell: ({ worker }) => t('outreach.visits.worker', { number: worker }),
                },
                ...(['visits', 'villages', 'days'] as const).map((key) => ({
                  key,
                  header: t(`outreach.workers.${key}`),
                  kind: 'number' as const,
                  cell: (row: (typeof rows)[number]) => formatCount(row[key]),
                })),
                {
                  key: 'span',
                  header: t('outreach.workers.span'),
                  cell: ({ firstOn, lastOn }) => (
                    <span className="td-figures">
                      {[...new Set([firstOn, lastOn])].map(formatDate).join(' – ')}
                    </span>
                  ),
                },
                {
                  key: 'gain',
                  header: t('outreach.workers.gain'),
                  kind: 'number',
                  cell: ({ gain }) => timesWords(gain, 1),
                },
                ...(maySee
                  ? [
                      {
                        key: 'sheet',
                        header: t('outreach.workers.sheet'),
                        cell: ({ worker }: (typeof rows)[number]) => (
                          <a
                            href={apiAddress(`${planPath(planId)}/sheets/file`, { worker })}
                            target="_blank"
                            aria-label={t('outreach.workers.open', { number: worker })}
                          >
                            PDF
                          </a>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </FoldedOnPhone>
        )}
      </Answered>
    </Section>
  );
}
