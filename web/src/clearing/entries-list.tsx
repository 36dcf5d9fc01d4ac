import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../api/call.ts';
import {
  refreshClearing,
  type ClearingEntry,
  type ClearingState,
  type RetryWish,
} from '../api/clearing-queries.ts';
import { ProblemBlock } from '../ui/states.tsx';
import { EntriesTable } from './entries-table.tsx';

/** The entries of a state; those that need a person can be chosen and sent again. */
export function EntriesList(props: {
  entries: readonly ClearingEntry[];
  state: ClearingState | 'all';
  mayManage: boolean;
}) {
  const { t } = useTranslation();
  const { entries, state } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: (wish: RetryWish) => sendJson<{ entries: number }>('POST', '/clearing/entries/retry', wish),
    onSuccess: () => setChosen(new Set()),
    onSettled: () => refreshClearing(queries),
  });
  const mayRetry = props.mayManage && (state === 'failed' || state === 'refused');
  // What another refresh took away is not sent again.
  const seqs = entries.map(({ seq }) => seq).filter((seq) => chosen.has(seq));
  const toggle = (seq: string) => {
    const next = new Set(chosen);
    if (!next.delete(seq)) next.add(seq);
    setChosen(next);
  };
  const retryAll = () => {
    if ((state === 'failed' || state === 'refused') && window.confirm(t(`clearing.retry.confirm.${state}`)))
      retry.mutate({ state });
  };
  return (
    <>
      {mayRetry && (
        <div className="td-buttons">
          <Button
            size="sm"
            disabled={seqs.length === 0}
            loading={retry.isPending}
            onClick={() => retry.mutate({ seqs: seqs.slice(0, 1000) })}
          >
            {t('clearing.retry.chosen', { count: seqs.length })}
          </Button>
          <Button size="sm" variant="default" disabled={retry.isPending} onClick={retryAll}>
            {t(`clearing.retry.all.${state}`)}
          </Button>
        </div>
      )}
      {retry.isError && <ProblemBlock error={retry.error} />}
      <EntriesTable entries={entries} choosing={mayRetry ? { chosen, onToggle: toggle } : undefined} />
    </>
  );
}
