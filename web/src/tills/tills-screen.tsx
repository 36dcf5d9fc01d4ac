import '../styles/tills.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { Choices } from '../ui/choices.tsx';
import { Page } from '../ui/page.tsx';
import { CashSection } from './cash-section.tsx';
import { ChecksSection } from './checks-section.tsx';
import { DeskSection } from './desk-section.tsx';
import { PointsSection } from './points-section.tsx';
import { RemittancesSection } from './remittances-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

const route = getRouteApi('/staff/tills');
const sections = {
  desk: DeskSection,
  cash: CashSection,
  sessions: SessionsSection,
  remittances: RemittancesSection,
  checks: ChecksSection,
  points: PointsSection,
};
type Show = keyof typeof sections;

/** Cash and cards at the company's own tills, from the customer to the bank; and the points of agents. */
export function TillsScreen() {
  const { t } = useTranslation();
  const mayWork = useMay('tills.work');
  const { show: asked } = route.useSearch();
  const shows = (Object.keys(sections) as Show[]).filter((one) => one !== 'desk' || mayWork);
  const show = shows.find((one) => one === asked) ?? shows[0] ?? 'cash';
  const Section = sections[show];
  return (
    <Page title={t('tills.title')} lead={t('tills.lead')}>
      <Choices
        label={t('tills.show')}
        hideLabel
        name="show"
        value={show}
        choices={shows.map((value) => ({ value, label: t(`tills.shows.${value}`) }))}
      />
      <Section />
    </Page>
  );
}
