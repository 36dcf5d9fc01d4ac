import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { debitRunsQuery, refreshDebits, type DebitRun, type RunMade } from '../api/debit-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount, formatDate, formatMoney } from '../format.ts';
import { MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { PartnerSelect } from './partner-select.tsx';

const route = getRouteApi('/staff/auto-debit');
export const toneOfRun: Record<DebitRun['state'], Tone> = { picking: 'busy', ready: 'idle', sent: 'good' };

/** Runs with how far their answers have come; a day leads to its bills. */
export function RunsSection() {
  const { t } = useTranslation();
  const { partner } = route.useSearch();
  const pages = useInfiniteQuery(debitRunsQuery({ partner }));
  return (
    <Section title={t('autoDebit.runs.title')}>
      <div className="td-filters">
        <PartnerSelect value={partner} />
      </div>
      <StartRun partner={partner} />
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: DebitRun[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('autoDebit.runs.none')}</Empty>;
          return (
            <>
              <RunsTable runs={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function StartRun({ partner }: { partner: string | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => sendJson<RunMade>('POST', '/debits/runs', { partner }),
    onSettled: () => refreshDebits(queries),
  });
  if (!useMay('debits.run')) return null;
  if (partner === undefined) return <p className="td-small">{t('autoDebit.runs.startFirst')}</p>;
  const made = start.data?.batch;
  return (
    <>
      <div>
        <Button size="sm" loading={start.isPending} onClick={() => start.mutate()}>
          {t('autoDebit.runs.start')}
        </Button>
      </div>
      {start.isError && <ProblemBlock error={start.error} />}
      {start.data && (
        <p className="td-notice" role="status">
          {made
            ? t('autoDebit.runs.made', {
                file: made.fileName,
                bills: formatCount(made.items),
                amount: formatMoney(made.amount),
              })
            : t('autoDebit.runs.nothing')}
        </p>
      )}
    </>
  );
}

function RunsTable({ runs }: { runs: readonly DebitRun[] }) {
  const { t } = useTranslation();
  const sum = (key: 'paid' | 'failed' | 'pending'): Column<DebitRun> => ({
    key,
    header: t(`autoDebit.runs.${key}`),
    kind: 'number',
    cell: (run) => <Sum items={run[key].items} amount={run[key].amount} />,
  });
  const columns: Column<DebitRun>[] = [
    {
      key: 'day',
      header: t('autoDebit.runs.day'),
      phone: 'title',
      cell: ({ id, day, partnerName }) => (
        <span>
          <Link to="/auto-debit/runs/$id" params={{ id }} className="td-figures">
            {formatDate(day)}
          </Link>
          <span className="td-second-line">{partnerName}</span>
        </span>
      ),
    },
    {
      key: 'asked',
      header: t('autoDebit.runs.asked'),
      kind: 'number',
      cell: ({ items, amount }) => <Sum items={items} amount={amount} />,
    },
    sum('paid'),
    sum('failed'),
    sum('pending'),
    {
      key: 'state',
      header: t('autoDebit.state'),
      phone: 'wide',
      cell: ({ state, format, late, answerDueOn }) => (
        <span>
          <Tag tone={toneOfRun[state]}>
            {t(
              format === 'wallet' ? `autoDebit.wallet.runStates.${state}` : `autoDebit.runs.states.${state}`,
            )}
          </Tag>
          <span className={late ? 'td-second-line td-bad-text' : 'td-second-line'}>
            {t(late ? 'autoDebit.runs.late' : 'autoDebit.runs.due', { date: formatDate(answerDueOn) })}
          </span>
        </span>
      ),
    },
  ];
  return (
    <ReportTable caption={t('autoDebit.runs.title')} columns={columns} rows={runs} rowKey={({ id }) => id} />
  );
}

function Sum({ items, amount }: { items: number; amount: string }) {
  const { t } = useTranslation();
  return (
    <span>
      {formatMoney(amount)}
      <span className="td-second-line">{t('autoDebit.runs.items', { number: formatCount(items) })}</span>
    </span>
  );
}
