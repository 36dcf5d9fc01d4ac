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
export type MandateLists = api.GetMandatesListsAnswer;
export type MandateList = MandateLists['rows'][number];
export type ListTaken = api.PostMandatesListsAnswer;
export type DebitTerms = api.GetDebitsTermsAnswer;
export type DebitTermsRow = DebitTerms['rows'][number];
export type DebitNotices = api.GetDebitsNoticesAnswer;
export type DebitNotice = DebitNotices['rows'][number];
export type NoticeSheets = api.GetDebitsNoticeSheetsAnswer;
export type NoticeSheet = NoticeSheets['rows'][number];
export type NoticesPlanned = api.PostDebitsNoticesPlanAnswer;
export type DebitReturns = api.GetDebitsReturnsAnswer;
export type DebitReturn = DebitReturns['rows'][number];
export type RunMade = api.PostDebitsRunsAnswer;

export type WalletAgreements = api.GetWalletAgreementsAnswer;
export type WalletAgreement = WalletAgreements['rows'][number];
export type RunProgress = api.GetDebitsRunsIdProgressAnswer;

const refreshMs = 10_000;

export const mandatesQuery = (query: Query) => pagesQuery<Mandates>('/mandates', query);
export const mandateCountsQuery = listQuery<MandateCounts>('/mandates/counts');
export const debitRunsQuery = (query: Query) => pagesQuery<DebitRuns>('/debits/runs', query, refreshMs);
export const debitRunQuery = (id: string) =>
  listQuery<DebitRun>(`/debits/runs/${encodeURIComponent(id)}`, {}, refreshMs);
export const debitItemsQuery = (query: Query) => pagesQuery<DebitItems>('/debits/items', query, refreshMs);
export const debitResultsQuery = listQuery<DebitResults>('/debits/results', {}, refreshMs);

export const mandateListsQuery = listQuery<MandateLists>('/mandates/lists');
export const debitTermsQuery = listQuery<DebitTerms>('/debits/terms');
export const debitNoticesQuery = (query: Query) => pagesQuery<DebitNotices>('/debits/notices', query);
export const noticeSheetsQuery = listQuery<NoticeSheets>('/debits/notice-sheets');
export const debitReturnsQuery = listQuery<DebitReturns>('/debits/returns', {}, refreshMs);

export const walletAgreementsQuery = (mandates: readonly string[]) =>
  listQuery<WalletAgreements>('/wallet-agreements', { mandates: mandates.join(',') }, refreshMs);
export const runProgressQuery = (id: string) =>
  listQuery<RunProgress>(`/debits/runs/${encodeURIComponent(id)}/progress`, {}, refreshMs);

/** After something was done, everything about auto-debit is asked for anew. */
export function refreshDebits(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/(mandates|debits|wallet-agreements)/.test(String(queryKey[0])),
  });
}
