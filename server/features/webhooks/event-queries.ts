import { sql } from 'kysely';
import { giveUpAfterSeconds, type EventType } from '../../../core/webhooks.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { writeBody } from './event-body.ts';

/** An event for one partner, before it is kept. */
export interface NewEvent {
  partnerId: bigint;
  type: EventType;
  billRootId: bigint | null;
  sequence: bigint | null;
  onceKey: string | null;
  body: string;
  occurredAt: Date;
  /** Where it is sent. */
  endpointIds: readonly bigint[];
}

/** The next number of each bill for each partner, in the order asked. A pair stands in the list once. */
export async function takeSequences(
  tx: Tx,
  bills: readonly { partnerId: bigint; rootId: bigint }[],
): Promise<Map<string, bigint>> {
  const rows = await many(
    tx,
    sql<{ partner_id: bigint; bill_root_id: bigint; last: bigint }>`
      insert into webhook_sequences as s (partner_id, bill_root_id, last)
      select p, b, 1 from unnest(${bills.map(({ partnerId }) => partnerId)}::bigint[],
                                 ${bills.map(({ rootId }) => rootId)}::bigint[]) w (p, b) order by p, b
      on conflict (partner_id, bill_root_id) do update set last = s.last + 1
      returning partner_id, bill_root_id, last`,
  );
  return new Map(rows.map((row) => [sequenceKey(row.partner_id, row.bill_root_id), row.last]));
}

export function sequenceKey(partnerId: bigint, rootId: bigint): string {
  return `${partnerId}/${rootId}`;
}

/**
 * Keeps events with a delivery for each endpoint, in the order of the list. One that may be told once only, and has been,
 * is left out. Returns the number of deliveries.
 */
export async function insertEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<number> {
  if (events.length === 0) return 0;
  const numbered = await takeIds(tx, events);
  const kept = await many(
    tx,
    sql<{ id: bigint }>`
      insert into webhook_events (id, partner_id, type, bill_root_id, sequence, once_key, body, occurred_at)
      overriding system value
      select * from unnest(
        ${numbered.map(({ id }) => id)}::bigint[], ${events.map(({ partnerId }) => partnerId)}::bigint[],
        ${events.map(({ type }) => type)}::text[], ${events.map(({ billRootId }) => billRootId)}::bigint[],
        ${events.map(({ sequence }) => sequence)}::bigint[], ${events.map(({ onceKey }) => onceKey)}::text[],
        ${events.map(({ body }) => body)}::text[], ${events.map(({ occurredAt }) => occurredAt)}::timestamptz[])
      on conflict (partner_id, once_key) where once_key is not null do nothing
      returning id`,
  );
  const keptIds = new Set(kept.map(({ id }) => id));
  const wanted = numbered
    .filter(({ id }) => keptIds.has(id))
    .flatMap(({ id, event }) => event.endpointIds.map((endpointId) => ({ id, endpointId, event })));
  return insertDeliveries(
    tx,
    wanted.map(({ id, endpointId, event }) => ({ eventId: id, endpointId, billRootId: event.billRootId })),
    now,
  );
}

async function takeIds(tx: Tx, events: readonly NewEvent[]): Promise<{ id: bigint; event: NewEvent }[]> {
  const rows = await many(
    tx,
    sql<{ id: bigint }>`
      select nextval((select pg_get_serial_sequence('webhook_events', 'id')::regclass)) as id
      from generate_series(1, ${events.length}::int) order by 1`,
  );
  return events.map((event, at) => ({ id: rows[at]!.id, event }));
}

async function insertDeliveries(
  tx: Tx,
  deliveries: readonly { eventId: bigint; endpointId: bigint; billRootId: bigint | null }[],
  now: Date,
): Promise<number> {
  const giveUpAt = new Date(now.getTime() + giveUpAfterSeconds * 1000);
  return run(
    tx,
    sql`
      insert into webhook_deliveries (event_id, endpoint_id, bill_root_id, next_try_at, give_up_at, created_at)
      select e, p, b, ${now}, ${giveUpAt}, ${now}
      from unnest(${deliveries.map(({ eventId }) => eventId)}::bigint[],
                  ${deliveries.map(({ endpointId }) => endpointId)}::bigint[],
                  ${deliveries.map(({ billRootId }) => billRootId)}::bigint[]) with ordinality w (e, p, b, at)
      order by at`,
  );
}

