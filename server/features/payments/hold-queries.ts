import { sql } from 'kysely';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';
import { inOneFlight } from '../../platform/pipeline.ts';
import { endHoldOnBills } from '../bills/index.ts';
import type { DecidedPayment } from './decide-batch.ts';
import type { AcceptedPayment } from './instruction.ts';

export interface HoldRow {
  id: bigint;
  partner_id: bigint;
  reference: string;
  customer_code: string;
  bill_ids: bigint[];
  amount_vnd: bigint;
  state: 'open' | 'paid' | 'released' | 'expired';
  held_at: Date;
  expires_at: Date;
  extended: number;
  payment_id: bigint | null;
}

const holdColumns = sql`h.id, h.partner_id, h.reference, c.code as customer_code, h.bill_ids, h.amount_vnd, h.state,
  h.held_at, h.expires_at, h.extended, h.payment_id`;

export async function findHold(
  on: Queryable,
  partnerId: bigint,
  reference: string,
): Promise<HoldRow | undefined> {
  return find(
    on,
    sql<HoldRow>`select ${holdColumns} from holds h join customers c on c.id = h.customer_id
                 where h.partner_id = ${partnerId} and h.reference = ${reference}`,
    { name: 'hold_find' },
  );
}

/** Undefined when the partner has used the reference already. */
export async function insertHold(
  tx: Tx,
  hold: {
    partnerId: bigint;
    reference: string;
    customerId: bigint;
    billIds: readonly bigint[];
    amountVnd: bigint;
    heldAt: Date;
    expiresAt: Date;
  },
): Promise<bigint | undefined> {
  const row = await find(
    tx,
    sql<{ id: bigint }>`
      insert into holds (partner_id, reference, customer_id, bill_ids, amount_vnd, state, held_at, expires_at)
      values (${hold.partnerId}, ${hold.reference}, ${hold.customerId}, ${hold.billIds}::bigint[], ${hold.amountVnd},
              'open', ${hold.heldAt}, ${hold.expiresAt})
      on conflict (partner_id, reference) do nothing returning id`,
  );
  return row?.id;
}

export async function prolongHold(tx: Tx, holdId: bigint, expiresAt: Date): Promise<void> {
  await run(
    tx,
    sql`update holds set expires_at = ${expiresAt}, extended = extended + 1 where id = ${holdId}`,
  );
}

/** Moves the end of a hold without counting it as one of its holder's extensions. */
export async function postponeHold(tx: Tx, holdId: bigint, expiresAt: Date): Promise<void> {
  await run(tx, sql`update holds set expires_at = ${expiresAt} where id = ${holdId}`);
}

/** Ends an open hold without a payment; the caller frees its bills. */
export async function closeHold(
  tx: Tx,
  holdId: bigint,
  state: 'released' | 'expired',
  businessNow: Date,
): Promise<void> {
  await run(
    tx,
    sql`update holds set state = ${state}, ended_at = ${businessNow} where id = ${holdId} and state = 'open'`,
  );
}

/** Ends those of the holds whose time is over; their bills are locked by the caller, who frees them. */
export async function closeExpiredHolds(
  tx: Tx,
  holdIds: readonly bigint[],
  businessNow: Date,
): Promise<bigint[]> {
  const rows = await many(
    tx,
    sql<{ id: bigint }>`
      update holds set state = 'expired', ended_at = ${businessNow}
      where id = any(${holdIds}::bigint[]) and state = 'open' and expires_at <= ${businessNow} returning id`,
  );
  return rows.map(({ id }) => id);
}

export async function listExpiredHolds(
  on: Queryable,
  businessNow: Date,
  limit: number,
): Promise<{ id: bigint; bill_ids: bigint[] }[]> {
  return many(
    on,
    sql<{ id: bigint; bill_ids: bigint[] }>`
      select id, bill_ids from holds where state = 'open' and expires_at <= ${businessNow}
      order by expires_at, id limit ${limit}`,
  );
}

/** Ends the holds that payments of this batch used up or overtook, and frees what else the used-up ones held. */
export async function endHolds(
  tx: Tx,
  entries: readonly [DecidedPayment, AcceptedPayment][],
  now: Date,
): Promise<void> {
  const ended = entries.flatMap(([{ holds }, { paymentId }]) => [
    ...holds.own.map((id) => ({ id, paymentId, state: 'paid' })),
    ...holds.overtaken.map((id) => ({ id, paymentId, state: 'released' })),
    // It was over before, and may have been said to be; this payment did not use it.
    ...holds.over.map((id) => ({ id, paymentId: null, state: 'expired' })),
  ]);
  if (ended.length === 0) return;
  await inOneFlight([
    endHoldOnBills(
      tx,
      ended.map(({ id }) => id),
    ),
    run(
      tx,
      sql`update holds set state = e.state, payment_id = e.payment_id, ended_at = ${now}
          from unnest(${ended.map(({ id }) => id)}::bigint[], ${ended.map(({ paymentId }) => paymentId)}::bigint[],
                      ${ended.map(({ state }) => state)}::text[]) e (id, payment_id, state)
          where holds.id = e.id and holds.state = 'open'`,
      { name: 'hold_end' },
    ),
  ]);
}
