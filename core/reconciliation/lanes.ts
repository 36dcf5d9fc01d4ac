/** The nine lanes of differences between our books and a partner's file, and what may be done in each. */

/** In the order of precedence: a difference that would fit several lanes stands in the first of them. */
export const lanes = [
  'bad_line',
  'paid_twice',
  'wrong_customer',
  'amount_differs',
  'reversed_after_cut_off',
  'crossed_cut_off',
  'pending',
  'at_partner_only',
  'at_us_only',
] as const;
export type Lane = (typeof lanes)[number];

export const fixes = [
  'accept',
  'correct_code',
  'refund',
  'offset',
  'wait',
  'ask_partner',
  'reverse_ours',
  'accept_amount',
  'close',
] as const;
export type Fix = (typeof fixes)[number];

/** Why a difference stands in its lane, with the fix that is suggested and those that are allowed besides. */
export interface Cause {
  lane: Lane;
  suggestion: Fix;
  fixes: readonly Fix[];
}

const talk = ['ask_partner', 'wait', 'close'] as const satisfies readonly Fix[];

export const causes = {
  /** A line of the file that cannot be read; what our books have under its reference stands beside it. */
  unreadable_line: { lane: 'bad_line', suggestion: 'ask_partner', fixes: talk },
  /** The file names one reference as paid more than once. */
  repeated_in_file: { lane: 'paid_twice', suggestion: 'ask_partner', fixes: talk },
  /** The bill had been paid before, through any road; the money lies as the customer's credit. */
  bill_paid_before: { lane: 'paid_twice', suggestion: 'refund', fixes: ['refund', 'offset', ...talk] },
  /** The partner took money under a code that no customer has. */
  unknown_code: {
    lane: 'wrong_customer',
    suggestion: 'correct_code',
    fixes: ['correct_code', 'accept', ...talk],
  },
  /** Our payment lies in suspense: nobody knows whose it is. */
  in_suspense: {
    lane: 'wrong_customer',
    suggestion: 'correct_code',
    fixes: ['correct_code', 'refund', ...talk],
  },
  /** The file names another customer than our payment. */
  other_customer: {
    lane: 'wrong_customer',
    suggestion: 'correct_code',
    fixes: ['correct_code', 'refund', ...talk],
  },
  other_amount: {
    lane: 'amount_differs',
    suggestion: 'ask_partner',
    fixes: ['accept_amount', 'reverse_ours', ...talk],
  },
  /** They say paid, we have taken it back. */
  reversed_at_us: {
    lane: 'reversed_after_cut_off',
    suggestion: 'ask_partner',
    fixes: ['accept_amount', ...talk],
  },
  /** They say taken back, with us it is paid. */
  reversed_at_partner: {
    lane: 'reversed_after_cut_off',
    suggestion: 'reverse_ours',
    fixes: ['reverse_ours', ...talk],
  },
  /** Both took it back, on different settlement days. */
  reversed_on_other_day: { lane: 'reversed_after_cut_off', suggestion: 'wait', fixes: talk },
  /** We took back a payment of an earlier day; the file of this day does not say so. */
  reversal_not_in_file: { lane: 'reversed_after_cut_off', suggestion: 'ask_partner', fixes: talk },
  ours_on_other_day: { lane: 'crossed_cut_off', suggestion: 'close', fixes: talk },
  theirs_on_other_day: { lane: 'crossed_cut_off', suggestion: 'close', fixes: talk },
  pending_at_partner: { lane: 'pending', suggestion: 'wait', fixes: talk },
  /** A hold of ours that neither ended nor was paid for too long. */
  held_too_long: { lane: 'pending', suggestion: 'ask_partner', fixes: talk },
  not_at_us: {
    lane: 'at_partner_only',
    suggestion: 'accept',
    fixes: ['accept', 'correct_code', ...talk],
  },
  not_at_partner: { lane: 'at_us_only', suggestion: 'ask_partner', fixes: ['reverse_ours', ...talk] },
} as const satisfies Record<string, Cause>;
export type CauseName = keyof typeof causes;

/** Causes in one table typed alike, for reading by name. */
export function causeOf(name: CauseName): Cause {
  return causes[name];
}

/** Days until a difference is overdue: what may be money taken twice is told first, what ends by itself last. */
export const daysToSolve: Record<Lane, number> = {
  bad_line: 1,
  paid_twice: 3,
  wrong_customer: 2,
  amount_differs: 2,
  reversed_after_cut_off: 2,
  crossed_cut_off: 3,
  pending: 1,
  at_partner_only: 1,
  at_us_only: 1,
};

/** Fixes that move money; above the company's limit they need a second person. */
export const moneyFixes: readonly Fix[] = [
  'accept',
  'correct_code',
  'refund',
  'reverse_ours',
  'accept_amount',
];

/** Taking back what a customer was told is paid always needs a second person. */
export function needsSecondPerson(fix: Fix, amountVnd: bigint, limitVnd: bigint): boolean {
  if (fix === 'reverse_ours' || fix === 'accept_amount') return true;
  return moneyFixes.includes(fix) && amountVnd > limitVnd;
}
