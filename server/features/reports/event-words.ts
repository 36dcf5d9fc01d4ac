import { formatMonth, type Month } from '../../../core/dates.ts';
import type { BoardEvent } from './event-queries.ts';

/** What a mark says, in one line. */
export function eventWords({ kind, name }: BoardEvent): string {
  return {
    counter_closed: `đóng ${name}`,
    counter_opened: `mở ${name}`,
    plan_handed_over: `giao chỉ tiêu, văn bản ${name}`,
    frozen: 'chốt số liệu',
    restated: `công bố lại, bản ${name}`,
  }[kind];
}

/** Marks that are drawn as upright lines: a frozen month is told by its dot. */
function isDrawn({ kind }: BoardEvent): boolean {
  return kind !== 'frozen' && kind !== 'restated';
}

/** The drawn marks of the months shown, in their order, numbered from 1 as they stand in the drawing. */
export function numberedMarks(
  events: readonly BoardEvent[],
  months: readonly Month[],
): { period: Month; number: number; words: string }[] {
  const byMonth = Map.groupBy(events.filter(isDrawn), ({ period }) => period);
  return months
    .flatMap((period) => {
      const own = byMonth.get(period);
      return own ? [{ period, own }] : [];
    })
    .map(({ period, own }, index) => ({
      period,
      number: index + 1,
      words: `${index + 1}. Kỳ ${formatMonth(period)}: ${own.map(eventWords).join('; ')}.`,
    }));
}
