import { sql, type RawBuilder } from 'kysely';
import type { ClearingKind, ClearingState } from '../../../core/clearing.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { isUnfinished } from './deliver-queries.ts';

export interface StateSum {
  state: Exclude<ClearingState, 'cleared'>;
  entries: number;
  amount_vnd: bigint;
  oldest_on: string | null;
}

/** What is not cleared, by state; amounts are net, `unclear` counting against. */
export async function sumUncleared(on: Queryable): Promise<StateSum[]> {
  return many(
    on,
    sql<StateSum>`
      select state, count(*)::int as entries, min(business_on) as oldest_on,
             sum(case kind when 'clear' then amount_vnd else -amount_vnd end)::bigint as amount_vnd
      from clearing_entries where state in ('waiting', 'refused', 'failed') group by state`,
  );
}

/** Entries whose predecessor on the same bill has failed and must be looked at first. */
export async function countBlocked(on: Queryable): Promise<number> {
  const row = await one(
    on,
    sql<{ blocked: number }>`
      select count(*)::int as blocked from clearing_entries e
      where e.state = 'waiting' and exists (
        select from clearing_entries p
        where p.bill_root_id = e.bill_root_id and p.state = 'failed' and p.seq < e.seq)`,
  );
  return row.blocked;
}

export interface EntryRow {
  seq: bigint;
  payment_id: bigint;
  kind: ClearingKind;
  bill_external_id: string;
  customer_code: string;
  amount_vnd: bigint;
  partner_code: string;
  channel: string;
  business_on: string;
  state: ClearingState;
  attempts: number;
  next_try_at: Date | null;
  answered_at: Date | null;
  answer_code: string | null;
  answer_detail: string | null;
  recorded_at: Date;
  /** The entry of the same bill that must be finished first. */
  behind_seq: bigint | null;
}

export interface EntryFilter {
  state?: ClearingState | undefined;
  partnerCode?: string | undefined;
  customerCode?: string | undefined;
  paymentId?: bigint | undefined;
}

/** What must be worked off begins with the oldest, everything else with the newest. */
function isWorkList({ state }: EntryFilter): boolean {
  return state !== undefined && state !== 'cleared';
}

