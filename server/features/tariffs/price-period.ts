import {
  addDays,
  daysBetween,
  isBusinessDate,
  isReckonedDate,
  type BusinessDate,
} from '../../../core/dates.ts';
import { millionth, priceEnergy, type PricedEnergy } from '../../../core/tariffs/price-energy.ts';
import { ensure } from '../../platform/errors.ts';
import { tariffError } from './errors.ts';
import { findGroup, readTariffs, type TariffGroup } from './read-tariffs.ts';

/** Numbers as people write them; dates `YYYY-MM-DD`, half-open. */
export interface PeriodToPrice {
  kwh: string;
  from: string;
  to: string;
  households?: string | undefined;
  group?: string | undefined;
}

export interface PricedPeriod extends PricedEnergy {
  group: TariffGroup;
  vatPercent: number;
  vatBasis: string;
  /** The last decision of the group where it is what prices the end of the period: a later one is not known. */
  lastKnown: { decision: string; from: BusinessDate } | null;
}

const longestDays = 400;

/**
 * What the energy of a period costs by the prices in force, day by day, with the VAT of its last day. Throws
 * `tariffs.…` naming what is wrong with the question.
 */
export function pricePeriod(asked: PeriodToPrice): PricedPeriod {
  const { groups, prices, vatRates } = readTariffs();
  const group = findGroup(asked.group ?? 'household');
  if (!group) {
    throw tariffError('tariffs.unknown_group', {
      group: asked.group ?? '',
      groups: groups.map(({ code }) => code).join(', '),
    });
  }
  const { from, to } = asked;
  const days = isBusinessDate(from) && isBusinessDate(to) ? daysBetween(from, to) : 0;
  ensure(days > 0 && days <= longestDays, tariffError('tariffs.bad_period', { from, to }));
  ensure(isReckonedDate(from) && isReckonedDate(to), tariffError('tariffs.year_out_of_range', { from, to }));
  const energy = parseMillionths(asked.kwh);
  if (energy === undefined) throw tariffError('tariffs.bad_energy', { kwh: asked.kwh });
  const households = parseMillionths(asked.households ?? '1');
  if (!households) throw tariffError('tariffs.bad_households', { households: asked.households ?? '' });
  const versions = prices.filter((price) => price.group === group.code);
  const first = versions.findLastIndex((version) => version.from <= from);
  if (first === -1) throw tariffError('tariffs.no_price', { group: group.code, from });
  const last = versions.at(-1)!;
  const vat = vatRates.findLast((rate) => rate.from <= addDays(to, -1))!;
  return {
    group,
    vatPercent: vat.percent,
    vatBasis: vat.basis,
    lastKnown: last.from < to ? { decision: last.decision, from: last.from } : null,
    ...priceEnergy({ energy, from, to, households }, versions.slice(first), vat.percent),
  };
}

function parseMillionths(text: string): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return undefined;
  return BigInt(match[1]!) * millionth + BigInt((match[2] ?? '').padEnd(6, '0'));
}

/** Millionths as a number of kWh or households. */
export function presentMillionths(amount: bigint): number {
  return Number(amount) / Number(millionth);
}
