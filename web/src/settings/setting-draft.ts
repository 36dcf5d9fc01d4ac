import type { Setting, Settings, SettingsChange } from '../api/collecting-queries.ts';
import { readDong } from '../ui/typed-money.ts';

export type Rules = Omit<Settings, 'changes'>;

/** What was edited and not saved yet; numbers as they are typed. */
export type Draft = Partial<{ [Name in Setting]: Rules[Name] extends boolean ? boolean : string }>;

export type DraftProblem = 'badMinutes' | 'badAmount';

export const settingOrder = [
  'oldestFirst',
  'noGaps',
  'partialPayments',
  'holdMinutes',
  'refundLimit',
  'applyCredit',
] as const satisfies readonly Setting[];

/** Those that decide whether a payment is taken or refused. */
export const judging: readonly Setting[] = ['oldestFirst', 'noGaps', 'partialPayments'];

/** Reads what was edited: what differs from the rules as they are, and what cannot be read. */
export function readDraft(
  rules: Rules,
  draft: Draft,
): { change: SettingsChange; problems: Partial<Record<Setting, DraftProblem>> } {
  const problems: Partial<Record<Setting, DraftProblem>> = {};
  const wanted: Rules = { ...rules, ...booleansOf(draft) };
  if (draft.holdMinutes !== undefined) {
    const minutes = readMinutes(draft.holdMinutes);
    if (minutes === undefined) problems.holdMinutes = 'badMinutes';
    else wanted.holdMinutes = minutes;
  }
  if (draft.refundLimit !== undefined) {
    const limit = readDong(draft.refundLimit);
    if (limit === undefined || limit.length > 15) problems.refundLimit = 'badAmount';
    else wanted.refundLimit = limit;
  }
  const changed = settingOrder.filter((name) => wanted[name] !== rules[name]);
  return { problems, change: Object.fromEntries(changed.map((name) => [name, wanted[name]])) };
}

function booleansOf(draft: Draft): Partial<Rules> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => typeof value === 'boolean'));
}

/** A whole number from 1 to 1440, as the server takes it. */
function readMinutes(text: string): number | undefined {
  if (!/^\s*\d{1,4}\s*$/.test(text)) return undefined;
  const minutes = Number(text);
  return minutes >= 1 && minutes <= 1440 ? minutes : undefined;
}
