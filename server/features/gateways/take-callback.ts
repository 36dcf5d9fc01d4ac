import { readMessage } from '../../../core/gateways/message.ts';
import type { Kind, Message } from '../../../core/gateways/scheme.ts';
import { countCallback } from './health-queries.ts';
import type { Occasion } from './occasion.ts';
import type { Notice, Provider, Reply, Taken } from './provider.ts';
import { insertMessage } from './message-queries.ts';
import * as queries from './queries.ts';
import { settleOrder } from './settle-order.ts';
import { verifyMessage } from './verify-message.ts';

/** A call of a provider as it came over the wire. */
export interface Called {
  /** The body, or the query where the provider calls with GET. */
  raw: Buffer;
  headers: Readonly<Record<string, string>>;
}

export function messageOf({ raw, headers }: Called): Message {
  return readMessage({ headers, body: raw.toString('utf8') });
}

/**
 * Takes a call of a provider: signature over the raw bytes first, then merchant, order and amount against our own record,
 * then the money. The call is kept with its verdict before anything is posted; it may come twice, late and out of order.
 */
export async function takeCallback(
  occasion: Occasion,
  contract: { account: queries.AccountRow; provider: Provider },
  called: Called,
): Promise<Reply> {
  const { account, provider } = contract;
  const message = messageOf(called);
  const judged = await judge(occasion, contract, message, 'callback');
  await keep(occasion, account, called, judged);
  const taken = judged.notice === undefined ? judged.taken : await settle(occasion, judged);
  return provider.reply(taken, { account, message });
}

/**
 * A payer came back from the provider's page. What their browser carries posts nothing, however well it is signed: it
 * only has the order asked for at once.
 */
export async function takeReturn(
  occasion: Occasion,
  contract: { account: queries.AccountRow; provider: Provider },
  called: Called,
): Promise<void> {
  const message = messageOf(called);
  const judged = await judge(occasion, contract, message, 'return');
  if (judged.order) await queries.bringForward(occasion.company.db, judged.order.id, occasion.now);
}

interface Judged {
  taken: Taken;
  detail: string | null;
  order: queries.OrderRow | undefined;
  /** Only where everything agrees. */
  notice: Notice | undefined;
}

async function judge(
  { company: { db }, now }: Occasion,
  { account, provider }: { account: queries.AccountRow; provider: Provider },
  message: Message,
  kind: Kind,
): Promise<Judged> {
  const refused = (taken: Taken, detail: string | null, order?: queries.OrderRow): Judged => ({
    taken,
    detail,
    order,
    notice: undefined,
  });
  const verdict = verifyMessage({
    provider: account.provider,
    kind,
    message,
    keys: account.secrets,
    now: Math.floor(now.getTime() / 1000),
    strictWindow: true,
    ...(account.variant !== null && { variant: account.variant }),
  });
  if (!verdict.valid) return refused('wrong_signature', verdict.reason ?? null);
  const notice = provider.readCallback(message);
  if (!notice) return refused('unreadable', null);
  if (notice.merchant !== account.merchant) return refused('wrong_merchant', notice.merchant);
  const order = await queries.findOrderByReference(db, account.code, notice.reference);
  if (!order) return refused('unknown_order', notice.reference);
  if (notice.amountVnd !== order.amount_vnd) {
    return refused('wrong_amount', `${notice.amountVnd} instead of ${order.amount_vnd}`, order);
  }
  return { taken: 'taken', detail: notice.outcome.word, order, notice };
}

async function keep(
  { company: { db }, now }: Occasion,
  account: queries.AccountRow,
  called: Called,
  { taken, detail, order }: Judged,
): Promise<void> {
  if (taken !== 'wrong_signature') await countCallback(db, account.code, now);
  if (taken === 'wrong_amount' && order) await queries.markAttention(db, order.id, 'wrong_amount');
  await insertMessage(db, {
    accountCode: account.code,
    orderId: order?.id ?? null,
    kind: 'callback',
    raw: called.raw,
    headers: signedHeaders(called.headers),
    verdict: taken,
    detail,
    receivedAt: now,
  });
}

/** What is needed to check the signature again; a header that is the secret itself is not kept. */
export function signedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const names = ['x-sepay-timestamp', 'x-sepay-signature', 'x-casso-signature'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

async function settle(occasion: Occasion, { order, notice }: Judged): Promise<Taken> {
  if (!order || !notice) throw new Error('only what agrees with our record is settled');
  return settleOrder(occasion, order, notice.outcome);
}
