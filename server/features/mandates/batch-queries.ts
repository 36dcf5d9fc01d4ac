import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import { selectBatches, type BatchRow } from './pick-queries.ts';

export type ItemState = 'pending' | 'taken' | 'paid' | 'failed';

export interface StateSum {
  batch_id: bigint;
  state: ItemState;
  items: number;
  amount_vnd: bigint;
}

/** The newest first; `before` is the last id of the page before. */
export async function listBatches(
  on: Queryable,
  filter: { partnerCode?: string | undefined; before: bigint },
  limit: number,
): Promise<BatchRow[]> {
  const { partnerCode, before } = filter;
  return many(
    on,
    sql<BatchRow>`${selectBatches} where b.id < ${before}
      and ${partnerCode === undefined ? sql`true` : sql`p.code = ${partnerCode}`} order by b.id desc limit ${limit}`,
  );
}

/** A debit of which the bank says that it took the money, as long as that is not posted. */
const withTaken = sql`left join debit_taken n on n.item_id = i.id`;
const stateNow = sql`case when n.item_id is null then i.state else 'taken' end`;

/** How far the answers of runs have come. */
export async function sumItems(on: Queryable, batchIds: readonly bigint[]): Promise<StateSum[]> {
  return many(
    on,
    sql<StateSum>`
      select i.batch_id, ${stateNow} as state, count(*)::int as items, sum(i.amount_vnd)::bigint as amount_vnd
      from debit_items i ${withTaken}
      where i.batch_id = any(${batchIds}::bigint[]) group by 1, 2 order by 1, 2`,
  );
}

export interface ItemRow {
  id: bigint;
  batch_id: bigint;
  business_on: BusinessDate;
  answer_due_on: BusinessDate;
  partner_code: string;
  reference: string;
  customer_code: string;
  customer_name: string;
  bill_external_id: string;
  period: BusinessDate;
  amount_vnd: bigint;
  taken_vnd: bigint | null;
  attempt: number;
  state: ItemState;
  payment_id: bigint | null;
  reason_code: string | null;
  reason_text: string | null;
  retry_on: BusinessDate | null;
}

export interface ItemFilter {
  batchId?: bigint | undefined;
  state?: ItemState | undefined;
  customerCode?: string | undefined;
  /** Only what the bank should have answered before this day. */
  dueBefore?: BusinessDate | undefined;
}

export async function listItems(
  on: Queryable,
  filter: ItemFilter,
  page: { after: bigint; limit: number },
): Promise<ItemRow[]> {
  const { batchId, state, customerCode, dueBefore } = filter;
  const parts = [
    sql`i.id > ${page.after}`,
    batchId === undefined ? sql`true` : sql`i.batch_id = ${batchId}`,
    state === undefined ? sql`true` : sql`${stateNow} = ${state}`,
    customerCode === undefined ? sql`true` : sql`c.code = ${customerCode}`,
    dueBefore === undefined ? sql`true` : sql`i.state = 'pending' and t.answer_due_on < ${dueBefore}::date`,
  ];
  return many(
    on,
    sql<ItemRow>`
      select i.id, i.batch_id, t.business_on, t.answer_due_on, p.code as partner_code, i.reference,
             c.code as customer_code, c.name as customer_name, b.external_id as bill_external_id, b.period,
             i.amount_vnd, coalesce(i.taken_vnd, n.taken_vnd) as taken_vnd, i.attempt, ${stateNow} as state, i.payment_id,
             i.reason_code, i.reason_text, i.retry_on
      from debit_items i ${withTaken} join debit_batches t on t.id = i.batch_id join partners p on p.id = i.partner_id
      join customers c on c.id = i.customer_id join bills b on b.id = i.bill_id
      where ${sql.join(parts, sql` and `)} order by i.id limit ${page.limit}`,
  );
}

/** Gives up what a bank has not answered; it may be tried again from a day on. */
export async function giveUpPending(
  tx: Tx,
  batchId: bigint,
  retryDays: readonly BusinessDate[],
): Promise<string[]> {
  const rows = await many(
    tx,
    sql<{ reference: string }>`
      update debit_items set state = 'failed', reason_code = 'NONE', retry_on = (${retryDays}::date[])[attempt]
      where batch_id = ${batchId} and state = 'pending'
        and not exists (select from debit_taken n where n.item_id = debit_items.id) returning reference`,
  );
  return rows.map(({ reference }) => reference);
}

/** References of a run that a person gave up and whose holds are still open. */
export async function listHeldInVain(on: Queryable, batchId: bigint, limit: number): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ reference: string }>`
      select i.reference from debit_items i join holds h on h.partner_id = i.partner_id and h.reference = i.reference
      where i.batch_id = ${batchId} and i.state = 'failed' and h.state = 'open' order by i.id limit ${limit}`,
  );
  return rows.map(({ reference }) => reference);
}

/** Locks a run against its own results. */
export async function lockItems(tx: Tx, batchId: bigint): Promise<void> {
  await run(
    tx,
    sql`select from debit_items where batch_id = ${batchId} and state = 'pending' order by id for update`,
  );
}
