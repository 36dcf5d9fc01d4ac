import '../styles/papers.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { reportKinds } from '../../../core/official-reports/kinds.ts';
import { sendJson } from '../api/call.ts';
import { boardQuery } from '../api/queries.ts';
import { compositionQuery, type Composition, type ReportForm } from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { PeriodChoice } from '../board/period-choice.tsx';
import { UnitChoice } from '../board/unit-choice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { Answered, ProblemBlock, Skeletons } from '../ui/states.tsx';
import { FileButtons } from './file-buttons.tsx';
import { FormFields, readForm } from './form-fields.tsx';
import { PaperView } from './paper-view.tsx';
import { TraceSection } from './trace-section.tsx';

const route = getRouteApi('/staff/official-reports/new');

/** A report as it would be now; nothing is kept until it is saved as a draft. */
export function ComposerScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const kind = reportKinds.find((one) => one === search.kind) ?? 'province_report';
  const wish = { kind, period: search.period, unit: search.unit };
  const query = useQuery(compositionQuery(wish));
  const board = useQuery({ ...boardQuery({}), refetchInterval: false });
  return (
    <Page
      title={t(`papers.kinds.${kind}`)}
      lead={t('papers.composerLead')}
      crumbs={[
        <Link key="all" to="/official-reports">
          {t('papers.title')}
        </Link>,
        <span key="kind">{t(`papers.kinds.${kind}`)}</span>,
      ]}
      actions={<FileButtons path="/official-reports/composition" query={wish} />}
    >
      <div className="td-filters">
        {query.data && (
          <PeriodChoice period={query.data.period} periods={board.data?.periods ?? [query.data.period]} />
        )}
        <UnitChoice unit={search.unit} />
      </div>
      <Answered query={query} skeleton={<Skeletons rows={12} height={28} />}>
        {(report) => (
          <>
            <div className="td-composer">
              <PaperView paper={report.paper} />
              <NewDraft key={`${kind} ${report.period} ${report.unit}`} report={report} />
            </div>
            <TraceSection report={report} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function NewDraft({ report }: { report: Composition }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const navigate = useNavigate();
  const { kind, period, unit } = report;
  const saving = useMutation({
    mutationFn: (form: ReportForm) =>
      sendJson<{ id: string }>('POST', '/official-reports', { kind, period, unit, form }),
    onSuccess: ({ id }) => navigate({ to: '/official-reports/$id', params: { id } }),
  });
  if (!mayEdit) return null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(readForm(event.currentTarget));
  };
  return (
    <Section title={t('papers.form.title')} subtitle={t('papers.form.subtitle')}>
      {saving.isError && <ProblemBlock error={saving.error} />}
      <form className="td-paper-form" onSubmit={submit} noValidate>
        <FormFields form={report.form} missing={report.missing} />
        <div className="td-buttons">
          <Button type="submit" size="sm" loading={saving.isPending}>
            {t('papers.saveDraft')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
