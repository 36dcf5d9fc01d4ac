import type { Message } from './errors.ts';

/** Errors of partners' files, their mappings, and of differences. */
export const reconciliationErrors = {
  'reconciliation.unknown_partner': {
    vi: 'Không có đối tác với mã này',
    en: 'There is no partner with this code',
  },
  'reconciliation.own_partner': {
    vi: 'Quầy và nhân viên của công ty không gửi tệp đối soát',
    en: "The company's own counters and collectors send no file",
  },
  'reconciliation.unknown_file': {
    vi: 'Không có tệp đối soát này',
    en: 'There is no such reconciliation file',
  },
  'reconciliation.no_file': {
    vi: 'Chưa có tệp đối soát cho ngày này',
    en: 'There is no reconciliation file for this day yet',
  },
  'reconciliation.unknown_difference': { vi: 'Không có dòng lệch này', en: 'There is no such difference' },
  'reconciliation.unknown_mapping': {
    vi: 'Không có mẫu đọc tệp với tên này',
    en: 'There is no mapping with this name',
  },
  'reconciliation.future_day': {
    vi: 'Ngày đối soát chưa tới',
    en: 'This settlement day has not come yet',
  },
  'reconciliation.missing_columns': {
    vi: 'Tệp thiếu cột bắt buộc; khai mẫu đọc tệp nếu cột có tên khác',
    en: 'Required columns are missing; declare a mapping if they have other names',
  },
  'reconciliation.same_column_twice': {
    vi: 'Một cột được dùng cho hai trường',
    en: 'One column stands for two fields',
  },
  'reconciliation.mojibake': {
    vi: 'Chữ trong tệp đã hỏng bảng mã (ví dụ "MÃ£" thay vì "Mã"); hãy xuất lại tệp theo UTF-8',
    en: 'The text of the file was encoded twice (such as "MÃ£" for "Mã"); export it again as UTF-8',
  },
  'reconciliation.encoding_unmarked': {
    vi: 'Tệp theo bảng mã UTF-16 nhưng thiếu dấu nhận biết; hãy lưu lại theo UTF-8 hoặc khai bảng mã trong mẫu đọc',
    en: 'The file is UTF-16 without its byte order mark; save it as UTF-8 or declare the encoding in the mapping',
  },
  'reconciliation.trailer_missing': {
    vi: 'Thiếu dòng tổng ở cuối: có thể chỉ là nửa tệp. Không có gì được dùng',
    en: 'The trailer is missing: this may be half a file. Nothing of it was used',
  },
  'reconciliation.bad_trailer': {
    vi: 'Dòng tổng ở cuối tệp không đọc được (cần số dòng và tổng tiền)',
    en: 'The trailer cannot be read (it needs the count and the sum)',
  },
  'reconciliation.lines_after_trailer': {
    vi: 'Còn dòng dữ liệu sau dòng tổng',
    en: 'There are lines after the trailer',
  },
  'reconciliation.count_disagrees': {
    vi: 'Số dòng không khớp dòng tổng: có thể tệp bị thiếu. Không có gì được dùng',
    en: 'The number of lines disagrees with the trailer: part of the file may be missing. Nothing of it was used',
  },
  'reconciliation.sum_disagrees': {
    vi: 'Tổng tiền không khớp dòng tổng. Không có gì được dùng',
    en: 'The sum disagrees with the trailer. Nothing of it was used',
  },
  'reconciliation.too_many_bad_lines': {
    vi: 'Phần lớn số dòng không đọc được: mẫu đọc tệp không hợp với tệp này',
    en: 'Most lines cannot be read: the mapping does not fit this file',
  },
  'reconciliation.file_of_other_day': {
    vi: 'Đúng tệp này đã nhận cho ngày khác',
    en: 'This very file has been received for another day',
  },
  'reconciliation.dates_of_other_day': {
    vi: 'Thời gian giao dịch trong tệp thuộc ngày khác',
    en: 'The times inside the file are those of another day',
  },
  'reconciliation.lines_of_other_day': {
    vi: 'Phần lớn mã giao dịch đã có trong tệp của ngày khác',
    en: "Most references stand in another day's file already",
  },
  'reconciliation.final_is_there': {
    vi: 'Ngày này đã có tệp chốt; tệp trong ngày không còn được nhận',
    en: 'The final file of this day is there; running files are no longer taken',
  },
  'reconciliation.too_large': {
    vi: 'Tệp vượt quá kích thước cho phép; không có gì được ghi',
    en: 'The file is larger than allowed; nothing was written',
  },
  'reconciliation.upload_broken': {
    vi: 'Tải lên bị ngắt giữa chừng; không có gì được ghi, hãy tải lại',
    en: 'The upload broke off; nothing was written, upload it again',
  },
  'reconciliation.fault': {
    vi: 'Hệ thống lỗi khi đọc tệp; không có gì được dùng, hãy gửi lại',
    en: 'The system failed while reading the file; nothing of it was used, send it again',
  },
  'reconciliation.file_lost': {
    vi: 'Bản gốc của tệp không còn trên máy chủ',
    en: 'The original of this file is no longer on the server',
  },
  'reconciliation.mixed_causes': {
    vi: 'Chỉ xử lý hàng loạt trong cùng một nhóm và một nguyên nhân',
    en: 'Many at once only within one lane and one cause',
  },
  'reconciliation.fix_not_allowed': {
    vi: 'Cách xử lý này không dùng được cho loại lệch này',
    en: 'This fix is not allowed for this kind of difference',
  },
  'reconciliation.already_resolved': {
    vi: 'Dòng lệch này đã xử lý xong',
    en: 'This difference is resolved already',
  },
  'reconciliation.someone_is_on_it': {
    vi: 'Người khác đang xử lý dòng này',
    en: 'Someone else is on this difference',
  },
  'reconciliation.waits_for_approval': {
    vi: 'Dòng này đang chờ người thứ hai duyệt',
    en: 'This difference waits for a second person',
  },
  'reconciliation.not_in_approval': {
    vi: 'Dòng này không chờ duyệt',
    en: 'This difference does not wait for approval',
  },
  'reconciliation.same_person': {
    vi: 'Người duyệt phải khác người đề nghị',
    en: 'Who approves must be another person than who asked',
  },
  'reconciliation.note_needed': { vi: 'Cần ghi lý do', en: 'A reason is needed' },
  'reconciliation.customer_needed': {
    vi: 'Cần mã khách hàng đúng',
    en: 'The right customer code is needed',
  },
  'reconciliation.unknown_customer': {
    vi: 'Không có khách hàng với mã này',
    en: 'There is no customer with this code',
  },
  'reconciliation.day_needed': {
    vi: 'Cần ngày hẹn, sau hôm nay và không quá 30 ngày',
    en: 'A day to wait for is needed, after today and within 30 days',
  },
  'reconciliation.no_payment': {
    vi: 'Sổ của ta không có khoản thu nào cho dòng này',
    en: 'Our books have no payment for this difference',
  },
  'reconciliation.no_credit': {
    vi: 'Khoản thu này không còn tiền thừa để hoàn',
    en: 'Nothing of this payment is left to give back',
  },
  'reconciliation.not_posted': {
    vi: 'Không ghi được khoản thu vào sổ',
    en: 'The payment could not be posted',
  },
  'reconciliation.not_asked': {
    vi: 'Đối tác không được hỏi về dòng này',
    en: 'The partner was not asked about this difference',
  },
} satisfies Record<string, Message>;
