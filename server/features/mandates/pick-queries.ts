import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { DebitTerms } from './terms-queries.ts';
import type { MandateMode } from './queries.ts';

export type BatchState = 'picking' | 'ready' | 'sent';

export interface BatchRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  partner_kind: string;
  business_on: BusinessDate;
  message_id: string;
  format: DebitTerms['format'];
  terms: DebitTerms;
  state: BatchState;
  picked_through: bigint;
  items: number;
  items_vnd: bigint;
  skipped: Record<string, number>;
  answer_due_on: BusinessDate;
  file_sha256: string | null;
  file_bytes: bigint | null;
  made_by: string;
  made_at: Date;
  sent_by: string | null;
  sent_at: Date | null;
}

export const selectBatches = sql`
  select b.*, p.code as partner_code, p.name as partner_name, p.kind as partner_kind
  from debit_batches b join partners p on p.id = b.partner_id`;

export async function findBatch(on: Queryable, id: bigint): Promise<BatchRow | undefined> {
  return find(on, sql<BatchRow>`${selectBatches} where b.id = ${id}`);
}

/** Locks a run, so that two who start it go on one after the other. */
export async function lockBatch(tx: Tx, id: bigint): Promise<BatchRow> {
  await run(tx, sql`select from debit_batches where id = ${id} for update`);
  return one(tx, sql<BatchRow>`${selectBatches} where b.id = ${id}`);
}

export interface NewBatch {
  partnerId: bigint;
  businessOn: BusinessDate;
  messageId: string;
  terms: DebitTerms;
  answerDueOn: BusinessDate;
  by: string;
  now: Date;
}

/** Makes the run of a bank's day, or finds the one that was begun. */
export async function openBatch(tx: Tx, batch: NewBatch): Promise<{ id: bigint; made: boolean }> {
  const made = await find(
    tx,
    sql<{ id: bigint }>`
      insert into debit_batches (partner_id, business_on, message_id, format, terms, state, answer_due_on, made_by,
                                 made_at)
      values (${batch.partnerId}, ${batch.businessOn}::date, ${batch.messageId}, ${batch.terms.format},
              ${JSON.stringify(batch.terms)}::jsonb, 'picking', ${batch.answerDueOn}::date, ${batch.by}, ${batch.now})
      on conflict (partner_id, business_on) do nothing returning id`,
  );
  if (made) return { id: made.id, made: true };
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`select id from debit_batches
                        where partner_id = ${batch.partnerId} and business_on = ${batch.businessOn}::date`,
  );
  return { id, made: false };
}

export interface Candidate {
  customerId: bigint;
  mandateId: bigint;
  mode: MandateMode;
  fixedDay: number | null;
  limitVnd: bigint | null;
  billId: bigint | null;
  issuedOn: BusinessDate;
  /** Of the last debit of this bill: how it stands, which try it was, and when the next may be. */
  lastState: string | null;
  lastMandateId: bigint | null;
  lastAttempt: number | null;
  retryOn: BusinessDate | null;
}

/** The open bills of the next customers whom a bank may debit; a customer without one has one row without a bill. */
export async function listCandidates(
  tx: Tx,
  from: { partnerId: bigint; after: bigint; on: BusinessDate; customers: number },
): Promise<Candidate[]> {
  return many(
    tx,
    sql<Candidate>`
      select m.customer_id as "customerId", m.id as "mandateId", m.mode, m.fixed_day as "fixedDay",
             m.limit_vnd as "limitVnd", b.id as "billId", b.issued_on as "issuedOn", l.state as "lastState",
             l.mandate_id as "lastMandateId", l.attempt as "lastAttempt", l.retry_on as "retryOn"
      from (select * from mandates
            where partner_id = ${from.partnerId} and state = 'active' and customer_id > ${from.after}
            order by customer_id limit ${from.customers}) m
      left join bills b on b.customer_id = m.customer_id and b.is_current and b.state in ('open', 'part_paid')
        and (m.expires_on is null or m.expires_on >= ${from.on}::date)
      left join lateral (
        select i.state, i.mandate_id, i.attempt, i.retry_on from debit_items i
        where i.bill_root_id = b.root_id order by i.id desc limit 1) l on b.id is not null
      order by m.customer_id, b.period, b.id`,
  );
}

export interface NewItem {
  mandateId: bigint;
  customerId: bigint;
  billId: bigint;
  billRootId: bigint;
  amountVnd: bigint;
  attempt: number;
}

