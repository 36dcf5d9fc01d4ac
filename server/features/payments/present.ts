import type { AcceptedPayment } from './instruction.ts';
import type { Inquiry } from './inquire.ts';
import type { Reversal } from './reverse-payment.ts';

export function presentInquiry(inquiry: Inquiry) {
  return {
    customerCode: inquiry.customerCode,
    maskedName: inquiry.maskedName,
    village: inquiry.village,
    totalOpen: String(inquiry.totalOpenVnd),
    bills: inquiry.bills.map(({ billId, openVnd, ...bill }) => ({
      billId: String(billId),
      ...bill,
      amount: String(openVnd),
    })),
  };
}

export function presentPayment(answer: {
  outcome: 'accepted' | 'replayed';
  payment: AcceptedPayment;
  currentState: 'accepted' | 'reversed';
}) {
  const { payment } = answer;
  return {
    paymentId: String(payment.paymentId),
    reference: payment.reference,
    outcome: answer.outcome,
    currentState: answer.currentState,
    amount: String(payment.amountVnd),
    credited: String(payment.creditedVnd),
    allocations: payment.allocations.map(({ billId, amountVnd }) => ({
      billId: String(billId),
      amount: String(amountVnd),
    })),
    acceptedAt: payment.acceptedAt.toISOString(),
    businessOn: payment.businessOn,
  };
}

export function presentReversal({ amountVnd, recordedAt, ...reversal }: Reversal) {
  return { ...reversal, amount: String(amountVnd), recordedAt: recordedAt.toISOString() };
}
