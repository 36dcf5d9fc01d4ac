import { transaction } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { releaseHoldIn } from '../payments/index.ts';
import { gatewayError } from './errors.ts';
import { askAbout } from './follow-orders.ts';
import type { Occasion } from './occasion.ts';
import * as queries from './queries.ts';
import { settleOrder } from './settle-order.ts';

/**
 * Takes an order back from the payer. The provider is asked first: only where it says that nothing was paid are the bills
 * free. Until the order's time is over it can still be paid there, so that it is asked about as before; what is paid after
 * all is posted like any money. Throws `gateways.not_open`, also where the order turns out to be paid, and
 * `gateways.outcome_unknown` where the provider gives no clear answer.
 */
export async function cancelOrder(occasion: Occasion, order: queries.OrderRow, actor: string): Promise<void> {
  const { company, now, businessNow } = occasion;
  ensure(order.state === 'created' || order.state === 'pending', gatewayError('gateways.not_open'));
  const taken = await queries.takeNow(company.db, order.id, now);
  ensure(taken, gatewayError('gateways.not_open'));
  const word = await askAbout(occasion, taken);
  ensure(word && word.word !== 'unclear', gatewayError('gateways.outcome_unknown'));
  await settleOrder(occasion, taken, word);
  if (word.word === 'failed') return;
  ensure(word.word !== 'paid', gatewayError('gateways.not_open'));
  await transaction(company.db, async (tx) => {
    const marked = await queries.markCancelled(tx, order.id, actor);
    ensure(marked, gatewayError('gateways.not_open'));
    await recordAudit(tx, {
      actor,
      action: 'gateway.order_cancelled',
      subject: `gateway_order:${order.id}`,
      detail: { word: word.word },
    });
    await releaseHoldIn(tx, { partnerId: order.partner_id, reference: order.reference }, businessNow);
  });
}
