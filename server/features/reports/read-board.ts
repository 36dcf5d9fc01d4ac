import { addMonths, firstDayOf, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { cashChannels } from '../../../core/kpi-definitions.ts';
import type { Db } from '../../platform/db.ts';
import { listUnits, listUnitsBelow, type UnitRow } from '../companies/index.ts';
import type { Scope } from '../staff/index.ts';
import {
  addSums,
  listChannelSums,
  listPeriods,
  listTrend,
  ratioOf,
  readAsOf,
  toFigures,
  type ChannelSums,
  type Sums,
} from '../kpi/index.ts';
import { presentFrozen, readFrozen } from '../month-close/index.ts';
import { listTargets } from '../targets/index.ts';
import { listBoardEvents } from './event-queries.ts';
import { forecastBoard } from './forecast-board.ts';
import { presentShares } from './present-shares.ts';
import { readBoardCommunes, type Boundary } from './read-board-communes.ts';
import { listLeagueMonths, presentLeague } from './read-league.ts';

export interface BoardRequest {
  period: Month | undefined;
  /** The unit looked at; its subtree is counted. */
  unit: UnitRow;
  scope: Scope;
  businessDate: BusinessDate;
  /** By which areas the communes are told; by those of today unless it says so. */
  boundary?: Boundary;
  /** How many months its lines have; without a number this year's and the year before's. */
  months?: number;
}

const monthsOfLines = 24;

/**
 * The board of a unit and month: figures against the plan and the year before, where they are heading, its league, its
 * communes, its channels and two years of months. It reads stored sums alone.
 */
export async function readBoard(db: Db, request: BoardRequest) {
  const { unit, scope, businessDate, boundary = 'present', months: length = monthsOfLines } = request;
  const [periods, units] = await Promise.all([listPeriods(db), listUnits(db, businessDate)]);
  const period = request.period ?? defaultPeriod(periods, businessDate);
  const day = firstDayOf(period);
  const within = await unitsOf(db, unit, businessDate);
  const visible =
    scope === 'all' ? within : within === 'all' ? scope : within.filter((id) => scope.includes(id));
  const first = addMonths(period, 1 - length);
  const from = firstDayOf(first);
  const known = period >= monthOf(businessDate) ? addMonths(monthOf(businessDate), -1) : period;
  const until = yearEndAfter(known);
  // Up to the newest month, whose line moves while one watches.
  const upto = firstDayOf(periods[0] !== undefined && periods[0] > period ? periods[0] : period);
  const [months, channelRows, league, communes, targets, yearEnd, asOf, frozen, events] = await Promise.all([
    listTrend(db, from, upto, visible),
    listChannelSums(db, from, day, visible),
    listLeagueMonths(db, { unit, units, period, visible }),
    readBoardCommunes(db, { period, visible, boundary, businessDate }),
    listTargets(db, period),
    listTargets(db, until),
    readAsOf(db),
    readFrozen(db, period, unit.kind === 'company' ? visible : { unitId: unit.id, onDate: businessDate }),
    listBoardEvents(db, { from: first, upto: until, period }, visible),
  ]);
  const channels = presentChannels(channelRows);
  const sumsOf = (wanted: Month | undefined) => months.find(({ month }) => month === wanted);
  const trend = months.filter(({ month }) => month <= period);
  const lastYear = sumsOf(addMonths(period, -12));
  return {
    period,
    periods,
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    asOf,
    provisional: frozen === undefined,
    frozen: frozen ? presentFrozen(frozen) : null,
    figures: toFigures(sumsOf(period) ?? addSums([]), targets.get(unit.id)),
    lastYear: lastYear ? { period: lastYear.month, ...presentShares(lastYear) } : null,
    forecast: forecastBoard(trend, { known, until, target: yearEnd.get(unit.id) ?? targets.get(unit.id) }),
    live: periods[0] === undefined ? null : presentLive(periods[0], sumsOf(periods[0]) ?? addSums([])),
    cashBeside: cashBeside(channels.filter((row) => row.period === period)),
    units: presentLeague(league, { unit, units, period, targets }),
    boundary,
    communes,
    channels,
    trend: trend.map((row) => ({ period: row.month, ...presentTrend(row) })),
    events,
  };
}

/** The last month that has ended, where there is one: the running month is still being collected. */
function defaultPeriod(periods: readonly Month[], businessDate: BusinessDate): Month {
  return periods.find((period) => period < monthOf(businessDate)) ?? periods[0] ?? monthOf(businessDate);
}

/** The December that comes next; that of the year after for a month that is a December itself. */
function yearEndAfter(month: Month): Month {
  return `${addMonths(month, 1).slice(0, 4)}-12`;
}

/** The newest month, while it is being collected. */
function presentLive(newest: Month, sums: Sums) {
  return {
    period: newest,
    bills: String(sums.bills),
    billsPaid: String(sums.bills_paid),
    billed: String(sums.billed_vnd),
    paid: String(sums.paid_vnd),
    customers: toFigures(sums, undefined).customers,
  };
}

function presentTrend(sums: Sums) {
  const of = (denominator: bigint, official: bigint, strict: bigint) => ({
    denominator: String(denominator),
    numerator: String(official),
    official: ratioOf(official, denominator),
    strict: ratioOf(strict, denominator),
  });
  return {
    customers: of(sums.customers, sums.customers_official, sums.customers_strict),
    money: of(sums.billed_vnd, sums.official_vnd, sums.strict_vnd),
  };
}

/** The whole company needs no list of units, which keeps its board quick. */
async function unitsOf(db: Db, unit: UnitRow, on: BusinessDate): Promise<readonly bigint[] | 'all'> {
  return unit.kind === 'company' ? 'all' : listUnitsBelow(db, unit.id, on);
}

function presentChannels(rows: readonly ChannelSums[]) {
  const perMonth = new Map<string, bigint>();
  for (const row of rows) perMonth.set(row.month, (perMonth.get(row.month) ?? 0n) + row.amount_vnd);
  return rows.map((row) => ({
    period: row.month,
    channel: row.channel,
    amount: String(row.amount_vnd),
    bills: String(row.bills),
    /** Of the money collected for this month. */
    share: ratioOf(row.amount_vnd, perMonth.get(row.month) ?? 0n),
  }));
}

/** Cash stands beside every ratio by name, under either definition. */
function cashBeside(channels: ReturnType<typeof presentChannels>) {
  return cashChannels.map((channel) => {
    const row = channels.find((candidate) => candidate.channel === channel);
    return { channel, amount: row?.amount ?? '0', share: row?.share ?? 0 };
  });
}
