import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screen of clearing back asks for. */
export type ClearingSummary = api.GetClearingSummaryAnswer;
export type ClearingEntries = api.GetClearingEntriesAnswer;
export type ClearingEntry = ClearingEntries['rows'][number];
export type ClearingState = ClearingEntry['state'];
export type ClearingFiles = api.GetClearingFilesAnswer;
export type ClearingFile = ClearingFiles['rows'][number];
export type GateChange = api.PostClearingGateBody;
export type RetryWish = api.PostClearingEntriesRetryBody;
export type AnswersTaken = api.PostClearingAnswersAnswer;

const refreshMs = 5_000;

export const clearingSummaryQuery = listQuery<ClearingSummary>('/clearing/summary', {}, refreshMs);
export const clearingEntriesQuery = (query: Query) =>
  pagesQuery<ClearingEntries>('/clearing/entries', query, refreshMs);
export const clearingFilesQuery = listQuery<ClearingFiles>('/clearing/files');

/** After something was done, everything about clearing is asked for anew. */
export function refreshClearing(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/clearing/'),
  });
}
