/** Errors of tills, remittances, card slips and agents' points. */
export const tillErrors = {
  'tills.unknown': { vi: 'Không có bàn thu hay nhân viên thu này', en: 'There is no such till' },
  'tills.code_taken': {
    vi: 'Mã này đã dùng cho đối tác hoặc bàn thu khác; loại và mã của bàn thu không đổi được',
    en: 'The code is in use for another partner or till; code and kind of a till never change',
  },
  'tills.unknown_unit': { vi: 'Không có đơn vị này', en: 'There is no such unit' },
  'tills.closed_for_good': {
    vi: 'Bàn thu đã đóng, không nhận tiền nữa',
    en: 'The till is closed for good and takes no money',
  },
  'tills.holds_cash': {
    vi: 'Bàn thu còn ca mở hoặc còn tiền; đóng ca và nộp hết tiền trước khi đóng bàn thu',
    en: 'The till has an open session or cash; close and remit before it is closed for good',
  },
  'tills.till_busy': { vi: 'Bàn thu đang có ca mở', en: 'The till has an open session already' },
  'tills.cashier_busy': {
    vi: 'Thu ngân đang có ca mở ở bàn thu khác',
    en: 'The cashier has an open session at another till',
  },
  'tills.unknown_session': { vi: 'Không có ca thu này', en: 'There is no such session' },
  'tills.not_your_session': {
    vi: 'Chỉ người mở ca được thu tiền và khóa ca',
    en: 'Only who opened the session takes money in it and closes it',
  },
  'tills.session_over': { vi: 'Ca thu đã khóa', en: 'The session is closed' },
  'tills.request_conflict': {
    vi: 'Mã yêu cầu này đã dùng cho một lần thu khác',
    en: 'The request key was used for another taking',
  },
  'tills.given_too_little': {
    vi: 'Tiền khách đưa ít hơn số phải thu',
    en: 'The customer gave less than is to be taken',
  },
  'tills.above_bills': {
    vi: 'Số tiền lớn hơn các hóa đơn đã chọn; không thu thêm phí của khách hàng',
    en: 'The amount is above the chosen bills; no fee is taken from a customer',
  },
  'tills.unknown_bills': {
    vi: 'Có hóa đơn không phải của khách hàng này',
    en: 'A chosen bill is not of this customer',
  },
  'tills.outcome_unknown': {
    vi: 'Chưa rõ đã ghi sổ hay chưa: bấm Thử lại, tiền không bị thu hai lần',
    en: 'Whether it was posted is not known: try again, nothing is taken twice',
  },
  'tills.unfinished': {
    vi: 'Có lần thu chưa rõ kết quả; bấm Thử lại ở lần thu đó trước khi khóa ca',
    en: 'A taking has no known outcome; repeat it before the session is closed',
  },
  'tills.void_waiting': {
    vi: 'Có biên lai chờ duyệt hủy; duyệt hoặc rút đề nghị trước khi khóa ca',
    en: 'A void waits for approval; approve or withdraw it before the session is closed',
  },
  'tills.unknown_taking': { vi: 'Không có lần thu này', en: 'There is no such taking' },
  'tills.not_voidable': {
    vi: 'Lần thu này không hủy được ở trạng thái hiện tại',
    en: 'The taking cannot be voided as it stands',
  },
  'tills.card_void_too_late': {
    vi: 'Giao dịch thẻ chỉ hủy được trong ngày; sau đó hoàn tiền qua ngân hàng',
    en: 'A card payment is voided on its day only; afterwards it is refunded through the bank',
  },
  'tills.same_person': {
    vi: 'Người duyệt phải khác thu ngân và người đề nghị',
    en: 'Who approves must be neither the cashier nor who asked',
  },
  'tills.card_number': {
    vi: 'Không được nhập số thẻ: chỉ bốn số cuối',
    en: 'The number of a card must not be entered: the last four digits only',
  },
  'tills.unknown_terminal': {
    vi: 'Máy POS này chưa khai báo cho bàn thu',
    en: 'The card terminal is not declared for this till',
  },
  'tills.not_an_acquirer': {
    vi: 'Đối tác này không nhận thẻ ngân hàng (kênh bank_card)',
    en: 'The partner does not take bank cards (channel bank_card)',
  },
  'tills.unknown_partner': { vi: 'Không có đối tác này', en: 'There is no such partner' },
  'tills.unknown_difference': { vi: 'Không có chênh lệch này', en: 'There is no such difference' },
  'tills.already_cleared': { vi: 'Chênh lệch đã xử lý', en: 'The difference is cleared already' },
  'tills.wrong_resolution': {
    vi: 'Cách xử lý không hợp với thừa hay thiếu',
    en: 'The resolution does not fit what was counted',
  },
  'tills.nothing_to_remit': {
    vi: 'Các ca đã chọn không có tiền để nộp, hoặc đã nộp, hoặc không cùng bàn thu',
    en: 'The chosen sessions have no cash, are remitted already, or are not of one till',
  },
  'tills.unknown_remittance': { vi: 'Không có phiếu nộp tiền này', en: 'There is no such remittance' },
  'tills.remittance_over': {
    vi: 'Phiếu nộp tiền không còn ở trạng thái làm được việc này',
    en: 'The remittance is past that',
  },
  'tills.unknown_receipt': { vi: 'Không có lần ghi nhận này', en: 'There is no such receipt of a credit' },
  'tills.unknown_account': {
    vi: 'Tài khoản ngân hàng này chưa khai báo',
    en: 'The bank account is not declared',
  },
  'tills.counter_not_open': {
    vi: 'Bàn thu nhận tiền chưa mở ca của bạn',
    en: 'You have no open session at the counter that receives the cash',
  },
  'tills.not_an_agent': {
    vi: 'Chỉ đối tác có kênh điểm thu hộ mới có điểm thu',
    en: 'Only a partner with the channel agent_cash has points',
  },
} as const;
