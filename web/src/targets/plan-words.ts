import { formatVnd, parseVnd } from '../../../core/money.ts';
import { nounOfMeasure } from '../../../core/targets/explain.ts';
import { isMeasure, isShareMeasure, nameOfMeasure, type Measure } from '../../../core/targets/measures.ts';
import { nameOfSpan } from '../../../core/targets/span.ts';
import { formatBasisPoints, formatRatio, noValue, parseBasisPoints } from '../format.ts';
import type { PlanHead, PlanRow } from './queries.ts';

type Language = 'vi' | 'en';

/** A measure this console knows; what a newer server adds is shown by its key. */
export function measureOf(plan: Pick<PlanHead, 'measure'>): Measure | undefined {
  return isMeasure(plan.measure) ? plan.measure : undefined;
}

export function planName(
  plan: Pick<PlanHead, 'measure' | 'span' | 'firstMonth'>,
  language: Language,
): string {
  const measure = measureOf(plan);
  const name = measure ? nameOfMeasure(measure, language) : plan.measure;
  return `${name}, ${nameOfSpan(plan.span, plan.firstMonth, language)}`;
}

/** `96,00%` of a share, `1.234` of a count. */
export function targetText({ shareBp, target }: Pick<PlanRow, 'shareBp' | 'target'>): string {
  return shareBp === null ? formatVnd(BigInt(target)) : `${formatBasisPoints(shareBp)}%`;
}

/** What stands in the field of a row: per cent without its sign, or whole things. */
export function fieldText({ shareBp, target }: Pick<PlanRow, 'shareBp' | 'target'>): string {
  return shareBp === null ? formatVnd(BigInt(target)) : formatBasisPoints(shareBp);
}

/** Reads what was typed into a row's field; undefined for what is neither a share nor a whole number. */
export function readTarget(
  text: string,
  isShare: boolean,
): { shareBp: number } | { target: string } | undefined {
  if (isShare) {
    const shareBp = parseBasisPoints(text);
    return shareBp === undefined ? undefined : { shareBp };
  }
  const amount = parseVnd(text, { allowNegative: false });
  return typeof amount === 'bigint' ? { target: String(amount) } : undefined;
}

/** How a row stands in the base month. */
export function baselineText({ base, reached }: Pick<PlanRow, 'base' | 'reached'>): string {
  if (reached === null) return noValue;
  if (base === null) return formatVnd(BigInt(reached));
  return formatRatio(base === '0' ? null : Number(reached) / Number(base));
}

/** What is still to add from the base month to the target, in whole customers, dong or things. */
export function gapText({ target, reached }: Pick<PlanRow, 'target' | 'reached'>, noun: string): string {
  const gap = BigInt(target) - BigInt(reached ?? 0);
  return `${formatVnd(gap > 0n ? gap : 0n)} ${noun}`;
}

export function nounOf(plan: Pick<PlanHead, 'measure'>, language: Language): string {
  const measure = measureOf(plan);
  return measure ? nounOfMeasure(measure, language) : '';
}

export function isShare(plan: Pick<PlanHead, 'measure'>): boolean {
  return isShareMeasure(plan.measure);
}

/** Figures of a row for core's attainment. */
export function reachedOf(row: PlanRow) {
  const { value, base } = row.attained ?? { value: null, base: null };
  // While a plan is being adjusted, what is in force is what counts.
  const { target, shareBp } = row.inForce ?? row;
  return {
    target: BigInt(target),
    shareBp,
    value: value === null ? null : BigInt(value),
    base: base === null ? null : BigInt(base),
  };
}

/** Whether the rows below do not add up to what a row is asked for. */
export function differs({ difference }: Pick<PlanRow, 'difference'>): boolean {
  return difference !== null && difference !== '0';
}

/** By how much, with its sign: above zero, not all is handed down. */
export function differenceText({ difference }: Pick<PlanRow, 'difference'>, noun: string): string {
  const amount = BigInt(difference ?? 0);
  return `${amount > 0n ? '+' : '−'}${formatVnd(amount < 0n ? -amount : amount)} ${noun}`;
}
