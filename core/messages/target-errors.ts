import type { Message } from './errors.ts';

/** Errors of plans and how they are handed down. */
export const targetErrors = {
  'targets.out_of_range': {
    vi: 'Chỉ tiêu là tỷ lệ phải từ 0 đến 100%; chỉ tiêu là số lượng phải là số nguyên không âm',
    en: 'A share must lie between 0 and 100 %, a count must be a whole number and not negative',
  },
  'targets.unknown_plan': { vi: 'Không có kế hoạch giao này', en: 'There is no such plan' },
  'targets.unknown_row': {
    vi: 'Kế hoạch không có dòng này',
    en: 'The plan has no such row',
  },
  'targets.unknown_owner': {
    vi: 'Người phụ trách không có trong danh sách người đang làm việc',
    en: 'The person responsible is not among those who work here',
  },
  'targets.unknown_measure': { vi: 'Không có loại chỉ tiêu này', en: 'There is no such measure' },
  'targets.not_counted': {
    vi: 'Cách tính đã chọn không đếm loại chỉ tiêu này',
    en: 'The chosen definition does not count this measure',
  },
  'targets.two_definitions': {
    vi: 'Cách tính đổi phiên bản trong thời gian của kế hoạch; chọn kỳ ngắn hơn hoặc ghi rõ phiên bản (tên@số)',
    en: 'The definition changes its version within the plan; choose fewer months, or name the version (name@number)',
  },
  'targets.no_figures': {
    vi: 'Chưa có kỳ hóa đơn nào để làm mẫu số; nhập hóa đơn trước khi giao tỷ lệ',
    en: 'There is no billing month yet to take denominators from; import bills before handing down a share',
  },
  'targets.above_all': {
    vi: 'Chỉ tiêu lớn hơn tổng số có thể đạt của dòng này',
    en: 'The target is more than the row can reach at all',
  },
  'targets.plan_moved_on': {
    vi: 'Kế hoạch vừa được người khác sửa; tải lại rồi làm tiếp',
    en: 'Somebody has changed the plan meanwhile; load it again and go on',
  },
  'targets.handed_over': {
    vi: 'Kế hoạch đã giao bằng văn bản; mở điều chỉnh kế hoạch trước khi sửa',
    en: 'The plan was handed over by letter; open an adjustment before changing it',
  },
  'targets.sums_differ': {
    vi: 'Còn dòng có tổng cấp dưới khác chỉ tiêu; chia lại phần lệch trước khi giao',
    en: 'Rows below do not add up to a target; re-spread the difference before handing over',
  },
  'targets.not_handed_over': {
    vi: 'Kế hoạch chưa giao bằng văn bản, hoặc không có văn bản này',
    en: 'The plan is not handed over by letter yet, or has no such letter',
  },
  'targets.number_taken': {
    vi: 'Số văn bản này đã dùng cho kế hoạch khác',
    en: 'This letter number stands for another plan already',
  },
} satisfies Record<string, Message>;
