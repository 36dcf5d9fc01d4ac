import type { Message } from './errors.ts';

/** Errors and refusals that a partner's program meets. */
export const partnerErrors = {
  'partners.unknown': { vi: 'Không có đối tác với mã này', en: 'There is no partner with this code' },
  'partners.suspended': { vi: 'Đối tác đang bị tạm dừng', en: 'The partner is suspended' },
  'partners.two_live_keys': {
    vi: 'Đối tác đã có hai khóa đang dùng; thu hồi một khóa trước',
    en: 'The partner has two live keys already; revoke one first',
  },
  'partners.unknown_key': {
    vi: 'Không có khóa này hoặc khóa đã thu hồi',
    en: 'There is no such key, or it was revoked',
  },
  'signature.missing': { vi: 'Thiếu tiêu đề ký', en: 'A signing header is missing' },
  'signature.mismatch': {
    vi: 'Chữ ký không khớp – xem chuỗi đã ký',
    en: 'Signature mismatch – see the signed string',
  },
  'signature.digest': {
    vi: 'Mã băm nội dung không khớp với nội dung nhận được',
    en: 'The body digest does not fit the body received',
  },
  'signature.expired': {
    vi: 'Thời điểm ký lệch quá năm phút so với giờ của hệ thống',
    en: 'The signing time is more than five minutes off our clock',
  },
  'request.replayed': {
    vi: 'Số ngẫu nhiên (nonce) này đã dùng cho một yêu cầu khác',
    en: 'This nonce was used for another request already',
  },
  'payments.already_paid': { vi: 'Hóa đơn đã thanh toán', en: 'The bill is paid already' },
  'payments.held_elsewhere': {
    vi: 'Hóa đơn đang được giữ tại đối tác khác',
    en: 'The bill is held by another partner',
  },
  'payments.hold_over': {
    vi: 'Lượt giữ này đã kết thúc; giữ lại bằng mã tham chiếu mới',
    en: 'This hold is over; hold again under a new reference',
  },
  'payments.hold_too_long': {
    vi: 'Lượt giữ này đã gia hạn đủ số lần cho phép',
    en: 'This hold has been prolonged as often as is allowed',
  },
  'payments.wrong_amount': { vi: 'Số tiền không đúng với số phải trả', en: 'The amount is not what is owed' },
  'payments.not_released': { vi: 'Hóa đơn chưa giao thu', en: 'The bill is not released for collection yet' },
  'payments.unknown_bill': {
    vi: 'Không có hóa đơn này cho khách hàng này',
    en: 'This customer has no such bill',
  },
  'payments.unknown_customer': {
    vi: 'Không tìm thấy mã khách hàng này. Xem lại chữ O và số 0',
    en: 'Customer code not found. Check the letter O and the digit 0',
  },
  'payments.oldest_first': { vi: 'Phải trả kỳ cũ nhất trước', en: 'The oldest period must be paid first' },
  'payments.partner_limit': { vi: 'Vượt hạn mức của đối tác', en: 'Over the limit of this partner' },
  'payments.conflict': {
    vi: 'Mã tham chiếu này đã dùng cho một yêu cầu có nội dung khác',
    en: 'This reference was used for a request with another content',
  },
  'payments.rejected': { vi: 'Giao dịch bị từ chối', en: 'The payment is refused' },
  'payments.reversed_before': {
    vi: 'Giao dịch này đã bị hủy trước khi đến',
    en: 'This payment was reversed before it arrived',
  },
  'payments.channel_not_allowed': {
    vi: 'Đối tác không được dùng kênh này',
    en: 'The partner may not use this channel',
  },
  'payments.unknown_reference': {
    vi: 'Không có giao dịch với mã tham chiếu này',
    en: 'There is no payment with this reference',
  },
  'payments.reversal_too_late': {
    vi: 'Đã qua giờ chốt; không hủy được nữa',
    en: 'The cut-off has passed; it can no longer be reversed',
  },
  'payment.outcome_unknown': {
    vi: 'Chưa rõ kết quả. Hỏi trạng thái bằng mã tham chiếu, đừng gửi giao dịch mới',
    en: 'The outcome is unknown. Ask for the status by reference; do not send a new payment',
  },
  'payments.busy': {
    vi: 'Hóa đơn đang được hệ thống cập nhật; chưa nhận giao dịch này, gửi lại với cùng mã tham chiếu',
    en: 'The bill is being updated at this moment; this payment was not taken, send it again with the same reference',
  },
  'payments.queue_full': {
    vi: 'Hệ thống đang quá tải; chưa nhận giao dịch này, thử lại sau',
    en: 'The system is overloaded; this payment was not taken, try again',
  },
} satisfies Record<string, Message>;
