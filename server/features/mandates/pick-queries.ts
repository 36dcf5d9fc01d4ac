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
      on conflict do nothing returning id`,
  );
  if (made) return { id: made.id, made: true };
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`select id from debit_batches
                        where partner_id = ${batch.partnerId} and business_on = ${batch.businessOn}::date`,
  );
  return { id, made: false };
}

/** Customers behind one up to and with another. */
export interface Range {
  afterId: bigint;
  throughId: bigint;
}

const lastId = 9_223_372_036_854_775_807n;

/** The customers of a bank in ranges of so many; the last one is open, for whoever comes meanwhile. */
const ranges = (partnerId: bigint, customersEach: number) => sql<Range>`
  select lag(through_id, 1, 0::bigint) over (order by through_id) as "afterId", through_id as "throughId"
  from (
    select customer_id as through_id from (
      select customer_id, row_number() over (order by customer_id) as n from mandates
      where partner_id = ${partnerId} and state = 'active') m
    where n % ${customersEach}::int = 0
    union select ${lastId}::bigint) ends
  order by 1`;

export async function listRanges(on: Queryable, partnerId: bigint, customersEach: number): Promise<Range[]> {
  return many(on, ranges(partnerId, customersEach));
}

/** Divides a run into ranges. */
export async function planRanges(
  tx: Tx,
  batch: { id: bigint; partnerId: bigint },
  customersEach: number,
): Promise<void> {
  await run(
    tx,
    sql`insert into debit_ranges (batch_id, after_id, through_id)
        select ${batch.id}, r.* from (${ranges(batch.partnerId, customersEach)}) r on conflict do nothing`,
  );
}

/** The next range that nobody picks just now; where there is none, the next that somebody else did not finish. */
export async function lockRange(tx: Tx, batchId: bigint): Promise<Range | undefined> {
  const next = sql`
    select after_id as "afterId", through_id as "throughId" from debit_ranges
    where batch_id = ${batchId} and not is_picked order by after_id limit 1 for update`;
  return (await find(tx, sql<Range>`${next} skip locked`)) ?? find(tx, sql<Range>`${next}`);
}

/** How far a run has come: what was picked, and what was left out. */
export async function sumPicked(
  on: Queryable,
  batchId: bigint,
): Promise<{ items: number; itemsVnd: bigint; skipped: Record<string, number> }> {
  const sum = await one(
    on,
    sql<{ items: number; itemsVnd: bigint }>`
      select count(*)::int as items, coalesce(sum(amount_vnd), 0)::bigint as "itemsVnd"
      from debit_items where batch_id = ${batchId}`,
  );
  const reasons = await many(
    on,
    sql<{ reason: string; bills: number }>`
      select s.key as reason, sum(s.value::int)::int as bills
      from debit_ranges r cross join jsonb_each_text(r.skipped) s
      where r.batch_id = ${batchId} group by 1 order by 1`,
  );
  return { ...sum, skipped: Object.fromEntries(reasons.map(({ reason, bills }) => [reason, bills])) };
}

export interface Candidate {
  customerId: bigint;
  mandateId: bigint;
  mode: MandateMode;
  fixedDay: number | null;
  limitVnd: bigint | null;
  billId: bigint | null;
  billRootId: bigint;
  /** Not yet paid; what is debited is read again under the bill's lock. */
  openVnd: bigint;
  handedTo: bigint | null;
  issuedOn: BusinessDate;
  /** What its payer was told, and for which day; null as long as nobody was. */
  noticedVnd: bigint | null;
  noticedFor: BusinessDate | null;
  /** Of the last debit of this bill: how it stands, which try it was, and when the next may be. */
  lastState: string | null;
  lastMandateId: bigint | null;
  lastAttempt: number | null;
  retryOn: BusinessDate | null;
}

/** The open bills of a range of customers whom a bank may debit; a customer without one has one row without a bill. */
export async function listCandidates(
  tx: Tx,
  from: { partnerId: bigint; range: Range; on: BusinessDate },
): Promise<Candidate[]> {
  return many(
    tx,
    sql<Candidate>`
      select m.customer_id as "customerId", m.id as "mandateId", m.mode, m.fixed_day as "fixedDay",
             m.limit_vnd as "limitVnd", b.id as "billId", b.root_id as "billRootId",
             b.total_vnd - b.paid_vnd as "openVnd", b.handed_to as "handedTo", b.issued_on as "issuedOn",
             n.amount_vnd as "noticedVnd", n.debit_on as "noticedFor", l.state as "lastState",
             l.mandate_id as "lastMandateId", l.attempt as "lastAttempt", l.retry_on as "retryOn"
      from (select * from mandates
            where partner_id = ${from.partnerId} and state = 'active'
              and customer_id > ${from.range.afterId} and customer_id <= ${from.range.throughId}) m
      left join bills b on b.customer_id = m.customer_id and b.is_current and b.state in ('open', 'part_paid')
        and (m.expires_on is null or m.expires_on >= ${from.on}::date)
      left join debit_notices n
        on n.bill_root_id = b.root_id and n.state = 'handed_over' and n.mandate_id = m.id
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
    sql<{ id: bigint }>`select nextval((select pg_get_serial_sequence('debit_items', 'id')::regclass)) as id
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

/** A range is done: what it left out, by reason. */
export async function notePicked(
  tx: Tx,
  batchId: bigint,
  range: Range,
  skipped: Record<string, number>,
): Promise<void> {
  await run(
    tx,
    sql`update debit_ranges set is_picked = true, skipped = ${JSON.stringify(skipped)}::jsonb
        where batch_id = ${batchId} and after_id = ${range.afterId}`,
  );
}

/** A run that found nothing may be started again the same day. */
export async function forgetEmptyBatch(on: Queryable, batchId: bigint): Promise<void> {
  await run(
    on,
    sql`delete from debit_batches b where id = ${batchId} and state = 'picking'
          and not exists (select from debit_items i where i.batch_id = b.id)`,
  );
}

/** The file is there, where the run has one, with what it holds: false where another run of the same batch made it meanwhile. */
export async function noteFile(
  tx: Tx,
  batch: Pick<BatchRow, 'id' | 'items' | 'items_vnd' | 'skipped'>,
  file: { sha256: string; bytes: number } | undefined,
): Promise<boolean> {
  const noted = await run(
    tx,
    sql`update debit_batches set state = 'ready', file_sha256 = ${file?.sha256 ?? null},
          file_bytes = ${file?.bytes ?? null},
          items = ${batch.items}, items_vnd = ${batch.items_vnd}, skipped = ${JSON.stringify(batch.skipped)}::jsonb
        where id = ${batch.id} and state = 'picking'`,
  );
  return noted > 0;
}

export async function noteSent(tx: Queryable, batchId: bigint, by: string, now: Date): Promise<number> {
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
