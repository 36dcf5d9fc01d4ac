import { addDays, type BusinessDate } from '../core/dates.ts';
import { lanes, type Lane } from '../core/reconciliation/lanes.ts';
import { dialectOf } from './partner-files-dialects.ts';
import { random } from './random.ts';

/** What is planted besides the nine kinds of differences: files that are no good, and money that comes oddly. */
export const oddFiles = ['half_file', 'yesterdays_file', 'same_file', 'wrong_encoding'] as const;
export const oddMoney = ['short', 'late', 'nameless'] as const;
export type PlantedKind = Lane | (typeof oddFiles)[number] | (typeof oddMoney)[number];

/** One thing that goes wrong at one partner on one of its days. */
export interface Planted {
  kind: PlantedKind;
  partner: string;
  day: BusinessDate;
}

/** A difference that has to be found, and where. */
export interface Truth {
  partner: string;
  day: BusinessDate;
  reference: string;
  lane: Lane;
}

/**
 * Says what goes wrong where in a stretch of days: every kind `times` times, and no two within three days at one
 * partner, so that each stands alone. The last days stay clean: whatever is planted can come to its end.
 */
export function plantDays(
  partners: readonly string[],
  days: readonly BusinessDate[],
  { seed, times }: { seed: string; times: number },
): Planted[] {
  const chance = random(seed, 'planted');
  const planted: Planted[] = [];
  const free = ({ partner, day }: Planted): boolean =>
    !planted.some(
      (other) => other.partner === partner && day >= addDays(other.day, -3) && day <= addDays(other.day, 3),
    );
  const kinds = [...lanes, ...oddFiles, ...oddMoney];
  for (const kind of Array.from({ length: times }, () => kinds).flat()) {
    for (;;) {
      // The first day has no yesterday.
      const day = days[1 + chance.below(days.length - 4)] ?? days[0]!;
      const one = { kind, partner: chance.pick(partners), day };
      if (!free(one) || !can(one)) continue;
      planted.push(one);
      break;
    }
  }
  return planted;
}

/** A partner without a column of states cannot say pending; a workbook knows no encodings, and half of it is nothing. */
function can({ kind, partner }: Planted): boolean {
  const { columns, kind: format, encoding } = dialectOf(partner);
  if (kind === 'pending') return columns.some(([field]) => field === 'state');
  if (kind === 'wrong_encoding' || kind === 'half_file')
    return format === 'csv' && !encoding.startsWith('utf-16');
  return true;
}
