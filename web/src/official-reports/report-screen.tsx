import '../styles/papers.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reportPath, reportQuery, type Report } from '../api/report-queries.ts';
import { formatInstant, formatPeriod } from '../format.ts';
import { Facts, Page } from '../ui/page.tsx';
import { Answered, Skeletons } from '../ui/states.tsx';
import { DraftSection } from './draft-section.tsx';
import { FileButtons } from './file-buttons.tsx';
import { MailSection } from './mail-section.tsx';
import { PaperView } from './paper-view.tsx';
import { ReportStateTag } from './report-state.tsx';
import { TraceSection } from './trace-section.tsx';

const route = getRouteApi('/staff/official-reports/$id');

/** One report: a draft to be written and issued, or what was issued, as it was. */
export function ReportScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(reportQuery(id));
  const report = query.data;
  return (
    <Page
      title={report ? `${t(`papers.kinds.${report.kind}`)} ${report.number ?? ''}`.trim() : t('papers.title')}
      lead={report?.form.subject}
      crumbs={[
        <Link key="all" to="/official-reports">
          {t('papers.title')}
        </Link>,
      ]}
      actions={<FileButtons path={reportPath(id)} />}
    >
      <Answered query={query} skeleton={<Skeletons rows={12} height={28} />}>
        {(shown) => (
          <>
            <ReportFacts report={shown} />
            <div className="td-composer">
              <PaperView paper={shown.paper} />
              {shown.state === 'draft' ? (
                <DraftSection key={shown.revision} report={shown} />
              ) : (
                <MailSection key={shown.id} report={shown} />
              )}
            </div>
            <TraceSection report={shown} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function ReportFacts({ report }: { report: Report }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('papers.state'), <ReportStateTag key="state" state={report.state} />],
        [t('words.period'), formatPeriod(report.period)],
        [t('papers.unit'), report.unitName],
        report.issuedAt !== null && [
          t('papers.issued'),
          `${report.issuedBy}, ${formatInstant(report.issuedAt)}`,
        ],
        report.state === 'draft' && [
          t('papers.changed'),
          `${report.changedBy}, ${formatInstant(report.changedAt)}`,
        ],
        [
          t('papers.standing'),
          report.frozenVersion === null
            ? t('papers.provisional')
            : t('papers.frozen', { version: report.frozenVersion }),
        ],
      ]}
    />
  );
}
