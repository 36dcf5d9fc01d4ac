import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formFields } from '../../../core/official-reports/form.ts';
import { sendJson } from '../api/call.ts';
import {
  refreshReports,
  reportPath,
  reportQuery,
  type Report,
  type ReportForm,
} from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { FormFields, readForm } from './form-fields.tsx';

/** What is written into a draft, and what is done with it. What stands in the fields is saved before it is issued. */
export function DraftSection({ report }: { report: Report }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const form = useRef<HTMLFormElement>(null);
  const { saving, issuing, dropping } = useDraft(report);
  if (!mayEdit) return null;
  const working = saving.isPending || issuing.isPending || dropping.isPending;
  const problem = saving.error ?? issuing.error ?? dropping.error;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(readForm(event.currentTarget));
  };
  return (
    <Section title={t('papers.form.title')} subtitle={t('papers.form.subtitle')}>
      {problem && <ProblemBlock error={problem} />}
      <form ref={form} className="td-paper-form" onSubmit={submit} noValidate>
        <FormFields form={report.form} missing={report.missing} />
        {report.missing.includes('number') && <p className="td-paper-missing">{t('papers.noNumber')}</p>}
        <div className="td-buttons">
          <Button type="submit" size="sm" variant="default" disabled={working} loading={saving.isPending}>
            {t('papers.save')}
          </Button>
          <Button
            size="sm"
            disabled={working}
            loading={issuing.isPending}
            onClick={() => form.current && issuing.mutate(readForm(form.current))}
          >
            {t('papers.issue')}
          </Button>
          <Button size="sm" variant="subtle" disabled={working} onClick={() => dropping.mutate()}>
            {t('papers.drop')}
          </Button>
        </div>
        {report.missing.length > 0 && <p className="td-small">{t('papers.blocked')}</p>}
      </form>
    </Section>
  );
}

function useDraft(report: Report) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = reportPath(report.id);
  const show = (saved: Report) => queries.setQueryData(reportQuery(report.id).queryKey, saved);
  const save = (form: ReportForm) => sendJson<Report>('PUT', path, { revision: report.revision, form });
  const saving = useMutation({ mutationFn: save, onSuccess: show });
  const issuing = useMutation({
    mutationFn: async (form: ReportForm) => {
      const isSaved = formFields.every((name) => form[name] === report.form[name]);
      const { revision } = isSaved ? report : await save(form);
      return sendJson<Report>('POST', `${path}/issue`, { revision });
    },
    onSuccess: async (issued) => {
      show(issued);
      await refreshReports(queries);
    },
  });
  const dropping = useMutation({
    mutationFn: () => sendJson('DELETE', path),
    onSuccess: async () => {
      await navigate({ to: '/official-reports' });
      await refreshReports(queries);
    },
  });
  return { saving, issuing, dropping };
}
