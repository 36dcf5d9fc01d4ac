import type { Message } from './errors.ts';

/** Errors of minutes, and of what is shown of a payment. */
export const minutesErrors = {
  'reports.unknown_payment': {
    vi: 'Không có giao dịch với mã này',
    en: 'There is no payment with this id',
  },
  'minutes.unknown': { vi: 'Không có biên bản này', en: 'There are no such minutes' },
  'minutes.unknown_partner': {
    vi: 'Không có đối tác đối soát với mã này',
    en: 'There is no partner to reconcile with by this code',
  },
  'minutes.nothing_to_say': {
    vi: 'Đối tác không có phiên đối soát nào trong thời gian này',
    en: 'The partner has no session in this time',
  },
  'minutes.already_signed': {
    vi: 'Biên bản đã có chữ ký; muốn lập lại phải mở lại phiên, cần người thứ hai duyệt',
    en: 'The minutes are signed already; to make them anew, reopen the session, which needs a second person',
  },
  'minutes.window_open': {
    vi: 'Phiên chưa chốt, chưa ký được',
    en: 'The session is not closed yet and cannot be signed',
  },
  'minutes.differences_open': {
    vi: 'Còn giao dịch lệch chưa xử lý; xử lý hoặc ghi lý do chờ rồi mới ký được',
    en: 'There are differences left; resolve each, or say why it waits, before signing',
  },
  'minutes.days_unsigned': {
    vi: 'Còn ngày trong tháng chưa ký đủ hai bên',
    en: 'There are days of the month that both sides have not signed',
  },
  'minutes.out_of_date': {
    vi: 'Số liệu đã thay đổi sau khi lập; lập lại biên bản rồi ký',
    en: 'Figures have changed since the minutes were made; make them anew, then sign',
  },
  'minutes.we_sign_first': {
    vi: 'Điện lực ký trước, đối tác ký sau',
    en: 'The power company signs first, the partner after it',
  },
  'minutes.hash_differs': {
    vi: 'Mã băm không phải của biên bản này; tải lại biên bản và xem lại trước khi ký',
    en: 'The hash is not that of these minutes; fetch them again and look before signing',
  },
  'minutes.not_signed': {
    vi: 'Biên bản chưa có chữ ký nào, không cần mở lại; lập lại là được',
    en: 'The minutes bear no signature and need no reopening; simply make them anew',
  },
  'minutes.month_signed': {
    vi: 'Biên bản tháng đã ký gồm ngày này; mở lại biên bản tháng trước',
    en: 'Signed minutes of the month cover this day; reopen those first',
  },
  'minutes.reopen_not_asked': {
    vi: 'Chưa ai đề nghị mở lại phiên này',
    en: 'Nobody has asked to reopen this session',
  },
  'minutes.same_person': {
    vi: 'Mở lại phiên cần người thứ hai; người đề nghị không tự duyệt được',
    en: 'Reopening needs a second person; who asked for it cannot approve it',
  },
} satisfies Record<string, Message>;