/** A `webhook.test` for one endpoint. */
export async function insertTestEvent(
  tx: Tx,
  test: { partnerId: bigint; endpointId: bigint; now: Date },
): Promise<void> {
  const event: NewEvent = {
    partnerId: test.partnerId,
    type: 'webhook.test',
    billRootId: null,
    sequence: null,
    onceKey: null,
    body: writeBody('webhook.test', test.now, { message: 'Xin chào · Hello' }),
    occurredAt: test.now,
    endpointIds: [test.endpointId],
  };
  await insertEvents(tx, [event], test.now);
}

/** What still waits for an endpoint is due at once. */
export async function reviveWaiting(tx: Tx, endpointId: bigint, now: Date): Promise<void> {
  await run(
    tx,
    sql`update webhook_deliveries set next_try_at = ${now}, tries = 0 where endpoint_id = ${endpointId} and state = 'waiting'`,
  );
}

export interface DeliveryRow {
  id: bigint;
  event_id: bigint;
  endpoint_id: bigint;
  url: string;
  type: EventType;
  sequence: bigint | null;
  body: string;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  next_try_at: Date;
  last_status: number | null;
  last_fault: string | null;
  delivered_at: Date | null;
  created_at: Date;
}

/** Deliveries of a partner, the newest first. */
export async function listDeliveries(
  on: Queryable,
  of: {
    partnerId: bigint;
    state?: DeliveryRow['state'];
    endpointId?: bigint;
    before?: bigint;
    limit: number;
  },
): Promise<DeliveryRow[]> {
  return many(
    on,
    sql<DeliveryRow>`
      select d.id, d.event_id, d.endpoint_id, p.url, e.type, e.sequence, e.body, d.state, d.attempts, d.next_try_at,
             d.last_status, d.last_fault, d.delivered_at, d.created_at
      from webhook_deliveries d
      join webhook_endpoints p on p.id = d.endpoint_id
      join webhook_events e on e.id = d.event_id
      where p.partner_id = ${of.partnerId}
        and ${of.state === undefined ? sql`true` : sql`d.state = ${of.state}`}
        and ${of.endpointId === undefined ? sql`true` : sql`d.endpoint_id = ${of.endpointId}`}
        and ${of.before === undefined ? sql`true` : sql`d.id < ${of.before}`}
      order by d.id desc limit ${of.limit}`,
  );
}

export interface AttemptRow {
  delivery_id: bigint;
  at: Date;
  status: number | null;
  fault: string | null;
  took_ms: number;
  reply: string;
}

export async function listAttempts(on: Queryable, deliveryIds: readonly bigint[]): Promise<AttemptRow[]> {
  return many(
    on,
    sql<AttemptRow>`select delivery_id, at, status, fault, took_ms, reply from webhook_attempts
                    where delivery_id = any(${deliveryIds}::bigint[]) order by delivery_id, id`,
  );
}

/** Makes deliveries of a partner due again, whatever became of them: those named, or all that failed. Returns how many. */
export async function askAgain(
  tx: Tx,
  of: { partnerId: bigint; deliveryIds: readonly bigint[] | 'failed'; now: Date },
): Promise<number> {
  const giveUpAt = new Date(of.now.getTime() + giveUpAfterSeconds * 1000);
  return run(
    tx,
    sql`
      update webhook_deliveries d set state = 'waiting', tries = 0, next_try_at = ${of.now}, give_up_at = ${giveUpAt}
      from webhook_endpoints p
      where p.id = d.endpoint_id and p.partner_id = ${of.partnerId} and p.state <> 'removed'
        and ${of.deliveryIds === 'failed' ? sql`d.state = 'failed'` : sql`d.id = any(${of.deliveryIds}::bigint[])`}`,
  );
}

/** Forgets what is over and older than a moment. Returns the number of events. */
export async function forgetBefore(on: Queryable, before: Date): Promise<number> {
  await run(on, sql`delete from webhook_deliveries where created_at < ${before} and state <> 'waiting'`);
  const row = await one(
    on,
    sql<{ events: number }>`
      with gone as (
        delete from webhook_events e where e.occurred_at < ${before}
          and not exists (select from webhook_deliveries d where d.event_id = e.id) returning 1
      ) select count(*)::int as events from gone`,
  );
  return row.events;
}
