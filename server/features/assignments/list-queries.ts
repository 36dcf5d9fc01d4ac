import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { customerCells, customerConditions, type CustomerFilter } from '../customers/index.ts';
import { standsOn } from './responsible.ts';

export interface EmployeeRow {
  id: bigint;
  login: string;
  name: string;
  unit_code: string | null;
  unit_name: string | null;
  /** Customers they are responsible for on the day, and by which kind of rule. */
  customers: number;
  by_list: number;
  by_book: number;
  by_place: number;
}

function inScope(column: string, scope: 'all' | readonly bigint[]): RawBuilder<boolean> {
  return scope === 'all' ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${scope}::bigint[])`;
}

/** Those who work with customers of these units: who belongs to one of them, or has customers there. */
export async function listEmployees(
  on: Queryable,
  question: { onDate: BusinessDate; scope: 'all' | readonly bigint[] },
): Promise<EmployeeRow[]> {
  const { onDate, scope } = question;
  return many(
    on,
    sql<EmployeeRow>`
      with held as (
        select a.staff_id, sum(a.customers)::int as customers,
               coalesce(sum(a.customers) filter (where r.kind = 'list'), 0)::int as by_list,
               coalesce(sum(a.customers) filter (where r.kind = 'book'), 0)::int as by_book,
               coalesce(sum(a.customers) filter (where r.kind in ('village', 'commune')), 0)::int as by_place
        from assignment_cells a join assignment_rules r on r.id = a.rule_id
        where ${standsOn(sql`${onDate}::date`)} and ${inScope('a.org_unit_id', scope)}
        group by a.staff_id
      )
      select s.id, s.login, s.display_name as name, u.code as unit_code, coalesce(v.name, u.code) as unit_name,
             coalesce(h.customers, 0) as customers, coalesce(h.by_list, 0) as by_list,
             coalesce(h.by_book, 0) as by_book, coalesce(h.by_place, 0) as by_place
      from staff s left join held h on h.staff_id = s.id left join org_units u on u.id = s.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${onDate}::date
      where h.staff_id is not null
        or (s.disabled_at is null and s.role = 'unit_staff' and ${inScope('s.org_unit_id', scope)})
      order by u.code nulls first, s.display_name, s.id`,
  );
}

/** Customers of these units, and those of them that nobody is responsible for. */
export async function countUnassigned(
  on: Queryable,
  question: { onDate: BusinessDate; scope: 'all' | readonly bigint[] },
): Promise<{ customers: number; unassigned: number }> {
  const { onDate, scope } = question;
  return one(
    on,
    sql<{ customers: number; unassigned: number }>`
      select c.customers, c.customers - coalesce(a.customers, 0)::int as unassigned
      from (
        select coalesce(sum(customers), 0)::int as customers
        from (${customerCells({ units: scope, commune: undefined })}) k
      ) c
      cross join (
        select sum(a.customers) as customers from assignment_cells a
        where ${standsOn(sql`${onDate}::date`)} and ${inScope('a.org_unit_id', scope)}
      ) a`,
  );
}

export interface AssignedRow {
  code: string;
  name: string;
  address: string;
  unit_name: string;
  book_code: string | null;
  commune_name: string | null;
  staff_id: bigint | null;
  staff_name: string | null;
  kind: string | null;
  label: string | null;
  from_on: BusinessDate | null;
}

/** Customers with who is responsible for them on a day, keyset-paged by code. `whose` null: nobody's. */
export async function listAssigned(
  on: Queryable,
  filter: CustomerFilter & { whose: bigint | null; onDate: BusinessDate },
  page: { after: string; limit: number },
): Promise<AssignedRow[]> {
  const { whose, onDate } = filter;
  const scope = filter.units;
  // Where everybody has somebody, looking for who has nobody would go through the whole register.
  if (whose === null && (await countUnassigned(on, { onDate, scope })).unassigned === 0) return [];
  const standing = sql`a.customer_id = c.id and a.from_on <= ${onDate}::date and (a.to_on is null or a.to_on > ${onDate}::date)`;
  const theirs =
    whose === null
      ? sql`not exists (select from customer_assignments a where ${standing})`
      : sql`exists (select from customer_assignments a where ${standing} and a.staff_id = ${whose})`;
  return many(
    on,
    sql<AssignedRow>`
      select c.code, c.name, c.address, coalesce(v.name, u.code) as unit_name, b.code as book_code,
             p.full_name as commune_name, a.staff_id, s.display_name as staff_name, r.kind, r.label, a.from_on
      from (
        select * from customers c where c.code > ${page.after} and ${customerConditions(filter)} and ${theirs}
        order by c.code limit ${page.limit}
      ) c
      join org_units u on u.id = c.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${onDate}::date
      left join org_units b on b.id = c.book_id
      left join areas p on p.era = 'present' and p.level = 'commune' and p.code = c.commune_code
      left join customer_assignments a on ${standing}
      left join staff s on s.id = a.staff_id left join assignment_rules r on r.id = a.rule_id
      order by c.code`,
  );
}

export interface BookRow {
  id: bigint;
  code: string;
  name: string;
  unit_id: bigint;
  unit_name: string;
  customers: number;
  staff_name: string | null;
  rule_id: bigint | null;
  from_on: BusinessDate | null;
}

/** Books with how many customers of these units stand in them and who has the book on a day, keyset-paged by code. */
export async function listBooks(
  on: Queryable,
  question: { onDate: BusinessDate; units: 'all' | readonly bigint[] },
  page: { after: string; limit: number },
): Promise<BookRow[]> {
  const { onDate, units } = question;
  return many(
    on,
    sql<BookRow>`
      select b.id, b.code, coalesce(bv.name, b.code) as name, b.unit_id, coalesce(uv.name, u.code) as unit_name,
             b.customers, s.display_name as staff_name, r.id as rule_id, lower(r.valid) as from_on
      from (
        select b.id, b.code, h.unit_id, h.customers
        from org_units b cross join lateral (
          select min(c.org_unit_id) as unit_id, count(*)::int as customers from customers c
          where c.book_id = b.id and ${inScope('c.org_unit_id', units)}
        ) h
        where b.kind = 'book' and b.code > ${page.after} and h.customers > 0 order by b.code limit ${page.limit}
      ) b
      join org_units u on u.id = b.unit_id
      left join org_unit_versions bv on bv.org_unit_id = b.id and bv.valid @> ${onDate}::date
      left join org_unit_versions uv on uv.org_unit_id = u.id and uv.valid @> ${onDate}::date
      left join assignment_rules r on r.kind = 'book' and r.book_id = b.id and r.valid @> ${onDate}::date
      left join staff s on s.id = r.staff_id
      order by b.code`,
  );
}

export interface RuleRow {
  id: bigint;
  kind: 'list' | 'book' | 'village' | 'commune';
  what: string;
  unit_id: bigint | null;
  staff_id: bigint;
  staff_name: string;
  staff_unit_id: bigint | null;
  from_on: BusinessDate;
  to_on: BusinessDate | null;
  made_by: string;
  /** Customers for whom the rule decides on the day. */
  customers: number;
}

const ruleRows = (onDate: BusinessDate) => sql`
  select r.id, r.kind, coalesce(nullif(r.label, ''), b.code, w.name, p.full_name, r.commune_code, '') as what,
         coalesce(r.org_unit_id, (select min(org_unit_id) from customers where book_id = r.book_id)) as unit_id,
         r.staff_id, s.display_name as staff_name, s.org_unit_id as staff_unit_id, lower(r.valid) as from_on,
         upper(r.valid) as to_on, r.made_by,
         (select coalesce(sum(a.customers), 0)::int from assignment_cells a
          where a.rule_id = r.id and ${standsOn(sql`${onDate}::date`)} and a.staff_id = r.staff_id) as customers
  from assignment_rules r join staff s on s.id = r.staff_id
  left join org_units b on b.id = r.book_id left join villages w on w.id = r.village_id
  left join areas p on p.era = 'present' and p.level = 'commune' and p.code = r.commune_code`;

/** Rules with whom they name, the latest first, keyset-paged by id. */
export async function listRules(
  on: Queryable,
  filter: { onDate: BusinessDate; scope: 'all' | readonly bigint[]; kind: RuleRow['kind'] | undefined },
  page: { before: bigint; limit: number },
): Promise<RuleRow[]> {
  const { onDate, scope, kind } = filter;
  return many(
    on,
    sql<RuleRow>`
      select * from (${ruleRows(onDate)}) r
      where r.id < ${page.before} and (${inScope('r.unit_id', scope)} or ${inScope('r.staff_unit_id', scope)})
        and ${kind ? sql`r.kind = ${kind}` : sql`true`}
      order by r.id desc limit ${page.limit}`,
  );
}

export async function findRule(
  on: Queryable,
  id: bigint,
  onDate: BusinessDate,
): Promise<RuleRow | undefined> {
  return (await many(on, sql<RuleRow>`select * from (${ruleRows(onDate)}) r where r.id = ${id}`))[0];
}
