import { searchKey } from './text.ts';

/** A partner as its transfers may name it. */
export interface PartnerMarks {
  partnerId: bigint;
  code: string;
  /** Account numbers, payer names and words of the remittance, as staff wrote them down. */
  marks: readonly string[];
}

/** A window that waits for money. */
export interface WaitingWindow {
  id: bigint;
  partnerId: bigint;
  settlesOn: string;
  remainingVnd: bigint;
}

/** Windows whose money a credit may be, with the rule that says so. */
export interface CreditMatch {
  rule: 'exact_window' | 'exact_windows';
  windows: readonly WaitingWindow[];
  /** True when the credit's text names the first and the last of these days. */
  named: boolean;
}

/**
 * The one partner that a credit's payer and text name, by its code or one of its marks as whole words. Undefined when
 * none is named, and when two are: a guess is no recognition.
 */
export function recognisePartner(
  texts: readonly string[],
  partners: readonly PartnerMarks[],
): bigint | undefined {
  const haystack = ` ${texts.map(wordsOf).join(' ')} `;
  const named = partners.filter(({ code, marks }) =>
    [code, ...marks].map(wordsOf).some((mark) => mark.length >= 2 && haystack.includes(` ${mark} `)),
  );
  return named.length === 1 ? named[0]!.partnerId : undefined;
}

/** Words of letters and digits without marks, one space between. */
function wordsOf(text: string): string {
  return searchKey(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** At most this many days in one transfer. */
const longestRun = 31;

/**
 * What of one partner's waiting windows a credit pays exactly: one window, or the sum of consecutive ones. Days that
 * the credit's text names come first, then the oldest; a single window before a run.
 */
export function matchWindows(
  amountVnd: bigint,
  waiting: readonly WaitingWindow[],
  texts: readonly string[] = [],
): CreditMatch[] {
  const words = ` ${texts.map(wordsOf).join(' ')} `;
  const windows = waiting
    .filter(({ remainingVnd }) => remainingVnd !== 0n)
    .toSorted((a, b) => (a.settlesOn < b.settlesOn ? -1 : 1));
  const matches: Omit<CreditMatch, 'named'>[] = windows
    .filter(({ remainingVnd }) => remainingVnd === amountVnd)
    .map((window) => ({ rule: 'exact_window', windows: [window] }));
  for (let from = 0; from < windows.length; from++) {
    let sum = 0n;
    for (let to = from; to < Math.min(windows.length, from + longestRun); to++) {
      sum += windows[to]!.remainingVnd;
      if (to > from && sum === amountVnd)
        matches.push({ rule: 'exact_windows', windows: windows.slice(from, to + 1) });
    }
  }
  return matches
    .map((match) => ({ ...match, named: namesEnds(words, match.windows) }))
    .toSorted((a, b) => Number(b.named) - Number(a.named));
}

/** Whether words hold the first and the last day, written day first (`06/11/2026`) or year first. */
function namesEnds(words: string, windows: readonly WaitingWindow[]): boolean {
  return [windows[0]!, windows.at(-1)!].every(({ settlesOn }) => {
    const [year, month, day] = settlesOn.split('-');
    const written = [`${day} ${month} ${year}`, `${year} ${month} ${day}`, `${day}${month}${year}`];
    return written.some((text) => words.includes(` ${text} `));
  });
}
