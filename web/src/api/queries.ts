import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ApiError, getJson, type Query } from './call.ts';
import type {
  AreaMappings,
  Board,
  Clock,
  Communes,
  Customer,
  CustomerBills,
  CustomerHits,
  CustomerPayments,
  DisadvantagedCommunes,
  FormerAreas,
  Import,
  Imports,
  KpiCustomers,
  KpiDefinitions,
  LedgerBalances,
  OrgUnits,
  Partners,
  PaymentFeed,
  PaymentsSummary,
  RatioVillages,
  Rejections,
  Targets,
  UndecidedAreas,
  Villages,
} from './types.ts';

/** How often the screens that move while one watches ask again, in milliseconds. */
const boardRefreshMs = 4_000;
const feedRefreshMs = 2_500;
const importRefreshMs = 700;
const recountRefreshMs = 20_000;

/** Asks again while it goes well; not after a refusal, which asking would not change, and slowly after a fault. */
function refreshEvery(everyMs: number) {
  return ({ state }: { state: { error: Error | null } }): number | false => {
    if (!state.error) return everyMs;
    const status = state.error instanceof ApiError ? state.error.problem.status : 0;
    return status >= 400 && status < 500 ? false : everyMs * 4;
  };
}

export interface BoardQuery extends Query {
  period?: string | undefined;
  unit?: string | undefined;
  /** `former`: communes by the districts that they came from. */
  boundary?: string | undefined;
}

export const boardQuery = (query: BoardQuery) =>
  queryOptions({
    queryKey: ['board', query],
    queryFn: ({ signal }) => getJson<Board>('/board', query, signal),
    refetchInterval: refreshEvery(boardRefreshMs),
    placeholderData: keepPreviousData,
  });

/** A list read page by page; `next` of one page is `after` of the following one. */
export function pagesQuery<Answer extends { next: string | null }>(
  path: string,
  query: Query,
  refetchMs?: number,
) {
  return infiniteQueryOptions({
    queryKey: [path, query],
    queryFn: ({ signal, pageParam }) => getJson<Answer>(path, { ...query, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last: Answer) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    ...(refetchMs !== undefined && { refetchInterval: refreshEvery(refetchMs) }),
  });
}

/** A small list, read whole. */
export function listQuery<Answer>(path: string, query: Query = {}, refetchMs?: number) {
  return queryOptions({
    queryKey: [path, query],
    queryFn: ({ signal }) => getJson<Answer>(path, query, signal),
    placeholderData: keepPreviousData,
    ...(refetchMs !== undefined && { refetchInterval: refreshEvery(refetchMs) }),
  });
}

/** Asks again while figures wait to be counted, and then no more. */
export const kpiDefinitionsQuery = (query: Query) =>
  whileWaiting(listQuery<KpiDefinitions>('/kpi/definitions', query), ({ asOf, rows }: KpiDefinitions) =>
    rows.some((row) => row.asOf < asOf),
  );
export const disadvantagedQuery = () => listQuery<DisadvantagedCommunes>('/kpi/disadvantaged-communes');
export const kpiCustomersQuery = (query: Query) => pagesQuery<KpiCustomers>('/kpi/customers', query);
export const ratioVillagesQuery = (query: Query) => listQuery<RatioVillages>('/kpi/villages', query);
export const customersQuery = (query: Query) => pagesQuery<CustomerHits>('/customers', query);
export const customerQuery = (code: string) => listQuery<Customer>(`/customers/${encodeURIComponent(code)}`);
export const customerBillsQuery = (code: string) =>
  listQuery<CustomerBills>(`/customers/${encodeURIComponent(code)}/bills`);
export const customerPaymentsQuery = (code: string) =>
  listQuery<CustomerPayments>(`/customers/${encodeURIComponent(code)}/payments`);

export const paymentsQuery = (query: Query, live: boolean) =>
  pagesQuery<PaymentFeed>('/payments', query, live ? feedRefreshMs : undefined);
export const paymentsSummaryQuery = listQuery<PaymentsSummary>('/payments/summary', {}, feedRefreshMs);
export const partnersQuery = listQuery<Partners>('/partners', {}, boardRefreshMs);
export const balancesQuery = listQuery<LedgerBalances>('/ledger/balances', {}, boardRefreshMs);
export const targetsQuery = (period: string) => listQuery<Targets>('/targets', { period });
export const unitsQuery = (on: string) => listQuery<OrgUnits>('/units', { on });
export const villagesQuery = (query: Query) => pagesQuery<Villages>('/villages', query);
export const communesQuery = (query: Query) => listQuery<Communes>('/areas/communes', query);
/** The same, asked again by and by for as long as the answer says that something is still to be counted. */
export function whileWaiting<Answer, Options extends object>(
  options: Options,
  waits: (answer: Answer) => boolean,
) {
  return {
    ...options,
    refetchInterval: ({ state }: { state: { data?: Answer | undefined } }) =>
      state.data && waits(state.data) ? recountRefreshMs : false,
  };
}

export const mappingsQuery = (query: Query) => listQuery<AreaMappings>('/areas/mappings', query);
export const undecidedQuery = listQuery<UndecidedAreas>('/areas/undecided');
export const formerAreasQuery = (period: string) => listQuery<FormerAreas>('/kpi/former-areas', { period });
export const clockQuery = listQuery<Clock>('/clock', {}, 10_000);

export const importsQuery = listQuery<Imports>('/imports', {}, boardRefreshMs);
/** Asks often while the server is at work, and then no more. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['/imports', id],
    queryFn: ({ signal }) => getJson<Import>(`/imports/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? importRefreshMs : false),
  });
export const rejectionsQuery = (id: string) =>
  pagesQuery<Rejections>(`/imports/${encodeURIComponent(id)}/rejections`, {});

export function isAtWork({ state }: Import): boolean {
  return state === 'receiving' || state === 'checking' || state === 'publishing';
}
