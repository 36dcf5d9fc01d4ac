import type { Message } from './errors.ts';

/** Errors of bank credits and of the settlement with partners. */
export const settlementErrors = {
  'statements.unknown_credit': { vi: 'Không có khoản báo có này', en: 'There is no such bank credit' },
  'statements.already_recorded': {
    vi: 'Khoản báo có này đã được ghi; nếu là khoản thứ hai giống hệt, ghi rõ số thứ tự trong ngày',
    en: 'This bank credit is recorded already; for a second one just like it, say its ordinal within the day',
  },
  'statements.overassigned': {
    vi: 'Số tiền vượt phần chưa phân bổ của khoản báo có',
    en: 'The amount exceeds what is left of the bank credit',
  },
  'statements.bad_lines': {
    vi: 'Sao kê có dòng không đọc được; chưa ghi dòng nào. Xem từng dòng trong errors',
    en: 'Lines of the statement cannot be read; nothing was recorded. See each line in errors',
  },
  'statements.too_many_lines': {
    vi: 'Sao kê quá nhiều dòng cho một lần nạp',
    en: 'The statement has too many lines for one upload',
  },
  'statements.no_account': {
    vi: 'Sao kê không có cột số tài khoản; hãy chọn tài khoản chuyên thu',
    en: 'The statement has no account column; name the collection account',
  },
  'statements.in_the_future': {
    vi: 'Ngày báo có nằm ở tương lai',
    en: 'The day of the bank credit lies ahead',
  },
  'statements.unknown_account': {
    vi: 'Sao kê của tài khoản mà công ty chưa khai báo; chưa ghi dòng nào',
    en: 'A statement of an account that the company has not declared; nothing was recorded',
  },
  'statements.other_account': {
    vi: 'Sao kê của tài khoản khác với tài khoản đã chọn; chưa ghi dòng nào',
    en: 'The statement is of another account than the one chosen; nothing was recorded',
  },
  'statements.other_currency': {
    vi: 'Sao kê có dòng không phải tiền đồng; chưa ghi dòng nào',
    en: 'The statement has lines in another currency than dong; nothing was recorded',
  },
  'statements.bad_account': {
    vi: 'Khai báo tài khoản sai; xem tên trường',
    en: 'The account is declared wrongly; see the field',
  },
  'statements.unknown_line': {
    vi: 'Không có dòng sao kê nào như thế chờ xem xét',
    en: 'No such line of a statement waits to be looked at',
  },
  'statements.no_transfer_partner': {
    vi: 'Tài khoản này chưa có mã thu chuyển khoản, nên không thể ghi thanh toán cho khách hàng',
    en: 'The account has no partner for transfers, so that nothing can be booked for a customer',
  },
  'statements.unknown_customer': { vi: 'Không có mã khách hàng này', en: 'There is no such customer code' },
  'statements.not_posted_yet': {
    vi: 'Khoản báo có đã giữ cho khách hàng nhưng chưa ghi xong; hệ thống tự làm tiếp trong vài phút',
    en: 'The bank credit is kept for the customer but not posted yet; it will be within minutes',
  },
  'statements.taken_elsewhere': {
    vi: 'Khoản báo có này đã được phân bổ, toàn bộ hoặc một phần',
    en: 'This bank credit is assigned already, in whole or in part',
  },
  'settlement.unknown_partner': {
    vi: 'Không có đối tác quyết toán với mã này',
    en: 'There is no partner to settle with by this code',
  },
  'settlement.unknown_window': {
    vi: 'Đối tác không có phiên quyết toán cho ngày này',
    en: 'The partner has no settlement window for this day',
  },
  'settlement.before_cut_off': {
    vi: 'Chưa đến giờ chốt của đối tác cho ngày này',
    en: 'The cut-off of this day has not passed yet',
  },
  'settlement.not_possible': {
    vi: 'Phiên quyết toán đang ở trạng thái không cho phép việc này',
    en: 'The window is in a state that does not allow this',
  },
  'settlement.settled_is_final': {
    vi: 'Phiên đã quyết toán xong là chốt hẳn; chênh lệch phát sinh sau chuyển sang phiên sau',
    en: 'A settled window is final; a later difference goes into a later window',
  },
  'settlement.difference_left': {
    vi: 'Còn chênh lệch giữa phải thu và đã thu; phân bổ báo có hoặc chuyển chênh lệch trước',
    en: 'Expected and received still differ; assign a bank credit or carry the difference first',
  },
  'settlement.more_than_difference': {
    vi: 'Số chuyển phải cùng chiều và không vượt chênh lệch còn lại',
    en: 'What is carried must have the sign of the difference left and not exceed it',
  },
  'settlement.nothing_to_offset': {
    vi: 'Phiên kia không có chênh lệch ngược chiều đủ để bù trừ',
    en: 'The other window has no opposite difference large enough to set off',
  },
  'settlement.unknown_receipt': { vi: 'Không có lần phân bổ này', en: 'There is no such assignment' },
  'settlement.already_assigned': {
    vi: 'Khoản báo có này đã phân bổ vào đây; gỡ lần trước rồi phân bổ lại nếu cần số khác',
    en: 'This bank credit lies here already; take it back first to assign another amount',
  },
  'settlement.already_carried': {
    vi: 'Chênh lệch này đã được chuyển với đúng số tiền và lý do ấy',
    en: 'This difference has been carried already, with the same amount and reason',
  },
  'settlement.already_undone': {
    vi: 'Lần phân bổ này đã được gỡ',
    en: 'This assignment has been taken back already',
  },
  'settlement.prefund_used': {
    vi: 'Tiền nộp trước đã được dùng, không gỡ được',
    en: 'The prefund has been used and cannot be taken back',
  },
  'settlement.not_prefunded': {
    vi: 'Đối tác này không thu theo hình thức nộp tiền trước',
    en: 'This partner does not collect against a prefund',
  },
  'settlement.bad_cut_off': {
    vi: 'Giờ chốt phải từ 00:01 đến 24:00',
    en: 'The cut-off must lie between 00:01 and 24:00',
  },
  'settlement.bad_fee_rule': {
    vi: 'Quy tắc phí không hợp lệ; xem problem',
    en: 'The fee rule cannot be reckoned with; see problem',
  },
  'settlement.terms_in_the_past': {
    vi: 'Ngày hiệu lực phải sau ngày đã chốt gần nhất của đối tác',
    en: 'Terms must start after the last closed day of the partner',
  },
  'settlement.unknown_day': {
    vi: 'Ngày này không có trong lịch nghỉ',
    en: 'The calendar does not name this day',
  },
  'settlement.range_too_long': {
    vi: 'Khoảng ngày phải có ít nhất 1 và nhiều nhất 92 ngày',
    en: 'The range must have at least one and at most 92 days',
  },
} satisfies Record<string, Message>;
