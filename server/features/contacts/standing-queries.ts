import { sql, type RawBuilder } from 'kysely';
import { run, type Tx } from '../../platform/db.ts';

/** Whom a look at the standings is about: rows `customer_id`, or everybody who has or had a number. */
export type Whom = RawBuilder<{ customer_id: bigint }> | 'everybody';

/**
 * Brings the standings of customers, and the sums that screens read, in line with their numbers as they are now and with where
 * the customers are; starts from the numbers each time, so that it may be repeated. Who shares a number with one of them is
 * to be among them.
 */
export async function followStandings(tx: Tx, whom: Whom): Promise<void> {
  // One after the other: two that give the same number to two customers would not see each other.
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('contact_standings'))`);
  const about =
    whom === 'everybody'
      ? sql`select customer_id from contacts union select customer_id from contact_standings`
      : sql`select distinct customer_id from (${whom}) w`;
  await run(
    tx,
    sql`
      with about as materialized (${about}), fresh as materialized (
        select k.customer_id, c.code, c.org_unit_id, coalesce(c.commune_code, '') as commune_code,
               bool_or(k.verified_on is not null) as verified, bool_or(k.zalo_on is not null) as zalo,
               bool_or(exists (
                 select from contacts other where other.msisdn = k.msisdn and other.customer_id <> k.customer_id
                   and other.ended_on is null)) as shared
        from about join contacts k on k.customer_id = about.customer_id and k.ended_on is null
        join customers c on c.id = k.customer_id
        group by k.customer_id, c.code, c.org_unit_id, c.commune_code
      ), old as materialized (
        select s.customer_id, s.code, s.org_unit_id, s.commune_code, s.verified, s.zalo, s.shared
        from about join contact_standings s on s.customer_id = about.customer_id
      ), written as (
        insert into contact_standings as s (customer_id, code, org_unit_id, commune_code, verified, zalo, shared)
        select * from (select * from fresh except select * from old) changed
        on conflict (customer_id) do update set org_unit_id = excluded.org_unit_id,
          commune_code = excluded.commune_code, verified = excluded.verified, zalo = excluded.zalo, shared = excluded.shared
      ), gone as (
        delete from contact_standings s using old
        where s.customer_id = old.customer_id and not exists (select from fresh where fresh.customer_id = old.customer_id)
      ), delta as (
        select 1 as sign, fresh.* from fresh union all select -1, old.* from old
      )
      insert into contact_cells as cell (org_unit_id, commune_code, reachable, verified, zalo, shared)
      select * from (
        select org_unit_id, commune_code, sum(sign) as reachable,
               coalesce(sum(sign) filter (where verified), 0) as verified,
               coalesce(sum(sign) filter (where zalo), 0) as zalo, coalesce(sum(sign) filter (where shared), 0) as shared
        from delta group by org_unit_id, commune_code
      ) change where (reachable, verified, zalo, shared) <> (0, 0, 0, 0)
      on conflict (org_unit_id, commune_code) do update set
        reachable = cell.reachable + excluded.reachable, verified = cell.verified + excluded.verified,
        zalo = cell.zalo + excluded.zalo, shared = cell.shared + excluded.shared`,
  );
}
