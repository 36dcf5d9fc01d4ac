import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress, sendJson } from '../api/call.ts';
import {
  debitNoticesQuery,
  noticeSheetsQuery,
  refreshDebits,
  type DebitNotice,
  type NoticeSheet,
  type NoticesPlanned,
} from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatInstant } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { NoticesTable } from './notices-table.tsx';
import { PartnerSelect } from './partner-select.tsx';

const route = getRouteApi('/staff/auto-debit');
const states = ['due', 'handed_over', 'debited', 'dropped'] as const;

/** Notices to payers: made for the next run, handed over on sheets, and what became of each. */
export function NoticesSection() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const filter = {
    partner: search.partner,
    state: states.find((one) => one === search.state),
    customer: search.query?.trim().toUpperCase(),
  };
  const pages = useInfiniteQuery(debitNoticesQuery(filter));
  return (
    <>
      <Section
        title={t('autoDebit.notices.title')}
        subtitle={t('autoDebit.notices.lead')}
        actions={<ExportLink path="/debits/notices" query={filter} />}
      >
        <div className="td-filters">
          <SearchForm label={t('autoDebit.customer')} query={search.query} />
          <SearchSelect
            label={t('autoDebit.state')}
            name="state"
            value={filter.state}
            choices={states.map((value) => ({ value, label: t(`autoDebit.notices.states.${value}`) }))}
          />
          <PartnerSelect value={search.partner} />
        </div>
        <NoticeActions partner={search.partner} />
        <Answered query={pages}>
          {({ pages: answers }) => {
            const rows: DebitNotice[] = answers.flatMap((answer) => answer.rows);
            if (rows.length === 0) return <Empty>{t('autoDebit.notices.none')}</Empty>;
            return (
              <>
                <NoticesTable notices={rows} />
                <MoreRows pages={pages} shown={rows.length} />
              </>
            );
          }}
        </Answered>
      </Section>
      <SheetsSection />
    </>
  );
}

function NoticeActions({ partner }: { partner: string | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayRun = useMay('debits.run');
  const onSettled = () => refreshDebits(queries);
  const plan = useMutation({
    mutationFn: () => sendJson<NoticesPlanned>('POST', '/debits/notices/plan', { partner }),
    onSettled,
  });
  const handOver = useMutation({
    mutationFn: () => sendJson<NoticeSheet>('POST', '/debits/notices/hand-over', { partner }),
    onSettled,
  });
  if (!mayRun) return null;
  if (partner === undefined) return <p className="td-small">{t('autoDebit.notices.chooseBank')}</p>;
  return (
    <>
      <div className="td-buttons">
        <Button size="sm" variant="default" loading={plan.isPending} onClick={() => plan.mutate()}>
          {t('autoDebit.notices.plan')}
        </Button>
        <Button size="sm" loading={handOver.isPending} onClick={() => handOver.mutate()}>
          {t('autoDebit.notices.handOver')}
        </Button>
      </div>
      {plan.isError && <ProblemBlock error={plan.error} />}
      {handOver.isError && <ProblemBlock error={handOver.error} />}
      {plan.data && (
        <p className="td-notice" role="status">
          {plan.data.debitOn === null
            ? t('autoDebit.notices.notToday')
            : t('autoDebit.notices.planned', {
                number: formatCount(plan.data.planned),
                date: formatDate(plan.data.debitOn),
              })}
        </p>
      )}
      {handOver.data && (
        <p className="td-notice td-notice-good" role="status">
          {t('autoDebit.notices.handedOver', {
            number: formatCount(handOver.data.notices),
            dropped: formatCount(handOver.data.dropped),
          })}
        </p>
      )}
    </>
  );
}

function SheetsSection() {
  const { t } = useTranslation();
  const sheets = useQuery(noticeSheetsQuery);
  const mayRun = useMay('debits.run');
  const columns: Column<NoticeSheet>[] = [
    {
      key: 'sheet',
      header: t('autoDebit.notices.sheet'),
      phone: 'title',
      cell: ({ id, partnerName, day }) => (
        <span className="td-figures">
          {id}, {formatDate(day)}
          <span className="td-second-line">{partnerName}</span>
        </span>
      ),
    },
    {
      key: 'count',
      header: t('autoDebit.notices.count'),
      kind: 'number',
      cell: ({ notices }) => formatCount(notices),
    },
    {
      key: 'dropped',
      header: t('autoDebit.notices.dropped'),
      kind: 'number',
      cell: ({ dropped }) => formatCount(dropped),
    },
    {
      key: 'handed',
      header: t('autoDebit.notices.handedAt'),
      cell: ({ handedAt, handedBy }) => (
        <span className="td-figures">
          {formatInstant(handedAt)}
          <span className="td-second-line">{handedBy}</span>
        </span>
      ),
    },
    {
      key: 'files',
      header: t('autoDebit.notices.files'),
      phone: 'wide',
      cell: ({ id }) => (mayRun ? <SheetFiles id={id} /> : '–'),
    },
  ];
  return (
    <Section title={t('autoDebit.notices.sheets')}>
      <Answered query={sheets}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('autoDebit.notices.noSheets')}</Empty>
          ) : (
            <ReportTable
              caption={t('autoDebit.notices.sheets')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function SheetFiles({ id }: { id: string }) {
  return (
    <span className="td-buttons">
      {(['csv', 'xlsx'] as const).map((format) => (
        <a key={format} href={apiAddress(`/debits/notice-sheets/${id}/file`, { format })} download>
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
