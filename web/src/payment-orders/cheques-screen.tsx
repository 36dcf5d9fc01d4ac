import '../styles/imports.css';
import '../styles/reconciliation.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { ChequeForm } from './cheque-form.tsx';
import { ChequesSection } from './cheques-section.tsx';
import { SlipsSection } from './slips-section.tsx';

const route = getRouteApi('/staff/cheques');

/** Cheques by state, the slips that went to the bank, and the form for a new one. */
export function ChequesScreen() {
  const { t } = useTranslation();
  const mayEdit = useMay('cheques.edit');
  const maySlips = useMay('reconciliation.view');
  const { show: asked } = route.useSearch();
  const shows = [
    'list' as const,
    ...(maySlips ? ['slips' as const] : []),
    ...(mayEdit ? ['receive' as const] : []),
  ];
  const show = shows.find((one) => one === asked) ?? 'list';
  return (
    <Page title={t('cheques.title')} lead={t('cheques.lead')}>
      <Choices
        label={t('cheques.show')}
        hideLabel
        name="show"
        value={show}
        choices={shows.map((value) => ({ value, label: t(`cheques.shows.${value}`) }))}
      />
      {show === 'list' && <ChequesSection />}
      {show === 'slips' && <SlipsSection />}
      {show === 'receive' && <ChequeForm />}
    </Page>
  );
}
