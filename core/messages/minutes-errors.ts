import type { Message } from './errors.ts';

/** Errors of minutes, and of what is shown of a payment. */
export const minutesErrors = {
  'reports.unknown_payment': {
    vi: 'Không có giao dịch với mã này',
    en: 'There is no payment with this id',
  },
} satisfies Record<string, Message>;
