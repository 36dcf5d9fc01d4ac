import { queryOptions } from '@tanstack/react-query';
import type * as api from './gen/index.gen.ts';
import { getJson, type Query } from './call.ts';
import { listQuery, pagesQuery } from './queries.ts';

/** What the screen «What it takes» asks for. */
export type OutreachGround = api.GetOutreachGroundAnswer;
export type OutreachPlan = api.GetOutreachPlansIdAnswer;
export type OutreachModel = NonNullable<OutreachPlan['model']>;
export type OutreachScenario = OutreachPlan['scenarios'][number];
export type OutreachWish = api.PostOutreachPlansBody;
type Visits = api.GetOutreachPlansIdVisitsAnswer;
export type OutreachVisit = Visits['rows'][number];
type Villages = api.GetOutreachPlansIdVillagesAnswer;
export type OutreachVillage = Villages['rows'][number];

const workingMs = 700;

export const outreachGroundQuery = (unit: string | undefined) =>
  listQuery<OutreachGround>('/outreach/ground', { unit });

/** Asks again while the server works it out. */
export const outreachPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ['/outreach/plans', id],
    queryFn: ({ signal }) => getJson<OutreachPlan>(planPath(id), {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.state === 'done' || state.data?.state === 'failed' || state.error ? false : workingMs,
  });
export const outreachVillagesQuery = (id: string) =>
  pagesQuery<Villages>(`${planPath(id)}/villages`, { limit: 12 });
export const outreachWorkersQuery = (id: string) =>
  listQuery<api.GetOutreachPlansIdWorkersAnswer>(`${planPath(id)}/workers`, {});
export const outreachVisitsQuery = (id: string, query: Query) =>
  pagesQuery<Visits>(`${planPath(id)}/visits`, { ...query, limit: 10 });

export function planPath(id: string): string {
  return `/outreach/plans/${encodeURIComponent(id)}`;
}
