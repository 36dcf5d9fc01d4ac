import type * as api from '../api/gen/index.gen.ts';
import { listQuery } from '../api/queries.ts';

export type Plans = api.GetTargetsPlansAnswer;
export type PlanHead = Plans['rows'][number];
export type Plan = api.GetTargetsPlansIdAnswer;
export type PlanRow = Plan['rows'][number];
export type PlanStep = api.GetTargetsPlansIdStepsAnswer['rows'][number];
export type RowChange = api.GetTargetsPlansIdRowsKeyChangesAnswer['rows'][number];
export type Figure = api.GetTargetsPlansIdRowsKeyThingsAnswer;
export type FigureRow = Figure['rows'][number];
export type PlanReasons = api.GetTargetsPlansIdReasonsAnswer;
export type RowWish = api.PutTargetsPlansIdRowsBody['rows'][number];

const plansPath = '/targets/plans';

export const plansQuery = () => listQuery<Plans>(plansPath);
export const planPath = (id: string) => `${plansPath}/${id}`;
export const planQuery = (id: string) => listQuery<Plan>(planPath(id));
export const peopleQuery = (id: string, of: string) =>
  listQuery<api.GetTargetsPlansIdPeopleAnswer>(`${planPath(id)}/people`, { of });
export const reasonsQuery = (id: string) => listQuery<PlanReasons>(`${planPath(id)}/reasons`);
export const stepsQuery = (id: string) =>
  listQuery<api.GetTargetsPlansIdStepsAnswer>(`${planPath(id)}/steps`);
export const ownersQuery = () => listQuery<api.GetTargetsOwnersAnswer>('/targets/owners');
export const rowChangesQuery = (id: string, key: string) =>
  listQuery<api.GetTargetsPlansIdRowsKeyChangesAnswer>(`${planPath(id)}/rows/${key}/changes`);
