export type { MeasureHolder, MeasureQuestion, MeasureValue } from './ask.ts';
export {
  isListed,
  listMeasured,
  sumMeasured,
  type ListQuestion,
  type MeasuredRow,
  type Whose,
} from './list-measured.ts';
export { openingRoutes } from './opening-routes.ts';
export { takeOpenings } from './take-openings.ts';
export { readMeasure, rollUpOf } from './read-measure.ts';
export { checkCounts } from './check-counts.ts';
export { forgetAllCounts, keepCounts } from './keep-counts.ts';
