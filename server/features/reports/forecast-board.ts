import { addMonths, type Month } from '../../../core/dates.ts';
import { forecastRatio } from '../../../core/kpi/forecast.ts';
import { neededPace } from '../../../core/kpi/needed-pace.ts';
import { ratioOf, type Sums, type TargetShares } from '../kpi/index.ts';

/** Which way of looking ahead was used; another one gets another version. */
const method = 'damped-trend@1';

type MonthSums = Sums & { month: Month };

/**
 * Where customers and money are heading up to a December, from months that have ended, and what pace the target of that
 * December asks for. Null before the first such month; no points where there are too few of them.
 */
export function forecastBoard(
  trend: readonly MonthSums[],
  frame: { known: Month; until: Month; target: TargetShares | undefined },
) {
  const history = unbroken(trend.filter(({ month }) => month <= frame.known));
  const last = history.at(-1);
  if (!last) return null;
  const ahead = (part: (sums: Sums) => [numerator: bigint, denominator: bigint], targetBp: number | null) => {
    const [reached, denominator] = part(last);
    const ratios = history.map((sums) => ratioOf(...part(sums)) ?? 0);
    const given = { reached, denominator, month: last.month, until: frame.until };
    const pace = targetBp === null ? undefined : neededPace({ ...given, targetBp });
    const points = forecastRatio(ratios, monthsBetween(last.month, frame.until)) ?? [];
    return {
      points: points.map(({ step, ...point }) => ({ period: addMonths(last.month, step), ...point })),
      reached: String(reached),
      denominator: String(denominator),
      target: targetBp === null ? null : targetBp / 10_000,
      missing: pace ? String(pace.missing) : null,
      perMonth: pace?.perMonth == null ? null : String(pace.perMonth),
    };
  };
  return {
    method,
    from: history[0]?.month ?? last.month,
    to: last.month,
    until: frame.until,
    monthsLeft: monthsBetween(last.month, frame.until),
    customers: ahead((sums) => [sums.customers_official, sums.customers], frame.target?.customersBp ?? null),
    money: ahead((sums) => [sums.official_vnd, sums.billed_vnd], frame.target?.moneyBp ?? null),
  };
}

/** The latest months that follow one another without a gap. */
function unbroken(months: readonly MonthSums[]): readonly MonthSums[] {
  const start = months.findLastIndex(
    ({ month }, at) => at === 0 || months[at - 1]?.month !== addMonths(month, -1),
  );
  return start < 0 ? [] : months.slice(start);
}

function monthsBetween(from: Month, to: Month): number {
  const index = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(to) - index(from);
}
