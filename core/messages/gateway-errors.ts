import type { Message } from './errors.ts';

/** Errors of checking and making payment gateways' signatures. */
export const gatewayErrors = {
  'gateways.unreadable_line': {
    vi: 'Dòng này không phải một đối tượng JSON đúng mẫu',
    en: 'This line is not a JSON object of the expected form',
  },
  'gateways.unknown_provider': { vi: 'Không có cổng thanh toán này', en: 'There is no such payment gateway' },
  'gateways.unknown_kind': {
    vi: 'Cổng thanh toán này không ký loại thông điệp này',
    en: 'This gateway signs no message of this kind',
  },
  'gateways.unknown_variant': {
    vi: 'Cổng thanh toán này không có cách ký này',
    en: 'This gateway has no such way of signing',
  },
  'gateways.secret_malformed': {
    vi: 'Khóa bí mật thiếu hoặc sai dạng',
    en: 'The secret is missing or malformed',
  },
  'gateways.unknown_account': {
    vi: 'Không có hợp đồng cổng thanh toán này',
    en: 'There is no such gateway contract',
  },
  'gateways.bad_account': {
    vi: 'Cấu hình cổng thanh toán thiếu hoặc sai; xem trường nêu ở field',
    en: 'The gateway contract is incomplete or wrong; see the field that is named',
  },
  'gateways.disabled': { vi: 'Cổng thanh toán này đang tắt', en: 'This gateway is switched off' },
  'gateways.not_for_orders': {
    vi: 'Dịch vụ này chỉ báo tiền về, không nhận lệnh thanh toán',
    en: 'This service only tells of transfers; no order can be paid through it',
  },
  'gateways.down': {
    vi: 'Cổng thanh toán không trả lời; dùng cách khác, hệ thống tự mở lại khi cổng trả lời',
    en: 'The gateway does not answer; use another way, it is offered again as soon as it answers',
  },
  'gateways.request_conflict': {
    vi: 'Mã yêu cầu này đã dùng cho lệnh khác',
    en: 'This request key was used for another order',
  },
  'gateways.unknown_order': { vi: 'Không có lệnh thanh toán này', en: 'There is no such order' },
  'gateways.not_paid': {
    vi: 'Lệnh này không ở trạng thái đã thanh toán',
    en: 'This order is not a paid one',
  },
  'gateways.no_refund': {
    vi: 'Cổng thanh toán này không hoàn tiền qua hệ thống',
    en: 'This gateway gives nothing back by itself',
  },
  'gateways.refund_not_wished': {
    vi: 'Chưa ai đề nghị hoàn tiền lệnh này',
    en: 'Nobody has asked for this order to be given back',
  },
  'gateways.same_person': {
    vi: 'Người đề nghị hoàn tiền không được tự duyệt',
    en: 'Who asked for the refund may not approve it',
  },
  'gateways.phone_needed': {
    vi: 'Cần số điện thoại di động của người trả (10 số)',
    en: 'The mobile number of the payer is needed',
  },
  'gateways.over_limit': {
    vi: 'Vượt hạn mức của thuê bao; quy định và số tiền còn lại nêu ở rule, left',
    en: 'Beyond what this subscriber may pay; see rule, and left for what remains',
  },
  'gateways.not_open': {
    vi: 'Lệnh này đã có kết quả cuối cùng, không hủy được',
    en: 'This order has ended and cannot be cancelled',
  },
  'gateways.outcome_unknown': {
    vi: 'Cổng chưa cho biết khách đã trả hay chưa; hóa đơn vẫn được giữ, hãy thử lại sau',
    en: 'The gateway does not say whether the payer has paid; the bills stay held, try again later',
  },
  'gateways.refund_too_much': {
    vi: 'Số tiền hoàn lớn hơn phần còn lại của lệnh',
    en: 'More than what is left of this order',
  },
} satisfies Record<string, Message>;
