import '../styles/simulator.css';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  providersQuery,
  type SimulatedProvider,
  type SimulatedProviders,
  type WorldAction,
  type WorldDone,
} from '../api/demo-queries.ts';
import { formatDate } from '../format.ts';
import { Page, Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ProviderSwitches } from './provider-switches.tsx';

const actions = ['send-statements', 'answer-debits', 'call-back'] as const satisfies readonly WorldAction[];

/** The banks and gateways of the demo, driven by hand: what they send now, and what goes wrong at them. */
export function SimulatorScreen() {
  const { t } = useTranslation();
  const query = useQuery(providersQuery);
  return (
    <Page title={t('simulator.title')} lead={t('simulator.lead')}>
      <Answered query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('simulator.none')}</Empty>
          ) : (
            <>
              <Actions />
              <Section title={t('simulator.gateways')}>
                <ProvidersTable rows={rows.filter(({ kind }) => kind !== 'bank')} />
              </Section>
              <Section title={t('simulator.banks')} subtitle={t('simulator.banksText')}>
                <ProvidersTable rows={rows.filter(({ kind }) => kind === 'bank')} />
              </Section>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Actions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: WorldAction) => sendJson<WorldDone>('POST', `/demo/actions/${action}`),
    // What was sent changes nearly every screen.
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Section title={t('simulator.actions')}>
      {act.isError && <ProblemBlock error={act.error} />}
      <div className="td-buttons">
        {actions.map((action) => (
          <Button
            key={action}
            size="sm"
            variant={action === 'send-statements' ? 'filled' : 'default'}
            loading={act.isPending && act.variables === action}
            disabled={act.isPending}
            onClick={() => act.mutate(action)}
          >
            {t(`simulator.${action}`)}
          </Button>
        ))}
      </div>
      <p role="status">
        {act.isPending && t('simulator.working')}
        {act.data && <WhatWasDone done={act.data} />}
      </p>
      {act.data && act.data.sent.length > 0 && <SentFiles done={act.data} />}
    </Section>
  );
}

function WhatWasDone({ done: { sent, calls } }: { done: WorldDone }) {
  const { t } = useTranslation();
  if (calls > 0) return t('simulator.calls', { count: calls });
  if (sent.length === 0) return t('simulator.nothing');
  const refused = sent.filter(({ outcome }) => outcome === 'refused').length;
  return t('simulator.files', { count: sent.length, refused });
}

function SentFiles({ done: { sent } }: { done: WorldDone }) {
  const { t } = useTranslation();
  const columns: Column<WorldDone['sent'][number]>[] = [
    { key: 'file', header: t('simulator.file'), phone: 'title', cell: ({ fileName }) => fileName },
    { key: 'bank', header: t('simulator.provider'), cell: ({ bank }) => bank },
    { key: 'day', header: t('simulator.day'), cell: ({ day }) => formatDate(day) },
    {
      key: 'outcome',
      header: t('simulator.outcome'),
      phone: 'wide',
      cell: ({ outcome, reason }) => (
        <span>
          <Tag tone={outcome === 'taken' ? 'good' : 'bad'}>{t(`simulator.${outcome}`)}</Tag>
          {reason && <span className="td-second-line td-said">{reason}</span>}
        </span>
      ),
    },
  ];
  return (
    <ReportTable
      caption={t('simulator.sent')}
      columns={columns}
      rows={sent.map((file, at) => ({ ...file, at }))}
      rowKey={({ fileName }) => `${fileName}-${sent.findIndex((one) => one.fileName === fileName)}`}
    />
  );
}

function ProvidersTable({ rows }: { rows: SimulatedProviders['rows'] }) {
  const { t } = useTranslation();
  const columns: Column<SimulatedProvider>[] = [
    {
      key: 'name',
      header: t('simulator.provider'),
      phone: 'title',
      width: '30%',
      cell: ({ name, speaks }) => (
        <span>
          {name}
          <span className="td-second-line">{speaks.join(' · ')}</span>
        </span>
      ),
    },
    {
      key: 'waiting',
      header: t('simulator.waiting'),
      kind: 'number',
      cell: ({ waiting }) => waiting,
    },
    {
      key: 'switches',
      header: t('simulator.switches'),
      phone: 'wide',
      cell: (provider) => <ProviderSwitches provider={provider} />,
    },
  ];
  return (
    <ReportTable
      caption={t('simulator.switches')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
    />
  );
}
