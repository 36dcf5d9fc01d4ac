import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { CustomerRow } from '../kpi/index.ts';

/** Why an open bill is not simply owed: somebody says that it is being paid, or that it was. */
export const asides = ['debit', 'cheque', 'gateway', 'hold', 'disputed'] as const;
export type Aside = (typeof asides)[number];

/** Lanes of reconciliation in which a partner says something else about a customer's payment than our books. */
const disputedLanes = ['at_partner_only', 'amount_differs', 'wrong_customer', 'pending'];

/**
 * Bills that are set aside, each once, under the first of the reasons; a relation of `root_id`, `customer_id`, `kind`.
 * What is under way is found by the small indexes that each feature keeps of its unfinished work. A hold whose time is over
 * counts until the minute in which it is cleared away.
 */
const setAside = sql`
  aside as materialized (
    select distinct on (root_id) root_id, customer_id, kind from (
      select 1 as place, 'debit' as kind, bill_root_id as root_id, customer_id from debit_items where state = 'pending'
      union all
      select 2, 'cheque', b.bill_root_id, b.customer_id from cheques q join cheque_bills b on b.cheque_id = q.id
      where q.state in ('received', 'deposited')
      union all
      select 3, 'gateway', b.root_id, b.customer_id
      from gateway_orders o cross join unnest(o.bill_ids) bill (id) join bills b on b.id = bill.id
      where o.next_query_at is not null and o.state in ('created', 'pending')
      union all
      select 4, 'hold', b.root_id, b.customer_id
      from holds h cross join unnest(h.bill_ids) bill (id) join bills b on b.id = bill.id and b.hold_id = h.id
      where h.state = 'open'
      union all
      select 5, 'disputed', o.root_id, o.customer_id
      from differences d join customers c on c.code = d.customer_code join kpi_open_bills o on o.customer_id = c.id
      where d.state <> 'resolved' and d.lane = any(${disputedLanes}::text[])
    ) reason order by root_id, place
  )`;

const inUnits = (unitIds: readonly bigint[] | 'all'): RawBuilder<boolean> =>
  unitIds === 'all' ? sql<boolean>`true` : sql<boolean>`o.org_unit_id = any(${unitIds}::bigint[])`;

/** Open bills of one unit and due date; `kind` is null for all of them together, set aside or not. */
export interface DebtCell {
  org_unit_id: bigint;
  due_on: BusinessDate;
  kind: Aside | null;
  bills: bigint;
  open_vnd: bigint;
}

export async function listDebtCells(on: Queryable, unitIds: readonly bigint[] | 'all'): Promise<DebtCell[]> {
  return many(
    on,
    sql<DebtCell>`
      with ${setAside}
      select o.org_unit_id, o.due_on, null as kind, o.bills, o.open_vnd from kpi_debt_cells o
      where o.bills > 0 and ${inUnits(unitIds)}
      union all
      select o.org_unit_id, o.due_on, a.kind, count(*), sum(o.open_vnd)::bigint
      from aside a join kpi_open_bills o on o.customer_id = a.customer_id and o.root_id = a.root_id
      where ${inUnits(unitIds)}
      group by o.org_unit_id, o.due_on, a.kind`,
  );
}

export interface DebtFilter {
  /** Due dates that are meant, both ends in; null where there is no end. */
  due: { from: BusinessDate | null; to: BusinessDate | null };
  /** `owed`: what is set aside is left out. `aside`: only that. `all`: both. */
  standing: 'owed' | 'aside' | 'all';
  kind: Aside | null;
}

export interface DebtRow extends CustomerRow {
  bill_id: bigint;
  period: string;
  due_on: BusinessDate;
  open_vnd: bigint;
  kind: Aside | null;
}

/** Where a list of open bills goes on: behind this due date and bill. */
export interface DebtSpot {
  dueOn: BusinessDate;
  billId: bigint;
}

/** Open bills of one unit, the oldest due date first. */
export async function listDebts(
  on: Queryable,
  unitId: bigint,
  filter: DebtFilter,
  page: { after: DebtSpot; limit: number },
): Promise<DebtRow[]> {
  const { due, standing, kind } = filter;
  const apart = kind === null ? sql`a.kind is not null` : sql`a.kind = ${kind}`;
  const wanted = { owed: sql`a.kind is null`, aside: apart, all: sql`true` }[standing];
  return many(
    on,
    sql<DebtRow>`
      with ${setAside}
      select c.id, o.bill_id, o.org_unit_id, u.code as unit_code, c.code, c.name, c.address, o.commune_code,
             to_char(o.period, 'YYYY-MM') as period, o.due_on, o.open_vnd, o.kind
      from (
        select o.*, a.kind from kpi_open_bills o left join aside a on a.customer_id = o.customer_id and a.root_id = o.root_id
        where o.org_unit_id = ${unitId} and (o.due_on, o.bill_id) > (${page.after.dueOn}::date, ${page.after.billId})
          and o.due_on between coalesce(${due.from}::date, '-infinity') and coalesce(${due.to}::date, 'infinity')
          and ${wanted}
        order by o.due_on, o.bill_id limit ${page.limit}
      ) o
      join customers c on c.id = o.customer_id join org_units u on u.id = o.org_unit_id
      order by o.due_on, o.bill_id`,
  );
}
