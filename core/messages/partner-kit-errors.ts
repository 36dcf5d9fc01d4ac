import type { Message } from './errors.ts';

/** Errors on the pages of partners' developers. */
export const partnerKitErrors = {
  'partner_kit.wrong_code': {
    vi: 'Mã mời sai, đã dùng hoặc đã hết hạn; xin mã mới từ điện lực',
    en: 'The invitation code is wrong, used or expired; ask the power company for a new one',
  },
  'partner_kit.not_signed_in': {
    vi: 'Chưa đăng nhập trang đối tác',
    en: 'Not signed in to the partner pages',
  },
  'partner_kit.other_site': {
    vi: 'Biểu mẫu được gửi từ trang khác; mở lại trang và gửi lại',
    en: 'The form was sent from another site; open the page again',
  },
  'partner_kit.unknown_developer': {
    vi: 'Đối tác không có người này',
    en: 'The partner has no such developer',
  },
  'partner_kit.unknown_request': {
    vi: 'Không có yêu cầu này trong nhật ký của đối tác',
    en: "There is no such request in the partner's log",
  },
  'partner_kit.not_certified': {
    vi: 'Khóa thật được tạo khi các bước chứng nhận đã đủ',
    en: 'A live key is made once every step of the certification was shown',
  },
} satisfies Record<string, Message>;
