import type { Message } from './errors.ts';

/** Why an input could not even be looked at. What is wrong with a code itself stands in qr-reasons.ts. */
export const qrErrors = {
  'qr.unreadable_line': {
    vi: 'Dòng không phải văn bản UTF-8',
    en: 'The line is not text in UTF-8',
  },
  'qr.refused': {
    vi: 'Không tạo được mã QR từ các giá trị này',
    en: 'No QR code can be made of these values',
  },
} satisfies Record<string, Message>;
