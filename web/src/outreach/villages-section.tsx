import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { timesWords } from '../../../core/outreach/words.ts';
import { outreachVillagesQuery, planPath, type OutreachVillage } from '../api/outreach-queries.ts';
import { formatCount, formatDate } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { FoldedOnPhone } from '../ui/folded.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered } from '../ui/states.tsx';

/** The villages in the order in which they are visited; each leads to its households. */
export function VillagesSection({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(outreachVillagesQuery(planId));
  const columns: Column<OutreachVillage>[] = [
    {
      key: 'village',
      header: t('outreach.villages.village'),
      phone: 'title',
      cell: ({ village, name, bookCode, commune }) => (
        <span>
          <Link
            to="."
            search={(now) => ({ ...now, plan: planId, village: String(village) })}
            hash="visits"
            title={t('outreach.villages.show')}
          >
            {name ??
              (bookCode
                ? t('outreach.villages.bookOnly', { code: bookCode })
                : t('outreach.villages.unknown'))}
          </Link>
          <span className="td-second-line">{commune}</span>
        </span>
      ),
    },
    {
      key: 'visits',
      header: t('outreach.villages.visits'),
      kind: 'number',
      cell: ({ visits }) => formatCount(visits),
    },
    {
      key: 'gain',
      header: t('outreach.villages.gain'),
      kind: 'number',
      cell: ({ gain }) => t('outreach.villages.gainValue', { count: timesWords(gain, 1) as never }),
    },
    {
      key: 'days',
      header: t('outreach.villages.days'),
      cell: ({ firstOn, lastOn }) => (
        <span className="td-figures">
          {formatDate(firstOn)}
          {lastOn !== firstOn && ` – ${formatDate(lastOn)}`}
        </span>
      ),
    },
    {
      key: 'workers',
      header: t('outreach.villages.workers'),
      cell: ({ workers }) => <span className="td-figures">{workers.join(', ')}</span>,
    },
  ];
  return (
    <Section
      title={t('outreach.villages.title')}
      subtitle={t('outreach.villages.lead')}
      actions={<ExportLink path={`${planPath(planId)}/visits`} />}
    >
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return (
            <FoldedOnPhone summary={t('outreach.villages.open')}>
              <ReportTable
                caption={t('outreach.villages.title')}
                columns={columns}
                rows={rows}
                rowKey={({ village }) => String(village)}
              />
              <MoreRows pages={pages} shown={rows.length} />
            </FoldedOnPhone>
          );
        }}
      </Answered>
    </Section>
  );
}
