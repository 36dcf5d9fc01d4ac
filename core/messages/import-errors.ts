import type { Message } from './errors.ts';

/** Errors of files and rows that come in from the billing system. */
export const importErrors = {
  'imports.unknown': { vi: 'Không có lần nhập này', en: 'There is no such import' },
} satisfies Record<string, Message>;
