import { keepHold } from '../payments/index.ts';
import { callProvider } from './call-provider.ts';
import { readHealth } from './health.ts';
import type { Occasion } from './occasion.ts';
import type { OrderWord } from './provider.ts';
import { addressesOf, providerOf } from './providers.ts';
import * as queries from './queries.ts';
import { carryRefund } from './refund-order.ts';
import { settleOrder } from './settle-order.ts';

const atOnce = 20;
const patienceMs = 20_000;
/** A hold outlasts the next question by this much, so that the answer finds it standing. */
const holdSlackMs = 5 * 60_000;

/**
 * Asks providers about every order whose outcome is not known and whose time has come, and goes on with refunds. Says
 * how many it asked for. Nothing is locked while a provider thinks.
 */
export async function followOrders(occasion: Occasion): Promise<number> {
  const { db } = occasion.company;
  for (let followed = 0; ;) {
    const due = await queries.takeDue(db, occasion.now, atOnce);
    if (due.length === 0) return followed;
    const ends = await Promise.allSettled(due.map((order) => followOne(occasion, order)));
    // One that fails comes again by its own next time; the others have gone on.
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    followed += due.length;
  }
}

/** Asks about one order now. */
export async function followOne(occasion: Occasion, order: queries.OrderRow): Promise<void> {
  const { company } = occasion;
  const account = await queries.findAccount(company.db, order.account_code);
  if (!account) throw new Error(`order ${order.id} has no account`);
  if (order.state === 'refund_pending') return carryRefund(occasion, account, order);
  if (order.cancelled_by === null) await prolongHold(occasion, order);
  const word = await askAbout(occasion, order);
  if (word) await settleOrder(occasion, order, word);
}

/**
 * What the provider says of an order now. Undefined where it is down: it is probed once a minute, not once per order, and
 * its bills stay held.
 */
export async function askAbout(
  { company, now }: Occasion,
  order: queries.OrderRow,
): Promise<OrderWord | undefined> {
  const account = await queries.findAccount(company.db, order.account_code);
  const provider = account && providerOf(account.provider);
  if (!provider) throw new Error(`order ${order.id} has no provider to ask`);
  if ((await readHealth(company.db, account.code)).state === 'down') return undefined;
  const outgoing = provider.query({ account, order, ours: addressesOf(account, company.code), now });
  const about = {
    accountCode: account.code,
    orderId: order.id,
    kind: 'query_answer' as const,
    now,
    patienceMs,
  };
  return callProvider(company.db, outgoing, about);
}

/** While nobody knows whether the money was taken, nobody else takes it. */
async function prolongHold({ company, now, businessNow }: Occasion, order: queries.OrderRow): Promise<void> {
  if (order.next_query_at === null) return;
  const wait = order.next_query_at.getTime() - now.getTime() + holdSlackMs;
  const until = new Date(businessNow.getTime() + wait);
  await keepHold(company.db, { partnerId: order.partner_id, reference: order.reference, until }, businessNow);
}
