import type { Message } from './errors.ts';

/** Errors of bills for other electricity services and of their price list. */
export const servicesErrors = {
  'services.no_price': {
    vi: 'Bảng giá không có dịch vụ này vào ngày lập hóa đơn',
    en: 'The price list does not offer this service on the day of the bill',
  },
  'services.amount_needed': {
    vi: 'Dịch vụ này tính theo dự toán: hãy nhập số tiền trước thuế',
    en: 'This service is priced by estimate: say the amount before VAT',
  },
  'services.amount_is_listed': {
    vi: 'Giá của dịch vụ này nằm trong bảng giá, không nhập tay',
    en: 'The price of this service stands in the price list and is not typed',
  },
  'services.too_large': {
    vi: 'Số tiền vượt mức cho phép',
    en: 'The amount is larger than allowed',
  },
  'services.due_before_issue': {
    vi: 'Hạn thanh toán phải từ hôm nay đến một năm sau',
    en: 'The due day must lie between today and a year from now',
  },
  'services.for_whom': {
    vi: 'Cho biết mã khách hàng, hoặc người đề nghị chưa có mã, một trong hai',
    en: 'Name either a customer or an applicant who is none yet',
  },
  'services.unknown_unit': { vi: 'Không có đơn vị với mã này', en: 'There is no unit with this code' },
  'services.unknown_commune': {
    vi: 'Không có xã, phường với mã này',
    en: 'There is no commune with this code',
  },
  'services.request_conflict': {
    vi: 'Phiếu này đã được gửi với nội dung khác',
    en: 'This form was sent before and said something else',
  },
  'services.unknown_bill': {
    vi: 'Không có hóa đơn dịch vụ này',
    en: 'There is no such bill for a service',
  },
  'services.paid': {
    vi: 'Hóa đơn đã được trả, hoặc trả một phần: hoàn tiền theo quy trình hoàn, không hủy',
    en: 'The bill is paid, in whole or in part: give money back as a refund, do not cancel it',
  },
  'services.held': {
    vi: 'Đang có nơi giữ hóa đơn để thu tiền; thử lại khi hết giữ',
    en: 'Somebody holds the bill to collect it; try again when the hold is over',
  },
  'services.over': { vi: 'Hóa đơn đã hủy hoặc đã xóa nợ', en: 'The bill is cancelled or written off' },
  'services.price_in_past': {
    vi: 'Giá mới chỉ áp dụng từ hôm nay trở đi',
    en: 'A new price holds from today on at the earliest',
  },
  'services.price_exists': {
    vi: 'Dịch vụ này đã có giá từ ngày đó hoặc sau đó; bảng giá chỉ ghi thêm về sau',
    en: 'This service has a price from that day or a later one already; prices are only added behind',
  },
} satisfies Record<string, Message>;
