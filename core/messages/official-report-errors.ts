import type { Message } from './errors.ts';

/** Errors of reports that are issued, made by the clock and mailed. */
export const officialReportErrors = {
  'official_reports.unknown': { vi: 'Không có báo cáo này', en: 'There is no such report' },
  'official_reports.not_a_draft': {
    vi: 'Báo cáo đã ban hành, không sửa được nữa; cần sửa thì lập bản mới',
    en: 'The report is issued and cannot be changed; to correct it, make a new one',
  },
  'official_reports.changed_meanwhile': {
    vi: 'Người khác vừa sửa bản thảo này; tải lại để xem rồi sửa tiếp',
    en: 'Someone else has just changed this draft; fetch it again, then go on',
  },
  'official_reports.incomplete': {
    vi: 'Chưa ban hành được: còn thiếu mục bắt buộc, xem missing',
    en: 'It cannot be issued yet: something required is missing, see missing',
  },
  'official_reports.no_such_number': {
    vi: 'Chưa ban hành được: văn bản nhắc tên số mà kỳ này không có, xem unread',
    en: 'It cannot be issued: it names numbers that this month does not have, see unread',
  },
  'official_reports.bad_recipient': {
    vi: 'Địa chỉ thư không hợp lệ',
    en: 'A mail address is malformed',
  },
  'official_reports.unknown_schedule': { vi: 'Không có lịch gửi này', en: 'There is no such schedule' },
  'official_reports.bad_rhythm': {
    vi: 'Lịch tuần cần thứ trong tuần, lịch tháng cần ngày trong tháng',
    en: 'A weekly schedule needs a weekday, a monthly one a day of the month',
  },
  'official_reports.bad_table': {
    vi: 'Lịch gửi bảng chéo cần một bảng đã lưu và chỉ gửi được Excel hoặc PDF',
    en: 'A schedule of a pivot table needs a saved table, and sends it as Excel or PDF',
  },
  'official_reports.unknown_mail': { vi: 'Không có thư này', en: 'There is no such mail' },
  'official_reports.not_sendable': {
    vi: 'Bản thảo chưa gửi đi được; ban hành trước',
    en: 'A draft cannot be sent; issue it first',
  },
} satisfies Record<string, Message>;
