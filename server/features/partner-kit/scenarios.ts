/** What a partner can rehearse, each by a customer of its own in the sandbox. */
export const scenarios = [
  'open',
  'two_bills',
  'paid',
  'held',
  'wrong_amount',
  'unknown',
  'slow',
  'outcome_unknown',
  'limit',
] as const;
export type Scenario = (typeof scenarios)[number];

/** `SBX`, the partner's number in the sandbox, the scenario's number. */
export function scenarioCode(partnerId: bigint, scenario: Scenario): string {
  return `SBX${String(partnerId).padStart(6, '0')}${String(scenarios.indexOf(scenario) + 1).padStart(2, '0')}`;
}

/** The scenario of a customer code, whoever's it is; undefined for any other code. */
export function scenarioOf(customerCode: string): Scenario | undefined {
  const number = /^SBX\d{6,}(\d\d)$/.exec(customerCode)?.[1];
  return number === undefined ? undefined : scenarios[Number(number) - 1];
}

interface Wording {
  vi: string;
  en: string;
}

/** What to do, and what is answered. */
export const scenarioWords: Record<Scenario, { does: Wording; answers: Wording }> = {
  open: {
    does: { vi: 'Hỏi nợ, trả đúng số tiền', en: 'Ask, pay what is owed' },
    answers: { vi: '201 accepted; gửi lại: 200 replayed', en: '201 accepted; sent again: 200 replayed' },
  },
  two_bills: {
    does: { vi: 'Trả kỳ cũ trước, hoặc cả hai', en: 'Pay the older bill first, or both' },
    answers: { vi: 'Hai hóa đơn, cũ nhất đứng đầu', en: 'Two bills, the oldest first' },
  },
  paid: {
    does: { vi: 'Trả hóa đơn đã trả ở nơi khác', en: 'Pay a bill that was paid elsewhere' },
    answers: {
      vi: 'Hỏi: không còn nợ; trả: payments.already_paid',
      en: 'Asked: nothing owed; paid: payments.already_paid',
    },
  },
  held: {
    does: { vi: 'Trả khi hóa đơn đang được giữ ở nơi khác', en: 'Pay while another partner holds the bill' },
    answers: { vi: 'payments.held_elsewhere, kèm heldUntil', en: 'payments.held_elsewhere, with heldUntil' },
  },
  wrong_amount: {
    does: { vi: 'Trả thiếu 1.000 đồng', en: 'Pay 1,000 dong too little' },
    answers: {
      vi: 'payments.wrong_amount, kèm expectedAmount',
      en: 'payments.wrong_amount, with expectedAmount',
    },
  },
  unknown: {
    does: { vi: 'Hỏi mã không có', en: 'Ask for a code that does not exist' },
    answers: { vi: 'payments.unknown_customer', en: 'payments.unknown_customer' },
  },
  slow: {
    does: {
      vi: 'Hỏi và trả; câu trả lời đến chậm 5 giây',
      en: 'Ask and pay; the answer comes 5 seconds late',
    },
    answers: { vi: 'Như bình thường, chậm', en: 'As usual, late' },
  },
  outcome_unknown: {
    does: { vi: 'Trả, rồi hỏi trạng thái bằng reference', en: 'Pay, then ask for the status by reference' },
    answers: {
      vi: '503 payment.outcome_unknown; trạng thái: accepted',
      en: '503 payment.outcome_unknown; the status: accepted',
    },
  },
  limit: {
    does: { vi: 'Trả hóa đơn 2 tỷ đồng', en: 'Pay a bill of two billion dong' },
    answers: { vi: 'payments.partner_limit', en: 'payments.partner_limit' },
  },
};
