import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiAddress, sendJson } from '../api/call.ts';
import {
  debitItemsQuery,
  debitRunQuery,
  runProgressQuery,
  refreshDebits,
  type DebitItem,
  type DebitRun,
} from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Facts, Page, Section } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ItemsTable } from './items-table.tsx';
import { toneOfRun } from './runs-section.tsx';

const route = getRouteApi('/staff/auto-debit/runs/$id');
const itemStates = ['pending', 'taken', 'paid', 'failed'] as const;
const skipReasons = [
  'too_early',
  'over_limit',
  'pending',
  'retry_later',
  'failed_for_good',
  'held_elsewhere',
  'handed_elsewhere',
  'not_noticed',
  'closed_meanwhile',
] as const;

/** One run: its file, what was left out, and each bill with what the bank said. */
export function DebitRunScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const run = useQuery(debitRunQuery(id));
  const title = run.data ? `${run.data.partnerName}, ${formatDate(run.data.day)}` : t('autoDebit.title');
  return (
    <Page
      title={title}
      crumbs={[
        <Link key="runs" to="/auto-debit">
          {t('autoDebit.title')}
        </Link>,
      ]}
    >
      <Answered query={run}>
        {(found) => (
          <>
            <RunFacts run={found} />
            {found.format === 'wallet' && <WalletProgress run={found} />}
            <ItemsSection run={found} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function RunFacts({ run }: { run: DebitRun }) {
  const { t } = useTranslation();
  const part = (sum: { items: number; amount: string }): string =>
    `${formatMoney(sum.amount)} · ${t('autoDebit.runs.items', { number: formatCount(sum.items) })}`;
  const skipped = skipReasons
    .filter((reason) => run.skipped[reason] !== undefined)
    .map((reason) =>
      t(`autoDebit.runs.reasons.${reason}`, { number: formatCount(run.skipped[reason] ?? 0) }),
    );
  return (
    <Section title={run.fileName} actions={<FileActions run={run} />}>
      <Facts
        facts={[
          [
            t('autoDebit.state'),
            <Tag key="state" tone={toneOfRun[run.state]}>
              {t(
                run.format === 'wallet'
                  ? `autoDebit.wallet.runStates.${run.state}`
                  : `autoDebit.runs.states.${run.state}`,
              )}
            </Tag>,
          ],
          [t('autoDebit.runs.asked'), part(run)],
          [t('autoDebit.runs.paid'), part(run.paid)],
          [t('autoDebit.runs.failed'), part(run.failed)],
          [t('autoDebit.runs.pending'), part(run.pending)],
          skipped.length > 0 && [t('autoDebit.runs.skipped'), skipped.join(', ')],
          run.sha256 !== null && [
            t('autoDebit.runs.hash'),
            <span key="hash" className="td-mono" style={{ overflowWrap: 'anywhere' }}>
              {run.sha256}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}

/** A run of a wallet has no file: how many of its debits have left, and how many answers are still out. */
function WalletProgress({ run }: { run: DebitRun }) {
  const { t } = useTranslation();
  const progress = useQuery(runProgressQuery(run.id));
  const part = (sum: { debits: number; amount: string }): string =>
    `${formatMoney(sum.amount)} · ${t('autoDebit.runs.items', { number: formatCount(sum.debits) })}`;
  return (
    <Section title={t('autoDebit.wallet.progress')}>
      <Answered query={progress}>
        {({ waiting, asked, paid, failed, attention }) => (
          <Facts
            facts={[
              [t('autoDebit.wallet.waiting'), part(waiting)],
              [t('autoDebit.wallet.asked'), part(asked)],
              [t('autoDebit.runs.paid'), part(paid)],
              [t('autoDebit.runs.failed'), part(failed)],
              attention > 0 && [t('autoDebit.wallet.attention'), formatCount(attention)],
            ]}
          />
        )}
      </Answered>
    </Section>
  );
}

function FileActions({ run }: { run: DebitRun }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sent = useMutation({
    mutationFn: () => sendJson<DebitRun>('POST', `/debits/runs/${run.id}/sent`),
    onSettled: () => refreshDebits(queries),
  });
  const giveUp = useMutation({
    mutationFn: () => sendJson('POST', `/debits/runs/${run.id}/give-up`),
    onSettled: () => refreshDebits(queries),
  });
  if (!useMay('debits.run') || run.state === 'picking' || run.format === 'wallet') return null;
  const askGiveUp = () => {
    const number = formatCount(run.pending.items);
    if (window.confirm(t('autoDebit.runs.giveUpConfirm', { number }))) giveUp.mutate();
  };
  return (
    <>
      {sent.isError && <ProblemBlock error={sent.error} />}
      {giveUp.isError && <ProblemBlock error={giveUp.error} />}
      {run.late && (
        <Button size="sm" variant="default" loading={giveUp.isPending} onClick={askGiveUp}>
          {t('autoDebit.runs.giveUp')}
        </Button>
      )}
      <Button
        component="a"
        href={apiAddress(`/debits/runs/${run.id}/file`)}
        download
        size="sm"
        variant="default"
      >
        {t('autoDebit.runs.file')}
      </Button>
      {run.state === 'ready' && (
        <Button size="sm" loading={sent.isPending} onClick={() => sent.mutate()}>
          {t('autoDebit.runs.markSent')}
        </Button>
      )}
    </>
  );
}

function ItemsSection({ run }: { run: DebitRun }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const state = itemStates.find((one) => one === search.state);
  const filter = { run: run.id, state, customer: search.query?.trim().toUpperCase() };
  const pages = useInfiniteQuery(debitItemsQuery(filter));
  return (
    <Section title={t('autoDebit.items.title')} actions={<ExportLink path="/debits/items" query={filter} />}>
      <div className="td-filters">
        <SearchForm label={t('autoDebit.customer')} query={search.query} />
        <SearchSelect
          label={t('autoDebit.items.result')}
          name="state"
          value={state}
          choices={itemStates.map((value) => ({ value, label: t(`autoDebit.items.states.${value}`) }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: DebitItem[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('autoDebit.items.none')}</Empty>;
          return (
            <>
              <ItemsTable items={rows} late={run.late} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}
