import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of credit, refunds, unidentified money and statements of account ask for. */
export type Credits = api.GetCreditsAnswer;
export type Credit = Credits['rows'][number];
export type CreditKind = NonNullable<api.GetCreditsQuery['kind']>;
export type Refunds = api.GetRefundsAnswer;
export type Refund = Refunds['rows'][number];
export type RefundState = NonNullable<api.GetRefundsQuery['state']>;
export type RefundRequest = api.PostPaymentsIdRefundsBody;
export type RefundStep = api.PostPaymentsIdRefundsAnswer;
export type Suspense = api.GetSuspenseAnswer;
export type SuspenseRow = Suspense['rows'][number];
export type SuspenseBucket = Suspense['buckets'][number]['bucket'];
export type Suggestion = SuspenseRow['suggestions'][number];
export type Identified = api.PostSuspensePaymentIdIdentifyAnswer;
export type AccountStatement = api.GetLedgerStatementAnswer;
export type AccountLine = AccountStatement['rows'][number];
export type Journal = api.GetLedgerJournalAnswer;

const refreshMs = 10_000;

export const creditsQuery = (query: Query) => pagesQuery<Credits>('/credits', query, refreshMs);
export const refundsQuery = (query: Query) => pagesQuery<Refunds>('/refunds', query, refreshMs);
export const suspenseQuery = (query: Query) => pagesQuery<Suspense>('/suspense', query, refreshMs);
export const accountStatementQuery = (query: Query) =>
  pagesQuery<AccountStatement>('/ledger/statement', query);
export const journalQuery = (query: Query) => listQuery<Journal>('/ledger/journal', query);

/** After money was moved, everything that shows credit, refunds and unidentified money is asked for anew. */
export async function refreshCredits(queries: QueryClient): Promise<void> {
  const shown = ['/credits', '/refunds', '/suspense', '/bank-credits'];
  await queries.invalidateQueries({ predicate: ({ queryKey }) => shown.includes(String(queryKey[0])) });
}
