import { bareOrder } from './bare-order.ts';
import type { Db } from '../../platform/db.ts';
import { callProvider } from './call-provider.ts';
import { findHealth, listHealth, type HealthRow } from './health-queries.ts';
import type { Occasion } from './occasion.ts';
import { addressesOf, providerOf } from './providers.ts';
import { listAccounts, type AccountRow } from './queries.ts';

/** `untried`: nothing was asked of it yet. `failing`: the last call failed. `down`: several in a row did; no new orders. */
export const healthStates = ['untried', 'up', 'failing', 'down'] as const;

export interface Health {
  state: (typeof healthStates)[number];
  failuresInRow: number;
  failingSince: Date | null;
  lastFault: string | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  lastCallbackAt: Date | null;
}

/** So many calls in a row without an answer, and a provider counts as down until it answers again. */
const downAfter = 3;
/** A provider that nobody called for so long is called by the clock. */
const quietMs = 50_000;
const patienceMs = 10_000;

/** Whether a provider answers, as our own calls found it. */
export async function readHealth(db: Db, accountCode: string): Promise<Health> {
  return present(await findHealth(db, accountCode));
}

/** Health by account code. */
export async function readAllHealth(db: Db): Promise<Map<string, Health>> {
  return new Map((await listHealth(db)).map((row) => [row.account_code, present(row)]));
}

/** What is known of an account nobody ever called. */
function present(row: HealthRow | undefined): Health {
  const failures = row?.failures_in_row ?? 0;
  return {
    state:
      failures >= downAfter ? 'down' : failures > 0 ? 'failing' : row?.last_success_at ? 'up' : 'untried',
    failuresInRow: failures,
    failingSince: row?.failing_since ?? null,
    lastFault: row?.last_fault ?? null,
    lastSuccessAt: row?.last_success_at ?? null,
    lastFailureAt: row?.last_failure_at ?? null,
    lastCallbackAt: row?.last_callback_at ?? null,
  };
}

/**
 * Asks providers that nobody called of late for an order that does not exist: any answer proves that they are there. One
 * that does not answer is asked again at once, until it answers or counts as down; the first answer brings it back.
 */
export async function probeGateways(occasion: Occasion): Promise<void> {
  const { db } = occasion.company;
  const known = await readAllHealth(db);
  const accounts = (await listAccounts(db)).filter(
    ({ code, enabled }) => enabled || (known.get(code)?.failuresInRow ?? 0) > 0,
  );
  await Promise.all(
    accounts.map(async (account) => {
      const health = known.get(account.code) ?? present(undefined);
      const quietSince = occasion.now.getTime() - quietMs;
      if (health.state === 'up' && (health.lastSuccessAt?.getTime() ?? 0) > quietSince) return;
      const tries = health.state === 'down' ? 1 : downAfter - health.failuresInRow;
      for (let tried = 0; tried < tries; tried++) if (await answers(occasion, account)) return;
    }),
  );
}

async function answers({ company, now }: Occasion, account: AccountRow): Promise<boolean> {
  const provider = providerOf(account.provider);
  if (!provider || account.endpoint === null) return true;
  const order = bareOrder({
    reference: provider.referenceOf?.('TDPROBE', '700101') ?? 'TDPROBE',
    customerCode: 'PROBE',
    createdAt: now,
    attempts: Math.floor(now.getTime() / 1000),
  });
  const outgoing = provider.query({ account, order, ours: addressesOf(account, company.code), now });
  const about = { accountCode: account.code, orderId: null, kind: 'query_answer' as const, now, patienceMs };
  await callProvider(company.db, outgoing, about);
  return (await readHealth(company.db, account.code)).failuresInRow === 0;
}
