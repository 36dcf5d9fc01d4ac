import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { linesOf } from '../../../core/official-reports/form.ts';
import { sendJson } from '../api/call.ts';
import { refreshReports, reportPath, type Report } from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { readTexts } from '../ui/fields.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemBlock } from '../ui/states.tsx';
import { LinesField } from './form-fields.tsx';
import { FormatBoxes, readFormats } from './format-boxes.tsx';

/** Puts a report that does not change any more into the mail. */
export function MailSection({ report }: { report: Report }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: (wish: { recipients: string[]; formats: string[] }) =>
      sendJson('POST', `${reportPath(report.id)}/mail`, wish),
    onSuccess: () => refreshReports(queries),
  });
  if (!mayEdit) return null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const recipients = linesOf(readTexts(event.currentTarget)('recipients'));
    sending.mutate({ recipients, formats: readFormats(event.currentTarget) });
  };
  return (
    <Section title={t('papers.mail.send')} subtitle={t('papers.mail.sendText')}>
      {sending.isError && <ProblemBlock error={sending.error} />}
      <form className="td-paper-form" onSubmit={submit} noValidate>
        <LinesField name="recipients" label={t('papers.mail.recipients')} value="" rows={3} />
        <FormatBoxes chosen={['pdf']} />
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={sending.isPending}>
            {t('papers.mail.send')}
          </Button>
          {sending.isSuccess && <span role="status">{t('papers.mail.queued')}</span>}
        </div>
      </form>
    </Section>
  );
}
