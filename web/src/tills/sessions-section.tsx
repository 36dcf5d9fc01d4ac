import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { tillSessionsQuery, tillsQuery, type TillSession } from '../api/till-queries.ts';
import { formatCount, formatDate, formatInstant, formatMoney } from '../format.ts';
import { MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { ReportTable, type Column } from '../ui/report-table.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { SlipDialog } from './slip-dialog.tsx';

const route = getRouteApi('/staff/tills');

/** Sessions with what was taken, counted, over or short; closed ones of one till are handed on together. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { till } = route.useSearch();
  const tills = useQuery(tillsQuery);
  const pages = useInfiniteQuery(tillSessionsQuery({ till }));
  return (
    <Section title={t('tills.sessions.title')} subtitle={t('tills.sessions.text')}>
      <div className="td-filters">
        <SearchSelect
          label={t('tills.till')}
          name="till"
          value={till}
          choices={(tills.data?.rows ?? []).map(({ code, name }) => ({
            value: code,
            label: `${name} (${code})`,
          }))}
        />
      </div>
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: TillSession[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('tills.sessions.none')}</Empty>;
          return (
            <>
              <Remit sessions={rows} till={till} />
              <SessionsTable sessions={rows} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

/** Offered where one till is chosen and closed sessions of it still lie there. */
function Remit({ sessions, till }: { sessions: readonly TillSession[]; till: string | undefined }) {
  const { t } = useTranslation();
  const may = useMay('tills.work');
  const [open, setOpen] = useState(false);
  const kept = sessions.filter(({ state, remittance }) => state === 'closed' && remittance === null);
  const amount = kept.reduce((sum, { cash }) => sum + BigInt(cash ?? '0'), 0n);
  if (!may) return null;
  if (till === undefined) return <p className="td-small">{t('tills.sessions.chooseTill')}</p>;
  if (amount <= 0n) return null;
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('tills.sessions.remit', { amount: formatMoney(amount), number: formatCount(kept.length) })}
      </Button>
      {open && (
        <SlipDialog
          till={till}
          sessions={kept.map(({ id }) => id)}
          amount={amount}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function SessionsTable({ sessions }: { sessions: readonly TillSession[] }) {
  const { t } = useTranslation();
  const columns: Column<TillSession>[] = [
    {
      key: 'session',
      header: t('tills.sessions.session'),
      phone: 'title',
      cell: ({ till, cashierName, openedAt, openedOn }) => (
        <span>
          {till.name}
          <span className="td-second-line">
            {cashierName}, {formatDate(openedOn)} ({formatInstant(openedAt)})
          </span>
        </span>
      ),
    },
    {
      key: 'taken',
      header: t('tills.sessions.taken'),
      kind: 'number',
      cell: ({ cashTaken, cashCount, cardTaken, cardCount }) => (
        <span>
          {formatMoney(cashTaken)}
          <span className="td-second-line">
            {t('tills.sessions.takenText', {
              cash: formatCount(cashCount),
              card: formatCount(cardCount),
              amount: formatMoney(cardTaken),
            })}
          </span>
        </span>
      ),
    },
    {
      key: 'counted',
      header: t('tills.sessions.counted'),
      kind: 'number',
      cell: ({ counted, float }) =>
        counted === null ? (
          '–'
        ) : (
          <span>
            {formatMoney(counted)}
            <span className="td-second-line">
              {t('tills.sessions.withFloat', { float: formatMoney(float) })}
            </span>
          </span>
        ),
    },
    {
      key: 'difference',
      header: t('tills.sessions.difference'),
      kind: 'number',
      cell: ({ difference }) => (difference === null ? '–' : <Over amount={difference} />),
    },
    {
      key: 'state',
      header: t('tills.state'),
      cell: ({ state, remittance, cash }) =>
        state === 'open' ? (
          <Tag tone="busy">{t('tills.sessions.open')}</Tag>
        ) : remittance ? (
          <Tag tone="good">{remittance.number}</Tag>
        ) : (
          <Tag tone={cash === '0' ? 'past' : 'warn'}>
            {t(cash === '0' ? 'tills.sessions.empty' : 'tills.sessions.kept')}
          </Tag>
        ),
    },
  ];
  return (
    <ReportTable
      caption={t('tills.sessions.title')}
      columns={columns}
      rows={sessions}
      rowKey={({ id }) => id}
    />
  );
}

/** Over or short, by word before colour. */
export function Over({ amount }: { amount: string }) {
  const { t } = useTranslation();
  if (amount === '0') return <>{t('tills.exact')}</>;
  const isShort = amount.startsWith('-');
  return (
    <span className={isShort ? 'td-bad-text' : undefined}>
      {t(isShort ? 'tills.short' : 'tills.over', { amount: formatMoney(amount.replace('-', '')) })}
    </span>
  );
}
