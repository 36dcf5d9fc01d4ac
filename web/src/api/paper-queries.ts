import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery } from './queries.ts';

/** What the screens of minutes and of one payment ask for. */
export type PaymentTrace = api.GetPaymentsIdTraceAnswer;
export type SignOff = api.GetMinutesAnswer;
export type SignOffRow = SignOff['rows'][number];
export type Minutes = api.GetMinutesIdAnswer;
export type MinutesState = Minutes['state'];
export type MinutesMade = api.PostMinutesAnswer;
export type MinutesWish = api.PostMinutesBody;
export type SignatureGiven = api.PostMinutesIdSignBody;
export type ReopenWish = api.PostMinutesIdReopenRequestBody;

const refreshMs = 10_000;

export const traceQuery = (id: string) =>
  listQuery<PaymentTrace>(`/payments/${encodeURIComponent(id)}/trace`, {}, refreshMs);
export const signOffQuery = (query: Query) => listQuery<SignOff>('/minutes', query);
export const minutesQuery = (id: string) => listQuery<Minutes>(`/minutes/${encodeURIComponent(id)}`);

/** After something was made or signed, lists and papers are asked for anew. */
export function refreshMinutes(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/minutes'),
  });
}
