import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of auto-debit ask for. */
export type Mandates = api.GetMandatesAnswer;
export type Mandate = Mandates['rows'][number];
export type MandateCounts = api.GetMandatesCountsAnswer;
export type DebitRuns = api.GetDebitsRunsAnswer;
export type DebitRun = DebitRuns['rows'][number];
export type DebitItems = api.GetDebitsItemsAnswer;
export type DebitItem = DebitItems['rows'][number];
export type DebitResults = api.GetDebitsResultsAnswer;
export type DebitResult = DebitResults['rows'][number];

const refreshMs = 10_000;

export const mandatesQuery = (query: Query) => pagesQuery<Mandates>('/mandates', query);
export const mandateCountsQuery = listQuery<MandateCounts>('/mandates/counts');
export const debitRunsQuery = (query: Query) => pagesQuery<DebitRuns>('/debits/runs', query, refreshMs);
export const debitRunQuery = (id: string) =>
  listQuery<DebitRun>(`/debits/runs/${encodeURIComponent(id)}`, {}, refreshMs);
export const debitItemsQuery = (query: Query) => pagesQuery<DebitItems>('/debits/items', query, refreshMs);
export const debitResultsQuery = listQuery<DebitResults>('/debits/results', {}, refreshMs);

/** After something was done, everything about auto-debit is asked for anew. */
export function refreshDebits(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(mandates|debits)/.test(String(queryKey[0])),
  });
}
