import type { Message } from './errors.ts';

/** Errors of customer credit, refunds, corrections and money whose payer is unknown. */
export const creditErrors = {
  'credits.unknown_payment': { vi: 'Không có giao dịch này', en: 'There is no such payment' },
  'credits.payment_reversed': {
    vi: 'Giao dịch đã bị hủy; không còn tiền để chuyển',
    en: 'The payment is reversed; there is nothing left to move',
  },
  'credits.same_customer': {
    vi: 'Giao dịch đã thuộc khách hàng này',
    en: 'The payment belongs to this customer already',
  },
  'credits.unknown_customer': {
    vi: 'Không có khách hàng với mã này',
    en: 'There is no customer with this code',
  },
  'credits.identified_before': {
    vi: 'Khoản này vừa được gán cho một khách hàng; tải lại trang để xem',
    en: 'Somebody has just handed this money to a customer; load the page again',
  },
  'credits.no_customer': {
    vi: 'Chưa rõ người nộp khoản này; gán cho khách hàng trước',
    en: 'Nobody knows whose money this is; hand it to a customer first',
  },
  'credits.partly_refunded': {
    vi: 'Một phần giao dịch đã hoàn cho người nộp; không hủy hay chuyển được nữa',
    en: 'Part of the payment was refunded; it can no longer be reversed or moved',
  },
  'credits.refund_open': {
    vi: 'Có yêu cầu hoàn tiền đang chờ trên giao dịch này; từ chối hoặc rút yêu cầu ấy trước',
    en: 'A refund of this payment is waiting; reject or withdraw it first',
  },
  'refunds.unknown': { vi: 'Không có yêu cầu hoàn tiền này', en: 'There is no such refund' },
  'refunds.amount_not_positive': {
    vi: 'Số tiền hoàn phải lớn hơn 0',
    en: 'The amount of a refund must be above zero',
  },
  'refunds.not_enough_credit': {
    vi: 'Số tiền hoàn vượt số tiền thừa còn lại của giao dịch',
    en: 'The refund is more than what is left of the credit of the payment',
  },
  'refunds.lies_on_bills': {
    vi: 'Tiền đang nằm trên hóa đơn. Hãy hủy giao dịch hoặc chuyển đúng khách hàng trước, rồi hoàn phần thừa',
    en: 'The money lies on bills. Reverse the payment or hand it to the right customer first, then refund what is left over',
  },
  'refunds.only_by_bank': {
    vi: 'Tiền khách chuyển thẳng vào tài khoản công ty: chỉ hoàn được bằng chuyển khoản',
    en: 'The money came straight to the company’s own account: it can only be refunded by bank transfer',
  },
  'refunds.account_missing': {
    vi: 'Hoàn qua ngân hàng cần số tài khoản và tên chủ tài khoản',
    en: 'A refund by bank needs the account number and its holder',
  },
  'refunds.bank_reference_missing': {
    vi: 'Ghi số chứng từ (ủy nhiệm chi) của ngân hàng khi đã chi',
    en: 'Give the reference of the bank transfer that paid it',
  },
  'refunds.second_person': {
    vi: 'Người duyệt phải khác người yêu cầu',
    en: 'The approver must be another person than the one who asked',
  },
  'refunds.wrong_state': {
    vi: 'Yêu cầu hoàn tiền không còn ở trạng thái cho phép việc này',
    en: 'The refund is no longer in a state that allows this',
  },
} satisfies Record<string, Message>;
