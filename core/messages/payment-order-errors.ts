import type { Message } from './errors.ts';

/** Errors of payment orders and cheques. */
export const paymentOrderErrors = {
  'payment_orders.unknown_account': {
    vi: 'Tài khoản thụ hưởng này chưa được khai báo cho ủy nhiệm chi, hoặc chưa có mã thu chuyển khoản',
    en: 'This account is not declared for payment orders, or has no partner for transfers',
  },
  'payment_orders.bad_account': {
    vi: 'Tài khoản, chủ tài khoản, ngân hàng hoặc mã BIN (6 chữ số) không đúng',
    en: 'Account, holder, bank or BIN (6 digits) are not right',
  },
  'payment_orders.no_codes': { vi: 'Chưa có mã khách hàng nào', en: 'There is no customer code' },
  'payment_orders.unknown_codes': {
    vi: 'Có mã không phải của khách hàng nào, xem codes',
    en: 'There are codes of no customer, see codes',
  },
  'payment_orders.payer_not_listed': {
    vi: 'Khách hàng nhận phần tiền thừa phải là một trong các mã của lệnh',
    en: 'The customer who keeps what is too much must be one of the codes of the order',
  },
  'payment_orders.nothing_open': {
    vi: 'Các khách hàng này không có hóa đơn nào còn phải trả',
    en: 'These customers have no bill left to pay',
  },
  'payment_orders.in_other_order': {
    vi: 'Có hóa đơn đã nằm trong một ủy nhiệm chi khác đang chờ, xem orders',
    en: 'A bill stands in another order that is waited for, see orders',
  },
  'payment_orders.unknown_order': { vi: 'Không có ủy nhiệm chi này', en: 'There is no such payment order' },
  'payment_orders.act_not_possible': {
    vi: 'Ủy nhiệm chi đang ở trạng thái không làm được việc này',
    en: 'This is not possible in the state the order is in',
  },
  'payment_orders.bad_day': {
    vi: 'Hạn của ủy nhiệm chi phải từ hôm nay, không quá 90 ngày',
    en: 'An order is good from today on, for at most 90 days',
  },
  'payment_orders.nothing_left': {
    vi: 'Mọi hóa đơn của ủy nhiệm chi đã được trả; không còn gì để in',
    en: 'All bills of the order are paid; nothing is left to print',
  },
  'payment_orders.payer_account_needed': {
    vi: 'Tệp cho ngân hàng cần số tài khoản và mã BIN ngân hàng của người trả tiền',
    en: 'A file for the bank needs the account of the payer and the BIN of its bank',
  },
  'payment_orders.credit_taken': {
    vi: 'Báo có này đã được dùng hết cho việc khác',
    en: 'Nothing of this bank credit is left',
  },
  'payment_orders.not_posted_yet': {
    vi: 'Tiền đã được giữ cho lệnh này nhưng chưa ghi xong; hệ thống sẽ tự ghi trong vài phút',
    en: 'The money is kept for this, but not posted yet; it will be within minutes',
  },
  'cheques.unknown_cheque': { vi: 'Không có tờ séc này', en: 'There is no such cheque' },
  'cheques.unknown_slip': { vi: 'Không có bảng kê nộp séc này', en: 'There is no such slip' },
  'cheques.bad_number': {
    vi: 'Số séc gồm 4 đến 20 chữ và số; số tài khoản từ 5 đến 34',
    en: 'A cheque number has 4 to 20 letters and digits, an account 5 to 34',
  },
  'cheques.words_differ': {
    vi: 'Số tiền bằng số và bằng chữ trên séc không khớp: ngân hàng sẽ không trả, không nhận séc này',
    en: 'Figures and words of the cheque differ: the bank will not pay it, do not take it',
  },
  'cheques.out_of_time': {
    vi: 'Séc chưa đến ngày ký phát hoặc đã quá sáu tháng',
    en: 'The cheque is dated in the future, or older than six months',
  },
  'cheques.taken_in_before': { vi: 'Tờ séc này đã được nhận', en: 'This cheque was taken in before' },
  'cheques.bills_held': {
    vi: 'Có hóa đơn đang được giữ cho người thu khác hoặc không còn phải trả',
    en: 'A bill is held for another collector, or is no longer open',
  },
  'cheques.act_not_possible': {
    vi: 'Tờ séc đang ở trạng thái không làm được việc này',
    en: 'This is not possible in the state the cheque is in',
  },
  'cheques.not_to_deposit': {
    vi: 'Chỉ nộp được séc đã nhận, cùng một tài khoản thụ hưởng',
    en: 'Only received cheques for one account can be paid in together',
  },
  'cheques.too_little': {
    vi: 'Phần còn lại của báo có ít hơn số tiền của séc',
    en: 'What is left of the bank credit is less than the cheque',
  },
} satisfies Record<string, Message>;
