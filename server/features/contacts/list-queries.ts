import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, type Queryable } from '../../platform/db.ts';
import { customerConditions, type CustomerFilter } from '../customers/index.ts';
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

function inState(state: ContactListState): RawBuilder<boolean> {
  const any = (more: RawBuilder<unknown>) =>
    sql<boolean>`exists (select from contacts k where ${standing} and ${more})`;
  const verified = any(sql`k.verified_on is not null`);
  return {
    all: sql<boolean>`true`,
    verified,
    unverified: sql<boolean>`(${any(sql`true`)} and not ${verified})`,
    none: sql<boolean>`not ${any(sql`true`)}`,
    // Found once for all, along the index of numbers: where few are shared, asking customer by customer finds none for long.
    shared: sql<boolean>`c.id in (
      select customer_id from (
        select customer_id, count(*) over (partition by msisdn) as holders from contacts where ended_on is null
      ) k where holders > 1)`,
    zalo: any(sql`k.zalo_on is not null`),
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
      from (
        select * from customers c
        where c.code > ${page.after} and ${customerConditions(filter)} and ${inState(filter.state)}
        order by c.code limit ${page.limit}
      ) c
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

/** Customers in each state, in one pass. */
export async function countContacts(on: Queryable, filter: CustomerFilter): Promise<ContactCounts> {
  return one(
    on,
    sql<ContactCounts>`
      with shared as (
        select msisdn from contacts where ended_on is null group by msisdn having count(*) > 1
      ), known as (
        select k.customer_id, bool_or(k.verified_on is not null) as verified, bool_or(k.zalo_on is not null) as zalo,
               bool_or(s.msisdn is not null) as shared
        from contacts k left join shared s on s.msisdn = k.msisdn where k.ended_on is null group by k.customer_id
      )
      select count(*)::int as customers, count(*) filter (where k.verified)::int as verified,
             count(*) filter (where not k.verified)::int as unverified,
             count(*) filter (where k.customer_id is null)::int as none,
             count(*) filter (where k.shared)::int as shared, count(*) filter (where k.zalo)::int as zalo
      from customers c left join known k on k.customer_id = c.id where ${customerConditions(filter)}`,
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
