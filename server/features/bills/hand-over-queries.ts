import { sql } from 'kysely';
import { find, many, one, type Queryable, type Tx } from '../../platform/db.ts';

/** Which bills: all that is given must hold. */
export interface HandOverFilter {
  unitIds: readonly bigint[] | 'all';
  bookCode: string | null;
  /** First day of the month. */
  period: string | null;
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
        where b.id > ${after} and b.state in ('unreleased', 'open', 'part_paid')
          and b.handed_to is distinct from ${partnerId}::bigint
          and ${filter.unitIds === 'all' ? sql`true` : sql`b.org_unit_id = any(${filter.unitIds}::bigint[])`}
          and ${filter.period === null ? sql`true` : sql`b.period = ${filter.period}::date`}
          and ${
            filter.bookCode === null
              ? sql`true`
              : sql`b.customer_id in (select c.id from customers c join org_units k on k.id = c.book_id
                                      where k.code = ${filter.bookCode})`
          }
        order by b.id limit ${limit} for update
      ), handed as (
        update bills b set handed_to = ${partnerId}::bigint from wanted w where b.id = w.id
        returning b.id, b.total_vnd - b.paid_vnd as open_vnd
      )
      select count(*)::int as bills, coalesce(sum(open_vnd), 0)::bigint as "openVnd", max(id) as "lastId" from handed`,
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

export interface HandedRow {
  partner_code: string;
  partner_name: string;
  unit_code: string;
  period: string;
  bills: number;
  open_vnd: bigint;
}

/** What lies with one collector only and is still open: by partner, unit and period. */
export async function listHandedOver(
  on: Queryable,
  unitIds: readonly bigint[] | 'all',
): Promise<HandedRow[]> {
  return many(
    on,
    sql<HandedRow>`
      select r.code as partner_code, r.name as partner_name, u.code as unit_code, b.period, count(*)::int as bills,
             sum(b.total_vnd - b.paid_vnd)::bigint as open_vnd
      from bills b join partners r on r.id = b.handed_to join org_units u on u.id = b.org_unit_id
      where b.handed_to is not null and b.state in ('unreleased', 'open', 'part_paid')
        and ${unitIds === 'all' ? sql`true` : sql`b.org_unit_id = any(${unitIds}::bigint[])`}
      group by r.code, r.name, u.code, b.period
      order by r.code, u.code, b.period limit 5000`,
  );
}
