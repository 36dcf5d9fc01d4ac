import { sql } from 'kysely';
import { run, type Queryable } from '../../platform/db.ts';

/** Writes who did what to what, in the caller's transaction where there is one. Details are ids and counts. */
export async function recordAudit(
  on: Queryable,
  event: {
    actor: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
    requestId?: string;
  },
): Promise<void> {
  await run(
    on,
    sql`insert into audit_events (actor, action, subject, detail, request_id)
        values (${event.actor}, ${event.action}, ${event.subject}, ${JSON.stringify(event.detail ?? {})}::jsonb,
                ${event.requestId ?? null})`,
  );
}
