export { acceptPayments } from './accept-payments.ts';
export { type PaymentInstruction, type PaymentOutcome } from './instruction.ts';
export { moveExcessToCredit, type ExcessOnBill } from './move-excess.ts';
export { reversePayment, type ReversalRequest } from './reverse-payment.ts';
export { partnerPaymentRoutes } from './partner-routes.ts';
export { staffPaymentRoutes } from './staff-routes.ts';
