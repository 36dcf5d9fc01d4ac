import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/collecting.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { settingsQuery } from '../api/collecting-queries.ts';
import { Page } from '../ui/page.tsx';
import { Answered } from '../ui/states.tsx';
import { SettingsForm } from './settings-form.tsx';

/** The rules by which the company collects: what each means, what it is, who changed it last. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Answered query={settings}>{(rules) => <SettingsForm settings={rules} />}</Answered>
    </Page>
  );
}
