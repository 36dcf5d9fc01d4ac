import { addDays, addMonths, firstDayOf, monthOf, type BusinessDate } from '../core/dates.ts';

/** One entry as it is told over HTTP. */
export interface ToldEntry {
  seq: string;
  kind: 'clear' | 'unclear';
  billId: string;
  customerCode: string;
  amount: string;
  partner: string;
  channel: string;
  paidOn: string;
}

export interface ToldAnswer {
  seq: string;
  result: 'cleared' | 'refused' | 'late';
  code: string;
  detail: string;
}

/** How the simulated billing system treats an entry it sees; `crash` takes the whole delivery along. */
export type Habit = (
  entry: ToldEntry,
) => 'clear' | 'late' | 'silent' | 'crash' | 'unknown_bill' | 'other_source';

const refusals = {
  unknown_bill: { code: '4002', detail: 'Không có hóa đơn này' },
  other_source: { code: '825', detail: 'Hóa đơn đã chấm nợ bởi nguồn khác' },
  nothing_to_take_back: { code: '806', detail: 'Số tiền hủy lớn hơn số đã chấm' },
} as const;

/** The debts of one company as the billing system keeps them: what it was told, by number, and what is cleared. */
export class BillingBooks {
  readonly answers = new Map<string, ToldAnswer>();
  /** Numbers in the order in which they took effect. */
  readonly order: string[] = [];
  readonly #clearedOfBill = new Map<string, number>();
  readonly #late = new Set<string>();
  readonly #habit: Habit;

  constructor(habit: Habit) {
    this.#habit = habit;
  }

  clearedOf(billId: string): number {
    return this.#clearedOfBill.get(billId) ?? 0;
  }

  /** The answer to one entry; the same number is answered as it was the first time. Undefined: not a word. */
  answer(entry: ToldEntry): ToldAnswer | undefined {
    const { seq } = entry;
    const before = this.answers.get(seq);
    if (before) return before;
    const wish = this.#late.has(seq) ? 'clear' : this.#habit(entry);
    if (wish === 'silent') return undefined;
    if (wish === 'crash') throw new Error('the simulated billing system falls over');
    if (wish === 'late') {
      this.#late.add(seq);
      return { seq, result: 'late', code: '098', detail: 'Đã nhận, chấm sau' };
    }
    const answer: ToldAnswer =
      wish === 'clear' ? this.#book(entry) : { seq, result: 'refused', ...refusals[wish] };
    this.answers.set(seq, answer);
    this.order.push(seq);
    return answer;
  }

  #book({ seq, kind, billId, amount }: ToldEntry): ToldAnswer {
    const cleared = this.#clearedOfBill.get(billId);
    // A bill it has not heard of since it was started may have been cleared before.
    if (kind === 'unclear' && cleared !== undefined && cleared < Number(amount)) {
      return { seq, result: 'refused', ...refusals.nothing_to_take_back };
    }
    const change = kind === 'clear' ? Number(amount) : -Number(amount);
    this.#clearedOfBill.set(billId, Math.max(0, (cleared ?? 0) + change));
    return { seq, result: 'cleared', code: '000', detail: '' };
  }
}

export interface GateState {
  open: boolean;
  reason: string;
  opensOn: BusinessDate | null;
}

/** Closed while the month is being closed: on its last day and on the first day of the next. */
export function gateOn(date: BusinessDate): GateState {
  const month = monthOf(date);
  const first = firstDayOf(month);
  const last = addDays(firstDayOf(addMonths(month, 1)), -1);
  if (date !== first && date !== last) return { open: true, reason: '', opensOn: null };
  const closing = date === first ? addMonths(month, -1) : month;
  return {
    open: false,
    reason: `Chốt sổ tháng ${closing.split('-').reverse().join('/')}`,
    opensOn: addDays(firstDayOf(addMonths(closing, 1)), 1),
  };
}
