import type { Message } from './errors.ts';

/** Errors of clearing back to the billing system, and of bills that are handed to one collector. */
export const clearingErrors = {
  'bills.unknown': { vi: 'Không có hóa đơn này', en: 'There is no such bill' },
  'bills.unknown_partner': { vi: 'Không có đối tác với mã này', en: 'There is no partner with this code' },
  'bills.unknown_book': {
    vi: 'Không có sổ ghi chỉ số với mã này',
    en: 'There is no meter book with this code',
  },
  'bills.hand_over_needs_filter': {
    vi: 'Hãy chọn đơn vị, sổ hoặc kỳ: không giao thu toàn bộ hóa đơn một lúc',
    en: 'Name a unit, a book or a period: all bills are never handed over at once',
  },
  'clearing.gate_is_so': {
    vi: 'Cổng chấm nợ đã ở trạng thái này',
    en: 'The gate is in this state already',
  },
  'clearing.gate_needs_reason': {
    vi: 'Đóng cổng chấm nợ phải ghi lý do',
    en: 'Closing the gate needs a reason',
  },
  'clearing.opens_in_the_past': {
    vi: 'Ngày mở lại phải sau hôm nay',
    en: 'The day of opening must lie after today',
  },
  'clearing.bad_url': {
    vi: 'Địa chỉ nhận phải là URL http hoặc https, không kèm tài khoản',
    en: 'The address must be an http or https URL without credentials',
  },
  'clearing.nothing_new': {
    vi: 'Không có bút toán chấm nợ nào trong khoảng này',
    en: 'There is no entry in this range',
  },
  'clearing.unknown_file': { vi: 'Không có tệp chấm nợ này', en: 'There is no such clearing file' },
  'clearing.bad_answer_file': {
    vi: 'Tệp trả lời có dòng sai; không có gì được ghi',
    en: 'The answer file has wrong rows; nothing was written',
  },
} satisfies Record<string, Message>;
