import { addMonths, daysBetween, firstDayOf, addDays, monthOf, type BusinessDate } from '../dates.ts';
import { roundHalfUp, sumVnd, type Vnd } from '../money.ts';

/**
 * What energy costs by tiers. Kilowatt hours and numbers of households are counted in millionths, exactly: a quota of
 * 1.25 households or half a kWh is no floating-point number.
 */
export const millionth = 1_000_000n;

/** A price list of one group, in force from a day. */
export interface TariffVersion {
  decision: string;
  from: BusinessDate;
  /** Ascending; of a month of one household. The last tier has no end. */
  tiers: readonly { upToKwh: number | null; priceVnd: number }[];
}

export interface Consumption {
  /** In millionths of a kWh. */
  energy: bigint;
  /** From the day of the last reading, half-open. */
  from: BusinessDate;
  to: BusinessDate;
  /** In millionths of a household. */
  households: bigint;
}

/** Energy of one tier at one price. */
export interface TariffLine {
  tier: number;
  /** In millionths of a kWh. */
  energy: bigint;
  priceVnd: bigint;
  /** Rounded half up to whole dong, line by line. */
  amountVnd: Vnd;
}

/** The days of one price list within the period, with their share of the energy. */
export interface TariffPart {
  decision: string;
  from: BusinessDate;
  to: BusinessDate;
  energy: bigint;
  lines: TariffLine[];
}

export interface PricedEnergy {
  parts: TariffPart[];
  netVnd: Vnd;
  vatVnd: Vnd;
  totalVnd: Vnd;
}

/**
 * Prices a period that may cross changes of price. `versions` ascend by day and the first is in force on `from`.
 *
 * - A tier is as wide as its kWh × households. In a part of a month it is that × days / T, in whole kWh, rounded
 *   arithmetically; T are the calendar days of the month before the reading, which is also how long a regular period is.
 * - Energy is split between price lists by days: S_old = S / T × N_old, in whole kWh; the last part has the rest.
 *   (The rule of a change of price as power companies publish it: M_i / T × N × h.)
 * - The total after VAT is rounded half up once; VAT is what it adds.
 */
export function priceEnergy(
  consumption: Consumption,
  versions: readonly TariffVersion[],
  vatPercent: number,
): PricedEnergy {
  const days = daysBetween(consumption.from, consumption.to);
  const month = isRegular(consumption) ? days : daysOfMonthBefore(consumption.to);
  const parts = splitByVersion(consumption, versions, days).map(({ version, from, to, energy }) => ({
    decision: version.decision,
    from,
    to,
    energy,
    lines: fillTiers(version, energy, {
      households: consumption.households,
      days: daysBetween(from, to),
      month,
    }),
  }));
  const netVnd = sumVnd(parts.flatMap(({ lines }) => lines.map(({ amountVnd }) => amountVnd)));
  const totalVnd = roundHalfUp(netVnd * BigInt(100 + vatPercent), 100n);
  return { parts, netVnd, vatVnd: totalVnd - netVnd, totalVnd };
}

/** From one reading to the next on the same day of the next month, or from the end of a month to the end of the next. */
function isRegular({ from, to }: Consumption): boolean {
  const next = addMonths(monthOf(from), 1);
  if (monthOf(to) !== next) return false;
  return from.slice(8) === to.slice(8) || (isLastDay(to) && (isLastDay(from) || from.slice(8) > to.slice(8)));
}

function isLastDay(date: BusinessDate): boolean {
  return monthOf(addDays(date, 1)) !== monthOf(date);
}

function daysOfMonthBefore(date: BusinessDate): number {
  const month = addMonths(monthOf(date), -1);
  return daysBetween(firstDayOf(month), firstDayOf(monthOf(date)));
}

interface Stretch {
  version: TariffVersion;
  from: BusinessDate;
  to: BusinessDate;
  energy: bigint;
}

function splitByVersion(
  { from, to, energy }: Consumption,
  versions: readonly TariffVersion[],
  days: number,
): Stretch[] {
  let left = energy;
  return versions.flatMap((version, index) => {
    const next = versions[index + 1]?.from ?? to;
    const starts = version.from > from ? version.from : from;
    const ends = next < to ? next : to;
    if (starts >= ends) return [];
    const byDays = wholeUnits(energy * BigInt(daysBetween(starts, ends)), BigInt(days));
    const part = ends === to || byDays > left ? left : byDays;
    left -= part;
    return [{ version, from: starts, to: ends, energy: part }];
  });
}

function fillTiers(
  version: TariffVersion,
  energy: bigint,
  quota: { households: bigint; days: number; month: number },
): TariffLine[] {
  let below = 0;
  let left = energy;
  const lines: TariffLine[] = [];
  for (const [index, { upToKwh, priceVnd }] of version.tiers.entries()) {
    const width = upToKwh === null ? left : tierWidth(upToKwh - below, quota);
    const taken = width < left ? width : left;
    below = upToKwh ?? below;
    left -= taken;
    if (taken === 0n) continue;
    lines.push({
      tier: index + 1,
      energy: taken,
      priceVnd: BigInt(priceVnd),
      amountVnd: roundHalfUp(taken * BigInt(priceVnd), millionth),
    });
  }
  return lines;
}

/** In millionths of a kWh: exact for a whole month, whole kWh for a part of one. */
function tierWidth(kwh: number, quota: { households: bigint; days: number; month: number }): bigint {
  const whole = BigInt(kwh) * quota.households;
  if (quota.days === quota.month) return whole;
  return wholeUnits(whole * BigInt(quota.days), BigInt(quota.month));
}

/** A quotient of millionths, rounded half up to whole units, in millionths. */
function wholeUnits(dividend: bigint, divisor: bigint): bigint {
  return roundHalfUp(dividend, divisor * millionth) * millionth;
}
