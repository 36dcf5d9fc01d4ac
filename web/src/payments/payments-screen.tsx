import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '../../../core/channels.ts';
import { paymentsQuery, paymentsSummaryQuery } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import type { PaymentsSummary } from '../api/types.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { ReportTable } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { FeedTable } from './feed-table.tsx';

const route = getRouteApi('/staff/payments');

/** What partners have just sent. It moves while one watches, and stops when one wants to read. */
export function PaymentsScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const [live, setLive] = useState(true);
  const pages = useInfiniteQuery(paymentsQuery({ ...search, limit: 30 }, live));
  const summary = useQuery(paymentsSummaryQuery);
  const partners = (summary.data?.perPartner ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Page
      title={t('payments.title')}
      lead={t('payments.lead')}
      actions={
        <>
          <Button
            variant="default"
            size="sm"
            aria-pressed={!live}
            leftSection={
              live ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />
            }
            onClick={() => setLive(!live)}
          >
            {live ? t('payments.pause') : t('payments.resume')}
          </Button>
          <ExportLink path="/payments" query={search} />
        </>
      }
    >
      <Answered query={summary}>{(today) => <Today summary={today} />}</Answered>
      <div className="td-filters">
        <SearchSelect
          label={t('payments.partner')}
          name="partner"
          value={search.partner}
          choices={partners}
        />
        <SearchSelect
          label={t('payments.channel')}
          name="channel"
          value={search.channel}
          choices={channels.map((value) => ({ value, label: t(`customers.channels.${value}`) }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows = answers.flatMap((answer) => answer.rows);
          return rows.length === 0 ? (
            <Empty>{t('payments.empty')}</Empty>
          ) : (
            <>
              <FeedTable payments={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
      {summary.data && <PerPartner summary={summary.data} />}
    </Page>
  );
}

function Today({ summary }: { summary: PaymentsSummary }) {
  const { t } = useTranslation();
  const { businessDate } = useSession();
  return (
    <Section title={t('payments.today', { date: formatDate(businessDate) })}>
      <Facts
        facts={[
          [
            t('payments.count'),
            <span key="count" className="td-strong">
              {formatCount(summary.today.count)}
            </span>,
          ],
          [
            t('payments.amount'),
            <span key="amount" className="td-strong">
              {formatMoney(summary.today.amount)}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}

function PerPartner({ summary }: { summary: PaymentsSummary }) {
  const { t } = useTranslation();
  return (
    <Section title={t('payments.perPartner')} actions={<ExportLink path="/partners" />}>
      {summary.perPartner.length === 0 ? (
        <Empty>{t('payments.noneToday')}</Empty>
      ) : (
        <ReportTable
          caption={t('payments.perPartner')}
          rows={summary.perPartner}
          rowKey={({ code }) => code}
          order={{ key: 'amount', ascending: false }}
          columns={[
            {
              key: 'name',
              header: t('payments.partner'),
              phone: 'title',
              cell: ({ name }) => name,
              sortValue: ({ name }) => name,
            },
            {
              key: 'count',
              header: t('payments.count'),
              kind: 'number',
              cell: ({ count }) => formatCount(count),
              sortValue: ({ count }) => BigInt(count),
            },
            {
              key: 'amount',
              header: t('payments.amount'),
              kind: 'number',
              cell: ({ amount }) => formatMoney(amount),
              sortValue: ({ amount }) => BigInt(amount),
            },
          ]}
        />
      )}
    </Section>
  );
}
