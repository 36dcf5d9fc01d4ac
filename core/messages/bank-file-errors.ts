import type { Message } from './errors.ts';

/** Errors of bank files: statements (camt, MT940, tables), direct debits and payment orders (pain). */
export const bankFileErrors = {
  'xml.doctype': {
    vi: 'Tệp XML có khai báo DOCTYPE; không nhận, vì qua đó có thể chèn thực thể',
    en: 'The XML has a DOCTYPE declaration, which is refused because entities come with it',
  },
  'xml.not_well_formed': { vi: 'Tệp XML sai cú pháp', en: 'The XML is not well-formed' },
  'xml.truncated': {
    vi: 'Tệp bị cắt cụt: hết tệp khi nội dung chưa trọn',
    en: 'The file is cut off: it ends before its content does',
  },
  'xml.too_deep': {
    vi: 'Tệp XML lồng quá nhiều lớp; không thông điệp ngân hàng nào sâu như vậy',
    en: 'The XML is nested deeper than any message of a bank',
  },
  'xml.text_too_long': {
    vi: 'Một đoạn chữ hoặc một thẻ trong tệp XML dài quá mức cho phép',
    en: 'A text or a tag in the XML is longer than allowed',
  },
  'xml.too_many_attributes': {
    vi: 'Một thẻ XML có quá nhiều thuộc tính',
    en: 'An XML tag has too many attributes',
  },
  'xml.encoding': {
    vi: 'Không đọc được chữ trong tệp theo bảng mã của tệp',
    en: 'The text cannot be read in the encoding of the file',
  },
  'bank_files.unknown_format': {
    vi: 'Không nhận ra tệp này: không phải camt, pain, MT940, MT942 hay bảng sao kê có dòng tiêu đề',
    en: 'Not a file known here: neither camt, pain, MT940, MT942 nor a statement table with a header',
  },
  'bank_files.unknown_message': {
    vi: 'Thông điệp này không được đọc ở đây',
    en: 'This message is not one that is read here',
  },
  'bank_files.mixed_messages': {
    vi: 'Tệp chứa nhiều loại thông điệp khác nhau',
    en: 'The file holds messages of different kinds',
  },
  'bank_files.truncated': {
    vi: 'Tệp bị cắt cụt: thiếu phần kết thúc',
    en: 'The file is cut off: its end is missing',
  },
  'bank_files.missing': { vi: 'Thiếu trường bắt buộc', en: 'A required field is missing' },
  'bank_files.repeated': {
    vi: 'Một trường chỉ được có một lần lại xuất hiện nhiều lần',
    en: 'A field that may stand once stands several times',
  },
  'bank_files.not_an_amount': { vi: 'Không phải số tiền hoặc số lượng', en: 'Not an amount or a number' },
  'bank_files.not_a_date': { vi: 'Không phải ngày có thật', en: 'Not a calendar day' },
  'bank_files.not_a_code': { vi: 'Mã không có trong chuẩn', en: 'Not a code of the standard' },
  'bank_files.fractional_vnd': {
    vi: 'Số tiền VND có phần lẻ dưới một đồng',
    en: 'An amount of VND has a part of one dong',
  },
  'bank_files.too_long': {
    vi: 'Một phần của tệp lớn quá mức',
    en: 'A part of the file is larger than allowed',
  },
  'bank_files.bad_line': { vi: 'Một dòng không đúng cách ghi', en: 'A line is not written as it must be' },
  'bank_files.totals_differ': {
    vi: 'Số kiểm tra ghi trong tệp khác với chính các giao dịch trong tệp',
    en: 'The totals declared in the file differ from its own transactions',
  },
  'bank_files.balance_differs': {
    vi: 'Số dư đầu kỳ cộng trừ các giao dịch không bằng số dư cuối kỳ',
    en: 'The opening balance and the entries do not come to the closing balance',
  },
} satisfies Record<string, Message>;
