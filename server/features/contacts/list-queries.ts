import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { customerCells, customerConditions, type CustomerFilter } from '../customers/index.ts';
import type { ContactRow } from './entry-queries.ts';

/**
 * How a customer can be reached. `verified`: somebody made sure of a number; `unverified`: there are numbers, none made
 * sure of; `none`: no number stands; `shared`: a number that stands with several customers. `zalo`: registered there.
 */
export const contactStates = ['all', 'verified', 'unverified', 'none', 'shared', 'zalo'] as const;
export type ContactListState = (typeof contactStates)[number];

const standing = sql`k.customer_id = c.id and k.ended_on is null`;
const shared = sql`exists (
  select from contacts other where other.msisdn = k.msisdn and other.customer_id <> k.customer_id and other.ended_on is null)`;

function inState(
  state: Exclude<ContactListState, 'unverified'>,
  filter: CustomerFilter,
): RawBuilder<boolean> {
  const known = (more: RawBuilder<unknown>) =>
    sql<boolean>`exists (select from contact_standings s where s.customer_id = c.id and ${more})`;
  return {
    all: sql<boolean>`true`,
    verified: known(sql`s.verified`),
    none: sql<boolean>`(select true from contact_standings s where s.customer_id = c.id) is null`,
    // Few, and anywhere: named one by one instead of looked for in the order of the page.
    shared: sql<boolean>`c.id = any(array(
      select s.customer_id from contact_standings s where s.shared and ${standsIn('s', filter)}))`,
    zalo: known(sql`s.zalo`),
  }[state];
}

export interface ContactListRow {
  code: string;
  name: string;
  unit_name: string;
  commune_name: string | null;
  /** The number that is most sure of being the customer's. */
  msisdn: string | null;
  relation: ContactRow['relation'];
  source: ContactRow['source'] | null;
  verified_on: BusinessDate | null;
  zalo_on: BusinessDate | null;
  /** Numbers that stand, and other customers who have the one shown. */
  numbers: number;
  shared_with: number;
}

/** Of the filter's units and commune: a condition on rows that name both. */
function standsIn(rows: string, { units, commune }: CustomerFilter): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${rows}.${name}`);
  return sql<boolean>`${units === 'all' ? sql`true` : sql`${column('org_unit_id')} = any(${units}::bigint[])`}
    and ${commune ? sql`${column('commune_code')} = ${commune}` : sql`true`}`;
}

/** A page of customers in a state: in the order of the standings' own index where there may be hardly any. */
function pageOf(
  filter: CustomerFilter & { state: ContactListState },
  { after, limit }: { after: string; limit: number },
): RawBuilder<unknown> {
  return filter.state === 'unverified'
    ? sql`
        select c.* from contact_standings s join customers c on c.id = s.customer_id
        where not s.verified and s.code > ${after} and ${standsIn('s', filter)} and ${customerConditions(filter)}
        order by s.code limit ${limit}`
    : sql`
        select * from customers c
        where c.code > ${after} and ${customerConditions(filter)} and ${inState(filter.state, filter)}
        order by c.code limit ${limit}`;
}

/** Customers with their numbers, keyset-paged by code. */
export async function listContacts(
  on: Queryable,
  filter: CustomerFilter & { state: ContactListState; onDate: BusinessDate },
  page: { after: string; limit: number },
): Promise<ContactListRow[]> {
  return many(
    on,
    sql<ContactListRow>`
      select c.code, c.name, coalesce(v.name, u.code) as unit_name, a.full_name as commune_name,
             k.msisdn, k.relation, k.source, k.verified_on, k.zalo_on,
             (select count(*)::int from contacts k where ${standing}) as numbers,
             (select count(*)::int from contacts other where other.msisdn = k.msisdn and other.customer_id <> c.id
                and other.ended_on is null) as shared_with
      from (${pageOf(filter, page)}) c
      join org_units u on u.id = c.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${filter.onDate}::date
      left join areas a on a.era = 'present' and a.level = 'commune' and a.code = c.commune_code
      left join lateral (
        select * from contacts k where ${standing}
        order by ${filter.state === 'shared' ? sql`${shared} desc,` : sql``} verified_on desc nulls last, entry_id desc
        limit 1
      ) k on true
      order by c.code`,
  );
}

export interface ContactCounts {
  customers: number;
  verified: number;
  unverified: number;
  none: number;
  shared: number;
  zalo: number;
}

/** Customers in each state: from the sums, or one by one of those whom words name. */
export async function countContacts(on: Queryable, filter: CustomerFilter): Promise<ContactCounts> {
  const inSums = filter.words.length === 0;
  const all = inSums
    ? sql`select coalesce(sum(customers), 0)::int as customers from (${customerCells(filter)}) c`
    : sql`select count(*)::int as customers from customers c where ${customerConditions(filter)}`;
  const known = inSums
    ? sql`
        select coalesce(sum(k.reachable), 0)::int as reachable, coalesce(sum(k.verified), 0)::int as verified,
               coalesce(sum(k.shared), 0)::int as shared, coalesce(sum(k.zalo), 0)::int as zalo
        from contact_cells k where ${standsIn('k', filter)}`
    : sql`
        select count(*)::int as reachable, count(*) filter (where k.verified)::int as verified,
               count(*) filter (where k.shared)::int as shared, count(*) filter (where k.zalo)::int as zalo
        from customers c join contact_standings k on k.customer_id = c.id where ${customerConditions(filter)}`;
  return one(
    on,
    sql<ContactCounts>`
      select a.customers, k.verified, k.reachable - k.verified as unverified, a.customers - k.reachable as none, k.shared, k.zalo
      from (${all}) a
      cross join (${known}) k`,
  );
}

export interface CustomerContactRow extends ContactRow {
  shared_with: number;
}

/** All numbers of one customer, those that stand first. */
export async function listCustomerContacts(on: Queryable, customerId: bigint): Promise<CustomerContactRow[]> {
  return many(
    on,
    sql<CustomerContactRow>`
      select k.customer_id, k.msisdn, k.relation, k.source, k.verified_on, k.zalo_on, k.ended_on,
             (select count(*)::int from contacts other where other.msisdn = k.msisdn
                and other.customer_id <> k.customer_id and other.ended_on is null) as shared_with
      from contacts k where k.customer_id = ${customerId}
      order by k.ended_on nulls first, k.verified_on desc nulls last, k.entry_id desc`,
  );
}

export interface EntryRow extends ContactRow {
  id: bigint;
  recorded_by: string;
  recorded_on: BusinessDate;
}

/** What was ever recorded of a customer's numbers, the latest first. */
export async function listEntries(on: Queryable, customerId: bigint): Promise<EntryRow[]> {
  return many(
    on,
    sql<EntryRow>`
      select id, customer_id, msisdn, relation, source, verified_on, zalo_on, ended_on, recorded_by, recorded_on
      from contact_entries where customer_id = ${customerId} order by id desc limit 100`,
  );
}
