import '../styles/imports.css';
import '../styles/reconciliation.css';
import '../styles/credits.css';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  creditsQuery,
  refreshCredits,
  type Credit,
  type CreditKind,
  type Credits,
} from '../api/credit-queries.ts';
import { formatCount, formatMoney } from '../format.ts';
import { Choices } from '../ui/choices.tsx';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Page } from '../ui/page.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { CreditsTable } from './credits-table.tsx';
import { RefundDialog, type Refundable } from './refund-dialog.tsx';
import { RefundsSection } from './refunds-section.tsx';

const route = getRouteApi('/staff/credits');
const kinds: readonly CreditKind[] = ['all', 'late_success', 'overpayment', 'correction', 'identified'];

/** Money of customers that no bill has taken, and what is on its way back to them. */
export function CreditsScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const show = search.show === 'refunds' ? 'refunds' : 'credits';
  return (
    <Page title={t('credits.title')} lead={t('credits.lead')}>
      <Choices
        label={t('credits.show')}
        hideLabel
        name="show"
        value={show}
        choices={(['credits', 'refunds'] as const).map((value) => ({
          value,
          label: t(`credits.shows.${value}`),
        }))}
      />
      {show === 'refunds' ? <RefundsSection state={search.state} /> : <CreditsSection kind={search.kind} />}
    </Page>
  );
}

function CreditsSection({ kind: asked }: { kind: string | undefined }) {
  const { t } = useTranslation();
  const kind = kinds.find((one) => one === asked) ?? 'all';
  const query = useInfiniteQuery(creditsQuery({ kind }));
  const [refunding, setRefunding] = useState<Refundable>();
  const [said, setSaid] = useState('');
  const apply = useApply(setSaid);
  return (
    <>
      <div className="td-section-head">
        <Choices
          label={t('credits.kind')}
          name="kind"
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`credits.kinds.${value}`) }))}
        />
        <ExportLink path="/credits" query={{ kind }} />
      </div>
      {said && (
        <p className="td-notice td-notice-good" role="status">
          {said}
        </p>
      )}
      {apply.isError && <ProblemBlock error={apply.error} />}
      <Answered query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty>{t('credits.none')}</Empty>;
          return (
            <>
              <TotalsSentence totals={pages[0]?.totals} />
              <CreditsTable
                credits={rows}
                busy={apply.isPending}
                onRefund={setRefunding}
                onApply={(credit) => apply.mutate(credit)}
              />
              <MoreRows pages={query} shown={rows.length} total={pages[0]?.totals.count} />
            </>
          );
        }}
      </Answered>
      {refunding && (
        <RefundDialog
          refundable={refunding}
          onClose={() => setRefunding(undefined)}
          onSent={(needsSecond) => setSaid(t(needsSecond ? 'credits.sent' : 'credits.sentReady'))}
        />
      )}
    </>
  );
}

function TotalsSentence({ totals }: { totals: Credits['totals'] | undefined }) {
  const { t } = useTranslation();
  if (!totals) return null;
  return (
    <p className="td-figures">
      {t('credits.sentence', {
        count: formatCount(totals.count) as never,
        left: formatMoney(totals.left),
        reserved: formatMoney(totals.reserved),
      })}
    </p>
  );
}

/** Lays a customer's credit on what they owe at once. */
function useApply(say: (text: string) => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ paymentId }: Credit) =>
      sendJson<{ amount: string }>('POST', `/credits/${paymentId}/apply`),
    onSuccess: ({ amount }) =>
      say(amount === '0' ? t('credits.appliedNone') : t('credits.applied', { amount: formatMoney(amount) })),
    onSettled: () => refreshCredits(queries),
  });
}
