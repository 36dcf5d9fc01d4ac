import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, transaction, type Db, type Tx } from '../../platform/db.ts';
import { followStandings } from './standing-queries.ts';

export const relations = ['holder', 'relative', 'tenant', 'other'] as const;
export type Relation = (typeof relations)[number];
export const contactSources = ['billing', 'staff', 'list'] as const;
export type ContactSource = (typeof contactSources)[number];

/** What is known of a number of a customer. */
export interface ContactState {
  relation: Relation | null;
  verified_on: BusinessDate | null;
  zalo_on: BusinessDate | null;
  ended_on: BusinessDate | null;
}

export interface ContactEntry extends ContactState {
  customerId: bigint;
  msisdn: string;
}

export interface ContactRow extends ContactState {
  customer_id: bigint;
  msisdn: string;
  source: ContactSource;
}

/** The present state of these customers' numbers, locked in order. */
export async function lockContacts(tx: Tx, customerIds: readonly bigint[]): Promise<ContactRow[]> {
  return many(
    tx,
    sql<ContactRow>`
      select customer_id, msisdn, relation, source, verified_on, zalo_on, ended_on from contacts
      where customer_id = any(${customerIds}::bigint[]) order by customer_id, msisdn for update`,
  );
}

/** Adds entries, rows of the columns of `contact_entries`, and makes them what the numbers stand at. Answers how many. */
function recordAll(entries: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with entry as (
      insert into contact_entries (customer_id, msisdn, relation, source, verified_on, zalo_on, ended_on, recorded_by,
                                   recorded_on)
      ${entries} returning *
    )
    insert into contacts (customer_id, msisdn, relation, source, verified_on, zalo_on, ended_on, entry_id)
    select customer_id, msisdn, relation, source, verified_on, zalo_on, ended_on, id from entry
    on conflict (customer_id, msisdn) do update set relation = excluded.relation, source = excluded.source,
      verified_on = excluded.verified_on, zalo_on = excluded.zalo_on, ended_on = excluded.ended_on,
      entry_id = excluded.entry_id`;
}

/** Records what was learnt of numbers, each customer and number once. */
export async function recordEntries(
  tx: Tx,
  entries: readonly ContactEntry[],
  by: { source: ContactSource; actor: string; on: BusinessDate },
): Promise<void> {
  if (entries.length === 0) return;
  const column = <Value>(pick: (entry: ContactEntry) => Value): Value[] => entries.map(pick);
  await run(
    tx,
    recordAll(sql`
      select customer_id, msisdn, relation, ${by.source}, verified_on, zalo_on, ended_on, ${by.actor}, ${by.on}::date
      from unnest(${column(({ customerId }) => customerId)}::bigint[], ${column(({ msisdn }) => msisdn)}::text[],
                  ${column(({ relation }) => relation)}::text[], ${column((entry) => entry.verified_on)}::date[],
                  ${column((entry) => entry.zalo_on)}::date[], ${column((entry) => entry.ended_on)}::date[])
             n (customer_id, msisdn, relation, verified_on, zalo_on, ended_on)`),
  );
  await followStandings(
    tx,
    sql`
      select unnest(${column(({ customerId }) => customerId)}::bigint[]) as customer_id
      union all
      select customer_id from contacts
      where msisdn = any(${column(({ msisdn }) => msisdn)}::text[]) and ended_on is null`,
  );
}

/**
 * Takes over the numbers of the billing system: one that nobody has recorded yet becomes an entry, never verified; one
 * that came from there, was never verified and no longer stands there ends. Customers who moved are counted where they are
 * now. Answers how many entries that makes.
 */
export async function followBilling(db: Db, today: BusinessDate): Promise<number> {
  return transaction(db, async (tx) => {
    const entries = await run(tx, billingEntries(today));
    await followStandings(tx, 'everybody');
    return entries;
  });
}

function billingEntries(today: BusinessDate): RawBuilder<unknown> {
  return recordAll(sql`
      with phone as (
        -- As a customer file stores it: ten digits from zero. Landlines have neither messages nor Zalo.
        select id as customer_id, '84' || substr(phone, 2) as msisdn from customers where phone ~ '^0[35789][0-9]{8}$'
      )
      select p.customer_id, p.msisdn, c.relation, 'billing', null::date, null::date, null::date, 'system', ${today}::date
      from phone p left join contacts c on c.customer_id = p.customer_id and c.msisdn = p.msisdn
      where c.customer_id is null or (c.source = 'billing' and c.ended_on is not null)
      union all
      select c.customer_id, c.msisdn, c.relation, 'billing', null, c.zalo_on, ${today}::date, 'system', ${today}::date
      from contacts c left join phone p on p.customer_id = c.customer_id and p.msisdn = c.msisdn
      where c.source = 'billing' and c.verified_on is null and c.ended_on is null and p.customer_id is null`);
}
