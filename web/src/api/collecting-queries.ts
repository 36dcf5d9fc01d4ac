import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { sendJson, type Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screens of the rules of collection and of hand-over ask for. */
export type Settings = api.GetSettingsAnswer;
export type Setting = Settings['changes'][number]['setting'];
export type SettingsChange = api.PutSettingsBody;
export type HandOverWish = api.PostBillsHandOverBody;
export type HandOverPreview = api.PostBillsHandOverPreviewAnswer;
export type HandedBack = api.PostBillsHandOverAnswer;
export type HandedOver = api.GetBillsHandedOverAnswer;
export type HandedRow = HandedOver['rows'][number];
export type HandedBills = api.GetBillsHandedOverBillsAnswer;
export type HandedBill = HandedBills['rows'][number];

export const settingsQuery = listQuery<Settings>('/settings');
export const handedOverQuery = listQuery<HandedOver>('/bills/handed-over');
export const handedBillsQuery = (query: Query) => pagesQuery<HandedBills>('/bills/handed-over/bills', query);

/** What a wish would move; asked again when the wish is another one, and after every hand-over. */
export const handOverPreviewQuery = (wish: HandOverWish | undefined) =>
  queryOptions({
    queryKey: ['/bills/hand-over/preview', wish],
    queryFn: () => sendJson<HandOverPreview>('POST', '/bills/hand-over/preview', wish),
    enabled: wish !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  });

/** After bills were handed over or taken back. */
export function refreshHandOver(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [path] }) => typeof path === 'string' && path.startsWith('/bills/hand'),
  });
}
