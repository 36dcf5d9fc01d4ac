import type { Message } from './errors.ts';

export const assignmentErrors = {
  'assignments.unknown_staff': { vi: 'Không có nhân viên này', en: 'There is no such employee' },
  'assignments.unknown_book': { vi: 'Không có sổ GCS này', en: 'There is no such meter-reading book' },
  'assignments.unknown_place': {
    vi: 'Không có xã hoặc thôn này trong địa bàn của đơn vị',
    en: 'The unit has no such commune or village',
  },
  'assignments.unknown_rule': { vi: 'Không có lần giao này', en: 'There is no such assignment' },
  'assignments.conflict': {
    vi: 'Đã giao cho người khác trong thời gian này; chọn "Thay người đang giữ" để chuyển',
    en: 'Somebody else holds it in these days; choose to take it over',
  },
  'assignments.empty_time': {
    vi: 'Ngày kết thúc phải sau ngày bắt đầu',
    en: 'The end must lie after the beginning',
  },
} satisfies Record<string, Message>;
