import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  failedDeliveriesQuery,
  partnerEndpointsQuery,
  refreshPartners,
  type PartnerDeliveries,
  type PartnerEndpoint,
} from '../api/partner-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';

type Delivery = PartnerDeliveries['rows'][number];

/** Where the partner is told, and what did not arrive. */
export function WebhooksSection({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const endpoints = useQuery(partnerEndpointsQuery(partner));
  return (
    <Section title={t('partnerKit.webhooks')}>
      <Answered query={endpoints}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('partnerKit.noWebhooks')}</Empty>
          ) : (
            <>
              <EndpointsTable partner={partner} endpoints={rows} />
              <Failures partner={partner} />
            </>
          )
        }
      </Answered>
    </Section>
  );
}

function EndpointState({ endpoint }: { endpoint: PartnerEndpoint }) {
  const { t } = useTranslation();
  const { disabledReason, failingSince, lastFault } = endpoint;
  if (disabledReason !== null) return <Tag tone="bad">{t(`partnerKit.disabled.${disabledReason}`)}</Tag>;
  if (failingSince === null) return <Tag tone="good">{t('partnerKit.endpointLive')}</Tag>;
  return (
    <Tag tone="warn">
      {t('partnerKit.failing', { time: formatInstant(failingSince) })} {lastFault}
    </Tag>
  );
}

function EndpointsTable({ partner, endpoints }: { partner: string; endpoints: readonly PartnerEndpoint[] }) {
  const { t } = useTranslation();
  const may = useMay('partners.edit');
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: ({ id, state }: { id: string; state: 'live' | 'disabled' }) =>
      sendJson('PUT', `/partners/${partner}/webhooks/${id}/state`, { state }),
    onSuccess: () => refreshPartners(queries),
  });
  const columns: Column<PartnerEndpoint>[] = [
    {
      key: 'url',
      header: t('partnerKit.address'),
      phone: 'title',
      cell: ({ url }) => <span className="td-mono">{url}</span>,
    },
    {
      key: 'state',
      header: t('partnerKit.state'),
      cell: (endpoint) => <EndpointState endpoint={endpoint} />,
    },
    {
      key: 'waiting',
      header: t('partnerKit.queued'),
      kind: 'number',
      cell: ({ waiting }) => formatCount(waiting),
    },
    {
      key: 'failed',
      header: t('partnerKit.failed'),
      kind: 'number',
      cell: ({ failed }) => formatCount(failed),
    },
    {
      key: 'act',
      header: '',
      cell: ({ id, state }) =>
        may && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => turn.mutate({ id, state: state === 'live' ? 'disabled' : 'live' })}
          >
            {state === 'live' ? t('partnerKit.switchOff') : t('partnerKit.switchOn')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {turn.error && <ProblemBlock error={turn.error} />}
      <ReportTable
        caption={t('partnerKit.webhooks')}
        columns={columns}
        rows={endpoints}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function Failures({ partner }: { partner: string }) {
  const { t } = useTranslation();
  const may = useMay('partners.edit');
  const queries = useQueryClient();
  const query = useQuery(failedDeliveriesQuery(partner));
  const resend = useMutation({
    mutationFn: () => sendJson('POST', `/partners/${partner}/webhooks/resend`, { deliveries: 'failed' }),
    onSuccess: () => refreshPartners(queries),
  });
  const columns: Column<Delivery>[] = [
    { key: 'time', header: t('partnerKit.time'), cell: ({ createdAt }) => formatInstant(createdAt) },
    { key: 'type', header: t('partnerKit.event'), phone: 'title', cell: ({ type }) => type },
    {
      key: 'answer',
      header: t('partnerKit.answer'),
      cell: ({ lastStatus, lastFault }) => lastStatus ?? lastFault ?? '',
    },
  ];
  const rows = query.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{t('partnerKit.failures')}</h3>
      <ReportTable caption={t('partnerKit.failures')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {resend.error && <ProblemBlock error={resend.error} />}
      {may && (
        <Button mt="sm" onClick={() => resend.mutate()} loading={resend.isPending}>
          {t('partnerKit.resend')}
        </Button>
      )}
    </>
  );
}
