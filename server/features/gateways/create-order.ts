import { randomBytes } from 'node:crypto';
import { businessDateOf } from '../../../core/dates.ts';
import { readMsisdn } from '../../../core/msisdn.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { holdIn } from '../payments/index.ts';
import { ensureWithinLimits } from './check-limits.ts';
import { callProvider } from './call-provider.ts';
import { gatewayError } from './errors.ts';
import { readHealth } from './health.ts';
import type { Occasion } from './occasion.ts';
import type { CreateWord, OrderAsked, Provider } from './provider.ts';
import { addressesOf, providerOf } from './providers.ts';
import * as queries from './queries.ts';
import { settleOrder } from './settle-order.ts';

export interface OrderRequest {
  accountCode: string;
  /** The asker's own: asking again with it answers the same order. */
  requestKey: string;
  customerCode: string;
  /** Null: everything the customer owes. */
  billIds: readonly bigint[] | null;
  payerIp: string;
  /** Whose phone is asked to confirm, as people write it; only where the provider asks on the phone. */
  phone: string | null;
  actor: string;
}

/** Providers are given half a minute by their own documents; a person waits for this one. */
const patienceMs = 30_000;
/** When an order is asked for the first time. */
const firstQueryMs = 30_000;

/**
 * Asks a provider to take money for bills: holds them and writes the order down, commits, and only then calls the
 * provider. Where its answer is lost the order stays `created` and is asked about by the clock, the bills held meanwhile.
 * Throws what holding the bills would be refused with, and `gateways.unknown_account`, `gateways.disabled`,
 * `gateways.not_for_orders`, `gateways.down`, `gateways.request_conflict`, `gateways.phone_needed`, `gateways.over_limit`.
 */
export async function createOrder(occasion: Occasion, request: OrderRequest): Promise<queries.OrderRow> {
  const { company, now } = occasion;
  const earlier = await queries.findOrderByRequest(company.db, request.requestKey);
  if (earlier) return sameOrder(earlier, request);
  const { account, provider } = await usableAccount(company.db, request.accountCode);
  const msisdn = provider.needsPhone ? (readMsisdn(request.phone ?? '') ?? null) : null;
  ensure(msisdn !== null || !provider.needsPhone, gatewayError('gateways.phone_needed'));
  const order = await writeDown(occasion, { account, provider, msisdn }, request);
  if (!order) return sameOrder(await queries.findOrderByRequest(company.db, request.requestKey), request);
  const asked = { account, order, ours: addressesOf(account, company.code), now };
  await settleCreate(occasion, order, await askProvider(company.db, provider, asked));
  return (await queries.findOrder(company.db, order.id)) ?? order;
}

function sameOrder(earlier: queries.OrderRow | undefined, request: OrderRequest): queries.OrderRow {
  const isSame =
    earlier?.account_code === request.accountCode &&
    earlier.customer_code === request.customerCode &&
    (request.billIds === null ||
      (request.billIds.length === earlier.bill_ids.length &&
        request.billIds.every((id) => earlier.bill_ids.includes(id))));
  ensure(isSame, gatewayError('gateways.request_conflict', { requestKey: request.requestKey }));
  return earlier;
}

async function usableAccount(
  db: Db,
  code: string,
): Promise<{ account: queries.AccountRow; provider: Provider }> {
  const account = await queries.findAccount(db, code);
  ensure(account, gatewayError('gateways.unknown_account', { account: code }));
  ensure(account.enabled, gatewayError('gateways.disabled', { account: code }));
  const provider = providerOf(account.provider);
  // A contract of agreements debits by token; payers pay through another one.
  const takesOrders = account.channel !== 'auto_debit_wallet';
  ensure(provider && takesOrders, gatewayError('gateways.not_for_orders', { provider: account.provider }));
  const health = await readHealth(db, code);
  ensure(health.state !== 'down', () =>
    gatewayError('gateways.down', { since: health.failingSince?.toISOString(), fault: health.lastFault }),
  );
  return { account, provider };
}

/** Undefined when a rival with the same request key was first. */
async function writeDown(
  occasion: Occasion,
  { account, provider, msisdn }: { account: queries.AccountRow; provider: Provider; msisdn: string | null },
  request: OrderRequest,
): Promise<queries.OrderRow | undefined> {
  const { company, now, businessNow, businessDate } = occasion;
  const day = businessDateOf(now).slice(2).replaceAll('-', '');
  const text = `TD${day}${randomBytes(6).toString('hex').toUpperCase()}`;
  const reference = provider.referenceOf?.(text, day) ?? text;
  return transaction(company.db, async (tx) => {
    await queries.lockRequest(tx, request.requestKey);
    if (await queries.findOrderByRequest(tx, request.requestKey)) return undefined;
    const hold = await holdIn(
      tx,
      {
        partnerId: account.partner_id,
        reference,
        customerCode: request.customerCode,
        billIds: request.billIds,
        minutes: null,
      },
      businessNow,
    );
    if (msisdn !== null)
      await ensureWithinLimits(tx, { account, msisdn, amountVnd: hold.amountVnd, businessDate });
    const customerId = await queries.findCustomerId(tx, hold.customerCode);
    const order = await queries.insertOrder(tx, {
      account_code: account.code,
      partner_id: account.partner_id,
      channel: account.channel,
      reference,
      request_key: request.requestKey,
      customer_id: customerId!,
      customer_code: hold.customerCode,
      bill_ids: hold.billIds,
      amount_vnd: hold.amountVnd,
      payer_ip: request.payerIp,
      msisdn,
      ordered_on: businessDate,
      expires_at: new Date(now.getTime() + hold.expiresAt.getTime() - hold.heldAt.getTime()),
      created_by: request.actor,
      created_at: now,
      next_query_at: new Date(now.getTime() + firstQueryMs),
    });
    ensure(order, gatewayError('gateways.request_conflict', { requestKey: request.requestKey }));
    await recordAudit(tx, {
      actor: request.actor,
      action: 'gateway.order_made',
      subject: `gateway_order:${order.id}`,
      detail: { account: account.code, reference, amount: String(order.amount_vnd) },
    });
    return order;
  });
}

async function askProvider(db: Db, provider: Provider, asked: OrderAsked): Promise<CreateWord> {
  const wish = provider.create(asked);
  if ('payUrl' in wish) return { word: 'made', payUrl: wish.payUrl, deeplink: null, qrContent: null };
  const { account, order, now } = asked;
  const about = {
    accountCode: account.code,
    orderId: order.id,
    kind: 'create_answer' as const,
    now,
    patienceMs,
  };
  return callProvider(db, wish, about);
}

async function settleCreate(occasion: Occasion, order: queries.OrderRow, word: CreateWord): Promise<void> {
  if (word.word === 'made') await queries.markMade(occasion.company.db, order.id, word);
  else if (word.word === 'refused') await settleOrder(occasion, order, { word: 'failed', code: word.code });
}
