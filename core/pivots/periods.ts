import { addMonths, monthOf, type BusinessDate, type Month } from '../dates.ts';
import {
  mostMonths,
  timeDimensions,
  type Dimension,
  type RelativeMonths,
  type TimeDimension,
} from './pivot.ts';

/**
 * The months of a choice, oldest first, at most `mostMonths` (the latest stay). «Last» months have ended by the business
 * date; `this-…` ends with the running one.
 */
export function monthsOf(choice: string, today: BusinessDate): Month[] {
  const { from, to } = spanOfChoice(choice, monthOf(today));
  const months: Month[] = [];
  for (let month = to; month >= from && months.length < mostMonths; month = addMonths(month, -1))
    months.unshift(month);
  return months;
}

function spanOfChoice(choice: string, now: Month): { from: Month; to: Month } {
  const ended = addMonths(now, -1);
  const back = (count: number): { from: Month; to: Month } => ({ from: addMonths(now, -count), to: ended });
  const january = `${now.slice(0, 4)}-01`;
  const spans: Record<RelativeMonths, { from: Month; to: Month }> = {
    'last-month': back(1),
    'this-month': { from: now, to: now },
    'same-month-last-year': { from: addMonths(now, -13), to: addMonths(now, -13) },
    'last-3': back(3),
    'last-6': back(6),
    'last-12': back(12),
    'last-24': back(24),
    'this-quarter': { from: addMonths(now, -((Number(now.slice(5, 7)) - 1) % 3)), to: now },
    'this-year': { from: january, to: now },
    'last-year': { from: addMonths(january, -12), to: addMonths(january, -1) },
  };
  const [from = '', to = from] = choice.split('..');
  return spans[choice as RelativeMonths] ?? { from, to };
}

/** The member of a time dimension that a month belongs to: `2026-09`, `2026-Q3`, `2026-H2` or `2026`. */
export function timeKey(dimension: TimeDimension, month: Month): string {
  const [year = '', number = ''] = month.split('-');
  const index = Number(number) - 1;
  if (dimension === 'month') return month;
  if (dimension === 'quarter') return `${year}-Q${Math.floor(index / 3) + 1}`;
  return dimension === 'half' ? `${year}-H${Math.floor(index / 6) + 1}` : year;
}

/** Against what the months of a table are held. */
export type Role = 'now' | 'prev' | 'year';

/** A stored month, for whom it counts, and at which place of the table. */
export interface MonthInRole {
  month: Month;
  role: Role;
  slot: number;
}

/** One place in time: a member of the finest time dimension, or all months together. */
export interface Slot {
  /** Its first month; every time dimension of the table has one key for it. */
  month: Month;
  months: Month[];
  /** Whether the books hold every month that it would be compared with; half a year is not held against a whole one. */
  complete: Record<Exclude<Role, 'now'>, boolean>;
}

const monthsOfDimension: Record<TimeDimension, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Cuts the months of a table into its places in time. `stored`: months of which the books hold anything. */
export function cutMonths(
  months: readonly Month[],
  request: {
    dimensions: readonly Dimension[];
    roles: ReadonlySet<Role>;
    stored: ReadonlySet<Month>;
    byMonth: boolean;
  },
): { slots: Slot[]; entries: MonthInRole[] } {
  const finest = timeDimensions.find((dimension) => request.dimensions.includes(dimension));
  const back: Record<Role, number> = {
    now: 0,
    prev: finest ? monthsOfDimension[finest] : months.length,
    year: 12,
  };
  const slotOf = new Map<string, number>();
  const slots: Slot[] = [];
  const entries: MonthInRole[] = [];
  for (const month of months) {
    const key = request.byMonth ? month : finest ? timeKey(finest, month) : '';
    const slot =
      slotOf.get(key) ?? slots.push({ month, months: [], complete: { prev: true, year: true } }) - 1;
    slotOf.set(key, slot);
    const place = slots[slot]!;
    place.months.push(month);
    for (const role of request.roles) {
      const other = addMonths(month, -back[role]);
      entries.push({ month: other, role, slot });
      if (role !== 'now' && request.stored.has(month) && !request.stored.has(other))
        place.complete[role] = false;
    }
  }
  return { slots, entries };
}
