import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { getJson } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery } from './queries.ts';

export type PivotTableAnswer = api.GetPivotsViewAnswer;
export type PivotReport = api.Pivot;
export type PivotReportWish = api.PivotBody;

/** A table by its address; the last one stays while the next is counted. */
export const pivotQuery = (address: Record<string, string>) =>
  queryOptions({
    queryKey: ['/pivots/view', address],
    queryFn: ({ signal }) => getJson<PivotTableAnswer>('/pivots/view', address, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const pivotReportsQuery = listQuery<api.GetPivotsAnswer>('/pivots');

export function refreshReports(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: pivotReportsQuery.queryKey });
}
