import { channels, type Channel } from '../../../core/channels.ts';
import { firstDayOf, isMonth, type BusinessDate, type Month } from '../../../core/dates.ts';
import { kpiDefinitions, type DefinitionName } from '../../../core/kpi-definitions.ts';
import type { Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { getUnit, listUnitsBelow } from '../companies/index.ts';
import { readAsOf } from './as-of.ts';
import { kpiError } from './errors.ts';
import { ratioOf } from './figures.ts';
import { listChannelTotals, readSums, type ChannelTotals } from './queries.ts';
import { refreshKpi } from './refresh-kpi.ts';

export interface ShownRatio {
  numerator: number;
  denominator: number;
  ratio: number | null;
}

/** What one channel brought in of a period's bills. A customer who paid through two channels counts in both. */
export interface ShownChannel {
  money: string;
  bills: number;
  customers: number;
}

/**
 * The ratios of one period under one definition, of the company or of a unit and all below it, and what each channel
 * brought in, whether or not the definition counts it. Brings the roll-ups up to the last committed event first and says
 * as of when. Counts are numbers, money is decimal strings of whole dong.
 */
export async function showKpi(
  db: Db,
  request: {
    period: Month;
    unitCode: string | undefined;
    definition: DefinitionName;
    businessDate: BusinessDate;
  },
) {
  ensure(isMonth(request.period), kpiError('kpi.unknown_period', { period: request.period }));
  await refreshKpi(db);
  const unit =
    request.unitCode === undefined ? undefined : await getUnit(db, request.unitCode, request.businessDate);
  const unitIds = unit ? await listUnitsBelow(db, unit.id, request.businessDate) : 'all';
  const sums = await readSums(db, firstDayOf(request.period), unitIds);
  const byChannel = await listChannelTotals(db, firstDayOf(request.period), unitIds);
  const asOf = await readAsOf(db);
  const strict = request.definition === 'strict';
  const cashless = strict ? sums.strict_vnd : sums.official_vnd;
  return {
    period: request.period,
    unit: unit?.code ?? null,
    definition: { name: request.definition, version: kpiDefinitions[request.definition].version },
    asOf,
    customers: counted(strict ? sums.customers_strict : sums.customers_official, sums.customers),
    bills: counted(strict ? sums.bills_strict : sums.bills_official, sums.bills),
    money: {
      numerator: String(cashless),
      denominator: String(sums.billed_vnd),
      ratio: ratioOf(cashless, sums.billed_vnd),
    },
    channels: split(byChannel),
  };
}

/** Every channel by name, also those that nobody used. */
function split(rows: readonly ChannelTotals[]): Record<Channel, ShownChannel> {
  const shown = channels.map((channel) => {
    const row = rows.find((one) => one.channel === channel);
    const { amount_vnd: money = 0n, bills = 0n, customers = 0n } = row ?? {};
    return [channel, { money: String(money), bills: Number(bills), customers: Number(customers) }] as const;
  });
  return Object.fromEntries(shown) as Record<Channel, ShownChannel>;
}

function counted(numerator: bigint, denominator: bigint): ShownRatio {
  return {
    numerator: Number(numerator),
    denominator: Number(denominator),
    ratio: ratioOf(numerator, denominator),
  };
}
