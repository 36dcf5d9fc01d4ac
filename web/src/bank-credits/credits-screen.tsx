import '../styles/imports.css';
import '../styles/reconciliation.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankCreditsQuery } from '../api/accounting-queries.ts';
import type { BankCredits } from '../api/accounting-types.ts';
import { useMay } from '../api/session.ts';
import { formatMoney } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty } from '../ui/states.tsx';
import { CreditForm } from './credit-form.tsx';
import { CreditsTable } from './credits-table.tsx';
import { StatementUpload } from './statement-upload.tsx';
import { StatementsView } from './statements-view.tsx';

const route = getRouteApi('/staff/bank-credits');
const shows = ['unidentified', 'all', 'statements'] as const;

/** What the bank credited: what is not known yet with its age and whose it may be, and the ways credits come in. */
export function BankCreditsScreen() {
  const { t } = useTranslation();
  const { show: asked } = route.useSearch();
  const show = shows.find((value) => value === asked) ?? 'unidentified';
  const may = useMay('settlement.manage');
  const [adding, setAdding] = useState<'typed' | 'file'>();
  const way = (kind: 'typed' | 'file', label: string) => (
    <Button
      size="sm"
      variant="default"
      aria-expanded={adding === kind}
      onClick={() => setAdding(adding === kind ? undefined : kind)}
    >
      {label}
    </Button>
  );
  return (
    <Page
      title={t('settlement.credits.title')}
      lead={t('settlement.credits.lead')}
      actions={
        <>
          {may && way('file', t('settlement.credits.file'))}
          {may && way('typed', t('settlement.credits.add'))}
          {show !== 'statements' && <ExportLink path="/bank-credits" query={{ state: show }} />}
        </>
      }
    >
      {adding === 'typed' && <CreditForm />}
      {adding === 'file' && <StatementUpload />}
      <Choices
        label={t('settlement.credits.show')}
        name="show"
        value={show}
        choices={shows.map((value) => ({ value, label: t(`settlement.credits.shows.${value}`) }))}
      />
      {show === 'statements' ? <StatementsView /> : <Credits show={show} />}
    </Page>
  );
}

function Credits({ show }: { show: 'unidentified' | 'all' }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(bankCreditsQuery({ state: show }));
  return (
    <Answered query={pages}>
      {({ pages: answers }) => {
        const rows = answers.flatMap((answer) => answer.rows);
        const [first] = answers;
        return (
          <>
            {first && <Ageing ageing={first.ageing} />}
            {rows.length === 0 ? (
              <Empty>{t(show === 'all' ? 'settlement.credits.noneAll' : 'settlement.credits.none')}</Empty>
            ) : (
              <>
                <CreditsTable credits={rows} />
                <MoreRows pages={pages} shown={rows.length} />
              </>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** How long the bank's money has been waiting for somebody to say whose it is. */
function Ageing({ ageing }: { ageing: BankCredits['ageing'] }) {
  const { t } = useTranslation();
  const buckets = ['upTo1', 'upTo3', 'upTo7', 'older', 'all'] as const;
  return (
    <dl className="td-facts">
      {buckets.map((bucket) => (
        <div key={bucket}>
          <dt>{t(`settlement.credits.ages.${bucket}`)}</dt>
          <dd className={bucket === 'older' && ageing.older.credits > 0 ? 'td-bad-text' : ''}>
            <span className="td-strong">{formatMoney(ageing[bucket].amount)}</span>
            <span className="td-second-line">
              {t('settlement.credits.count', { count: ageing[bucket].credits })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
