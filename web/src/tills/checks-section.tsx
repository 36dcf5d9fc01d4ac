import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { useMay } from '../api/session.ts';
import {
  differencesQuery,
  refreshTills,
  voidsQuery,
  type Taking,
  type TillDifference,
} from '../api/till-queries.ts';
import { formatDate, formatMoney } from '../format.ts';
import { SelectField } from '../ui/fields.tsx';
import { MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { Over } from './sessions-section.tsx';

/** What waits for a second person: receipts to be voided, and money counted over or short. */
export function ChecksSection() {
  const { t } = useTranslation();
  const voids = useQuery(voidsQuery);
  const pages = useInfiniteQuery(differencesQuery);
  return (
    <>
      <Section title={t('tills.checks.voids')} subtitle={t('tills.checks.voidsText')}>
        <Answered query={voids}>
          {({ rows }) =>
            rows.length === 0 ? <Empty>{t('tills.checks.noVoids')}</Empty> : <VoidsTable voids={rows} />
          }
        </Answered>
      </Section>
      <Section title={t('tills.checks.differences')} subtitle={t('tills.checks.differencesText')}>
        <Answered query={pages}>
          {({ pages: answers }) => {
            const rows: TillDifference[] = answers.flatMap((answer) => answer.rows);
            if (rows.length === 0) return <Empty>{t('tills.checks.noDifferences')}</Empty>;
            return (
              <>
                <DifferencesTable differences={rows} />
                <MoreRows pages={pages} shown={rows.length} />
              </>
            );
          }}
        </Answered>
      </Section>
    </>
  );
}

function VoidsTable({ voids }: { voids: readonly Taking[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay('money.approve');
  const approve = useMutation({
    mutationFn: (id: string) => sendJson('POST', `/tills/takings/${id}/void/approval`),
    onSettled: () => refreshTills(queries),
  });
  const columns: Column<Taking>[] = [
    {
      key: 'receipt',
      header: t('tills.takings.receipt'),
      phone: 'title',
      cell: ({ receipt, cashier }) => (
        <span>
          <span className="td-figures">{receipt}</span>
          <span className="td-second-line">{cashier}</span>
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('tills.takings.customer'),
      cell: ({ customerName, customerCode }) => `${customerName ?? ''} ${customerCode}`,
    },
    {
      key: 'amount',
      header: t('tills.amount'),
      kind: 'number',
      cell: ({ amount }) => formatMoney(amount),
    },
    { key: 'reason', header: t('words.reason'), cell: ({ voidReason }) => voidReason },
    {
      key: 'act',
      header: t('tills.takings.acts'),
      phone: 'wide',
      cell: ({ id }) =>
        may && (
          <Button size="xs" loading={approve.isPending} onClick={() => approve.mutate(id)}>
            {t('tills.checks.approve')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {approve.isError && <ProblemBlock error={approve.error} />}
      <ReportTable caption={t('tills.checks.voids')} columns={columns} rows={voids} rowKey={({ id }) => id} />
    </>
  );
}

function DifferencesTable({ differences }: { differences: readonly TillDifference[] }) {
  const { t } = useTranslation();
  const may = useMay('money.approve');
  const [clearing, setClearing] = useState<TillDifference>();
  const columns: Column<TillDifference>[] = [
    {
      key: 'till',
      header: t('tills.till'),
      phone: 'title',
      cell: ({ till, cashierName, postedOn }) => (
        <span>
          {till.name}
          <span className="td-second-line">
            {cashierName}, {formatDate(postedOn)}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      header: t('tills.sessions.difference'),
      kind: 'number',
      cell: ({ amount }) => <Over amount={amount} />,
    },
    {
      key: 'state',
      header: t('tills.state'),
      phone: 'wide',
      cell: (row) =>
        row.resolution ? (
          <span>
            <Tag tone="good">{t(`tills.checks.resolutions.${row.resolution}`)}</Tag>
            <span className="td-second-line">
              {row.note} ({row.clearedBy}, {formatDate(row.clearedOn)})
            </span>
          </span>
        ) : (
          <span className="td-row-acts">
            <Tag tone="warn">{t('tills.checks.waiting')}</Tag>
            {may && (
              <Button size="xs" onClick={() => setClearing(row)}>
                {t('tills.checks.clear')}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <>
      <ReportTable
        caption={t('tills.checks.differences')}
        columns={columns}
        rows={differences}
        rowKey={({ sessionId }) => sessionId}
      />
      {clearing && <ClearDialog difference={clearing} onClose={() => setClearing(undefined)} />}
    </>
  );
}

function ClearDialog({ difference, onClose }: { difference: TillDifference; onClose: () => void }) {
  const { t } = useTranslation();
  const ways = difference.amount.startsWith('-')
    ? (['cashier_owes', 'expense'] as const)
    : (['income'] as const);
  return (
    <ReasonDialog
      title={t('tills.checks.clear')}
      hint={t('tills.checks.clearHint')}
      send={t('tills.checks.clear')}
      onSend={(note, textOf) =>
        sendJson('POST', `/tills/differences/${difference.sessionId}/clearing`, {
          resolution: textOf('resolution'),
          note,
        })
      }
      refresh={refreshTills}
      onClose={onClose}
    >
      <p>
        <Over amount={difference.amount} />
      </p>
      <SelectField name="resolution" label={t('tills.checks.how')}>
        {ways.map((way) => (
          <option key={way} value={way}>
            {t(`tills.checks.resolutions.${way}`)}
          </option>
        ))}
      </SelectField>
    </ReasonDialog>
  );
}
