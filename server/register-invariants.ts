import { sql, type RawBuilder } from 'kysely';

/** What must always be true of customers' sums, of responsibilities and of numbers. */
export const registerInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'the customers of a unit and commune are as many as the register holds': sql`
    select count(*)::int as breaks
    from (select org_unit_id, coalesce(commune_code, '') as commune_code, count(*) as n from customers group by 1, 2) c
    full join customer_cells k using (org_unit_id, commune_code)
    where coalesce(c.n, 0) <> coalesce(k.customers, 0)`,
  'a customer has one responsible employee on a day': sql`
    select count(*)::int as breaks from (
      select to_on, lead(from_on) over (partition by customer_id order by from_on) as next_on from customer_assignments
    ) a where next_on is not null and (to_on is null or to_on > next_on)`,
  'a number stands as its last entry says': sql`
    select count(*)::int as breaks
    from (select distinct on (customer_id, msisdn) * from contact_entries order by customer_id, msisdn, id desc) e
    full join contacts c on c.customer_id = e.customer_id and c.msisdn = e.msisdn
    where (c.entry_id, c.relation, c.source, c.verified_on, c.zalo_on, c.ended_on)
      is distinct from (e.id, e.relation, e.source, e.verified_on, e.zalo_on, e.ended_on)`,
};
