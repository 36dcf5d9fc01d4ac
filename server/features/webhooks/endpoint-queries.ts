import { sql, type RawBuilder } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type Reach = 'own' | 'all';
export type EndpointState = 'live' | 'disabled' | 'removed';
export type DisabledReason = 'gone' | 'failing' | 'by_hand';

export interface EndpointRow {
  id: bigint;
  partner_id: bigint;
  url: string;
  event_types: string[];
  reach: Reach;
  state: EndpointState;
  disabled_reason: DisabledReason | null;
  disabled_at: Date | null;
  failures: number;
  failing_since: Date | null;
  next_try_at: Date | null;
  last_success_at: Date | null;
  last_fault: string | null;
  created_at: Date;
  secret_slots: number[];
  waiting: number;
  failed: number;
}

const endpoints = (where: RawBuilder<boolean>): RawBuilder<EndpointRow> => sql<EndpointRow>`
  select e.id, e.partner_id, e.url, e.event_types, e.reach, e.state, e.disabled_reason, e.disabled_at, e.failures,
         e.failing_since, e.next_try_at, e.last_success_at, e.last_fault, e.created_at,
         coalesce((select array_agg(s.slot::int order by s.slot) from webhook_secrets s where s.endpoint_id = e.id), '{}')
           as secret_slots,
         (select count(*)::int from webhook_deliveries d where d.endpoint_id = e.id and d.state = 'waiting') as waiting,
         (select count(*)::int from webhook_deliveries d where d.endpoint_id = e.id and d.state = 'failed') as failed
  from webhook_endpoints e where ${where}`;

export async function listEndpoints(on: Queryable, partnerId: bigint): Promise<EndpointRow[]> {
  return many(
    on,
    sql<EndpointRow>`${endpoints(sql`e.partner_id = ${partnerId} and e.state <> 'removed'`)} order by e.id`,
  );
}

/** An endpoint of this partner and nobody else's. */
export async function findEndpoint(
  on: Queryable,
  partnerId: bigint,
  id: bigint,
): Promise<EndpointRow | undefined> {
  return find(on, endpoints(sql`e.id = ${id} and e.partner_id = ${partnerId} and e.state <> 'removed'`));
}

/** Locks the partner's row, so that its endpoints are counted and changed by one at a time. */
export async function lockPartner(tx: Tx, partnerId: bigint): Promise<void> {
  await one(tx, sql`select from partners where id = ${partnerId} for no key update`);
}

export async function insertEndpoint(
  tx: Tx,
  endpoint: { partnerId: bigint; url: string; eventTypes: readonly string[]; reach: Reach; by: string },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into webhook_endpoints (partner_id, url, event_types, reach, created_by)
      values (${endpoint.partnerId}, ${endpoint.url}, ${endpoint.eventTypes}::text[], ${endpoint.reach}, ${endpoint.by})
      returning id`,
  );
  return id;
}

/** Live again means as good as new: what was held against it is forgotten. */
export async function setEndpointState(
  on: Queryable,
  id: bigint,
  to: { state: EndpointState; reason: DisabledReason | null; now: Date },
): Promise<void> {
  await run(
    on,
    sql`update webhook_endpoints
        set state = ${to.state}, disabled_reason = ${to.reason},
            disabled_at = case when ${to.state} = 'live' then null else ${to.now}::timestamptz end,
            failures = case when ${to.state} = 'live' then 0 else failures end,
            failing_since = case when ${to.state} = 'live' then null else failing_since end,
            next_try_at = null
        where id = ${id}`,
  );
}

/** Takes a free slot of the two; zero rows when both are taken. */
export async function insertSecret(
  tx: Tx,
  secret: { endpointId: bigint; secret: Buffer; now: Date },
): Promise<number> {
  return run(
    tx,
    sql`insert into webhook_secrets (endpoint_id, slot, secret, made_at)
        select ${secret.endpointId}, free.slot, ${secret.secret}, ${secret.now}
        from (select s as slot from generate_series(1, 2) s
              where not exists (select from webhook_secrets where endpoint_id = ${secret.endpointId} and slot = s)
              order by s limit 1) free`,
  );
}

export async function deleteSecret(tx: Tx, endpointId: bigint, slot: number): Promise<number> {
  return run(tx, sql`delete from webhook_secrets where endpoint_id = ${endpointId} and slot = ${slot}`);
}

export async function readSecrets(on: Queryable, endpointId: bigint): Promise<Buffer[]> {
  const rows = await many(
    on,
    sql<{
      secret: Buffer;
    }>`select secret from webhook_secrets where endpoint_id = ${endpointId} order by made_at desc, slot`,
  );
  return rows.map(({ secret }) => secret);
}
