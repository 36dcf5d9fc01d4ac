import type { Message } from '../../../core/gateways/scheme.ts';
import type { Occasion } from './occasion.ts';
import { textOf, type Provider, type Reply, type Taken } from './provider.ts';
import { insertMessage } from './message-queries.ts';
import * as queries from './queries.ts';
import { messageOf, type Called } from './take-callback.ts';
import { verifyMessage } from './verify-message.ts';

/**
 * Answers a provider that asks before it debits whether the order is right. Only an order that still waits, and whose bills
 * are still open for exactly its amount, is: here a payment twice is prevented instead of given back.
 */
export async function takeConfirm(
  { company: { db }, now }: Occasion,
  { account, provider }: { account: queries.AccountRow; provider: Provider },
  called: Called,
): Promise<Reply> {
  if (!provider.confirm) throw new Error(`${account.provider} does not ask before it debits`);
  const message = messageOf(called);
  const reference = textOf(message.fields, 'order_id') ?? '';
  const order = await queries.findOrderByReference(db, account.code, reference);
  const taken = order
    ? await judge(db, account, order, provider.confirm.asSigned(message, order))
    : 'unknown_order';
  await insertMessage(db, {
    accountCode: account.code,
    orderId: order?.id ?? null,
    kind: 'confirm',
    raw: called.raw,
    verdict: taken,
    detail: null,
    receivedAt: now,
  });
  return provider.confirm.reply(taken, { account, message, order });
}

async function judge(
  db: Occasion['company']['db'],
  account: queries.AccountRow,
  order: queries.OrderRow,
  message: Message,
): Promise<Taken> {
  const verdict = verifyMessage({
    provider: account.provider,
    kind: 'confirm',
    message,
    keys: account.secrets,
    now: 0,
    ...(account.variant !== null && { variant: account.variant }),
  });
  if (!verdict.valid) return 'wrong_signature';
  if (textOf(message.fields, 'merchant_code') !== account.merchant) return 'wrong_merchant';
  const waits = (order.state === 'created' || order.state === 'pending') && order.cancelled_by === null;
  if (!waits) return 'unknown_order';
  return (await queries.readOpenOf(db, order)) === order.amount_vnd ? 'taken' : 'wrong_amount';
}
