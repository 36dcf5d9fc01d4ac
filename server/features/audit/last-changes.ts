import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';

/** The newest event that names a thing in its detail. */
export interface LastChange {
  key: string;
  /** Login, or the name of a job. */
  actor: string;
  /** Null for who is not, or no longer, a member of staff. */
  actorName: string | null;
  at: Date;
}

/** Who changed each thing of a subject last: of the events of one action, the newest that has the key in its detail. */
export async function listLastChanges(
  on: Queryable,
  of: { subject: string; action: string },
): Promise<LastChange[]> {
  return many(
    on,
    sql<LastChange>`
      select distinct on (k.key) k.key, e.actor, s.display_name as "actorName", e.recorded_at as at
      from audit_events e
      cross join lateral jsonb_object_keys(e.detail) as k(key)
      left join staff s on s.login = e.actor
      where e.subject = ${of.subject} and e.action = ${of.action}
      order by k.key, e.id desc
      limit 1000`,
  );
}
