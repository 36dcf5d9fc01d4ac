import { sql } from 'kysely';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

export type ReturnState = 'open' | 'asked' | 'reversed' | 'kept';

export interface ReturnRow {
  id: bigint;
  partner_code: string;
  partner_name: string;
  reference: string;
  customer_code: string;
  customer_name: string;
  mandate_id: bigint;
  bill_external_id: string;
  amount_vnd: bigint;
  reason_code: string;
  payment_id: bigint;
  payment_state: 'accepted' | 'reversed';
  state: ReturnState;
  asked_by: string | null;
  decided_by: string | null;
  told_at: Date;
}

const returns = sql`
  select r.item_id as id, p.code as partner_code, p.name as partner_name, i.reference, c.code as customer_code,
         c.name as customer_name, i.mandate_id, b.external_id as bill_external_id, r.amount_vnd, r.reason_code,
         r.payment_id, y.state as payment_state, r.state, r.asked_by, r.decided_by, r.told_at
  from debit_returns r join debit_items i on i.id = r.item_id join partners p on p.id = i.partner_id
  join customers c on c.id = i.customer_id join bills b on b.id = i.bill_id join payments y on y.id = r.payment_id`;

/** What waits for a decision first, then the newest. */
export async function listReturns(on: Queryable): Promise<ReturnRow[]> {
  return many(
    on,
    sql<ReturnRow>`${returns} order by r.state not in ('open', 'asked'), r.item_id desc limit 500`,
  );
}

export async function lockReturn(tx: Tx, id: bigint): Promise<ReturnRow | undefined> {
  await run(tx, sql`select from debit_returns where item_id = ${id} for update`);
  return find(tx, sql<ReturnRow>`${returns} where r.item_id = ${id}`);
}

export async function noteAsked(tx: Tx, id: bigint, by: string, now: Date): Promise<void> {
  await run(
    tx,
    sql`update debit_returns set state = 'asked', asked_by = ${by}, asked_at = ${now} where item_id = ${id}`,
  );
}

export async function noteDecided(
  tx: Tx,
  id: bigint,
  decision: { state: 'reversed' | 'kept'; by: string; now: Date },
): Promise<void> {
  await run(
    tx,
    sql`update debit_returns set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.now}
        where item_id = ${id}`,
  );
}
