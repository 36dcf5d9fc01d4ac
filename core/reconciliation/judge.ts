import type { BusinessDate } from '../dates.ts';
import { causeOf, type CauseName, type Lane } from './lanes.ts';

/** A line of the partner's file as far as judging it needs. */
export interface TheirLine {
  line: number;
  /** Null for a line that cannot be read. */
  amountVnd: bigint | null;
  status: 'paid' | 'reversed' | 'pending' | 'bad';
  customerCode: string;
  /** Whether any customer has this code. */
  customerKnown: boolean;
}

/** Our payment as it stands now. */
export interface OurPayment {
  amountVnd: bigint;
  state: 'accepted' | 'reversed';
  /** Settlement day of the payment, and of its reversal. */
  paidOn: BusinessDate;
  reversedOn: BusinessDate | null;
  /** Null while the money lies in suspense. */
  customerCode: string | null;
  /** The bill had been paid before: the money still lies as the customer's credit. */
  paidBefore: boolean;
}

/** Everything that belongs together by its key: lines of one reference, and the payment they stand for. */
export interface Group {
  day: BusinessDate;
  lines: readonly TheirLine[];
  ours: OurPayment | null;
  /** The day of another file of the partner that has the reference, where this one has not. */
  theirsOnDay: BusinessDate | null;
}

/** One difference, or one match where `cause` is null. Over a group they are everything both sides count for the day. */
export interface Judged {
  /** Null for what only we have. */
  line: TheirLine | null;
  /** How many lines of the file this explains. */
  lines: number;
  /** True where our payment is the other side. */
  withOurs: boolean;
  ordinal: number;
  cause: CauseName | null;
  theirDayVnd: bigint;
  ourDayVnd: bigint;
  otherDay: BusinessDate | null;
}

/**
 * Judges a group: one verdict for the line that speaks for it and our payment, one for each further line. The sums of
 * both sides over the verdicts are what the file and the books count for the day, and a match has the same on both.
 */
export function judge(group: Group): Judged[] {
  const bad = group.lines.filter(({ status }) => status === 'bad');
  const { main, folded, repeated, silent } = speak(group);
  const verdicts: Judged[] = [];
  if (main) verdicts.push(judgeMain(group, main, folded));
  else if (group.ours && bad.length === 0) verdicts.push(judgeOursAlone(group, group.ours));
  repeated.forEach((line, index) => {
    verdicts.push(
      alone(line, { ordinal: index + 2, cause: 'repeated_in_file', theirDayVnd: line.amountVnd ?? 0n }),
    );
  });
  for (const line of silent) verdicts.push(alone(line, { ordinal: 1, cause: null, theirDayVnd: 0n }));
  bad.forEach((line, index) => {
    const paired = index === 0 && !main && group.ours !== null;
    verdicts.push({
      ...alone(line, { ordinal: index + 1, cause: 'unreadable_line', theirDayVnd: 0n }),
      withOurs: paired,
      ourDayVnd: paired && group.ours ? ourDay(group.ours, group.day) : 0n,
    });
  });
  return verdicts;
}

function alone(
  line: TheirLine,
  verdict: { ordinal: number; cause: CauseName | null; theirDayVnd: bigint },
): Judged {
  return { line, lines: 1, withOurs: false, ourDayVnd: 0n, otherDay: null, ...verdict };
}

interface Speech {
  main: TheirLine | undefined;
  /** The main line stands for a payment and its reversal, both in this file. */
  folded: boolean;
  /** Paid once more. */
  repeated: TheirLine[];
  /** Earlier states of the same payment; they say nothing that the main line does not. */
  silent: TheirLine[];
}

/** Which line speaks for the reference: one paid and not taken back, else the one taken back, else the pending one. */
function speak({ lines, ours }: Group): Speech {
  const paid = lines.filter(({ status }) => status === 'paid');
  const reversed = lines.filter(({ status }) => status === 'reversed');
  const pending = lines.filter(({ status }) => status === 'pending');
  const takenBack: TheirLine[] = [];
  const unmatched: TheirLine[] = [];
  for (const line of reversed) {
    const at = paid.findIndex(({ amountVnd }) => amountVnd === line.amountVnd);
    if (at === -1) unmatched.push(line);
    else takenBack.push(line, ...paid.splice(at, 1));
  }
  const fitting = paid.find(({ amountVnd }) => amountVnd === ours?.amountVnd) ?? paid[0];
  const main = fitting ?? takenBack[0] ?? unmatched[0] ?? pending[0];
  const rest = (line: TheirLine): boolean => line !== main;
  return {
    main,
    folded: main !== undefined && main === takenBack[0],
    repeated: paid.filter(rest),
    silent: [...takenBack, ...unmatched, ...pending].filter(rest),
  };
}

