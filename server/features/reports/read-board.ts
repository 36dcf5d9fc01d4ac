import { addMonths, firstDayOf, monthOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import { cashChannels } from '../../../core/kpi-definitions.ts';
import type { Db } from '../../platform/db.ts';
import { listUnits, listUnitsBelow, type UnitRow } from '../companies/index.ts';
import type { Scope } from '../staff/index.ts';
import {
  addSums,
  listChannelSums,
  listCommuneSums,
  listPeriods,
  listTrend,
  listUnitSums,
  ratioOf,
  readFreshness,
  readSums,
  toFigures,
  type ChannelSums,
  type TargetShares,
} from '../kpi/index.ts';
import { listTargets } from '../targets/index.ts';

export interface BoardRequest {
  period: Month | undefined;
  /** The unit looked at; its subtree is counted. */
  unit: UnitRow;
  scope: Scope;
  businessDate: BusinessDate;
}

/** The board of a unit and month: figures against the plan, its league, its communes, its channels, its last year. */
export async function readBoard(db: Db, request: BoardRequest) {
  const { unit, scope, businessDate } = request;
  const periods = await listPeriods(db);
  const period = request.period ?? defaultPeriod(periods, businessDate);
  const day = firstDayOf(period);
  const within = await unitsOf(db, unit, businessDate);
  const visible =
    scope === 'all' ? within : within === 'all' ? scope : within.filter((id) => scope.includes(id));
  const from = firstDayOf(addMonths(period, -11));
  const [sums, trend, channelRows, communes, targets, freshness, live] = await Promise.all([
    readSums(db, day, visible),
    listTrend(db, from, day, visible),
    listChannelSums(db, from, day, visible),
    listCommuneSums(db, day, visible),
    listTargets(db, period),
    readFreshness(db),
    readLive(db, periods, visible),
  ]);
  const channels = presentChannels(channelRows);
  return {
    period,
    periods,
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    asOf: (freshness.behind ? (freshness.moved_at ?? freshness.now) : freshness.now).toISOString(),
    provisional: period >= monthOf(businessDate),
    figures: toFigures(sums, targets.get(unit.id)),
    live,
    cashBeside: cashBeside(channels.filter((row) => row.period === period)),
    units: await readLeague(db, { unit, day, visible, businessDate, targets }),
    communes: communes.map((row) => ({ code: row.code, name: row.name ?? '', ...toFigures(row, undefined) })),
    channels,
    trend: trend.map((row) => ({
      period: row.month,
      customers: ratios(row.customers, row.customers_official, row.customers_strict),
      money: ratios(row.billed_vnd, row.official_vnd, row.strict_vnd),
    })),
  };
}

/** The last month that has ended, where there is one: the running month is still being collected. */
function defaultPeriod(periods: readonly Month[], businessDate: BusinessDate): Month {
  return periods.find((period) => period < monthOf(businessDate)) ?? periods[0] ?? monthOf(businessDate);
}

/** The newest month, while it is being collected. */
async function readLive(db: Db, periods: readonly Month[], unitIds: readonly bigint[] | 'all') {
  const newest = periods[0];
  if (!newest) return null;
  const sums = await readSums(db, firstDayOf(newest), unitIds);
  return {
    period: newest,
    bills: String(sums.bills),
    billsPaid: String(sums.bills_paid),
    billed: String(sums.billed_vnd),
    paid: String(sums.paid_vnd),
    customers: toFigures(sums, undefined).customers,
  };
}

function ratios(denominator: bigint, official: bigint, strict: bigint) {
  return { official: ratioOf(official, denominator), strict: ratioOf(strict, denominator) };
}

/** The whole company needs no list of units, which keeps its board quick. */
async function unitsOf(db: Db, unit: UnitRow, on: BusinessDate): Promise<readonly bigint[] | 'all'> {
  return unit.kind === 'company' ? 'all' : listUnitsBelow(db, unit.id, on);
}

async function readLeague(
  db: Db,
  work: {
    unit: UnitRow;
    day: BusinessDate;
    visible: readonly bigint[] | 'all';
    businessDate: BusinessDate;
    targets: ReadonlyMap<bigint, TargetShares>;
  },
) {
  const units = await listUnits(db, work.businessDate);
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  const rows = await listUnitSums(db, work.day, work.visible);
  const children = units.filter((unit) => unit.parent_id === work.unit.id);
  return children
    .map((child) => {
      const own = rows.filter((row) => isBelow(row.org_unit_id, child.id, parentOf));
      if (own.length === 0) return undefined;
      const figures = toFigures(addSums(own), work.targets.get(child.id));
      const hasChildren = units.some((unit) => unit.parent_id === child.id && unit.kind !== 'book');
      return { code: child.code, name: child.name, kind: child.kind, ...figures, hasChildren };
    })
    .filter((row) => row !== undefined)
    .sort(
      (a, b) =>
        Number(BigInt(b.customers.gap ?? 0) - BigInt(a.customers.gap ?? 0)) || (a.code < b.code ? -1 : 1),
    );
}

function isBelow(id: bigint, ancestor: bigint, parentOf: ReadonlyMap<bigint, bigint | null>): boolean {
  for (
    let at: bigint | null | undefined = id, steps = 0;
    at != null && steps < 20;
    at = parentOf.get(at), steps++
  ) {
    if (at === ancestor) return true;
  }
  return false;
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
