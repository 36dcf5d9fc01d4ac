import type { Query } from './call.ts';
import type * as api from './gen/index.gen.ts';
import { listQuery } from './queries.ts';

export type ChannelMix = api.GetKpiChannelMixAnswer;
export type ChannelUser = api.GetKpiChannelCustomersAnswer['rows'][number];
export type Retention = api.GetKpiRetentionAnswer;
export type Cohort = Retention['cohorts'][number];
export type RelapseMonth = Retention['relapses'][number];
export type Relapse = api.GetKpiRelapsesAnswer['rows'][number];
export type CohortCustomer = api.GetKpiCohortCustomersAnswer['rows'][number];
export type DebtAgeing = api.GetDebtAgeingAnswer;
export type DebtAges = DebtAgeing['rows'][number];
export type OpenBill = api.GetDebtAgeingBillsAnswer['rows'][number];
export type Hardship = api.GetKpiCashHouseholdsAnswer;
export type HardshipCommune = Hardship['communes'][number];
export type Household = api.GetKpiCashHouseholdsListAnswer['rows'][number];

export const channelMixQuery = (query: Query) => listQuery<ChannelMix>('/kpi/channel-mix', query);
export const retentionQuery = (query: Query) => listQuery<Retention>('/kpi/retention', query);
export const debtAgeingQuery = (query: Query) => listQuery<DebtAgeing>('/debt-ageing', query);
export const hardshipQuery = (query: Query) => listQuery<Hardship>('/kpi/cash-households', query);
