import { bareOrder, type AskedOrder } from './bare-order.ts';
import { callProvider } from './call-provider.ts';
import { readHealth } from './health.ts';
import type { Occasion } from './occasion.ts';
import type { OrderWord } from './provider.ts';
import { addressesOf, providerOf } from './providers.ts';
import type { AccountRow } from './queries.ts';

const patienceMs = 20_000;

/**
 * What a provider says of an order that was not made by `createOrder`. Undefined where the provider is down: it is probed
 * once a minute, not once per order.
 */
export async function askOutcome(
  { company, now }: Occasion,
  account: AccountRow,
  asked: AskedOrder,
): Promise<OrderWord | undefined> {
  const provider = providerOf(account.provider);
  if (!provider) throw new Error(`nobody is asked about orders of ${account.code}`);
  if ((await readHealth(company.db, account.code)).state === 'down') return undefined;
  const order = bareOrder(asked);
  const outgoing = provider.query({ account, order, ours: addressesOf(account, company.code), now });
  const about = { accountCode: account.code, orderId: null, kind: 'query_answer' as const, now, patienceMs };
  return callProvider(company.db, outgoing, about);
}
