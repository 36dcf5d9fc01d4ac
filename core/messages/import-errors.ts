import type { Message } from './errors.ts';

/** Errors of files that come in, and of imports as a whole. Reasons of single rows are in `row-reasons.ts`. */
export const importErrors = {
  'files.empty': { vi: 'Tệp rỗng hoặc không có dòng dữ liệu nào', en: 'The file is empty or has no row' },
  'files.unreadable': {
    vi: 'Không mở được tệp: không có hoặc không được đọc',
    en: 'The file cannot be opened: it is not there or may not be read',
  },
  'files.not_what_it_says': {
    vi: 'Nội dung tệp không đúng với đuôi tệp',
    en: 'The content is not what the file name says',
  },
  'files.unknown_format': {
    vi: 'Không phải tệp CSV hay XLSX. Hãy lưu lại thành CSV (UTF-8) hoặc XLSX',
    en: 'Neither CSV nor XLSX. Save it as CSV (UTF-8) or XLSX',
  },
  'files.not_utf8': {
    vi: 'Tệp văn bản không theo bảng mã UTF-8 (hãy lưu lại thành "CSV UTF-8")',
    en: 'The text is not encoded in UTF-8 (save it as "CSV UTF-8")',
  },
  'files.truncated': {
    vi: 'Tệp bị cắt cụt: dòng cuối chưa trọn',
    en: 'The file is cut off: its last line is not complete',
  },
  'files.damaged': {
    vi: 'Tệp XLSX bị hỏng hoặc bị cắt cụt, không giải nén được',
    en: 'The XLSX file is damaged or cut off and cannot be unpacked',
  },
  'files.not_xlsx': {
    vi: 'Tệp nén này không phải bảng tính XLSX',
    en: 'This zip archive is not an XLSX workbook',
  },
  'files.protected': {
    vi: 'Bảng tính được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại',
    en: 'The workbook is protected by a password; remove it and send the file again',
  },
  'files.expands_too_much': {
    vi: 'Tệp nén bung ra quá lớn; hãy gửi tệp CSV',
    en: 'The archive unpacks to too much; send a CSV file instead',
  },
  'files.stray_quote': {
    vi: 'Dấu ngoặc kép đặt sai chỗ: sau ngoặc đóng phải là dấu phân cách',
    en: 'A quotation mark stands in the wrong place: a closing one must be followed by a separator',
  },
  'files.line_too_long': {
    vi: 'Một dòng dài quá 1 MB; tệp không phải bảng dữ liệu hoặc thiếu ngoặc kép đóng',
    en: 'A line is longer than 1 MB; this is no table, or a closing quotation mark is missing',
  },
  'files.missing_columns': { vi: 'Thiếu cột bắt buộc', en: 'Required columns are missing' },
  'files.duplicate_columns': { vi: 'Một cột xuất hiện hai lần', en: 'A column appears twice' },
  'imports.unknown': { vi: 'Không có lần nhập này', en: 'There is no such import' },
  'imports.too_large': {
    vi: 'Tệp vượt quá kích thước cho phép; không có gì được ghi',
    en: 'The file is larger than allowed; nothing was written',
  },
  'imports.upload_broken': {
    vi: 'Tải lên bị ngắt giữa chừng; không có gì được ghi, hãy tải lại',
    en: 'The upload broke off; nothing was written, upload it again',
  },
  'imports.interrupted': {
    vi: 'Lần nhập bị ngắt (máy chủ dừng giữa chừng); không có gì được ghi, hãy tải lại tệp',
    en: 'The import was interrupted (the server stopped); nothing was written, upload the file again',
  },
  'imports.staging_lost': {
    vi: 'Các dòng chờ đã mất vì cơ sở dữ liệu khởi động lại; chưa có gì được phát hành, hãy tải lại tệp',
    en: 'The waiting rows were lost when the database restarted; nothing was published, upload the file again',
  },
  'imports.fault': {
    vi: 'Hệ thống lỗi khi đọc tệp; không có gì được ghi, hãy thử lại',
    en: 'The system failed while reading the file; nothing was written, try again',
  },
  'imports.bad_trailer': {
    vi: 'Dòng tổng ở cuối tệp không đọc được (cần số dòng và tổng tiền)',
    en: 'The trailer line cannot be read (it needs the row count and the sum)',
  },
  'imports.rows_after_trailer': {
    vi: 'Còn dòng dữ liệu sau dòng tổng',
    en: 'There are rows after the trailer line',
  },
  'imports.controls_differ': {
    vi: 'Số kiểm tra nhập tay khác với dòng tổng trong tệp; không có gì được phát hành',
    en: 'The control totals typed in differ from the trailer in the file; nothing was published',
  },
  'imports.control_disagrees': {
    vi: 'Số dòng hoặc tổng tiền không khớp số kiểm tra; không có gì được phát hành',
    en: 'The rows or the sum disagree with the control totals; nothing was published',
  },
  'imports.control_from_trailer': {
    vi: 'Số kiểm tra lấy từ dòng tổng của tệp, không sửa bằng tay được',
    en: 'The control totals come from the trailer of the file and cannot be typed over',
  },
  'imports.not_totalled': {
    vi: 'Chưa có số kiểm tra: nhập số dòng và tổng tiền, hoặc xác nhận phát hành không có số kiểm tra',
    en: 'There are no control totals: type them in, or confirm publishing without them',
  },
  'imports.not_checked': {
    vi: 'Chỉ làm được khi lần nhập đã kiểm tra xong và chưa phát hành',
    en: 'This can be done only while the import is checked and not yet published',
  },
  'imports.wrong_amount': {
    vi: 'Tổng kiểm tra phải là số tiền nguyên đồng',
    en: 'The control total must be a whole number of dong',
  },
} satisfies Record<string, Message>;
