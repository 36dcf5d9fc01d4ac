import '../styles/imports.css';
import '../styles/reconciliation.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { Choices } from '../ui/choices.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { ChargesSection } from './charges-section.tsx';
import { PricesSection } from './prices-section.tsx';

const route = getRouteApi('/staff/services');
const shows = ['bills', 'prices'] as const;

/** Other electricity services (đóng cắt điện, cấp điện mới…): their bills, and what they cost from when. */
export function ServicesScreen() {
  const { t } = useTranslation();
  const { show: asked } = route.useSearch();
  const show = shows.find((one) => one === asked) ?? 'bills';
  const mayIssue = useMay('services.issue');
  return (
    <Page
      title={t('services.title')}
      lead={t('services.lead')}
      actions={mayIssue && <LinkButton to="/services/new">{t('services.issue.open')}</LinkButton>}
    >
      <Choices
        label={t('services.show')}
        hideLabel
        name="show"
        value={show}
        choices={shows.map((value) => ({ value, label: t(`services.shows.${value}`) }))}
      />
      {show === 'bills' ? <ChargesSection /> : <PricesSection />}
    </Page>
  );
}