function condition(filter: EntryFilter, after: bigint | undefined): RawBuilder<boolean> {
  const parts = [
    filter.state === undefined ? sql`true` : sql`e.state = ${filter.state}`,
    filter.partnerCode === undefined ? sql`true` : sql`e.partner_code = ${filter.partnerCode}`,
    filter.customerCode === undefined ? sql`true` : sql`e.customer_code = ${filter.customerCode}`,
    filter.paymentId === undefined ? sql`true` : sql`e.payment_id = ${filter.paymentId}`,
    after === undefined ? sql`true` : isWorkList(filter) ? sql`e.seq > ${after}` : sql`e.seq < ${after}`,
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/** A page of entries; `after` is the last number of the page before. */
export async function listEntries(
  on: Queryable,
  filter: EntryFilter,
  page: { after?: bigint | undefined; limit: number },
): Promise<EntryRow[]> {
  return many(
    on,
    sql<EntryRow>`
      select e.seq, e.payment_id, e.kind, e.bill_external_id, e.customer_code, e.amount_vnd, e.partner_code, e.channel,
             e.business_on, e.state, e.attempts, e.next_try_at, e.answered_at, e.answer_code, e.answer_detail,
             e.recorded_at,
             case when e.state = 'waiting' then (
               select min(p.seq) from clearing_entries p
               where p.bill_root_id = e.bill_root_id and p.state in ('waiting', 'failed') and p.seq < e.seq
             ) end as behind_seq
      from clearing_entries e
      where ${condition(filter, page.after)}
      order by e.seq ${isWorkList(filter) ? sql`asc` : sql`desc`} limit ${page.limit}`,
  );
}

/**
 * Puts failed or refused entries back in the queue. With a refused one go the later refused ones of the same bill, so
 * that what the billing system hears of a bill keeps its order. Returns the numbers.
 */
export async function requeue(tx: Tx, which: RawBuilder<boolean>): Promise<bigint[]> {
  const rows = await many(
    tx,
    sql<{ seq: bigint }>`
      with chosen as (
        select seq, bill_root_id, state from clearing_entries e where e.state in ('failed', 'refused') and ${which}
      ), following as (
        select e.seq from clearing_entries e join chosen c on c.bill_root_id = e.bill_root_id and e.seq > c.seq
        where c.state = 'refused' and e.state = 'refused'
      )
      update clearing_entries e set state = 'waiting', attempts = 0, next_try_at = null
      from (select seq from chosen union select seq from following) w
      where e.seq = w.seq returning e.seq`,
  );
  return rows.map(({ seq }) => seq);
}

export const isOneOf = (seqs: readonly bigint[]): RawBuilder<boolean> =>
  sql<boolean>`e.seq = any(${seqs}::bigint[])`;
export const isIn = (state: ClearingState): RawBuilder<boolean> => sql<boolean>`e.state = ${state}`;

export interface FeedRow {
  seq: bigint;
  kind: ClearingKind;
  bill_external_id: string;
  customer_code: string;
  amount_vnd: bigint;
  partner_code: string;
  channel: string;
  business_on: string;
}

/** Entries in order as they are told to the billing system: only what never changes, so that a feed can be repeated. */
export async function listFeed(
  on: Queryable,
  range: { after: bigint; upto: bigint; limit: number },
): Promise<FeedRow[]> {
  return many(
    on,
    sql<FeedRow>`
      select seq, kind, bill_external_id, customer_code, amount_vnd, partner_code, channel, business_on
      from clearing_entries where seq > ${range.after} and seq <= ${range.upto} order by seq limit ${range.limit}`,
  );
}

export interface FileRow {
  id: bigint;
  from_seq: bigint;
  upto_seq: bigint;
  entries: number;
  total_vnd: bigint;
  sha256: string;
  made_by: string;
  made_at: Date;
}

export async function listFiles(on: Queryable): Promise<FileRow[]> {
  return many(on, sql<FileRow>`select * from clearing_files order by id desc limit 100`);
}

export async function findFile(on: Queryable, id: bigint): Promise<FileRow | undefined> {
  return find(on, sql<FileRow>`select * from clearing_files where id = ${id}`);
}

export async function insertFile(
  tx: Tx,
  file: Omit<FileRow, 'id' | 'made_at'> & { made_at: Date },
): Promise<FileRow> {
  return one(
    tx,
    sql<FileRow>`
      insert into clearing_files (from_seq, upto_seq, entries, total_vnd, sha256, made_by, made_at)
      values (${file.from_seq}, ${file.upto_seq}, ${file.entries}, ${file.total_vnd}, ${file.sha256}, ${file.made_by},
              ${file.made_at})
      returning *`,
  );
}

/** The last entry that a file holds; 0 before the first file. */
export async function findFiledThrough(on: Queryable): Promise<bigint> {
  const row = await one(
    on,
    sql<{ upto: bigint }>`select coalesce(max(upto_seq), 0)::bigint as upto from clearing_files`,
  );
  return row.upto;
}

export interface AnswerCounts {
  unknown: bigint[];
  written: number;
  /** Said before already. */
  repeated: number;
  /** Finished before with another result, which stays. */
  contradicting: number;
}

/** Writes the answers of a file to the entries that are not finished; nothing where an entry is unknown. */
export async function applyFileAnswers(
  tx: Tx,
  answers: { seqs: bigint[]; results: string[]; codes: string[]; details: string[] },
  now: Date,
): Promise<AnswerCounts> {
  const given = sql`unnest(${answers.seqs}::bigint[], ${answers.results}::text[], ${answers.codes}::text[],
                           ${answers.details}::text[]) g (seq, result, code, detail)`;
  const unknown = await many(
    tx,
    sql<{ seq: bigint }>`
      select g.seq from ${given} where not exists (select from clearing_entries e where e.seq = g.seq)
      order by g.seq limit 20`,
  );
  if (unknown.length > 0) {
    return { unknown: unknown.map(({ seq }) => seq), written: 0, repeated: 0, contradicting: 0 };
  }
  const finished = await one(
    tx,
    sql<{ repeated: number; contradicting: number }>`
      select count(*) filter (where e.state = g.result)::int as repeated,
             count(*) filter (where e.state <> g.result)::int as contradicting
      from ${given} join clearing_entries e on e.seq = g.seq where e.state in ('cleared', 'refused')`,
  );
  const written = await run(
    tx,
    sql`update clearing_entries e set state = g.result, attempts = e.attempts + 1, next_try_at = null,
          answered_at = ${now}, answer_code = g.code, answer_detail = g.detail
        from ${given} where e.seq = g.seq and ${isUnfinished}`,
  );
  return { unknown: [], written, ...finished };
}
