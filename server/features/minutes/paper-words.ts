import { formatBusinessDate } from '../../../core/dates.ts';
import { formatVnd } from '../../../core/money.ts';
import type { Lane } from '../../../core/reconciliation/lanes.ts';
import type { Figures, LeftDifference, MinutesContent, Moving } from './minutes-content.ts';

/** Words of the paper, which is Vietnamese whatever language the reader of the screen has chosen. */
export const laneNames: Record<Lane, string> = {
  bad_line: 'Dòng lỗi trong tệp',
  paid_twice: 'Thu trùng',
  wrong_customer: 'Sai mã khách hàng',
  amount_differs: 'Lệch số tiền',
  reversed_after_cut_off: 'Hủy sau chốt',
  crossed_cut_off: 'Giao dịch qua ngày',
  pending: 'Giao dịch treo',
  at_partner_only: 'Đối tác có, Điện lực không có',
  at_us_only: 'Điện lực có, đối tác không có',
};

export const sessionNames: Record<Moving['sessions'][number]['state'], string> = {
  open: 'đang mở',
  closed: 'đã chốt',
  agreed: 'đã thống nhất',
  money_in: 'tiền đã về',
  settled: 'đã quyết toán',
};

export const leftStates: Record<LeftDifference['state'], string> = {
  open: 'Chưa xử lý',
  waiting: 'Chuyển theo dõi',
  asked: 'Đã hỏi đối tác',
  approval: 'Chờ duyệt',
};

export function feeWords(mode: Figures['feeMode']): string {
  if (mode === 'netted') return ' (khấu trừ vào tiền chuyển)';
  if (mode === 'invoiced') return ' (trả riêng theo hóa đơn)';
  return mode === 'mixed' ? ' (theo hợp đồng từng ngày)' : '';
}

/** `ngày 03/09/2026`, `tháng 09/2026` */
export function coverageWords({ kind, from }: Pick<MinutesContent, 'kind' | 'from'>): string {
  return kind === 'day' ? `ngày ${formatBusinessDate(from)}` : `tháng ${formatBusinessDate(from).slice(3)}`;
}

export function moneyOf(amount: string | null): string {
  return amount === null ? '–' : formatVnd(BigInt(amount));
}

export function countOf(count: number): string {
  return formatVnd(BigInt(count));
}
