import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { DefinitionName } from '../../../core/kpi-definitions.ts';
import type { ShareMeasure } from '../../../core/targets/measures.ts';
import { many, type Queryable } from '../../platform/db.ts';

/** What is not cashless in one commune of one unit, of a month: customers, bills or dong. */
export interface CellGap {
  org_unit_id: bigint;
  /** Empty where the commune is not known. */
  commune_code: string;
  name: string | null;
  missing: bigint;
  bills: bigint;
  unpaid: bigint;
}

/** `period` is the first day of the month. */
export async function listGaps(
  on: Queryable,
  asked: { measure: ShareMeasure; rollUp: DefinitionName; period: string },
): Promise<CellGap[]> {
  const { measure, rollUp, period } = asked;
  const missing: Record<ShareMeasure, RawBuilder<bigint>> = {
    share_customers: sql`k.customers - ${sql.ref(`k.customers_${rollUp}`)}`,
    share_bills: sql`k.bills - ${sql.ref(`k.bills_${rollUp}`)}`,
    share_money: sql`k.billed_vnd - ${sql.ref(`k.${rollUp}_vnd`)}`,
  };
  return many(
    on,
    sql<CellGap>`
      select k.org_unit_id, k.commune_code, a.full_name as name, ${missing[measure]} as missing, k.bills,
             k.customers - k.customers_paid as unpaid
      from kpi_cells k
      left join platform.areas a on a.era = 'present' and a.level = 'commune' and a.code = k.commune_code
      where k.period = ${period}::date and k.customers > 0`,
  );
}

export interface ChannelUse {
  org_unit_id: bigint;
  channel: Channel;
  customers: bigint;
}

/** Customers of each unit who used one of some channels for a month's bills. */
export async function listChannelUse(
  on: Queryable,
  asked: { channels: readonly Channel[]; period: string },
): Promise<ChannelUse[]> {
  return many(
    on,
    sql<ChannelUse>`
      select org_unit_id, channel, sum(customers)::bigint as customers from kpi_channel_cells
      where period = ${asked.period}::date and channel = any(${asked.channels}::text[])
      group by org_unit_id, channel having sum(customers) > 0`,
  );
}
