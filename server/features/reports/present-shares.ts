import { ratioOf, type Sums } from '../kpi/index.ts';

/** Under the official definition, with what was counted. */
export function presentShares(sums: Sums) {
  const share = (numerator: bigint, denominator: bigint) => ({
    numerator: String(numerator),
    denominator: String(denominator),
    ratio: ratioOf(numerator, denominator),
  });
  return {
    customers: share(sums.customers_official, sums.customers),
    bills: share(sums.bills_official, sums.bills),
    money: share(sums.official_vnd, sums.billed_vnd),
  };
}
