import { sql } from 'kysely';
import { find, one, type Queryable } from '../server/platform/db.ts';

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

export async function findStaffId(on: Queryable, login: string): Promise<bigint | undefined> {
  const row = await find(on, sql<{ id: bigint }>`select id from staff where login = ${login}`);
  return row?.id;
}
