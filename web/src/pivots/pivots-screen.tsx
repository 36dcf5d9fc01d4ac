import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { pivotReportsQuery } from '../api/pivot-queries.ts';
import { ExportLink } from '../ui/list-parts.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { ReportsTable } from './reports-table.tsx';

/** Reports that people keep and share, and the way to a table of one's own. */
export function PivotsScreen() {
  const { t } = useTranslation();
  const reports = useQuery(pivotReportsQuery);
  return (
    <Page
      title={t('pivots.title')}
      lead={t('pivots.lead')}
      actions={
        <>
          <LinkButton to="/pivots/view" variant="filled">
            {t('pivots.create')}
          </LinkButton>
          <ExportLink path="/pivots" />
        </>
      }
    >
      <Section title={t('pivots.reports.title')}>
        <Answered query={reports}>{({ rows }) => <ReportsTable rows={rows} />}</Answered>
      </Section>
    </Page>
  );
}
