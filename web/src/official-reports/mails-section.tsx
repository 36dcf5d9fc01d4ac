import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { mailsQuery, refreshReports, type MailLine } from '../api/report-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatInstant, formatPeriod } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { MailStateTag } from './report-state.tsx';

const states = ['all', 'waiting', 'sent', 'failed'] as const;

/** What became of every mail; what did not arrive says why, and can be sent again. */
export function MailsSection({ state }: { state: string | undefined }) {
  const { t } = useTranslation();
  const chosen = states.find((one) => one === state) ?? 'all';
  const query = { state: chosen === 'all' ? undefined : chosen };
  const pages = useInfiniteQuery(mailsQuery(query));
  return (
    <Section title={t('papers.parts.mails')} actions={<ExportLink path="/report-mails" query={query} />}>
      <Choices
        label={t('papers.state')}
        name="state"
        value={chosen}
        choices={states.map((value) => ({
          value,
          label: value === 'all' ? t('words.all') : t(`papers.mail.states.${value}`),
        }))}
      />
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('papers.mail.empty')}</Empty>
          ) : (
            <>
              <MailsTable rows={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function MailsTable({ rows }: { rows: readonly MailLine[] }) {
  const { t } = useTranslation();
  const mayEdit = useMay('reports.edit');
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (id: string) => sendJson('POST', `/report-mails/${id}/resend`, {}),
    onSettled: () => refreshReports(queries),
  });
  const columns: Column<MailLine>[] = [
    {
      key: 'to',
      header: t('papers.mail.recipient'),
      phone: 'title',
      cell: ({ recipient }) => recipient ?? t('papers.mail.notTold'),
    },
    {
      key: 'report',
      header: t('papers.report'),
      cell: ({ reportId, pivotId, kind, title, period, number }) =>
        reportId === null ? (
          <Link to="/pivots/view" search={{ report: pivotId ?? undefined }}>
            {title} {formatPeriod(period)}
          </Link>
        ) : (
          <Link to="/official-reports/$id" params={{ id: reportId }}>
            {t(`papers.kinds.${kind}`)} {formatPeriod(period)} {number}
          </Link>
        ),
    },
    {
      key: 'state',
      header: t('papers.state'),
      width: '32%',
      cell: ({ state, fault, reply }) => (
        <>
          <MailStateTag state={state} />
          {state !== 'sent' && (fault ?? reply) && <div className="td-small">{reply ?? fault}</div>}
        </>
      ),
    },
    {
      key: 'attempts',
      header: t('papers.mail.attempts'),
      kind: 'number',
      cell: ({ attempts }) => formatCount(attempts),
    },
    {
      key: 'at',
      header: t('papers.at'),
      cell: ({ state, sentAt, nextTryAt }) =>
        state === 'waiting'
          ? t('papers.mail.next', { time: formatInstant(nextTryAt) })
          : formatInstant(sentAt ?? nextTryAt),
    },
    {
      key: 'again',
      header: '',
      cell: ({ id, recipient }) =>
        mayEdit &&
        recipient !== null && (
          <Button
            size="compact-sm"
            variant="default"
            loading={again.isPending && again.variables === id}
            onClick={() => again.mutate(id)}
          >
            {t('papers.mail.again')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {again.isError && <ProblemBlock error={again.error} />}
      <ReportTable caption={t('papers.parts.mails')} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </>
  );
}
