import type { Language } from '../kpi/differences.ts';

/** Why a payment or bill moved a month that was frozen already. */
export const movementReasons = [
  'paid_late',
  'credit_applied',
  'reversed',
  'corrected',
  'taken_off',
  'bill_late',
  'bill_corrected',
  'bill_cancelled',
] as const;
export type MovementReason = (typeof movementReasons)[number];

const words: Record<MovementReason, Record<Language, string>> = {
  paid_late: { vi: 'Thanh toán ghi nhận sau chốt', en: 'Paid after the freeze' },
  credit_applied: { vi: 'Trừ tiền dư đã nộp trước đó', en: 'Credit paid in before was applied' },
  reversed: { vi: 'Hủy giao dịch đã gạch nợ', en: 'A payment was reversed' },
  corrected: { vi: 'Sửa giao dịch ghi nhầm khách hàng', en: 'A payment was put right to another customer' },
  taken_off: { vi: 'Lấy lại khoản đã ghi vì hóa đơn đổi', en: 'Taken off because the bill changed' },
  bill_late: { vi: 'Hóa đơn phát hành sau chốt', en: 'Billed after the freeze' },
  bill_corrected: { vi: 'Hóa đơn điều chỉnh', en: 'A corrected bill' },
  bill_cancelled: { vi: 'Hủy hóa đơn', en: 'A cancelled bill' },
};

export function nameMovementReason(reason: MovementReason, language: Language): string {
  return words[reason][language];
}
