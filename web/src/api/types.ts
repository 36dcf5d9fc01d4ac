import type * as api from './gen/index.gen.ts';

/**
 * Names of the console for what the staff API takes and answers. The shapes are generated from what the server
 * declares (`gen/`). Money is a decimal string of whole dong, ids are strings, ratios run from 0 to 1.
 */

export type Session = api.GetSessionAnswer;
export type Permission = Session['staff']['permissions'][number];

export type Demo = api.GetDemoAnswer;
export type DemoSignIn = Demo['signIns'][number];

export type Clock = api.GetClockAnswer;
export type ClockStep = api.PostClockAdvanceBody['to'];

export type Figure = api.Figure;
export type Board = api.GetBoardAnswer;
export type BoardUnit = Board['units'][number];
export type BoardCommune = Board['communes'][number];
export type ChannelOfPeriod = Board['channels'][number];
export type RatioVillages = api.GetKpiVillagesAnswer;
export type TrendPoint = Board['trend'][number];

export type KpiCustomers = api.GetKpiCustomersAnswer;
export type CustomerState = NonNullable<api.GetKpiCustomersQuery['state']>;
export type KpiDefinitions = api.GetKpiDefinitionsAnswer;
export type KpiDefinitionRow = KpiDefinitions['rows'][number];
export type DisadvantagedCommunes = api.GetKpiDisadvantagedCommunesAnswer;
export type DefinitionWish = api.PostKpiDefinitionsBody;
export type DisadvantagedWish = api.PutKpiDisadvantagedCommunesBody;
/** Ratios read by the districts of before 1 July 2025. */
export type FormerAreas = api.GetKpiFormerAreasAnswer;

export type CustomerHits = api.GetCustomersAnswer;
export type Customer = api.GetCustomersCodeAnswer;
export type CustomerBills = api.GetCustomersCodeBillsAnswer;
export type Bill = CustomerBills['rows'][number];
export type CustomerPayments = api.GetCustomersCodePaymentsAnswer;
export type Payment = CustomerPayments['rows'][number];

export type PaymentFeed = api.GetPaymentsAnswer;
export type FeedPayment = PaymentFeed['rows'][number];
export type PaymentsSummary = api.GetPaymentsSummaryAnswer;
export type Partners = api.GetPartnersAnswer;
export type Partner = Partners['rows'][number];

export type LedgerBalances = api.GetLedgerBalancesAnswer;

export type Targets = api.GetTargetsAnswer;
export type TargetRow = Targets['rows'][number];
export type TargetsChange = api.PutTargetsBody;

export type OrgUnits = api.GetUnitsAnswer;
export type OrgUnit = OrgUnits['rows'][number];
export type UnitChange = api.PutUnitsCodeBody;

export type Communes = api.GetAreasCommunesAnswer;
export type Commune = Communes['rows'][number];
export type AreaMappings = api.GetAreasMappingsAnswer;
export type AreaMapping = AreaMappings['rows'][number];
export type UndecidedAreas = api.GetAreasUndecidedAnswer;

export type Villages = api.GetVillagesAnswer;
export type Village = Villages['rows'][number];
export type VillageChange = api.PutVillagesIdBody;

export type ImportKind = api.PostImportsQuery['kind'];
export type Imports = api.GetImportsAnswer;
export type Import = api.GetImportsIdAnswer;
export type ImportState = Import['state'];
export type ImportBegun = api.PostImportsAnswer;
export type ImportControlChange = api.PutImportsIdControlBody;
export type Rejections = api.GetImportsIdRejectionsAnswer;

/** RFC 9457 problem document, as every refusal of the server is; also made here when there is no answer at all. */
export type Problem = Omit<api.Problem, 'type' | 'title'>;
