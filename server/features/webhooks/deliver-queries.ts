import { sql } from 'kysely';
import { disableAfterSeconds } from '../../../core/webhooks.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Attempt } from './call-endpoint.ts';

export interface Turn {
  id: bigint;
  partner_id: bigint;
  url: string;
  failures: number;
}

/** Takes the right to deliver to the endpoints for which something is due, until a moment. */
export async function takeTurns(on: Queryable, now: Date, until: Date): Promise<Turn[]> {
  return many(
    on,
    sql<Turn>`
      update webhook_endpoints e set busy_until = ${until}
      where e.state = 'live' and (e.busy_until is null or e.busy_until <= ${now})
        and (e.next_try_at is null or e.next_try_at <= ${now})
        and exists (select from webhook_deliveries d
                    where d.endpoint_id = e.id and d.state = 'waiting' and d.next_try_at <= ${now})
      returning e.id, e.partner_id, e.url, e.failures`,
  );
}

export async function endTurn(on: Queryable, id: bigint, until: Date): Promise<void> {
  await run(
    on,
    sql`update webhook_endpoints set busy_until = null where id = ${id} and busy_until = ${until}`,
  );
}

export interface DueDelivery {
  id: bigint;
  event_id: bigint;
  body: string;
  tries: number;
}

/** The next deliveries to an endpoint, in order; of one bill only the first that waits. */
export async function listDue(
  on: Queryable,
  endpointId: bigint,
  now: Date,
  limit: number,
): Promise<DueDelivery[]> {
  return many(
    on,
    sql<DueDelivery>`
      select d.id, d.event_id, e.body, d.tries
      from webhook_deliveries d join webhook_events e on e.id = d.event_id
      where d.endpoint_id = ${endpointId} and d.state = 'waiting' and d.next_try_at <= ${now}
        and not exists (
          select from webhook_deliveries p
          where p.endpoint_id = d.endpoint_id and p.bill_root_id = d.bill_root_id and p.state = 'waiting' and p.id < d.id)
      order by d.id limit ${limit}`,
    { name: 'webhooks_due' },
  );
}

export interface Outcome extends Attempt {
  deliveryId: bigint;
  state: 'waiting' | 'delivered' | 'failed';
  nextTryAt: Date | null;
}

/** Writes what became of deliveries, and each attempt. */
export async function writeOutcomes(tx: Tx, outcomes: readonly Outcome[], now: Date): Promise<void> {
  await run(
    tx,
    sql`
      update webhook_deliveries d
      set state = o.state, attempts = d.attempts + 1, tries = d.tries + 1, last_status = o.status, last_fault = o.fault,
          next_try_at = coalesce(o.next_try_at, d.next_try_at),
          delivered_at = case when o.state = 'delivered' then ${now}::timestamptz else d.delivered_at end
      from unnest(${outcomes.map(({ deliveryId }) => deliveryId)}::bigint[], ${outcomes.map(({ state }) => state)}::text[],
                  ${outcomes.map(({ status }) => status)}::int[], ${outcomes.map(({ fault }) => fault)}::text[],
                  ${outcomes.map(({ nextTryAt }) => nextTryAt)}::timestamptz[]) o (id, state, status, fault, next_try_at)
      where d.id = o.id`,
  );
  await run(
    tx,
    sql`
      insert into webhook_attempts (delivery_id, at, status, fault, took_ms, reply)
      select i, ${now}, s, f, m, r
      from unnest(${outcomes.map(({ deliveryId }) => deliveryId)}::bigint[], ${outcomes.map(({ status }) => status)}::int[],
                  ${outcomes.map(({ fault }) => fault)}::text[], ${outcomes.map(({ tookMs }) => tookMs)}::int[],
                  ${outcomes.map(({ reply }) => reply)}::text[]) o (i, s, f, m, r)`,
  );
}

export async function noteSuccess(tx: Tx, endpointId: bigint, now: Date): Promise<void> {
  await run(
    tx,
    sql`update webhook_endpoints set failures = 0, failing_since = null, next_try_at = null, last_fault = null,
          last_success_at = ${now} where id = ${endpointId}`,
  );
}

/** Counts a round in vain; the endpoint rests until a moment, and is disabled once it has taken nothing for days. */
export async function noteFailure(
  tx: Tx,
  failure: { endpointId: bigint; now: Date; nextTryAt: Date | null; fault: string; isGone: boolean },
): Promise<void> {
  const { endpointId, now, nextTryAt, fault, isGone } = failure;
  const failingBefore = new Date(now.getTime() - disableAfterSeconds * 1000);
  const over = sql<boolean>`(${isGone}::boolean or coalesce(failing_since, ${now}) <= ${failingBefore})`;
  await run(
    tx,
    sql`update webhook_endpoints
        set failures = failures + 1, failing_since = coalesce(failing_since, ${now}), next_try_at = ${nextTryAt},
            last_fault = ${fault},
            state = case when ${over} then 'disabled' else state end,
            disabled_at = case when ${over} then ${now}::timestamptz else disabled_at end,
            disabled_reason = case when ${over} then case when ${isGone} then 'gone' else 'failing' end else disabled_reason end
        where id = ${endpointId} and state = 'live'`,
  );
}

/** Ends deliveries that have waited for too long. */
export async function giveUp(on: Queryable, now: Date): Promise<number> {
  return run(
    on,
    sql`update webhook_deliveries set state = 'failed', last_fault = coalesce(last_fault, 'too_late')
        where state = 'waiting' and give_up_at <= ${now}`,
  );
}
