export { presentMillionths, pricePeriod, type PeriodToPrice, type PricedPeriod } from './price-period.ts';
export {
  explainAmount,
  type AmountVerdict,
  type ExplainedAmount,
  type FactsAsked,
} from './explain-amount.ts';
export { hasTiers, readTariffs } from './read-tariffs.ts';
