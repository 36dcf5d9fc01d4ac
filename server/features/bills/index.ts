export { applyPaid, lockBills, lockFreeBills, type LockedBill, type PaidChange } from './pay-bills.ts';
export { explainRoutes } from './explain-routes.ts';
export { handOverRoutes } from './hand-over-routes.ts';
export { endHoldOnBills, holdBills, holdEachBill, holdLonger } from './hold-bills.ts';
export { cancelIssuedBill, issueBill, type BillToIssue } from './issue-bill.ts';
export { publishStagedBills, type Excess } from './publish-bills.ts';
export { billRoutes } from './routes.ts';
export {
  checkStagedBills,
  clearStagedBills,
  countStagedBills,
  stageBills,
  stagedBillLine,
  type VerdictCount,
} from './stage-bills.ts';
