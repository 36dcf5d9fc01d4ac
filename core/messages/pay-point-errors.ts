import type { Message } from './errors.ts';

export const payPointErrors = {
  'pay_points.unknown_partner': { vi: 'Không có đối tác với mã này', en: 'Unknown partner' },
  'pay_points.unknown_place': {
    vi: 'Không có xã hoặc thôn này',
    en: 'There is no such commune or village',
  },
  'pay_points.partner_missing': {
    vi: 'Điểm này phải ghi đối tác; chỉ bàn thu của Điện lực thì không',
    en: 'Such a place has a partner; only a counter of the company has none',
  },
  'pay_points.closed_before_opened': { vi: 'Ngày đóng trước ngày mở', en: 'Closed before it was opened' },
} satisfies Record<string, Message>;
