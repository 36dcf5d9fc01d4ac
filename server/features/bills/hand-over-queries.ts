import { sql } from 'kysely';
import { find, many, one, type Queryable, type Tx } from '../../platform/db.ts';

/** Which bills: all that is given must hold. */
export interface HandOverFilter {
  unitIds: readonly bigint[] | 'all';
  bookCode: string | null;
  /** First day of the month. */
  period: string | null;
  /** With whom the bills lie now: a partner, null for nobody alone (vãng lai), undefined for anywhere. */
  fromId: bigint | null | undefined;
}

/** Of bills `b`: nobody has paid it whole, and it has not been taken off. */
export const stillOwed = sql`b.state in ('unreleased', 'open', 'part_paid')`;

export function matches({ unitIds, bookCode, period, fromId }: HandOverFilter) {
  return sql`${stillOwed}
    and ${unitIds === 'all' ? sql`true` : sql`b.org_unit_id = any(${unitIds}::bigint[])`}
    and ${period === null ? sql`true` : sql`b.period = ${period}::date`}
    and ${fromId === undefined ? sql`true` : sql`b.handed_to is not distinct from ${fromId}::bigint`}
    and ${
      bookCode === null
        ? sql`true`
        : sql`b.customer_id in (select c.id from customers c join org_units k on k.id = c.book_id
                                where k.code = ${bookCode})`
    }`;
}

export interface HandedOver {
  bills: number;
  openVnd: bigint;
  lastId: bigint | null;
}

/**
 * Hands the next open bills behind an id to a partner, or to nobody, at most `limit`, locked in id order like those of
 * a payment. Bills that lie there already are not counted.
 */
export async function handOverNext(
  tx: Tx,
  change: { filter: HandOverFilter; partnerId: bigint | null; after: bigint; limit: number },
): Promise<HandedOver> {
  const { filter, partnerId, after, limit } = change;
  return one(
    tx,
    sql<HandedOver>`
      with wanted as materialized (
        select b.id from bills b
        where b.id > ${after} and b.handed_to is distinct from ${partnerId}::bigint and ${matches(filter)}
        order by b.id limit ${limit} for update
      ), handed as (
        update bills b set handed_to = ${partnerId}::bigint from wanted w where b.id = w.id
        returning b.id, b.total_vnd - b.paid_vnd as open_vnd
      )
      select count(*)::int as bills, coalesce(sum(open_vnd), 0)::bigint as "openVnd", max(id) as "lastId" from handed`,
  );
}

/** Bills that a change asks about, by where they lie now; and those that would move, added up (`isTotal`). */
export interface PlacedRow {
  isTotal: boolean;
  /** False for bills that lie already where they are wanted. */
  moves: boolean;
  /** Null for bills that lie with nobody alone. */
  code: string | null;
  name: string | null;
  bills: number;
  customers: number;
  openVnd: bigint;
  /** Held at this instant by another partner than the one that would get them. */
  heldElsewhere: number;
}

export async function countPlaces(
  on: Queryable,
  change: { filter: HandOverFilter; partnerId: bigint | null; at: Date },
): Promise<PlacedRow[]> {
  const { filter, partnerId, at } = change;
  return many(
    on,
    sql<PlacedRow>`
      with asked as (
        select b.handed_to, b.handed_to is distinct from ${partnerId}::bigint as moves, b.customer_id,
               b.total_vnd - b.paid_vnd as open_vnd,
               b.held_by <> ${partnerId}::bigint and b.held_until > ${at} as held_elsewhere
        from bills b where ${matches(filter)}
      )
      select grouping(a.handed_to) = 1 as "isTotal", a.moves, r.code, r.name, count(*)::int as bills,
             count(distinct a.customer_id)::int as customers, sum(a.open_vnd)::bigint as "openVnd",
             count(*) filter (where a.held_elsewhere)::int as "heldElsewhere"
      from asked a left join partners r on r.id = a.handed_to
      group by grouping sets ((a.moves, a.handed_to, r.code, r.name), (a.moves))
      order by "isTotal", a.moves desc, r.code nulls first`,
  );
}

export async function findCollector(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; name: string } | undefined> {
  return find(on, sql<{ id: bigint; name: string }>`select id, name from partners where code = ${code}`);
}

export async function isBook(on: Queryable, code: string): Promise<boolean> {
  const row = await find(on, sql`select 1 from org_units where code = ${code} and kind = 'book'`);
  return row !== undefined;
}
