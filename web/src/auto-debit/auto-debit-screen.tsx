import '../styles/imports.css';
import '../styles/reconciliation.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { ListsSection } from './lists-section.tsx';
import { MandatesSection } from './mandates-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { ResultsSection } from './results-section.tsx';
import { ReturnsSection } from './returns-section.tsx';
import { RunsSection } from './runs-section.tsx';
import { TermsSection } from './terms-section.tsx';

const route = getRouteApi('/staff/auto-debit');
const shows = ['runs', 'mandates', 'lists', 'notices', 'results', 'returns', 'terms'] as const;

/** Auto-debit (trích nợ tự động): what customers allowed, what banks were asked, and what they answered. */
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
      {show === 'lists' && <ListsSection />}
      {show === 'notices' && <NoticesSection />}
      {show === 'results' && <ResultsSection />}
      {show === 'returns' && <ReturnsSection />}
      {show === 'terms' && <TermsSection />}
    </Page>
  );
}
