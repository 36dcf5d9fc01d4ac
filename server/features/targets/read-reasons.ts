import { firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Channel } from '../../../core/channels.ts';
import { withholdAmong } from '../../../core/kpi/withholding.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';
import { isShareMeasure } from '../../../core/targets/measures.ts';
import type { Queryable } from '../../platform/db.ts';
import { getDefinition } from '../kpi/index.ts';
import { rollUpOf } from '../measures/index.ts';
import type { Scope } from '../staff/index.ts';
import { listHolders } from './holders.ts';
import { readPlan } from './read-plan.ts';
import { listChannelUse, listGaps, type CellGap, type ChannelUse } from './reason-queries.ts';
import { unitsOf } from './whose.ts';

/** More of them than this nobody reads in a table. */
const mostCommunes = 3;

/** Where and how the customers that a row still lacks pay, in the last month that is counted. */
export interface RowReasons {
  key: string;
  /** Those with most that is not cashless first; communes of few bills, and what would tell them, are left out. */
  communes: { code: string; name: string | null; missing: bigint }[];
  /** Customers by the way in which they paid what does not count as cashless, most first. */
  cash: { channel: Channel; customers: bigint }[];
  /** Customers who have not paid the whole month. */
  unpaid: bigint;
}

export interface Reasons {
  month: Month;
  rollUp: DefinitionName;
  rows: RowReasons[];
}

/**
 * Of the company and its units, as far as the reader sees them; undefined for a plan of counts, before its first month,
 * and for a definition that is not summed up. Throws `targets.unknown_plan`.
 */
export async function readReasons(
  on: Queryable,
  planId: bigint,
  reader: { scope: Scope; businessDate: BusinessDate },
): Promise<Reasons | undefined> {
  const { plan, rows, counted } = await readPlan(on, planId, reader, null);
  if (!counted || !isShareMeasure(plan.measure)) return undefined;
  const definition = await getDefinition(on, `${plan.definition_name}@${plan.definition_version}`);
  const rollUp = rollUpOf(definition);
  if (!rollUp) return undefined;
  const period = firstDayOf(counted.to);
  const gaps = await listGaps(on, { measure: plan.measure, rollUp, period });
  const uses = await listChannelUse(on, { channels: definition.cashChannels, period });
  const holders = await listHolders(on, reader.businessDate);
  return {
    month: counted.to,
    rollUp,
    rows: rows
      .filter(({ kind }) => kind === 'company' || kind === 'unit')
      .map(({ key, kind, org_unit_id }) => {
        const units = kind === 'company' ? 'all' : unitsOf(holders, org_unit_id);
        const isOwn = ({ org_unit_id: unit }: { org_unit_id: bigint }) =>
          units === 'all' || units.includes(unit);
        return { key, ...reasonsOf(gaps.filter(isOwn), uses.filter(isOwn)) };
      }),
  };
}

function reasonsOf(gaps: readonly CellGap[], uses: readonly ChannelUse[]): Omit<RowReasons, 'key'> {
  const communes = [...Map.groupBy(gaps, ({ commune_code }) => commune_code)].map(([code, cells]) => ({
    code,
    name: cells[0]!.name,
    missing: sumOf(cells.map(({ missing }) => missing)),
    bills: sumOf(cells.map(({ bills }) => bills)),
  }));
  const withheld = withholdAmong(communes.map(({ bills }) => bills));
  return {
    communes: communes
      .filter(({ missing }, at) => withheld[at] === null && missing > 0n)
      .sort((one, other) => descending(one.missing, other.missing) || (one.code < other.code ? -1 : 1))
      .slice(0, mostCommunes)
      .map(({ code, name, missing }) => ({ code, name, missing })),
    cash: [...Map.groupBy(uses, ({ channel }) => channel)]
      .map(([channel, cells]) => ({ channel, customers: sumOf(cells.map(({ customers }) => customers)) }))
      .sort((one, other) => descending(one.customers, other.customers)),
    unpaid: sumOf(gaps.map(({ unpaid }) => unpaid)),
  };
}

function sumOf(counts: readonly bigint[]): bigint {
  return counts.reduce((sum, count) => sum + count, 0n);
}

function descending(one: bigint, other: bigint): number {
  return one > other ? -1 : one < other ? 1 : 0;
}
