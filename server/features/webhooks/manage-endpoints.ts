import { randomBytes } from 'node:crypto';
import { webhookSecretPrefix } from '../../../core/gateways/standard-webhooks.ts';
import { isEventType } from '../../../core/webhooks.ts';
import { transaction, type Db, type Tx } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { beginReading } from './collect-queries.ts';
import * as queries from './endpoint-queries.ts';
import { webhookError } from './errors.ts';
import { insertTestEvent, reviveWaiting } from './event-queries.ts';
import { parseTarget, type WebhookTargets } from './guard-address.ts';

const mostEndpoints = 10;

/** Who does it, for which partner. */
export interface By {
  partnerId: bigint;
  actor: string;
  now: Date;
}

export interface EndpointWish {
  url: string;
  eventTypes: readonly string[];
  reach: queries.Reach;
}

/** A secret as it is shown once: `whsec_` and base64. */
export type ShownSecret = string;

/**
 * Adds an endpoint with its first secret. Events that are recorded from now on reach it. Throws `webhooks.bad_url`,
 * `webhooks.private_address`, `webhooks.unknown_type`, `webhooks.too_many_endpoints`.
 */
export async function addEndpoint(
  db: Db,
  wish: EndpointWish,
  targets: WebhookTargets,
  by: By,
): Promise<{ id: bigint; secret: ShownSecret }> {
  const checked = checkWish(wish, targets);
  return transaction(db, async (tx) => {
    await queries.lockPartner(tx, by.partnerId);
    const there = await queries.listEndpoints(tx, by.partnerId);
    ensure(there.length < mostEndpoints, webhookError('webhooks.too_many_endpoints'));
    await beginReading(tx);
    const id = await queries.insertEndpoint(tx, { partnerId: by.partnerId, by: by.actor, ...checked });
    const secret = await makeSecret(tx, id, by.now);
    await note(tx, by, 'webhook.endpoint_added', id, { host: new URL(checked.url).host });
    return { id, secret };
  });
}

function checkWish(wish: EndpointWish, targets: WebhookTargets): EndpointWish {
  const url = parseTarget(wish.url, targets).href;
  for (const type of wish.eventTypes)
    ensure(isEventType(type), webhookError('webhooks.unknown_type', { type }));
  return { url, eventTypes: [...new Set(wish.eventTypes)], reach: wish.reach };
}

async function makeSecret(tx: Tx, endpointId: bigint, now: Date): Promise<ShownSecret> {
  const secret = randomBytes(32);
  const made = await queries.insertSecret(tx, { endpointId, secret, now });
  ensure(made === 1, webhookError('webhooks.two_live_secrets'));
  return webhookSecretPrefix + secret.toString('base64');
}

/** Switches an endpoint off by hand, on again, or removes it for good. Switched on, it gets at once what still waits. */
export async function switchEndpoint(db: Db, id: bigint, to: queries.EndpointState, by: By): Promise<void> {
  await onEndpoint(db, id, by, async (tx) => {
    if (to === 'live') await beginReading(tx);
    await queries.setEndpointState(tx, id, {
      state: to,
      reason: to === 'disabled' ? 'by_hand' : null,
      now: by.now,
    });
    if (to === 'live') {
      await reviveWaiting(tx, id, by.now);
      await publish(tx, { topic: 'webhooks.collected', payload: {} });
    }
    await note(tx, by, `webhook.endpoint_${to}`, id);
  });
}

/** A second secret beside the first: from now on both sign. Throws `webhooks.two_live_secrets`. */
export async function rollSecret(db: Db, id: bigint, by: By): Promise<ShownSecret> {
  return onEndpoint(db, id, by, async (tx) => {
    const secret = await makeSecret(tx, id, by.now);
    await note(tx, by, 'webhook.secret_made', id);
    return secret;
  });
}

/** Ends a secret. Throws `webhooks.last_secret` for the only one. */
export async function retireSecret(db: Db, id: bigint, slot: number, by: By): Promise<void> {
  await onEndpoint(db, id, by, async (tx, endpoint) => {
    ensure(endpoint.secret_slots.length > 1, webhookError('webhooks.last_secret'));
    await queries.deleteSecret(tx, id, slot);
    await note(tx, by, 'webhook.secret_retired', id, { slot });
  });
}

/** Sends a `webhook.test` to one endpoint. */
export async function sendTest(db: Db, id: bigint, by: By): Promise<void> {
  await onEndpoint(db, id, by, async (tx) => {
    await insertTestEvent(tx, { partnerId: by.partnerId, endpointId: id, now: by.now });
    await publish(tx, { topic: 'webhooks.collected', payload: {} });
  });
}

async function onEndpoint<Result>(
  db: Db,
  id: bigint,
  by: By,
  work: (tx: Tx, endpoint: queries.EndpointRow) => Promise<Result>,
): Promise<Result> {
  return transaction(db, async (tx) => {
    await queries.lockPartner(tx, by.partnerId);
    const endpoint = await queries.findEndpoint(tx, by.partnerId, id);
    ensure(endpoint, webhookError('webhooks.unknown_endpoint', { id: String(id) }));
    return work(tx, endpoint);
  });
}

async function note(
  tx: Tx,
  by: By,
  action: string,
  id: bigint,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor: by.actor,
    action,
    subject: `partner:${by.partnerId}`,
    detail: { endpointId: String(id), ...detail },
  });
}
