import '../styles/pivots.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  addressNames,
  coarserPivots,
  parseAddress,
  summaryPivots,
  writeAddress,
  type Pivot,
} from '../../../core/pivots/pivot.ts';
import { dimensionName } from '../../../core/pivots/names.ts';
import { pivotQuery, pivotReportsQuery, type PivotReport } from '../api/pivot-queries.ts';
import { languageOf } from '../format.ts';
import { Page } from '../ui/page.tsx';
import { problemOf } from '../ui/problem-text.ts';
import { Answered, ProblemBlock } from '../ui/states.tsx';
import { Builder } from './builder.tsx';
import { PivotFrame } from './pivot-frame.tsx';
import { SaveBar } from './save-bar.tsx';

const route = getRouteApi('/staff/pivots/view');

/** One table: what it shows stands in the address, so that a link opens the same view within the scope of who opens it. */
export function PivotTableScreen() {
  const { t } = useTranslation();
  const { report: reportId, ...address } = route.useSearch();
  const reports = useQuery(pivotReportsQuery);
  const report = reports.data?.rows.find(({ id }) => id === reportId);
  // A link that names a report alone is filled in, so that every change starts from what the report shows.
  if (report && addressNames.every((name) => address[name] === undefined))
    return <Navigate to="/pivots/view" search={{ ...report.address, report: report.id }} replace />;
  const pivot = parseAddress(address);
  return (
    <Page
      title={report?.name ?? t('pivots.newTable')}
      lead={report?.description || t('pivots.tableLead')}
      crumbs={[
        <Link key="list" to="/pivots">
          {t('pivots.title')}
        </Link>,
      ]}
    >
      {'fault' in pivot ? (
        <div className="td-notice td-notice-bad" role="alert">
          <p>
            {t('pivots.unreadable', { text: pivot.text || pivot.fault })}{' '}
            <Link to="/pivots/view">{t('pivots.reset')}</Link>
          </p>
        </div>
      ) : (
        <TableOf pivot={pivot} report={report} />
      )}
    </Page>
  );
}

function TableOf({ pivot, report }: { pivot: Pivot; report: PivotReport | undefined }) {
  const table = useQuery(pivotQuery(writeAddress(pivot)));
  const isTooLarge = table.error && problemOf(table.error).code === 'pivots.too_many_cells';
  return (
    <>
      <SaveBar pivot={pivot} report={report} />
      <Builder pivot={pivot} startsOpen={report === undefined} months={table.data?.months ?? []} />
      {isTooLarge ? (
        <TooLarge pivot={pivot} error={table.error} />
      ) : (
        <Answered query={table}>{(answer) => <PivotFrame answer={answer} title={report?.name} />}</Answered>
      )}
    </>
  );
}

/** What has too many cells is offered at coarser levels. */
function TooLarge({ pivot, error }: { pivot: Pivot; error: unknown }) {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return (
    <>
      <ProblemBlock error={error} />
      <p>{t('pivots.tooMany')}</p>
      <ul>
        {coarserPivots(pivot).map(({ from, to, pivot: coarser }) => (
          <li key={from}>
            <Link to="/pivots/view" search={(now: object) => ({ ...now, ...writeAddress(coarser) })}>
              {t('pivots.coarser', { from: dimensionName(from, language), to: dimensionName(to, language) })}
            </Link>
          </li>
        ))}
        {summaryPivots(pivot).map(({ over, pivot: summary }) => (
          <li key={`over ${over}`}>
            <Link to="/pivots/view" search={(now: object) => ({ ...now, ...writeAddress(summary) })}>
              {t('pivots.summedOver', { name: dimensionName(over, language) })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
