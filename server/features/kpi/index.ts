export { addSums, ratioOf, toFigures, type TargetShares } from './figures.ts';
export {
  listChannelSums,
  listCommuneSums,
  listPeriods,
  listTrend,
  listUnitSums,
  readFreshness,
  readSums,
  type ChannelSums,
  type Sums,
} from './queries.ts';
export { checkKpi } from './check-kpi.ts';
export { countDefinition, factsThatSuffice } from './count-definition.ts';
export { refreshKpi } from './refresh-kpi.ts';
export { kpiRoutes } from './routes.ts';
export { FigureRef, figureFields, type Figure } from './schemas.ts';
export { addDefinition, getDefinition, listDefinitions } from './definitions.ts';
export { showDefinition } from './show-definition.ts';
export { showKpi } from './show-kpi.ts';
