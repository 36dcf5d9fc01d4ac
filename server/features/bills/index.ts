export { applyPaid, lockBills, type LockedBill, type PaidChange } from './pay-bills.ts';
