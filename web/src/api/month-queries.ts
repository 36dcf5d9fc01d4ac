import type { QueryClient } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import type { Query } from './call.ts';
import { listQuery, pagesQuery, whileWaiting } from './queries.ts';

/** What the screens of frozen months ask for. */
export type Months = api.GetMonthsAnswer;
export type MonthRow = Months['rows'][number];
export type Month = api.GetMonthsPeriodAnswer;
export type MonthVersion = Month['versions'][number];
export type Moving = NonNullable<Month['moving']>;
export type MonthFigures = api.GetMonthsPeriodFiguresAnswer;
export type PlaceFigures = MonthFigures['rows'][number];
export type Movements = api.GetMonthsPeriodMovementsAnswer;
export type Movement = Movements['rows'][number];
export type RestatementWish = api.PostMonthsPeriodRestatementBody;

export const monthsQuery = listQuery<Months>('/months');
export const monthQuery = (period: string) => listQuery<Month>(`/months/${period}`);
export const monthFiguresQuery = (period: string, query: Query) =>
  whileWaiting(
    listQuery<MonthFigures>(`/months/${period}/figures`, query),
    ({ asOf, liveAsOf }: MonthFigures) => liveAsOf < asOf,
  );
export const movementsQuery = (period: string, query: Query) =>
  pagesQuery<Movements>(`/months/${period}/movements`, query);

/** After something was frozen or asked for, months and boards are asked for anew. */
export function refreshMonths(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [path] }) => path === 'board' || String(path).startsWith('/months'),
  });
}
