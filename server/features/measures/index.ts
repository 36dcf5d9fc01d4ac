export type { MeasureHolder, MeasureQuestion, MeasureValue } from './ask.ts';
export { readMeasure } from './read-measure.ts';
