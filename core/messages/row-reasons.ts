import type { Message } from './errors.ts';

/** Why a row of a file is rejected. The code goes into the file of rejected rows beside the sentence. */
export const rowReasons = {
  missing: { vi: 'Để trống', en: 'Empty' },
  empty_customer_code: { vi: 'Mã khách hàng trống', en: 'The customer code is empty' },
  bad_code: {
    vi: 'Mã có ký tự không hợp lệ hoặc sai độ dài',
    en: 'The code has characters or a length that no code has',
  },
  too_long: { vi: 'Quá dài', en: 'Too long' },
  too_many_cells: {
    vi: 'Dòng nhiều ô hơn tiêu đề (có dấu phân cách thừa không nằm trong ngoặc kép)',
    en: 'The row has more cells than the header (a separator outside quotes)',
  },
  too_few_cells: { vi: 'Dòng ít ô hơn tiêu đề', en: 'The row has fewer cells than the header' },
  not_a_number: { vi: 'Không phải là số', en: 'Not a number' },
  fractional_dong: { vi: 'Số tiền lẻ dưới một đồng', en: 'Fractional dong: amounts are whole dong' },
  zero_amount: { vi: 'Số tiền bằng không', en: 'The amount is zero' },
  fractional_energy: { vi: 'Điện năng phải là số kWh nguyên', en: 'Energy must be whole kWh' },
  negative_amount: {
    vi: 'Số tiền âm mà không phải hóa đơn điều chỉnh',
    en: 'Negative amount without correction kind',
  },
  negative_adjustment: {
    vi: 'Hóa đơn điều chỉnh giảm không ghi số âm: gửi lại hóa đơn gốc, cùng ID_HDON, với số tiền đúng',
    en: 'A reduction is not sent as a negative bill: send the original again, same ID_HDON, with the right amount',
  },
  too_large: { vi: 'Số quá lớn', en: 'The number is too large' },
  out_of_range: { vi: 'Ngoài phạm vi cho phép', en: 'Out of range' },
  month_out_of_range: { vi: 'Tháng phải từ 1 đến 12', en: 'Month out of range: 1 to 12' },
  year_out_of_range: { vi: 'Năm phải từ 2000 đến 2100', en: 'Year out of range: 2000 to 2100' },
  term_out_of_range: { vi: 'Kỳ phải từ 1 đến 31', en: 'Term out of range: 1 to 31' },
  unknown_kind: {
    vi: 'Loại hóa đơn không nhận ra (TD, VC, DC, TT)',
    en: 'Unknown bill kind (TD, VC, DC, TT)',
  },
  impossible_date: { vi: 'Ngày không có thật (dd/MM/yyyy)', en: 'Impossible date (dd/MM/yyyy)' },
  due_before_issue: { vi: 'Hạn thanh toán trước ngày hóa đơn', en: 'Due before issue' },
  total_differs: { vi: 'Tổng tiền khác tiền điện cộng thuế', en: 'Total is not net + VAT' },
  unknown_customer: { vi: 'Không có khách hàng với mã này', en: 'Unknown customer' },
  unit_not_owner: { vi: 'Đơn vị này không quản lý khách hàng', en: 'Unit does not own customer' },
  same_bill_other_amount: {
    vi: 'Trùng ID_HDON với dòng khác trong tệp nhưng khác nội dung; dòng có thuế đúng thuế suất (sau đó là dòng đầu) được giữ',
    en: 'Same bill id, other amount: the row whose VAT fits its rate is kept, among equals the first',
  },
  other_customer: {
    vi: 'ID_HDON này đã phát hành cho khách hàng hoặc kỳ khác',
    en: 'This bill id was published for another customer or period',
  },
  written_off: {
    vi: 'Hóa đơn đã xóa nợ, không điều chỉnh được',
    en: 'The bill was written off and cannot be corrected',
  },
  same_customer_other_values: {
    vi: 'Trùng mã khách hàng với dòng trước trong tệp nhưng khác nội dung; dòng đầu được giữ',
    en: 'Same customer code, other values: the first row of the file is kept',
  },
  code_of_other_kind: {
    vi: 'Mã này đang là mã của công ty hoặc của cấp khác trong cây đơn vị',
    en: 'This code belongs to another level of the organisation',
  },
  unknown_commune: {
    vi: 'Không có xã, phường nào mang mã này từ ngày 01/07/2025',
    en: 'No commune has this code since 1 July 2025',
  },
  unknown_word: { vi: 'Giá trị không nhận ra', en: 'The value is not one of those known' },
  same_village: {
    vi: 'Trùng tên thôn với dòng trước trong tệp; dòng đầu được giữ',
    en: 'Same village as an earlier row; the first row of the file is kept',
  },
  bad_account: { vi: 'Số tài khoản không hợp lệ', en: 'This can be no account number' },
  name_differs: {
    vi: 'Tên khách hàng khác tên trong hệ thống',
    en: 'The name of the customer differs from ours',
  },
  two_banks: {
    vi: 'Khách hàng đang trích nợ tự động qua ngân hàng khác',
    en: 'The customer is debited by another bank already',
  },
  same_customer_twice: {
    vi: 'Khách hàng đã có ở dòng trước trong tệp; dòng đầu được giữ',
    en: 'The customer stands in an earlier row of the file; the first row is kept',
  },
  issued_here: {
    vi: 'Số hóa đơn này là của hóa đơn dịch vụ lập tại đây',
    en: 'A bill for a service issued here has this number',
  },
  bad_phone: { vi: 'Không phải số di động Việt Nam', en: 'This is no Vietnamese mobile number' },
  day_to_come: { vi: 'Ngày chưa đến', en: 'The day has not come yet' },
  same_contact: {
    vi: 'Khách hàng và số này đã có ở dòng trước trong tệp; dòng đầu được giữ',
    en: 'This customer and number stand in an earlier row; the first row of the file is kept',
  },
  outside_scope: { vi: 'Ngoài phạm vi đơn vị của bạn', en: 'Outside the units you may work for' },
  surcharge: {
    vi: 'Khách hàng không phải trả phí ở bất cứ điểm nào',
    en: 'No place may ask the customer for a fee',
  },
  unknown_partner: { vi: 'Không có đối tác với mã này', en: 'Unknown partner' },
  partner_missing: {
    vi: 'Điểm này phải ghi đối tác; chỉ bàn thu của Điện lực thì không',
    en: 'Such a place has a partner; only a counter of the company has none',
  },
  unknown_village: { vi: 'Xã này không có thôn với tên này', en: 'The commune has no village of this name' },
  closed_before_opened: { vi: 'Ngày đóng trước ngày mở', en: 'Closed before it was opened' },
  same_point: {
    vi: 'Điểm này đã có ở dòng trước trong tệp; dòng đầu được giữ',
    en: 'This place stands in an earlier row; the first row of the file is kept',
  },
  unknown_staff: { vi: 'Không có nhân viên với tên đăng nhập này', en: 'No employee has this sign-in' },
  held_by_other: {
    vi: 'Khách hàng đang trong danh sách của người khác',
    en: 'The customer is on the list of somebody else',
  },
  ends_before_it_begins: {
    vi: 'Ngày kết thúc phải sau ngày bắt đầu',
    en: 'The end must lie after the beginning',
  },
  day_out_of_range: { vi: 'Ngày trích phải từ 1 đến 31', en: 'The day must be from 1 to 31' },
} satisfies Record<string, Message>;

export type RowReason = keyof typeof rowReasons;

export function isRowReason(code: string): code is RowReason {
  return Object.hasOwn(rowReasons, code);
}
