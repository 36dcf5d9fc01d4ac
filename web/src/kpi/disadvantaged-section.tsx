import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { disadvantagedQuery } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import type { DisadvantagedCommunes, DisadvantagedWish } from '../api/types.ts';
import { formatDate } from '../format.ts';
import { DateField } from '../ui/date-field.tsx';
import { readTexts, TextField } from '../ui/fields.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';

/** The communes that some definitions leave out, and the list that replaces them from a day on. */
export function DisadvantagedSection() {
  const { t } = useTranslation();
  const query = useQuery(disadvantagedQuery());
  const mayEdit = useMay('targets.edit');
  return (
    <Section title={t('kpi.poor.title')} subtitle={t('kpi.poor.lead')}>
      <Answered query={query}>
        {({ rows }) => (
          <>
            {rows.length === 0 ? <Empty>{t('kpi.poor.none')}</Empty> : <CommunesTable rows={rows} />}
            {mayEdit && <MarkForm key={rows.map(({ code }) => code).join()} rows={rows} />}
          </>
        )}
      </Answered>
    </Section>
  );
}

function CommunesTable({ rows }: DisadvantagedCommunes) {
  const { t } = useTranslation();
  return (
    <ReportTable
      caption={t('kpi.poor.title')}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: 'name', header: t('kpi.poor.name'), phone: 'title', cell: ({ name, code }) => name ?? code },
        {
          key: 'code',
          header: t('kpi.poor.code'),
          cell: ({ code }) => <span className="td-mono">{code}</span>,
        },
        { key: 'since', header: t('kpi.poor.since'), cell: ({ since }) => formatDate(since) },
        { key: 'source', header: t('kpi.poor.source'), cell: ({ source }) => source },
      ]}
    />
  );
}

function MarkForm({ rows }: DisadvantagedCommunes) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (wish: DisadvantagedWish) =>
      sendJson<DisadvantagedCommunes>('PUT', '/kpi/disadvantaged-communes', wish),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/kpi/') }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = readTexts(event.currentTarget);
    const codes = text('codes')
      .split(/[\s,;]+/)
      .filter(Boolean);
    save.mutate({ since: text('since'), codes, source: text('source') });
  };
  return (
    <form className="td-upload" onSubmit={submit}>
      <TextField
        name="codes"
        label={t('kpi.poor.codes')}
        value={rows.map(({ code }) => code).join(', ')}
        hint={t('kpi.poor.hint')}
        maxLength={7_000}
        wide
      />
      <div className="td-filters">
        <TextField name="source" label={t('kpi.poor.source')} value={rows[0]?.source ?? ''} />
        <DateField label={t('kpi.poor.since')} name="since" value={businessDate} />
      </div>
      <div>
        <Button type="submit" size="sm" loading={save.isPending}>
          {t('kpi.poor.save')}
        </Button>
      </div>
      {save.isError && <ProblemBlock error={save.error} />}
      {save.isSuccess && <p role="status">{t('kpi.poor.saved', { count: save.data.rows.length })}</p>}
    </form>
  );
}
