import { sql } from 'kysely';
import { many, one, type Queryable } from '../../platform/db.ts';
import { matches, stillOwed, type HandOverFilter } from './hand-over-queries.ts';

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
      where b.handed_to is not null and ${stillOwed}
        and ${unitIds === 'all' ? sql`true` : sql`b.org_unit_id = any(${unitIds}::bigint[])`}
      group by r.code, r.name, u.code, b.period
      order by r.code, b.period desc, u.code limit 5000`,
  );
}

export interface HandedBillRow {
  id: bigint;
  external_id: string;
  customer_code: string;
  customer_name: string;
  unit_code: string;
  book_code: string | null;
  period: string;
  due_on: string;
  total_vnd: bigint;
  open_vnd: bigint;
  state: string;
}

/** The open bills of a filter, behind an id, at most `limit`. */
export async function listBills(
  on: Queryable,
  page: { filter: HandOverFilter; after: bigint; limit: number },
): Promise<HandedBillRow[]> {
  return many(
    on,
    sql<HandedBillRow>`
      select b.id, b.external_id, c.code as customer_code, c.name as customer_name, u.code as unit_code,
             k.code as book_code, b.period, b.due_on, b.total_vnd, b.total_vnd - b.paid_vnd as open_vnd, b.state
      from bills b
      join customers c on c.id = b.customer_id
      join org_units u on u.id = b.org_unit_id
      left join org_units k on k.id = c.book_id
      where b.id > ${page.after} and ${matches(page.filter)}
      order by b.id limit ${page.limit}`,
  );
}

export async function sumBills(
  on: Queryable,
  filter: HandOverFilter,
): Promise<{ bills: number; openVnd: bigint }> {
  return one(
    on,
    sql<{ bills: number; openVnd: bigint }>`
      select count(*)::int as bills, coalesce(sum(b.total_vnd - b.paid_vnd), 0)::bigint as "openVnd"
      from bills b where ${matches(filter)}`,
  );
}
