import type { Message } from './errors.ts';

export const contactErrors = {
  'contacts.bad_number': {
    vi: 'Nhập số điện thoại 10 số, ví dụ 0912 345 678',
    en: 'Enter a 10-digit phone number, like 0912 345 678',
  },
  'contacts.day_to_come': { vi: 'Ngày chưa đến', en: 'The day has not come yet' },
} satisfies Record<string, Message>;
