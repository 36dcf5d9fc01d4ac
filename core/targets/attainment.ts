import { attainmentOfPlan, pointsBetween } from '../kpi/differences.ts';
import { formatVnd } from '../money.ts';
import { percentOf } from './explain.ts';

type Language = 'vi' | 'en';

/** A target and what came of it, in whole numbers; `base` null for counts. */
export interface Reached {
  target: bigint;
  /** Of a share: basis points that were given or that the target comes to. */
  shareBp: number | null;
  value: bigint | null;
  base: bigint | null;
}

/** What was reached as a part of the plan (1 is all of it); null without figures or where nothing was asked. */
export function attainedPart({ target, shareBp, value, base }: Reached): number | null {
  if (value === null) return null;
  if (shareBp === null) return target === 0n ? null : Number(value) / Number(target);
  if (base === null || base === 0n || shareBp === 0) return null;
  return Number(value) / Number(base) / (shareBp / 10_000);
}

/** `82,05%` of a share, `1.234` of a count; undefined without figures. */
export function attainedText({ shareBp, value, base }: Reached): string | undefined {
  if (value === null) return undefined;
  if (shareBp === null) return formatVnd(value);
  return base === null || base === 0n ? undefined : percentOf(Number(value) / Number(base));
}

/** `bằng 105,7% kế hoạch giao`; undefined without figures or where nothing was asked. */
export function attainmentText(reached: Reached, language: Language = 'vi'): string | undefined {
  const part = attainedPart(reached);
  return part === null ? undefined : attainmentOfPlan(part, 1, language);
}

/** `+4,36 điểm %` of a share, `−120` of a count; undefined without figures. */
export function differenceText(reached: Reached, language: Language = 'vi'): string | undefined {
  const { target, shareBp, value, base } = reached;
  if (value === null) return undefined;
  if (shareBp !== null) {
    if (base === null || base === 0n) return undefined;
    return pointsBetween(Number(value) / Number(base), shareBp / 10_000, language);
  }
  const difference = value - target;
  if (difference === 0n) return '±0';
  return difference > 0n ? `+${formatVnd(difference)}` : `−${formatVnd(-difference)}`;
}
