import { addWorkingDays, type WorkCalendar } from '../working-days.ts';
import { addDays, formatBusinessDate, formatMonth, type BusinessDate } from '../dates.ts';
import { formatVnd } from '../money.ts';
import { isRunDay } from './debit-day.ts';

/** What a payer is told before an account is debited. */
export interface DebitNotice {
  company: string;
  customerCode: string;
  /** `YYYY-MM`. */
  period: string;
  amountVnd: bigint;
  debitOn: BusinessDate;
  bank: string;
  account: string;
  mandate: string;
}

/** An account as a stranger may see it: its last four characters, of a short one the last two. */
export function maskAccount(account: string): string {
  const shown = account.length >= 8 ? 4 : 2;
  return `${'*'.repeat(Math.max(account.length - shown, 1))}${account.slice(-shown)}`;
}

/** The notice in Vietnamese: who, how much, when, from where, and how to stop it. */
export function noticeText(notice: DebitNotice): string {
  const { company, customerCode, period, amountVnd, debitOn, bank, account, mandate } = notice;
  return (
    `${company}: ngày ${formatBusinessDate(debitOn)}, ${bank} sẽ trích ${formatVnd(amountVnd)} đ từ tài khoản ` +
    `${maskAccount(account)} để trả tiền điện tháng ${formatMonth(period)}, mã khách hàng ${customerCode}. ` +
    `Muốn dừng trích nợ, báo Điện lực nơi sử dụng điện hoặc ngân hàng trước ngày này, nêu số ủy quyền ${mandate}.`
  );
}

/** The first day from a day on, itself included, on which a bank takes a file. */
export function nextRunDay(
  from: BusinessDate,
  runDays: readonly number[],
  calendar: WorkCalendar,
): BusinessDate {
  // A month has at least one run day, moved by at most a long holiday.
  for (let day = from, left = 92; left > 0; day = addDays(day, 1), left--) {
    if (isRunDay(day, runDays, calendar)) return day;
  }
  throw new RangeError(`no run day within three months of ${from}`);
}

/** The day of the run whose payers are told on a day, or undefined where there is none. */
export function runDayToAnnounce(
  day: BusinessDate,
  terms: { noticeDays: number; runDays: readonly number[] },
  calendar: WorkCalendar,
): BusinessDate | undefined {
  if (terms.noticeDays === 0) return undefined;
  const debitOn = addWorkingDays(day, terms.noticeDays, calendar);
  return isRunDay(debitOn, terms.runDays, calendar) ? debitOn : undefined;
}
