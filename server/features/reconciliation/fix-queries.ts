import { sql } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import { find, one, type Queryable } from '../../platform/db.ts';

export async function customerExists(on: Queryable, code: string): Promise<boolean> {
  return (await find(on, sql`select from customers where code = ${code}`)) !== undefined;
}

/** The customer's current bill that a partner names by the billing system's id or by ours. */
export async function findBillToPay(
  on: Queryable,
  bill: string,
  customerCode: string,
): Promise<bigint | undefined> {
  const row = await find(
    on,
    sql<{ id: bigint }>`
      select b.id from bills b join customers c on c.id = b.customer_id and c.code = ${customerCode}
      where b.is_current and (b.external_id = ${bill} or b.id::text = ${bill})
      order by b.external_id = ${bill} desc limit 1`,
  );
  return row?.id;
}

/** The channel meant when a partner names none. */
export async function findPartnerChannel(on: Queryable, partnerId: bigint): Promise<Channel> {
  const { channel } = await one(
    on,
    sql<{ channel: Channel }>`select channels[1] as channel from partners where id = ${partnerId}`,
  );
  return channel;
}

/** Credit of a payment that no refund has set aside. */
export async function findFreeCredit(on: Queryable, paymentId: bigint): Promise<bigint> {
  const row = await find(
    on,
    sql<{ free_vnd: bigint }>`
      select left_vnd - reserved_vnd as free_vnd from credit_lots where payment_id = ${paymentId}`,
  );
  return row?.free_vnd ?? 0n;
}
