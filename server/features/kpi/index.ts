export { addSums, ratioOf, shownFigures, toFigures, type TargetShares } from './figures.ts';
export { listCommuneMonths, listGroupMonths, type CommuneMonth, type Grouped } from './history-queries.ts';
export {
  anyProvisional,
  listChannelSums,
  listPeriods,
  listTrend,
  readAsOfTime,
  readSums,
  type ChannelSums,
  type Sums,
} from './queries.ts';
export { checkKpi } from './check-kpi.ts';
export {
  countDefinitionByGroup,
  countDefinitionByCell,
  factsThatSuffice,
  type Count,
  type CountedCell,
} from './count-definition.ts';
export { countDefinitions, readDefinition } from './definition-sums.ts';
export { refreshKpi, refreshKpiIn, repairKpi, sumByStaff, sumsByStaff } from './refresh-kpi.ts';
export { kpiRoutes } from './routes.ts';
export { FigureRef, figureFields, shownFields, type Figure } from './schemas.ts';
export { addDefinition, DefinitionWishSchema, getDefinition, listDefinitions } from './definitions.ts';
export { showDefinition } from './show-definition.ts';
export { showKpi } from './show-kpi.ts';
export { readAsOf } from './as-of.ts';
export {
  answerList,
  customerCells,
  customerColumns,
  customersPage,
  pageFields,
  presentCustomer,
  sendList,
  type CursorPage,
  type CustomerRow,
} from './customer-pages.ts';
export { findCashHouseholds } from './find-cash-households.ts';
