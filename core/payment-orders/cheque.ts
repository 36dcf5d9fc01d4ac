import { addDays, type BusinessDate } from '../dates.ts';
import { withoutMarks } from '../text.ts';

/** Days from issue within which a cheque is to be presented (Negotiable Instruments Law 49/2005/QH11, article 69). */
const presentmentDays = 30;
const payableMonths = 6;

/** The last day on which the drawee must pay a funded cheque that was presented in time. */
export function presentBy(issuedOn: BusinessDate): BusinessDate {
  return addDays(issuedOn, presentmentDays);
}

/**
 * The last day on which the drawee still may pay, where the cheque was not stopped and is funded: six months from issue
 * (the same article). A day that the sixth month lacks is its last.
 */
export function payableUntil(issuedOn: BusinessDate): BusinessDate {
  const [year = 0, month = 1, day = 1] = issuedOn.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + payableMonths + 1, 0));
  const on = Math.min(day, lastOfMonth.getUTCDate());
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(on).padStart(2, '0')}`;
}

/** Why a drawee did not pay, in the words of its notice. */
export const bounceReasons = {
  insufficient_funds: {
    vi: 'Tài khoản không đủ khả năng thanh toán',
    en: 'The account does not hold the amount',
  },
  stopped: { vi: 'Người ký phát đình chỉ thanh toán', en: 'The drawer has stopped payment' },
  account_closed: { vi: 'Tài khoản đã đóng hoặc bị phong tỏa', en: 'The account is closed or frozen' },
  signature_differs: {
    vi: 'Chữ ký hoặc dấu không khớp mẫu đã đăng ký',
    en: 'Signature or seal differ from the registered ones',
  },
  words_differ: {
    vi: 'Số tiền bằng số và bằng chữ không khớp',
    en: 'The amount in figures differs from that in words',
  },
  item_missing: {
    vi: 'Thiếu yếu tố bắt buộc hoặc tẩy xóa, sửa chữa',
    en: 'Something the law asks for is missing, or was altered',
  },
  out_of_time: { vi: 'Quá thời hạn xuất trình', en: 'Presented too late' },
  lost_or_forged: { vi: 'Séc báo mất hoặc giả mạo', en: 'Reported lost, or forged' },
  /** A cleared cheque whose payment was taken back. */
  taken_back: { vi: 'Khoản thu đã bị hủy sau khi báo có', en: 'Its payment was taken back after clearing' },
  other: { vi: 'Lý do khác, xem ghi chú', en: 'Another reason, see the note' },
} as const;
export type BounceReason = keyof typeof bounceReasons;

/** A cheque number as it is compared: letters and digits in capitals. */
export function normalizeChequeNumber(text: string): string {
  return withoutMarks(text)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
}

/**
 * Whether the text of a bank credit names a cheque: its whole number with the letters of its series, or its digits (at
 * least six of them, no digit beside them) in a text that speaks of a cheque.
 */
export function namesCheque(text: string, number: string): boolean {
  const plain = withoutMarks(text).toUpperCase();
  const letters = /^[A-Z]+/.exec(number)?.[0] ?? '';
  const digits = number.slice(letters.length);
  if (!/^\d{6,}$/.test(digits)) return false;
  const speaks = letters !== '' && new RegExp(`${letters}[ .-]?${digits}(?!\\d)`).test(plain);
  return (
    speaks ||
    (/(?<![A-Z])(SEC|CHEQUE|CHECK|CHQ)(?![A-Z])/.test(plain) &&
      new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(plain))
  );
}
