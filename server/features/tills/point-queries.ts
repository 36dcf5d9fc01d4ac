import { sql } from 'kysely';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface PointRow {
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  code: string;
  name: string;
  commune_code: string | null;
  commune_name: string | null;
  address: string;
  limit_vnd: bigint | null;
  open: boolean;
  /** Payments of today and their sum. */
  today_count: number;
  today_vnd: bigint;
  /** Collected on days of the partner that are not closed. */
  used_vnd: bigint;
}

/** Points with what they took; also codes that agents named and nobody has registered (`name` is then empty). */
export async function listPoints(
  on: Queryable,
  filter: { partnerCode: string | undefined; businessOn: string },
): Promise<PointRow[]> {
  const of = filter.partnerCode === undefined ? sql`true` : sql`p.code = ${filter.partnerCode}`;
  return many(
    on,
    sql<PointRow>`
      with moved as (
        select m.partner_id, m.point_code as code,
               count(*) filter (where m.business_on = ${filter.businessOn}::date)::int as today_count,
               coalesce(sum(m.amount_vnd) filter (where m.business_on = ${filter.businessOn}::date), 0)::bigint as today_vnd,
               coalesce(sum(m.amount_vnd) filter (where p.closed_through is null or m.settles_on > p.closed_through), 0)::bigint
                 as used_vnd
        from payments m join partners p on p.id = m.partner_id
        where m.point_code is not null and m.state = 'accepted'
          and (p.closed_through is null or m.settles_on > p.closed_through or m.business_on = ${filter.businessOn}::date)
        group by 1, 2
      )
      select p.id as partner_id, p.code as partner_code, p.name as partner_name, k.code, coalesce(a.name, '') as name,
             a.commune_code, c.name as commune_name, coalesce(a.address, '') as address, a.limit_vnd,
             coalesce(a.open, false) as open, coalesce(m.today_count, 0) as today_count,
             coalesce(m.today_vnd, 0)::bigint as today_vnd, coalesce(m.used_vnd, 0)::bigint as used_vnd
      from (select partner_id, code from agent_points union select partner_id, code from moved) k
      join partners p on p.id = k.partner_id
      left join agent_points a on a.partner_id = k.partner_id and a.code = k.code
      left join moved m on m.partner_id = k.partner_id and m.code = k.code
      left join platform.areas c on c.code = a.commune_code and c.era = 'present'
      where ${of} order by p.code, k.code limit 5000`,
  );
}

export async function savePointRow(
  tx: Tx,
  point: {
    partnerId: bigint;
    code: string;
    name: string;
    communeCode: string | null;
    address: string;
    limitVnd: bigint | null;
    open: boolean;
    by: string;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into agent_points (partner_id, code, name, commune_code, address, limit_vnd, open, changed_by)
        values (${point.partnerId}, ${point.code}, ${point.name}, ${point.communeCode}, ${point.address}, ${point.limitVnd},
                ${point.open}, ${point.by})
        on conflict (partner_id, code) do update set name = excluded.name, commune_code = excluded.commune_code,
          address = excluded.address, limit_vnd = excluded.limit_vnd, open = excluded.open,
          changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
  );
}
