import { sql } from 'kysely';
import { find, many, run, type Queryable } from '../../platform/db.ts';

export interface HealthRow {
  account_code: string;
  last_success_at: Date | null;
  last_failure_at: Date | null;
  failures_in_row: number;
  failing_since: Date | null;
  last_fault: string | null;
  last_callback_at: Date | null;
}

export async function listHealth(on: Queryable): Promise<HealthRow[]> {
  return many(on, sql<HealthRow>`select * from gateway_health order by account_code`);
}

export async function findHealth(on: Queryable, accountCode: string): Promise<HealthRow | undefined> {
  return find(on, sql<HealthRow>`select * from gateway_health where account_code = ${accountCode}`);
}

/** Counts one call of ours: answered (`fault` null) or not. */
export async function countCall(
  on: Queryable,
  call: { accountCode: string; fault: string | null; now: Date },
): Promise<void> {
  const { accountCode, fault, now } = call;
  await run(
    on,
    fault === null
      ? sql`insert into gateway_health as h (account_code, last_success_at) values (${accountCode}, ${now})
            on conflict (account_code) do update set
              last_success_at = greatest(h.last_success_at, excluded.last_success_at), failures_in_row = 0,
              failing_since = null`
      : sql`insert into gateway_health as h (account_code, last_failure_at, failures_in_row, failing_since, last_fault)
            values (${accountCode}, ${now}, 1, ${now}, ${fault})
            on conflict (account_code) do update set
              last_failure_at = excluded.last_failure_at, failures_in_row = h.failures_in_row + 1,
              failing_since = coalesce(h.failing_since, excluded.failing_since), last_fault = excluded.last_fault`,
  );
}

export async function countCallback(on: Queryable, accountCode: string, now: Date): Promise<void> {
  await run(
    on,
    sql`insert into gateway_health (account_code, last_callback_at) values (${accountCode}, ${now})
        on conflict (account_code) do update set last_callback_at = excluded.last_callback_at`,
  );
}
