import { sql } from 'kysely';
import { find, many, one, type Queryable } from '../server/platform/db.ts';

/** Whether a server's jobs run on this database: it would go on writing to companies that are being dropped. */
export async function isServed(platform: Queryable): Promise<boolean> {
  const { served } = await one(
    platform,
    sql<{ served: boolean }>`
      select exists (select from pg_stat_activity
                     where application_name = 'tiendien:jobs' and datname = current_database()) as served`,
  );
  return served;
}

/** Where customers live, unit by unit, in the order of their communes and villages. */
export async function listInhabited(
  on: Queryable,
): Promise<{ org_unit_id: bigint; unit_code: string; village_id: bigint }[]> {
  return many(
    on,
    sql<{ org_unit_id: bigint; unit_code: string; village_id: bigint }>`
      select c.org_unit_id, u.code as unit_code, c.village_id
      from customers c join org_units u on u.id = c.org_unit_id
      where c.village_id is not null
      group by c.org_unit_id, u.code, c.commune_code, c.village_id
      order by u.code, c.commune_code, c.village_id`,
  );
}

export async function findStaffId(on: Queryable, login: string): Promise<bigint | undefined> {
  const row = await find(on, sql<{ id: bigint }>`select id from staff where login = ${login}`);
  return row?.id;
}