function judgeMain(group: Group, line: TheirLine, folded: boolean): Judged {
  const { ours, day } = group;
  const theirDayVnd = theirDay(line, ours, day, folded);
  const ourDayVnd = ours ? ourDay(ours, day) : 0n;
  const cause = ours
    ? judgePair(line, ours, { day, sameForDay: theirDayVnd === ourDayVnd })
    : judgeTheirsAlone(line);
  return {
    line,
    lines: 1,
    withOurs: ours !== null,
    ordinal: 1,
    cause,
    theirDayVnd,
    ourDayVnd,
    otherDay: otherDayOf(cause, ours, day),
  };
}

/** What the partner counts for the day: a reversal takes back only what was counted on an earlier day. */
function theirDay(line: TheirLine, ours: OurPayment | null, day: BusinessDate, folded: boolean): bigint {
  const amount = line.amountVnd ?? 0n;
  if (line.status === 'paid') return amount;
  if (line.status === 'reversed' && !folded && ours && ours.paidOn < day) return -amount;
  return 0n;
}

/** What our books count for the day. */
export function ourDay({ amountVnd, paidOn, reversedOn }: OurPayment, day: BusinessDate): bigint {
  return (paidOn === day ? amountVnd : 0n) - (reversedOn === day ? amountVnd : 0n);
}

function judgePair(
  line: TheirLine,
  ours: OurPayment,
  { day, sameForDay }: { day: BusinessDate; sameForDay: boolean },
): CauseName | null {
  const paidHere = ours.state === 'accepted' && ours.paidOn === day;
  if (paidHere && ours.paidBefore && line.status !== 'reversed') return 'bill_paid_before';
  if (paidHere && line.status === 'paid') {
    if (ours.customerCode === null) return 'in_suspense';
    if (ours.customerCode !== line.customerCode) return 'other_customer';
  }
  if (line.status === 'pending') return 'pending_at_partner';
  if (line.status === 'paid') {
    if (ours.state === 'accepted' && ours.amountVnd !== line.amountVnd) return 'other_amount';
    // Taken back on a later day: that day counts it.
    if (ours.state === 'reversed' && !sameForDay) {
      return ours.paidOn === day && ours.reversedOn !== day ? 'other_amount' : 'reversed_at_us';
    }
    return sameForDay ? null : 'ours_on_other_day';
  }
  if (ours.state === 'accepted') return 'reversed_at_partner';
  return sameForDay ? null : 'reversed_on_other_day';
}

function judgeTheirsAlone(line: TheirLine): CauseName | null {
  if (line.status === 'pending') return 'pending_at_partner';
  // Taken and taken back, and we were never told: nobody owes anything.
  if (line.status === 'reversed') return null;
  return line.customerKnown ? 'not_at_us' : 'unknown_code';
}

function judgeOursAlone({ day, theirsOnDay }: Group, ours: OurPayment): Judged {
  const ourDayVnd = ourDay(ours, day);
  const cause = causeOfOursAlone(ours, day, theirsOnDay);
  return {
    line: null,
    lines: 0,
    withOurs: true,
    ordinal: 1,
    cause,
    theirDayVnd: 0n,
    ourDayVnd,
    otherDay: cause === 'theirs_on_other_day' ? theirsOnDay : otherDayOf(cause, ours, day),
  };
}

function causeOfOursAlone(
  ours: OurPayment,
  day: BusinessDate,
  theirsOnDay: BusinessDate | null,
): CauseName | null {
  const accepted = ours.state === 'accepted';
  if (accepted && ours.paidOn === day && ours.paidBefore) return 'bill_paid_before';
  if (accepted && ours.paidOn === day && ours.customerCode === null) return 'in_suspense';
  if (ourDay(ours, day) === 0n) return null;
  if (ours.paidOn !== day) return 'reversal_not_in_file';
  return theirsOnDay === null ? 'not_at_partner' : 'theirs_on_other_day';
}

function otherDayOf(
  cause: CauseName | null,
  ours: OurPayment | null,
  day: BusinessDate,
): BusinessDate | null {
  if (!ours || cause === null) return null;
  if (ours.paidOn !== day) return ours.paidOn;
  return ours.reversedOn !== null && ours.reversedOn !== day ? ours.reversedOn : null;
}

export function laneOf(cause: CauseName): Lane {
  return causeOf(cause).lane;
}
