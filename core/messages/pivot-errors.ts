import type { Message } from './errors.ts';

export const pivotErrors = {
  'pivots.unreadable': {
    vi: 'Bảng chéo không đọc được: có chiều, số liệu hoặc kỳ không hợp lệ (xem fault và text)',
    en: 'The pivot table cannot be read: a dimension, measure or period is not valid (see fault and text)',
  },
  'pivots.too_many_cells': {
    vi: 'Bảng có hơn 100.000 ô; chọn mức gộp hơn hoặc ít kỳ hơn',
    en: 'The table has more than 100,000 cells; choose a coarser level or fewer periods',
  },
  'pivots.unknown_report': {
    vi: 'Không có báo cáo này, hoặc báo cáo không được chia sẻ cho tài khoản này',
    en: 'There is no such report, or it is not shared with this account',
  },
  'pivots.not_the_owner': {
    vi: 'Chỉ người lập báo cáo được đổi hoặc xóa; hãy lưu thành bản của mình',
    en: 'Only its maker may change or delete a report; save a copy of your own instead',
  },
  'pivots.name_taken': {
    vi: 'Bạn đã có báo cáo mang tên này',
    en: 'You already have a report of this name',
  },
} satisfies Record<string, Message>;
