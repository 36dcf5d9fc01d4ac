import { attainmentOfPlan, pointsBetween } from '../kpi/differences.ts';
import { formatVnd, roundHalfUp } from '../money.ts';
import { runOf, text, type NumberUnit, type Run, type TracedNumber } from '../papers/paper.ts';

/** What stands where there is nothing to measure; never a nought. */
export const noFigure = 'chưa có dữ liệu';

/** Of what and from where a number is, beside its value. */
export interface Origin {
  label: string;
  link: string;
  definition?: string | undefined;
  numerator?: string | undefined;
  denominator?: string | undefined;
}

/**
 * Collects the numbers of a paper while its sentences are made. A number is printed through it or not at all; the same id
 * twice is the same number. Where there is nothing to measure, each answers with `noFigure` and notes the id as absent.
 */
export interface Trace {
  numbers: ReadonlyMap<string, TracedNumber>;
  absent: ReadonlySet<string>;
  /** A whole count, or dong: `1.234.567`. */
  count(id: string, value: string | null, unit: NumberUnit, origin: Origin): Run;
  /** A share of two counts, to two decimals and exact: `91,64%`. */
  ratio(id: string, origin: Origin & { numerator: string; denominator: string }): Run;
  /** A share that was given, as a plan: `96,00%`. */
  given(id: string, share: number | null, origin: Origin): Run;
  /** How far one ratio lies from another: `+4,36 điểm %`. */
  points(id: string, ratio: number | null, reference: number | null, origin: Origin): Run;
  /** What was reached of a plan: `bằng 105,7% kế hoạch giao`. */
  attainment(id: string, ratio: number | null, plan: number | null, origin: Origin): Run;
}

export function openTrace(asOf: string): Trace {
  const numbers = new Map<string, TracedNumber>();
  const absent = new Set<string>();
  const print = (
    id: string,
    figure: { value: string; unit: NumberUnit; printed: string } | undefined,
    { label, link, definition = null, numerator = null, denominator = null }: Nullable<Origin>,
  ): Run => {
    if (!figure) {
      absent.add(id);
      return text(noFigure);
    }
    const { value, unit, printed } = figure;
    const number = { id, label, text: printed, value, unit, definition, numerator, denominator, asOf, link };
    numbers.set(id, number);
    return runOf(number);
  };
  return {
    numbers,
    absent,
    count: (id, value, unit, origin) =>
      print(id, value === null ? undefined : { value, unit, printed: formatVnd(BigInt(value)) }, origin),
    ratio: (id, origin) => print(id, shareOf(BigInt(origin.numerator), BigInt(origin.denominator)), origin),
    given: (id, share, origin) =>
      print(
        id,
        share === null ? undefined : shareOf(BigInt(Math.round(share * million)), BigInt(million)),
        origin,
      ),
    points: (id, ratio, reference, origin) => {
      if (ratio === null || reference === null) return print(id, undefined, origin);
      const printed = pointsBetween(ratio, reference);
      return print(id, { value: String(ratio - reference), unit: 'points', printed }, origin);
    },
    attainment: (id, ratio, plan, origin) => {
      const printed = ratio === null || plan === null ? undefined : attainmentOfPlan(ratio, plan);
      if (printed === undefined) return print(id, undefined, origin);
      return print(id, { value: String(ratio! / plan!), unit: 'attainment', printed }, origin);
    },
  };
}

type Nullable<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] };

const million = 1_000_000;

/** Hundredths of a per cent, rounded half away from zero without floats; nothing for a share of nothing. */
function shareOf(
  over: bigint,
  under: bigint,
): { value: string; unit: NumberUnit; printed: string } | undefined {
  if (under === 0n) return undefined;
  const hundredths = roundHalfUp(over * 10_000n, under);
  const printed = `${hundredths / 100n},${String(hundredths % 100n).padStart(2, '0')}%`;
  return { value: String(Number(over) / Number(under)), unit: 'ratio', printed };
}
