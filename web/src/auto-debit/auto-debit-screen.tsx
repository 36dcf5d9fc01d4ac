import '../styles/reconciliation.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { MandatesSection } from './mandates-section.tsx';
import { ResultsSection } from './results-section.tsx';
import { RunsSection } from './runs-section.tsx';

const route = getRouteApi('/staff/auto-debit');
const shows = ['runs', 'mandates', 'results'] as const;

/** Auto-debit (trích nợ tự động): runs, mandates, and the files banks answered with. */
export function AutoDebitScreen() {
  const { t } = useTranslation();
  const { show: asked } = route.useSearch();
  const show = shows.find((one) => one === asked) ?? 'runs';
  return (
    <Page title={t('autoDebit.title')} lead={t('autoDebit.lead')}>
      <Choices
        label={t('autoDebit.show')}
        hideLabel
        name="show"
        value={show}
        choices={shows.map((value) => ({ value, label: t(`autoDebit.shows.${value}`) }))}
      />
      {show === 'runs' && <RunsSection />}
      {show === 'mandates' && <MandatesSection />}
      {show === 'results' && <ResultsSection />}
    </Page>
  );
}
