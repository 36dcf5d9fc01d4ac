import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import { chequesQuery, refreshPaymentOrders, type Cheque } from '../api/payment-order-queries.ts';
import { useMay } from '../api/session.ts';
import { formatCount } from '../format.ts';
import { ExportLink, MoreRows } from '../ui/list-parts.tsx';
import { Section } from '../ui/page.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchSelect } from '../ui/search-select.tsx';
import { Answered, Empty, ProblemBlock } from '../ui/states.tsx';
import { ChequesTable } from './cheques-table.tsx';
import { chequeStates } from './state-tags.ts';

const route = getRouteApi('/staff/cheques');

/** Cheques; those in hand can be chosen and paid in together. */
export function ChequesSection() {
  const { t } = useTranslation();
  const may = useMay('cheques.edit');
  const search = route.useSearch();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Cheque>>(new Map());
  const filter = {
    state: chequeStates.find((one) => one === search.state),
    query: search.query?.trim() || undefined,
    slip: search.slip,
  };
  const pages = useInfiniteQuery(chequesQuery(filter));
  const turn = (cheque: Cheque) => {
    const next = new Map(chosen);
    if (!next.delete(cheque.id)) next.set(cheque.id, cheque);
    setChosen(next);
  };
  return (
    <Section title={t('cheques.listTitle')} actions={<ExportLink path="/cheques" query={filter} />}>
      <div className="td-filters">
        <SearchForm label={t('cheques.search')} query={search.query} forget={['slip']} />
        <SearchSelect
          label={t('cheques.state')}
          name="state"
          value={filter.state}
          choices={chequeStates.map((value) => ({ value, label: t(`cheques.states.${value}`) }))}
        />
      </div>
      {may && <DepositBar chosen={[...chosen.values()]} onDone={() => setChosen(new Map())} />}
      <Answered query={pages}>
        {({ pages: answers }) => {
          const rows: Cheque[] = answers.flatMap((answer) => answer.rows);
          if (rows.length === 0) return <Empty>{t('cheques.none')}</Empty>;
          return (
            <>
              <ChequesTable cheques={rows} chosen={may ? chosen : undefined} onTurn={turn} />
              <MoreRows pages={pages} shown={rows.length} />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function DepositBar({ chosen, onDone }: { chosen: readonly Cheque[]; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const deposit = useMutation({
    mutationFn: () =>
      sendJson('POST', '/cheque-slips', {
        account: chosen[0]?.account,
        cheques: chosen.map(({ id }) => id),
      }),
    onSuccess: onDone,
    onSettled: () => refreshPaymentOrders(queries),
  });
  return (
    <>
      {deposit.isError && <ProblemBlock error={deposit.error} />}
      <div className="td-buttons">
        {chosen.length === 0 ? (
          <span className="td-small">{t('cheques.depositHint')}</span>
        ) : (
          <Button size="sm" loading={deposit.isPending} onClick={() => deposit.mutate()}>
            {t('cheques.deposit', { number: formatCount(chosen.length) })}
          </Button>
        )}
      </div>
    </>
  );
}
