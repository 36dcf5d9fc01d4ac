export { presentMillionths, pricePeriod, type PeriodToPrice, type PricedPeriod } from './price-period.ts';
