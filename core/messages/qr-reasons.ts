import type { Message } from './errors.ts';

/** What is wrong or unusual about a QR code. The place (tag and offset) is said beside the sentence. */
export const qrReasons = {
  empty: { vi: 'Không có nội dung mã QR', en: 'There is no text' },
  not_a_payment_code: {
    vi: 'Không phải mã QR thanh toán',
    en: 'This is not a payment QR code',
  },
  bad_tag: { vi: 'Mã trường phải là hai chữ số', en: 'A tag must be two digits' },
  bad_length: {
    vi: 'Độ dài trường phải là hai chữ số từ 01 đến 99',
    en: 'A length must be two digits from 01 to 99',
  },
  truncated: {
    vi: 'Nội dung ngắn hơn độ dài đã ghi: mã bị cắt',
    en: 'The value is shorter than its length says: the code is cut',
  },
  duplicate_tag: { vi: 'Trường xuất hiện hai lần', en: 'The tag stands twice' },
  missing_tag: { vi: 'Thiếu trường bắt buộc', en: 'A tag that must be there is missing' },
  wrong_order: { vi: 'Trường 00 phải đứng đầu', en: 'Tag 00 must come first' },
  bad_value: { vi: 'Giá trị không thuộc danh sách cho phép', en: 'The value is not one of those allowed' },
  bad_format: {
    vi: 'Giá trị sai định dạng',
    en: 'The value has characters or a length that this tag cannot have',
  },
  bad_character: { vi: 'Có ký tự điều khiển', en: 'There are control characters' },
  not_ascii: {
    vi: 'Có chữ có dấu; chuẩn chỉ cho phép chữ không dấu ở trường này',
    en: 'There are letters outside ASCII, which the standard does not allow in this tag',
  },
  lengths_in_bytes: {
    vi: 'Độ dài tính theo byte thay vì theo ký tự',
    en: 'Lengths count bytes where the standard counts characters',
  },
  too_long: { vi: 'Dài hơn mức chuẩn cho phép', en: 'Longer than the standard allows' },
  wrong_crc: {
    vi: 'Mã kiểm tra (CRC) không khớp: nội dung đã bị sửa hoặc chép sai',
    en: 'The check sum (CRC) does not agree: the text was changed or copied wrongly',
  },
  crc_in_lower_case: { vi: 'Mã kiểm tra viết thường', en: 'The check sum is in lower case' },
  after_crc: {
    vi: 'Còn nội dung sau mã kiểm tra (CRC)',
    en: 'There is text behind the check sum (CRC)',
  },
  bad_amount: {
    vi: 'Số tiền phải là chữ số, tối đa 13 ký tự, không có dấu phân cách hàng nghìn',
    en: 'The amount must be digits, at most 13 characters, without group marks',
  },
  zero_amount: { vi: 'Số tiền bằng không', en: 'The amount is zero' },
  fractional_dong: { vi: 'Số tiền lẻ dưới một đồng', en: 'Fractional dong: amounts are whole dong' },
  needless_decimals: {
    vi: 'Số tiền ghi phần thập phân bằng không; đồng không có phần lẻ',
    en: 'The amount has empty decimals; dong have none',
  },
  leading_zeros: { vi: 'Số tiền có số 0 đứng đầu', en: 'The amount begins with zeros' },
  over_instant_limit: {
    vi: 'Số tiền từ 500 triệu đồng: vượt hạn mức một lần chuyển nhanh Napas 247',
    en: 'From 500 million dong on the amount is over the limit of one Napas 247 transfer',
  },
  extra_charge: {
    vi: 'Mã đòi thêm phí hoặc tiền boa ngoài số tiền',
    en: 'The code asks for a fee or tip on top of the amount',
  },
  foreign_currency: { vi: 'Không phải đồng Việt Nam (704)', en: 'The currency is not the dong (704)' },
  foreign_country: { vi: 'Không phải Việt Nam (VN)', en: 'The country is not Viet Nam (VN)' },
  bad_bank_bin: { vi: 'Mã BIN ngân hàng phải có 6 chữ số', en: 'The BIN of a bank has six digits' },
  unknown_bank: {
    vi: 'Mã BIN không thuộc ngân hàng nào đã biết',
    en: 'No bank known here has this BIN',
  },
  bad_account: {
    vi: 'Số tài khoản hoặc số thẻ phải có 1 đến 19 chữ cái và chữ số (thẻ: chỉ chữ số)',
    en: 'An account has 1 to 19 letters and digits, a card digits only',
  },
  moved_scheme: {
    vi: 'Tài khoản Napas nằm ở trường cũ, không phải 38',
    en: 'The Napas account stands in an older tag, not in 38',
  },
} satisfies Record<string, Message>;

export type QrReason = keyof typeof qrReasons;
