export type { MeasureHolder, MeasureQuestion, MeasureValue } from './ask.ts';
export { openingRoutes } from './opening-routes.ts';
export { readMeasure } from './read-measure.ts';