/** Writes items and answers their references in the same order. */
export async function insertItems(
  tx: Tx,
  batch: Pick<BatchRow, 'id' | 'partner_id' | 'business_on'>,
  items: readonly NewItem[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const ids = await many(
    tx,
    sql<{ id: bigint }>`select nextval(pg_get_serial_sequence('debit_items', 'id')) as id
                        from generate_series(1, ${items.length}::int) order by 1`,
  );
  const day = batch.business_on.slice(2).replaceAll('-', '');
  const references = ids.map(({ id }) => `TN${day}${String(id).padStart(10, '0')}`);
  await run(
    tx,
    sql`
      insert into debit_items (id, batch_id, partner_id, mandate_id, customer_id, bill_id, bill_root_id, reference,
                               amount_vnd, attempt, state)
      overriding system value
      select g.id, ${batch.id}, ${batch.partner_id}, g.mandate_id, g.customer_id, g.bill_id, g.root_id, g.reference,
             g.amount, g.attempt, 'pending'
      from unnest(${ids.map(({ id }) => id)}::bigint[], ${references}::text[],
                  ${items.map(({ mandateId }) => mandateId)}::bigint[],
                  ${items.map(({ customerId }) => customerId)}::bigint[],
                  ${items.map(({ billId }) => billId)}::bigint[], ${items.map(({ billRootId }) => billRootId)}::bigint[],
                  ${items.map(({ amountVnd }) => amountVnd)}::bigint[],
                  ${items.map(({ attempt }) => attempt)}::smallint[])
           g (id, reference, mandate_id, customer_id, bill_id, root_id, amount, attempt)`,
  );
  return references;
}

export async function notePicked(
  tx: Tx,
  batchId: bigint,
  picked: { through: bigint; items: number; itemsVnd: bigint; skipped: Record<string, number> },
): Promise<void> {
  await run(
    tx,
    sql`update debit_batches set picked_through = ${picked.through}, items = items + ${picked.items},
          items_vnd = items_vnd + ${picked.itemsVnd}, skipped = ${JSON.stringify(picked.skipped)}::jsonb
        where id = ${batchId}`,
  );
}

/** A run that found nothing may be started again the same day. */
export async function forgetEmptyBatch(on: Queryable, batchId: bigint): Promise<void> {
  await run(on, sql`delete from debit_batches where id = ${batchId} and state = 'picking' and items = 0`);
}

/** The file is there: false where another run of the same batch made it meanwhile. */
export async function noteFile(
  tx: Tx,
  batchId: bigint,
  file: { sha256: string; bytes: number },
): Promise<boolean> {
  const noted = await run(
    tx,
    sql`update debit_batches set state = 'ready', file_sha256 = ${file.sha256}, file_bytes = ${file.bytes}
        where id = ${batchId} and state = 'picking'`,
  );
  return noted > 0;
}

export async function noteSent(tx: Tx, batchId: bigint, by: string, now: Date): Promise<number> {
  return run(
    tx,
    sql`update debit_batches set state = 'sent', sent_by = ${by}, sent_at = ${now}
        where id = ${batchId} and state = 'ready'`,
  );
}

export interface FileItem {
  id: bigint;
  reference: string;
  customerCode: string;
  customerName: string;
  account: string;
  holder: string;
  amountVnd: bigint;
  billId: string;
  period: BusinessDate;
  dueOn: BusinessDate;
  mandate: string;
  signedOn: BusinessDate;
}

/** The items of a run in the order of its file. A mandate's account and holder never change: a new one replaces it. */
export async function listFileItems(
  on: Queryable,
  batchId: bigint,
  page: { after: bigint; limit: number },
): Promise<FileItem[]> {
  return many(
    on,
    sql<FileItem>`
      select i.id, i.reference, c.code as "customerCode", c.name as "customerName", m.account, m.holder,
             i.amount_vnd as "amountVnd", b.external_id as "billId", b.period, b.due_on as "dueOn",
             m.number as mandate, m.signed_on as "signedOn"
      from (select * from debit_items where batch_id = ${batchId} and id > ${page.after} order by id
            limit ${page.limit}) i
      join mandates m on m.id = i.mandate_id join customers c on c.id = i.customer_id join bills b on b.id = i.bill_id
      order by i.id`,
  );
}
