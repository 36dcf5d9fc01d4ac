import type { Message } from './errors.ts';

/** Errors of statements of account and the journal. */
export const ledgerErrors = {
  'ledger.unknown_account': {
    vi: 'Sổ chưa có tài khoản này (hoặc chưa có chi tiết theo đơn vị, đối tác này)',
    en: 'The ledger has no such account (or none for this unit or partner)',
  },
  'ledger.bad_range': {
    vi: 'Từ ngày phải trước hoặc bằng đến ngày, và cách nhau không quá 366 ngày',
    en: 'The first day must not lie after the last, and at most 366 days before it',
  },
} satisfies Record<string, Message>;
