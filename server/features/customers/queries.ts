import { sql, type RawBuilder } from 'kysely';
import { find, many, type Queryable } from '../../platform/db.ts';

export interface CustomerListRow {
  code: string;
  name: string;
  address: string;
  unit_name: string;
  commune_name: string | null;
  kind: string;
}

export interface CustomerFilter {
  /** Parts that the search key must hold, without marks, in lower case. */
  words: readonly string[];
  /** Units whose customers may be seen, or `all`. */
  units: 'all' | readonly bigint[];
  commune: string | undefined;
}

/** The filter as a condition on rows of `customers`, named `c`. */
export function customerConditions(filter: CustomerFilter): RawBuilder<boolean> {
  const conditions = [
    ...filter.words.map((word) => sql`c.search_key like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`),
    ...(filter.units === 'all' ? [] : [sql`c.org_unit_id = any(${filter.units}::bigint[])`]),
    ...(filter.commune ? [sql`c.commune_code = ${filter.commune}`] : []),
  ];
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Keyset-paged by code. */
export async function listCustomers(
  on: Queryable,
  filter: CustomerFilter & { after: string; limit: number; onDate: string },
): Promise<CustomerListRow[]> {
  return many(
    on,
    sql<CustomerListRow>`
      select c.code, c.name, c.address, coalesce(v.name, u.code) as unit_name, a.full_name as commune_name, c.kind
      from (select * from customers c where c.code > ${filter.after} and ${customerConditions(filter)} order by c.code limit ${filter.limit}) c
      join org_units u on u.id = c.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${filter.onDate}::date
      left join areas a on a.era = 'present' and a.level = 'commune' and a.code = c.commune_code
      order by c.code`,
  );
}

export interface CustomerDetailRow extends CustomerListRow {
  id: bigint;
  org_unit_id: bigint;
  unit_code: string;
  book_code: string | null;
  book_name: string | null;
  commune_code: string | null;
  village_id: bigint | null;
  village_name: string | null;
  village_status: string | null;
  phone: string | null;
  effective_on: string | null;
  open_vnd: bigint;
  credit_vnd: bigint;
}

/** One customer with what is open and what credit they have. */
export async function findCustomer(
  on: Queryable,
  code: string,
  onDate: string,
): Promise<CustomerDetailRow | undefined> {
  return find(
    on,
    sql<CustomerDetailRow>`
      select c.id, c.code, c.name, c.address, c.org_unit_id, u.code as unit_code, coalesce(v.name, u.code) as unit_name,
             b.code as book_code, coalesce(bv.name, b.code) as book_name, c.commune_code, a.full_name as commune_name,
             c.village_id, w.name as village_name, w.status as village_status, c.kind, c.phone, c.effective_on,
             (select coalesce(sum(total_vnd - paid_vnd), 0)::bigint from bills
              where customer_id = c.id and state in ('open', 'part_paid')) as open_vnd,
             (select coalesce(sum(amount_vnd), 0)::bigint from customer_credits where customer_id = c.id) as credit_vnd
      from customers c
      join org_units u on u.id = c.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${onDate}::date
      left join org_units b on b.id = c.book_id
      left join org_unit_versions bv on bv.org_unit_id = b.id and bv.valid @> ${onDate}::date
      left join areas a on a.era = 'present' and a.level = 'commune' and a.code = c.commune_code
      left join villages w on w.id = c.village_id
      where c.code = ${code}`,
  );
}

/** Customers by their codes; codes of nobody are left out. */
export async function listCustomersByCode(
  on: Queryable,
  codes: readonly string[],
): Promise<{ id: bigint; code: string; org_unit_id: bigint }[]> {
  return many(
    on,
    sql<{ id: bigint; code: string; org_unit_id: bigint }>`
      select id, code, org_unit_id from customers where code = any(${codes}::text[])`,
  );
}
