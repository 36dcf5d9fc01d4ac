/** What a transfer is for, in the words of the journal. `core/transfer-kinds.test.ts` fails when one is missing. */
export const transferKinds: Record<string, { vi: string; en: string }> = {
  bill_net: { vi: 'Phát hành hóa đơn tiền điện', en: 'Electricity bills issued' },
  bill_vat: { vi: 'Thuế GTGT của hóa đơn tiền điện', en: 'VAT of electricity bills' },
  service_net: { vi: 'Phát hành hóa đơn dịch vụ điện', en: 'Bills for services issued' },
  service_vat: { vi: 'Thuế GTGT của hóa đơn dịch vụ điện', en: 'VAT of bills for services' },
  bill_moved: {
    vi: 'Chuyển công nợ hóa đơn giữa các đơn vị',
    en: 'Receivable moved between units',
  },
  payment: { vi: 'Thu tiền điện', en: 'Electricity payment' },
  payment_credit: {
    vi: 'Thu tiền chưa phân bổ vào hóa đơn',
    en: 'Payment that no bill took',
  },
  correction_credit: {
    vi: 'Tiền thừa do điều chỉnh giảm hóa đơn',
    en: 'Credit from a bill that was made smaller',
  },
  payment_corrected: {
    vi: 'Chuyển tiền thu nhầm sang đúng khách hàng',
    en: 'Payment handed to the right customer',
  },
  payment_identified: { vi: 'Đã rõ người nộp tiền', en: 'Payer identified' },
  credit_applied: { vi: 'Tiền thừa trả hóa đơn', en: 'Credit applied to bills' },
  refund_by_partner: { vi: 'Hoàn tiền qua đối tác thu hộ', en: 'Refund by the partner' },
  refund_by_bank: { vi: 'Hoàn tiền bằng chuyển khoản', en: 'Refund by bank transfer' },
  bank_credit: { vi: 'Ngân hàng báo có', en: 'Bank credit' },
  bank_credit_assigned: {
    vi: 'Đối tác chuyển tiền thu hộ về',
    en: 'Money transferred by the partner',
  },
  customer_transfer: {
    vi: 'Khách hàng chuyển khoản vào tài khoản công ty',
    en: 'Transfer of a customer to the company’s own account',
  },
  partner_fee: { vi: 'Phí thu hộ', en: 'Collection fee' },
  partner_fee_vat: { vi: 'Thuế GTGT của phí thu hộ', en: 'VAT of the collection fee' },
  settlement_difference: {
    vi: 'Chênh lệch đối soát với đối tác',
    en: 'Reconciliation difference',
  },
  cash_over: { vi: 'Kiểm quỹ thừa', en: 'Cash counted over' },
  cash_short: { vi: 'Kiểm quỹ thiếu', en: 'Cash counted short' },
  cash_over_cleared: { vi: 'Xử lý tiền thừa quỹ', en: 'Cash over cleared' },
  cash_short_cleared: { vi: 'Xử lý tiền thiếu quỹ', en: 'Cash short cleared' },
  cash_sent: { vi: 'Nộp tiền mặt vào ngân hàng', en: 'Cash paid in at the bank' },
  cash_sent_back: { vi: 'Hủy phiếu nộp tiền vào ngân hàng', en: 'Paying-in slip cancelled' },
  cash_handed_over: { vi: 'Giao tiền mặt giữa các bàn thu', en: 'Cash handed from till to till' },
};

/** Endings that the posting functions give to a transfer that takes another back. */
export const backEndings = ['_cancelled', '_reversed', '_back'] as const;

/**
 * The sentence of a transfer's kind; one that takes another back says so, and one for bills names their kind (TD, TC…).
 * A kind nobody described is shown as it is.
 */
export function describeTransfer(kind: string, language: 'vi' | 'en'): string {
  const [plain = '', billKind] = kind.split('.');
  const words = describePlain(plain, language);
  if (words === undefined) return kind;
  return billKind === undefined ? words : `${words} (${language === 'vi' ? 'loại' : 'kind'} ${billKind})`;
}

function describePlain(kind: string, language: 'vi' | 'en'): string | undefined {
  const known = transferKinds[kind];
  if (known) return known[language];
  const ending = backEndings.find((suffix) => kind.endsWith(suffix));
  const taken = ending && transferKinds[kind.slice(0, -ending.length)];
  if (!taken) return undefined;
  return language === 'vi' ? `Hủy: ${lowerFirst(taken.vi)}` : `Taken back: ${lowerFirst(taken.en)}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
