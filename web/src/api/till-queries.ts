import type { QueryClient } from '@tanstack/react-query';
import { apiAddress, ApiError, csrfHeaders, parseProblem, type Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of tills ask for. */
export type Tills = api.GetTillsAnswer;
export type Till = Tills['rows'][number];
export type TillSessions = api.GetTillsSessionsAnswer;
export type TillSession = TillSessions['rows'][number];
export type MySession = api.GetTillsSessionsMineAnswer;
export type SessionDetail = NonNullable<MySession['open']>;
export type Taking = SessionDetail['takings'][number];
export type Desk = api.GetTillsDeskCustomerCodeAnswer;
export type DeskBill = Desk['bills'][number];
export type Remittances = api.GetRemittancesAnswer;
export type Remittance = Remittances['rows'][number];
export type TillDifferences = api.GetTillsDifferencesAnswer;
export type TillDifference = TillDifferences['rows'][number];
export type TillVoids = api.GetTillsVoidsAnswer;
export type AgentPoints = api.GetAgentPointsAnswer;
export type AgentPoint = AgentPoints['rows'][number];

const refreshMs = 10_000;

export const tillsQuery = listQuery<Tills>('/tills', {}, refreshMs);
export const mySessionQuery = listQuery<MySession>('/tills/sessions/mine');
export const tillSessionsQuery = (query: Query) => pagesQuery<TillSessions>('/tills/sessions', query);
export const deskQuery = (code: string) =>
  listQuery<Desk>(`/tills/desk/${encodeURIComponent(code)}`, {}, refreshMs);
export const remittancesQuery = pagesQuery<Remittances>('/remittances', {}, refreshMs);
export const differencesQuery = pagesQuery<TillDifferences>('/tills/differences', {}, refreshMs);
export const voidsQuery = listQuery<TillVoids>('/tills/voids', {}, refreshMs);
export const pointsQuery = listQuery<AgentPoints>('/agent-points', {}, refreshMs);

/** After something was done, everything about tills is asked for anew. */
export function refreshTills(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(tills|remittances|agent-points)/.test(String(queryKey[0])),
  });
}

/** The receipt as a file; each call is one print, and from the second on it says that it is a copy. */
export async function printReceipt(takingId: string, size: 'A5' | 'roll80'): Promise<Blob> {
  const answer = await fetch(apiAddress(`/tills/takings/${takingId}/prints`), {
    method: 'POST',
    headers: { ...csrfHeaders(), 'content-type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify({ size }),
  });
  if (answer.ok) return answer.blob();
  throw new ApiError(parseProblem(answer.status, await answer.text(), ''));
}
