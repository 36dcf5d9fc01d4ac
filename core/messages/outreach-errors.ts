import type { Message } from './errors.ts';

export const outreachErrors = {
  'outreach.unknown_plan': { vi: 'Không có phương án này', en: 'There is no such plan' },
  'outreach.not_ready': {
    vi: 'Phương án đang được tính; thử lại sau ít giây',
    en: 'The plan is being worked out; try again in a few seconds',
  },
  'outreach.bad_date': {
    vi: 'Ngày đạt chỉ tiêu phải sau ngày nghiệp vụ, trong vòng 24 tháng',
    en: 'The target date lies after the business date, within 24 months',
  },
  'outreach.too_many_sheets': {
    vi: 'Quá nhiều lượt cho một tệp in; chọn một người đi hoặc một xóm',
    en: 'Too many visits for one file to print; choose one person or one village',
  },
} satisfies Record<string, Message>;
