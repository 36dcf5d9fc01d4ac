import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import { recordAudit } from '../audit/index.ts';
import { webhookError } from './errors.ts';
import { askAgain } from './event-queries.ts';
import type { By } from './manage-endpoints.ts';

/**
 * Sends deliveries of a partner again, with the ids and bytes they had: those named, or all that failed. Returns how many.
 * Throws `webhooks.unknown_delivery` where none of those named is the partner's.
 */
export async function resend(db: Db, deliveryIds: readonly bigint[] | 'failed', by: By): Promise<number> {
  return transaction(db, async (tx) => {
    const asked = await askAgain(tx, { partnerId: by.partnerId, deliveryIds, now: by.now });
    ensure(asked > 0 || deliveryIds === 'failed', webhookError('webhooks.unknown_delivery'));
    await recordAudit(tx, {
      actor: by.actor,
      action: 'webhook.resent',
      subject: `partner:${by.partnerId}`,
      detail: { deliveries: asked },
    });
    await publish(tx, { topic: 'webhooks.collected', payload: {} });
    return asked;
  });
}
