import { sql } from 'kysely';
import { businessDateOf } from '../core/dates.ts';
import { followOrders, probeGateways, type Occasion } from '../server/features/gateways/index.ts';
import { many } from '../server/platform/db.ts';
import type { Company } from '../server/platform/runtime.ts';
import { pause } from './errands.ts';
import type { Desks } from './gateway-desks.ts';
import type { Random } from './random.ts';
import type { StaffLine } from './staff-line.ts';

const rounds = 40;
const atOnce = 6;

/**
 * The evening after: providers are calm and repeat some of what they told, and staff ask about every order until
 * neither side has anything left to say. What nobody ever paid is then given up as time would, a day later.
 */
export async function settleGateways(
  company: Company,
  desks: Desks,
  clerk: StaffLine,
  random: Random,
): Promise<void> {
  for (const desk of desks.values()) {
    desk.calmDown();
    for (const { reference } of desk.orders.values()) if (random.chance(0.3)) desk.tellAgain(reference);
    await desk.callBack();
  }
  for (let round = 1; round <= rounds; round++) {
    await probeGateways(later(company, 0));
    const open = await listOpen(company, desks);
    if (open.length === 0) break;
    await eachAtOnce(open, (id) => clerk.send('POST', `/gateways/orders/${id}/query`));
    if (round > 3) await pause(500);
  }
  for (const minutes of [60, 25 * 60]) await followOrders(later(company, minutes));
}

/** Orders of ours that are open though their provider has spoken its last word. */
async function listOpen(company: Company, desks: Desks): Promise<string[]> {
  const orders = await many(
    company.db,
    sql<{ id: string; account: string; reference: string; state: string }>`
      select id::text as id, account_code as account, reference, state from gateway_orders
      where next_query_at is not null order by id`,
  );
  return orders
    .filter(({ account, reference, state }) => {
      const theirs = desks.get(account as 'momo')?.orders.get(reference)?.state;
      return state === 'refund_pending' || (theirs !== undefined && theirs !== 'waiting');
    })
    .map(({ id }) => id);
}

function later(company: Company, minutes: number): Occasion {
  const now = new Date(Date.now() + minutes * 60_000);
  // The business clock may have jumped a day ahead.
  const businessNow = new Date(now.getTime() + 24 * 3_600_000);
  return { company, now, businessNow, businessDate: businessDateOf(businessNow) };
}

async function eachAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
