import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { settingFields } from '../../../core/official-reports/settings.ts';
import { sendJson } from '../api/call.ts';
import { refreshReports, reportSettingsQuery, type ReportSettings } from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { readTexts } from '../ui/fields.tsx';
import { Section } from '../ui/page.tsx';
import { Answered, ProblemBlock } from '../ui/states.tsx';
import { LinesField } from './form-fields.tsx';

/** What the company writes on its papers, and whose name stands on its mails. */
export function SettingsSection() {
  const { t } = useTranslation();
  const query = useQuery(reportSettingsQuery);
  return (
    <Section title={t('papers.parts.settings')} subtitle={t('papers.settings.text')}>
      <Answered query={query}>
        {(settings) => (
          <>
            {!settings.canMail && <p className="td-notice td-notice-warn">{t('papers.settings.noServer')}</p>}
            <SettingsForm settings={settings} />
          </>
        )}
      </Answered>
    </Section>
  );
}

function SettingsForm({ settings }: { settings: ReportSettings }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: Record<string, string>) => sendJson('PUT', '/report-settings', body),
    onSuccess: () => refreshReports(queries),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const textOf = readTexts(event.currentTarget);
    saving.mutate(Object.fromEntries(settingFields.map((name) => [name, textOf(name)])));
  };
  return (
    <form className="td-paper-form td-paper-settings" onSubmit={submit} noValidate>
      {saving.isError && <ProblemBlock error={saving.error} />}
      {settingFields.map((name) => (
        <LinesField
          key={name}
          name={name}
          label={t(`papers.settings.${name}`)}
          value={settings[name]}
          rows={name === 'copies' || name === 'capacity' ? 3 : 1}
        />
      ))}
      {mayEdit && (
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={saving.isPending}>
            {t('papers.save')}
          </Button>
          {saving.isSuccess && <span role="status">{t('papers.saved')}</span>}
        </div>
      )}
    </form>
  );
}
