import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { CursorPage, CustomerRow } from './customer-pages.ts';
import { placesOfPage, type Place } from './places.ts';
import { inUnits, type ChannelTotals } from './queries.ts';

/** What each channel brought in of the bills of each month of a span, from first day to first day. */
export async function listChannelMonths(
  on: Queryable,
  span: { from: string; upto: string },
  unitIds: readonly bigint[] | 'all',
): Promise<(ChannelTotals & { month: string })[]> {
  return many(
    on,
    sql<ChannelTotals & { month: string }>`
      select to_char(period, 'YYYY-MM') as month, channel, sum(amount_vnd)::bigint as amount_vnd,
             sum(bills)::bigint as bills, sum(customers)::bigint as customers
      from kpi_channel_cells
      where period between ${span.from}::date and ${span.upto}::date and ${inUnits(unitIds)}
      group by period, channel having sum(customers) > 0 order by period, channel`,
  );
}

export interface ChannelFilter {
  period: string;
  channel: Channel;
  unitIds: readonly bigint[] | 'all';
  commune: string | null;
}

/** Where the customers are who used a channel for a month's bills. */
export async function listChannelPlaces(on: Queryable, filter: ChannelFilter): Promise<Place[]> {
  return many(
    on,
    sql<Place>`
      select org_unit_id, commune_code, customers::int as found from kpi_channel_cells
      where period = ${filter.period}::date and channel = ${filter.channel} and ${inUnits(filter.unitIds)}
        and commune_code = coalesce(${filter.commune}, commune_code) and customers > 0`,
  );
}

export interface ChannelCustomerRow extends CustomerRow {
  amount_vnd: bigint;
  bills: number;
}

export async function listChannelCustomers(
  on: Queryable,
  filter: ChannelFilter,
  places: readonly Place[],
  page: CursorPage,
): Promise<ChannelCustomerRow[]> {
  return many(
    on,
    sql<ChannelCustomerRow>`
      select k.customer_id as id, c.code, c.name, c.address, k.org_unit_id, u.code as unit_code, k.commune_code,
             k.amount_vnd, k.bills
      from ${placesOfPage(places, page)}
      cross join lateral (
        select * from kpi_customer_channels k
        where k.period = ${filter.period}::date and k.channel = ${filter.channel} and k.org_unit_id = place.unit
          and k.commune_code = place.commune and k.customer_id > place.after
        order by k.customer_id limit ${page.limit}
      ) k
      join customers c on c.id = k.customer_id join org_units u on u.id = k.org_unit_id
      order by place.turn, k.customer_id limit ${page.limit}`,
  );
}
