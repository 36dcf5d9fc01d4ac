import '../styles/papers.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reportKinds } from '../../../core/official-reports/kinds.ts';
import { Choices } from '../ui/choices.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { MailsSection } from './mails-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { SchedulesSection } from './schedules-section.tsx';
import { SettingsSection } from './settings-section.tsx';

const route = getRouteApi('/staff/official-reports');
const parts = ['reports', 'schedules', 'mails', 'settings'] as const;

/** Official reports: what can be made now, what there is, what is made by the clock, and what was mailed. */
export function ReportsScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const show = parts.find((part) => part === search.show) ?? 'reports';
  return (
    <Page title={t('papers.title')} lead={t('papers.lead')}>
      <nav className="td-paper-kinds" aria-label={t('papers.new')}>
        {reportKinds.map((kind) => (
          <LinkButton key={kind} to="/official-reports/new" search={{ kind }}>
            {t(`papers.kinds.${kind}`)}
          </LinkButton>
        ))}
      </nav>
      <Choices
        label={t('papers.parts.label')}
        hideLabel
        name="show"
        value={show}
        choices={parts.map((value) => ({ value, label: t(`papers.parts.${value}`) }))}
      />
      {show === 'reports' && <ReportsSection state={search.state} />}
      {show === 'schedules' && <SchedulesSection />}
      {show === 'mails' && <MailsSection state={search.state} />}
      {show === 'settings' && <SettingsSection />}
    </Page>
  );
}
