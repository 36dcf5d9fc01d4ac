import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeReason } from '../../../core/outreach/words.ts';
import { outreachVisitsQuery, planPath, type OutreachVisit } from '../api/outreach-queries.ts';
import { formatCount, formatDate, formatMoney, formatRatio, languageOf } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty } from '../ui/states.tsx';

const route = getRouteApi('/staff/what-it-takes');

/** The households in the order to go, each with what speaks for and against it. */
export function VisitsSection({ planId }: { planId: string }) {
  const { t } = useTranslation();
  const { village } = route.useSearch();
  const pages = useInfiniteQuery(outreachVisitsQuery(planId, { village }));
  const columns = useColumns();
  return (
    <Section
      id="visits"
      title={village ? t('outreach.visits.ofVillage') : t('outreach.visits.title')}
      subtitle={t('outreach.visits.lead')}
      actions={
        <>
          {village && (
            <Link to="." search={(now) => ({ ...now, village: undefined })} hash="visits">
              {t('outreach.visits.all')}
            </Link>
          )}
          {village && (
            <ExportLink path={`${planPath(planId)}/sheets/file`} query={{ village }} format="pdf" />
          )}
          <ExportLink path={`${planPath(planId)}/visits`} query={{ village }} />
        </>
      }
    >
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('outreach.visits.none')}</Empty>;
          return (
            <>
              <ReportTable
                caption={t('outreach.visits.title')}
                columns={columns}
                rows={rows}
                rowKey={({ code }) => code}
              />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function useColumns(): Column<OutreachVisit>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'place',
      header: t('outreach.visits.place'),
      kind: 'number',
      width: '7%',
      cell: ({ place }) => formatCount(place),
    },
    {
      key: 'customer',
      header: t('outreach.visits.customer'),
      phone: 'title',
      width: '18%',
      cell: ({ code, name }) => (
        <span>
          <Link to="/customers/$code" params={{ code }}>
            {name}
          </Link>
          <span className="td-second-line td-mono">{code}</span>
        </span>
      ),
    },
    {
      key: 'village',
      header: t('outreach.visits.village'),
      width: '13%',
      cell: ({ villageName, commune }) => (
        <span>
          {villageName ?? t('outreach.villages.unknown')}
          <span className="td-second-line">{commune}</span>
        </span>
      ),
    },
    {
      key: 'day',
      header: t('outreach.visits.day'),
      cell: ({ visitOn, worker }) => (
        <span>
          <span className="td-figures">{formatDate(visitOn)}</span>
          <span className="td-second-line">{t('outreach.visits.worker', { number: worker })}</span>
        </span>
      ),
    },
    {
      key: 'bill',
      header: t('outreach.visits.bill'),
      kind: 'number',
      cell: ({ billed }) => formatMoney(billed),
    },
    {
      key: 'chance',
      header: t('outreach.visits.chance'),
      cell: ({ chanceAlone, chanceVisited }) =>
        t('outreach.visits.chanceValue', {
          visited: formatRatio(chanceVisited, 0),
          alone: formatRatio(chanceAlone, 0),
        }),
    },
    {
      key: 'reasons',
      header: t('outreach.visits.reasons'),
      phone: 'wide',
      width: '28%',
      cell: ({ reasons }) => <Reasons reasons={reasons} />,
    },
  ];
}

/** So many stand in the row; the others open below. */
const shownReasons = 4;

function Reasons({ reasons }: { reasons: OutreachVisit['reasons'] }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return <span className="td-small">{t('outreach.visits.noReasons')}</span>;
  const others = reasons.slice(shownReasons);
  return (
    <>
      <ReasonList reasons={reasons.slice(0, shownReasons)} />
      {others.length > 0 && (
        <details className="td-small">
          <summary>
            {t('outreach.visits.moreReasons', { count: formatCount(others.length) as never })}
          </summary>
          <ReasonList reasons={others} />
        </details>
      )}
    </>
  );
}

function ReasonList({ reasons }: { reasons: OutreachVisit['reasons'] }) {
  const { i18n } = useTranslation();
  return (
    <ul className="td-outreach-reasons">
      {reasons.map((reason) => (
        <li key={reason.factor}>{describeReason(reason, languageOf(i18n.language))}</li>
      ))}
    </ul>
  );
}
