import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, type Queryable } from '../../platform/db.ts';

export interface CodedBillRow {
  id: bigint;
  external_id: string;
  description: string | null;
  kind: string;
  period: BusinessDate;
  due_on: BusinessDate;
  total_vnd: bigint;
  open_vnd: bigint;
  state: string;
  held_until: Date | null;
  handed_to: bigint | null;
  customer_id: bigint;
  customer_code: string;
  customer_name: string;
  address: string;
  village_name: string | null;
  org_unit_id: bigint;
}

const columns = sql`b.id, b.external_id, b.description, b.kind, b.period, b.due_on, b.total_vnd,
  b.total_vnd - b.paid_vnd as open_vnd, b.state, b.held_until, b.handed_to, c.id as customer_id, c.code as customer_code,
  c.name as customer_name, c.address, w.name as village_name, c.org_unit_id`;
const joined = sql`join customers c on c.id = b.customer_id left join villages w on w.id = c.village_id`;

/** The version that stands now of the bill with this number, of whatever version; the bill itself where none stands. */
export async function findCodedBill(on: Queryable, id: bigint): Promise<CodedBillRow | undefined> {
  return find(
    on,
    sql<CodedBillRow>`
      select ${columns} from bills asked
      join bills b on b.root_id = asked.root_id
      ${joined}
      where asked.id = ${id} and (b.is_current or b.id = asked.id)
      order by b.is_current desc limit 1`,
  );
}

/** Bills of a customer that are still to pay, the oldest first. */
export async function listOpenBillsOf(on: Queryable, customerId: bigint): Promise<CodedBillRow[]> {
  return many(
    on,
    sql<CodedBillRow>`
      select ${columns} from bills b ${joined}
      where b.customer_id = ${customerId} and b.state in ('open', 'part_paid')
      order by b.period, b.id limit 500`,
  );
}

export interface SlipFilter {
  units: 'all' | readonly bigint[];
  /** Partner of the account; bills handed to another one have no slip. */
  partnerId: bigint;
  /** Business time: a bill that somebody holds now has no slip. */
  at: Date;
  unitIds?: readonly bigint[] | undefined;
  customerId?: bigint | undefined;
  communeCode?: string | undefined;
  villageId?: bigint | undefined;
  bookCode?: string | undefined;
  period?: BusinessDate | undefined;
}

function wanted(filter: SlipFilter): RawBuilder<unknown> {
  const { units, unitIds, customerId, communeCode, villageId, bookCode, period } = filter;
  const parts = [
    sql`b.state in ('open', 'part_paid')`,
    sql`(b.held_until is null or b.held_until <= ${filter.at})`,
    sql`(b.handed_to is null or b.handed_to = ${filter.partnerId})`,
    ...(units === 'all' ? [] : [sql`c.org_unit_id = any(${units}::bigint[])`]),
    ...(unitIds === undefined ? [] : [sql`c.org_unit_id = any(${unitIds}::bigint[])`]),
    ...(customerId === undefined ? [] : [sql`c.id = ${customerId}`]),
    ...(communeCode === undefined ? [] : [sql`c.commune_code = ${communeCode}`]),
    ...(villageId === undefined ? [] : [sql`c.village_id = ${villageId}`]),
    ...(bookCode === undefined ? [] : [sql`c.book_id = (select id from org_units where code = ${bookCode})`]),
    ...(period === undefined ? [] : [sql`b.period = ${period}`]),
  ];
  return sql.join(parts, sql` and `);
}

/** Where a file of slips begins: customers in the order of their codes, their bills in the order of their numbers. */
export interface SlipPlace {
  code: string;
  billId: bigint;
}

export async function countSlips(
  on: Queryable,
  filter: SlipFilter,
): Promise<{ slips: number; customers: number; open_vnd: bigint }> {
  return one(
    on,
    sql<{ slips: number; customers: number; open_vnd: bigint }>`
      select count(*)::int as slips, count(distinct c.id)::int as customers,
             coalesce(sum(b.total_vnd - b.paid_vnd), 0)::bigint as open_vnd
      from bills b join customers c on c.id = b.customer_id where ${wanted(filter)}`,
  );
}

/** The first slip of each file of `size` slips. */
export async function listSlipParts(on: Queryable, filter: SlipFilter, size: number): Promise<SlipPlace[]> {
  return many(
    on,
    sql<SlipPlace>`
      select code, id as "billId" from (
        select c.code, b.id, row_number() over (order by c.code, b.id) - 1 as place
        from bills b join customers c on c.id = b.customer_id where ${wanted(filter)}
      ) s where place % ${size}::int = 0 order by place limit 1000`,
  );
}

export async function listSlips(
  on: Queryable,
  filter: SlipFilter,
  page: { from: SlipPlace | undefined; limit: number },
): Promise<CodedBillRow[]> {
  const { from } = page;
  const behind =
    from === undefined ? sql`true` : sql`(c.code, b.id) >= (${from.code}, ${from.billId}::bigint)`;
  return many(
    on,
    sql<CodedBillRow>`
      select ${columns} from bills b ${joined}
      where ${wanted(filter)} and ${behind}
      order by c.code, b.id limit ${page.limit}`,
  );
}
