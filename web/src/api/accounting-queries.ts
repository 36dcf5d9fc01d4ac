import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type {
  BankCredits,
  CalendarOverrides,
  Causes,
  DifferenceDetail,
  Differences,
  FeeTrial,
  Fees,
  FileMapping,
  LaneSummary,
  MappingPreview,
  Mappings,
  PartnerFiles,
  SettlementCalendar,
  SettlementWindow,
  SettlementWindows,
  StatementLines,
  Statements,
  Terms,
} from './accounting-types.ts';
import type { Sample } from '../reconciliation/mapping-sample.ts';
import { sendJson, type Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the accountant's screens ask for; apart from `queries.ts`, so that the first load does not carry it. */
const refreshMs = 15_000;
const readingMs = 700;

export const settlementCalendarQuery = (span: Query) =>
  listQuery<SettlementCalendar>('/settlement/calendar', span, refreshMs);
export const windowsQuery = (query: Query) => pagesQuery<SettlementWindows>('/settlement/windows', query);
export const windowQuery = (partner: string, day: string) =>
  listQuery<SettlementWindow>(`/settlement/windows/${encodeURIComponent(partner)}/${day}`, {}, refreshMs);
export const termsQuery = (partner: string) =>
  listQuery<Terms>(`/settlement/terms/${encodeURIComponent(partner)}`);
/** What a month would cost under a rule; asked anew with every change of it. */
export const feePreviewQuery = (asked: { partner: string; month: string }, trial: FeeTrial | undefined) =>
  queryOptions({
    queryKey: ['fee-preview', asked, trial],
    queryFn: () => {
      const search = new URLSearchParams(asked).toString();
      return sendJson<Fees>('POST', `/settlement/fees/preview?${search}`, trial);
    },
    enabled: trial !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
export const workingDaysQuery = (year: string) => listQuery<CalendarOverrides>('/settlement/days', { year });
export const statementsQuery = pagesQuery<Statements>('/statements', {});
export const statementLinesQuery = (id: string) =>
  pagesQuery<StatementLines>(`/statements/${encodeURIComponent(id)}/lines`, {});
export const bankCreditsQuery = (query: Query) => pagesQuery<BankCredits>('/bank-credits', query);

/** Asks often while a file is being read. */
export const dayFilesQuery = (partner: string, day: string) => ({
  ...pagesQuery<PartnerFiles>('/reconciliation/files', { partner, day }),
  refetchInterval: ({ state }: { state: { data?: { pages: PartnerFiles[] } | undefined } }) =>
    state.data?.pages.some(({ rows }) => rows.some((file) => file.state === 'reading'))
      ? readingMs
      : refreshMs,
});
export const lanesQuery = (query: Query) => listQuery<LaneSummary>('/reconciliation/lanes', query, refreshMs);
export const differencesQuery = (query: Query) =>
  pagesQuery<Differences>('/reconciliation/differences', query);
export const differenceQuery = (id: string) =>
  listQuery<DifferenceDetail>(`/reconciliation/differences/${encodeURIComponent(id)}`, {}, refreshMs);
export const causesQuery = (query: Query) => listQuery<Causes>('/reconciliation/causes', query);
export const filesQuery = (query: Query) => pagesQuery<PartnerFiles>('/reconciliation/files', query);
export const fileMappingsQuery = listQuery<Mappings>('/reconciliation/mappings');
/** What a sample would be read as; asked anew with every change of the mapping. */
export const mappingPreviewQuery = (sample: Sample | undefined, mapping: FileMapping | undefined) =>
  queryOptions({
    queryKey: ['mapping-preview', sample?.file.name, sample?.file.lastModified, sample?.file.size, mapping],
    queryFn: () =>
      sendJson<MappingPreview>('POST', '/reconciliation/mappings/preview', {
        fileName: sample?.file.name,
        sample: sample?.encoded,
        ...(mapping && { mapping }),
      }),
    enabled: sample !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** After anything an accountant did: files, differences, windows and credits hang together. */
export function refreshAccounting(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === 'string' && /^\/(reconciliation|settlement|bank-credits|statements)/.test(path),
  });
}
