import { sql } from 'kysely';
import { stepShownBy, type CertificationStep } from '../../../core/certification.ts';
import { many, run, type Queryable } from '../../platform/db.ts';
import type { LoggedRequest } from './log-queries.ts';

export interface ShownStep {
  step: CertificationStep;
  shown_at: Date;
  request_id: string | null;
}

/** Notes the steps that calls show for the first time. The calls are in the log already. */
export async function noteCalls(on: Queryable, rows: readonly LoggedRequest[]): Promise<void> {
  const shown = rows.flatMap((row) => {
    const step = stepShownBy(row);
    return step ? [{ ...row, step }] : [];
  });
  if (shown.length === 0) return;
  await run(
    on,
    sql`
      insert into certification_steps (partner_id, step, shown_at, request_id)
      select distinct on (p, s) p, s, a, r
      from unnest(${shown.map(({ partnerId }) => partnerId)}::bigint[], ${shown.map(({ step }) => step)}::text[],
                  ${shown.map(({ at }) => at)}::timestamptz[], ${shown.map(({ requestId }) => requestId)}::text[]) w (p, s, a, r)
      order by p, s, a
      on conflict do nothing`,
  );
  await noteAsked(
    on,
    shown.filter(({ step }) => step === 'status'),
  );
}

/** A status that was asked for after the same reference had been answered with an unknown outcome. */
async function noteAsked(on: Queryable, asked: readonly LoggedRequest[]): Promise<void> {
  if (asked.length === 0) return;
  const references = asked.map(({ path }) => decodeReference(path));
  await run(
    on,
    sql`
      insert into certification_steps (partner_id, step, shown_at, request_id)
      select distinct on (a.p) a.p, 'status_after_unknown', a.at, a.r
      from unnest(${asked.map(({ partnerId }) => partnerId)}::bigint[], ${references}::text[],
                  ${asked.map(({ at }) => at)}::timestamptz[], ${asked.map(({ requestId }) => requestId)}::text[]) a (p, ref, at, r)
      where exists (
        select from partner_requests u
        where u.partner_id = a.p and u.code = 'payment.outcome_unknown' and u.at <= a.at
          and substring(u.request_body from '"reference"\\s*:\\s*"([^"]+)"') = a.ref)
      order by a.p, a.at
      on conflict do nothing`,
  );
}

function decodeReference(path: string): string {
  const last = path.split('?')[0]!.split('/').at(-1)!;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** A step shown elsewhere than by a call of the API. */
export async function noteStep(
  on: Queryable,
  shown: { partnerId: bigint; step: CertificationStep; at: Date },
): Promise<void> {
  await run(
    on,
    sql`insert into certification_steps (partner_id, step, shown_at) values (${shown.partnerId}, ${shown.step}, ${shown.at})
        on conflict do nothing`,
  );
}

/** What a partner has shown; a webhook by one that arrived at an endpoint of its own. */
export async function listShownSteps(on: Queryable, partnerId: bigint): Promise<ShownStep[]> {
  return many(
    on,
    sql<ShownStep>`
      select step, shown_at, request_id from certification_steps where partner_id = ${partnerId}
      union all
      select 'webhook', min(e.last_success_at), null from webhook_endpoints e
      where e.partner_id = ${partnerId} and e.last_success_at is not null having count(*) > 0
      order by 2`,
  );
}
