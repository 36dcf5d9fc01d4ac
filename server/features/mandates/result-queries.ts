import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { copyLine, copyRows } from '../../platform/copy-rows.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { keptSince } from './queries.ts';
import type { ResultLine } from './read-results.ts';

export interface ResultRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_kind: string;
  file_name: string;
  sha256: string;
  bytes: bigint;
  state: 'reading' | 'posting' | 'done' | 'refused';
  format: string | null;
  refusal: { code: string; params: Record<string, unknown> } | null;
  lines: number;
  taken: number;
  taken_vnd: bigint;
  failed: number;
  waiting: number;
  repeated: number;
  problems: number;
  received_by: string;
  received_at: Date;
  done_at: Date | null;
}

const selectResults = sql`
  select r.*, p.code as partner_code, p.kind as partner_kind
  from debit_results r join partners p on p.id = r.partner_id`;

export async function findResult(on: Queryable, id: bigint): Promise<ResultRow | undefined> {
  return find(on, sql<ResultRow>`${selectResults} where r.id = ${id}`);
}

export async function listResults(on: Queryable): Promise<ResultRow[]> {
  return many(on, sql<ResultRow>`${selectResults} order by r.id desc limit 100`);
}

/** Results that were not finished, for whatever reason. */
export async function listUnfinished(on: Queryable, before: Date): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ id: bigint }>`select id from debit_results
      where state in ('reading', 'posting') and received_at < ${before} order by id limit 20`,
  );
  return rows.map(({ id }) => id);
}

/** The same bytes from the same bank, in use or about to be. */
export async function findSameResult(
  on: Queryable,
  file: { partnerId: bigint; sha256: string },
): Promise<bigint | undefined> {
  const row = await find(
    on,
    sql<{ id: bigint }>`select id from debit_results
      where partner_id = ${file.partnerId} and sha256 = ${file.sha256} and state <> 'refused' order by id limit 1`,
  );
  return row?.id;
}

export async function reserveResultId(on: Queryable): Promise<bigint> {
  const { id } = await one(
    on,
    sql<{ id: bigint }>`select nextval(pg_get_serial_sequence('debit_results', 'id')) as id`,
  );
  return id;
}

export async function insertResult(
  tx: Tx,
  file: {
    id: bigint;
    partnerId: bigint;
    fileName: string;
    sha256: string;
    bytes: number;
    by: string;
    now: Date;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into debit_results (id, partner_id, file_name, sha256, bytes, state, received_by, received_at)
        overriding system value
        values (${file.id}, ${file.partnerId}, ${file.fileName}, ${file.sha256}, ${file.bytes}, 'reading', ${file.by},
                ${file.now})`,
  );
}

export async function lockResult(tx: Tx, id: bigint): Promise<ResultRow | undefined> {
  await run(tx, sql`select from debit_results where id = ${id} for update`);
  return findResult(tx, id);
}

export async function refuseResult(
  on: Queryable,
  id: bigint,
  refusal: { code: string; params: Record<string, unknown> },
): Promise<void> {
  await run(
    on,
    sql`update debit_results set state = 'refused', refusal = ${JSON.stringify(refusal)}::jsonb
        where id = ${id} and state = 'reading'`,
  );
}

export async function makeStaging(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`create temporary table staged_results (
          line int not null, reference text not null, amount_vnd bigint, verdict text not null, code text not null,
          detail text not null) on commit drop`,
  );
}

export async function stageResults(tx: Tx, chunks: AsyncIterable<string>): Promise<void> {
  await copyRows(tx, 'staged_results (line, reference, amount_vnd, verdict, code, detail)', chunks);
}

export function stagedResult(line: ResultLine): string {
  return copyLine([
    line.line,
    line.reference,
    line.amountVnd,
    line.verdict,
    line.code,
    line.text.slice(0, 300),
  ]);
}

/** A word on a whole run, for each of its debits that has none of its own. */
export async function stageWhole(
  tx: Tx,
  whole: { partnerId: bigint; messageId: string; verdict: 'taken' | 'failed' },
): Promise<void> {
  await run(
    tx,
    sql`insert into staged_results (line, reference, verdict, code, detail)
        select 0, i.reference, ${whole.verdict}, ${whole.verdict === 'failed' ? 'FILE' : ''}, ''
        from debit_batches b join debit_items i on i.batch_id = b.id
        where b.message_id = ${whole.messageId} and b.partner_id = ${whole.partnerId} and i.state = 'pending'
          and not exists (select from staged_results s where s.reference = i.reference)`,
  );
}

/** One result of a bank is judged after the other, so that each sees what those before it said. */
export async function lockTermsOf(tx: Tx, partnerId: bigint): Promise<void> {
  await run(tx, sql`select from debit_terms where partner_id = ${partnerId} for update`);
}

/** Puts each debit beside the first thing that is said of it; locks them in id order. */
export async function judgeStaged(tx: Tx, partnerId: bigint): Promise<void> {
  await run(tx, sql`analyze staged_results`);
  await run(
    tx,
    sql`create temporary table judged_results on commit drop as
        with said as (select distinct on (reference) * from staged_results order by reference, line),
        items as (
          select i.id, i.reference, i.state, i.amount_vnd, i.bill_root_id from debit_items i
          where i.partner_id = ${partnerId} and i.reference in (select reference from said)
          order by i.id for update
        )
        select s.*, i.id as item_id, i.bill_root_id, i.amount_vnd as asked_vnd,
               case when t.item_id is null then i.state else 'taken' end as was
        from said s left join items i on i.reference = s.reference left join debit_taken t on t.item_id = i.id`,
  );
  await run(tx, sql`analyze judged_results`);
}

/** Money taken is to be posted; that which came after a failure had been told is money all the same. */
export async function keepTaken(tx: Tx, resultId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      insert into debit_taken (item_id, result_id, taken_vnd, bill_id)
      select j.item_id, ${resultId}, coalesce(j.amount_vnd, j.asked_vnd), b.id
      from judged_results j left join bills b on b.root_id = j.bill_root_id and b.is_current
      where j.verdict = 'taken' and j.was in ('pending', 'failed')
      order by j.item_id`,
  );
}

/** Writes down what failed; it may be tried again by the retry days. */
export async function noteFailed(
  tx: Tx,
  resultId: bigint,
  retry: { codes: readonly string[]; days: readonly BusinessDate[] },
): Promise<void> {
  await run(
    tx,
    sql`
      update debit_items i set
        state = 'failed', result_id = ${resultId}, reason_code = j.code, reason_text = nullif(j.detail, ''),
        retry_on = case when j.code = any(${retry.codes}::text[]) then (${retry.days}::date[])[i.attempt] end
      from judged_results j
      where i.id = j.item_id and j.was = 'pending' and j.verdict = 'failed'`,
  );
}

/** Suspends mandates from whose account nothing more will come. */
export async function suspendFailed(
  tx: Tx,
  resultId: bigint,
  stopCodes: readonly string[],
  at: { now: Date; businessDate: BusinessDate },
): Promise<number> {
  return run(
    tx,
    keptSince(
      sql`update mandates m set state = 'suspended', state_reason = i.reason_code, changed_at = ${at.now}
          from debit_items i
          where i.result_id = ${resultId} and i.state = 'failed' and i.reason_code = any(${stopCodes}::text[])
            and m.id = i.mandate_id and m.state = 'active' returning m.id, m.state`,
      at.businessDate,
    ),
  );
}

/** Lines that a person must look at. */
export async function keepProblems(tx: Tx, resultId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      insert into debit_result_problems (result_id, line, reference, code, detail)
      select ${resultId}::bigint, line, reference, 'unknown_reference', '' from judged_results where item_id is null
      union all
      select ${resultId}::bigint, line, reference, 'amount_differs', asked_vnd || ' <> ' || amount_vnd from judged_results
      where verdict = 'taken' and amount_vnd <> asked_vnd and was in ('pending', 'failed')
      union all
      select ${resultId}::bigint, line, reference, 'returned_after_taken', code from judged_results
      where verdict = 'failed' and was in ('taken', 'paid')
      union all
      select ${resultId}::bigint, s.line, s.reference, 'said_twice', s.verdict
      from staged_results s join judged_results j on j.reference = s.reference
      where s.verdict <> j.verdict and s.verdict <> 'waiting' and j.verdict <> 'waiting'
      on conflict do nothing`,
  );
}

/** Debits that a bank took back after their money was posted; said again they stay as they were decided. */
export async function keepReturns(tx: Tx, resultId: bigint, now: Date): Promise<void> {
  await run(
    tx,
    sql`
      insert into debit_returns (item_id, result_id, payment_id, amount_vnd, reason_code, state, told_at)
      select i.id, ${resultId}, i.payment_id, i.taken_vnd, j.code, 'open', ${now}
      from judged_results j join debit_items i on i.id = j.item_id
      where j.verdict = 'failed' and j.was = 'paid'
      on conflict (item_id) do nothing`,
  );
}

export async function saveCounts(
  tx: Tx,
  resultId: bigint,
  result: { format: string; lines: number },
): Promise<void> {
  await run(
    tx,
    sql`
      update debit_results set state = 'posting', format = ${result.format}, lines = ${result.lines},
        taken = c.taken, taken_vnd = c.taken_vnd, failed = c.failed, waiting = c.waiting, repeated = c.repeated,
        problems = (select count(*)::int from debit_result_problems where result_id = ${resultId})
      from (
        select count(*) filter (where verdict = 'taken' and was in ('pending', 'failed'))::int as taken,
               coalesce(sum(coalesce(amount_vnd, asked_vnd))
                 filter (where verdict = 'taken' and was in ('pending', 'failed')), 0)::bigint as taken_vnd,
               count(*) filter (where verdict = 'failed' and was = 'pending')::int as failed,
               count(*) filter (where verdict = 'waiting')::int as waiting,
               count(*) filter (where verdict = was or (verdict = 'taken' and was = 'paid'))::int as repeated
        from judged_results) c
      where id = ${resultId}`,
  );
}

export interface TakenItem {
  id: bigint;
  reference: string;
  customerCode: string;
  takenVnd: bigint;
  takenBillId: bigint | null;
}

/** Pages of what was taken and is not posted yet, each from behind one debit up to and with another. */
export async function listPages(
  on: Queryable,
  resultId: bigint,
  itemsEach: number,
): Promise<{ after: bigint; through: bigint }[]> {
  return many(
    on,
    sql<{ after: bigint; through: bigint }>`
      select lag(through, 1, 0::bigint) over (order by through) as after, through
      from (
        select max(item_id) as through from (
          select item_id, (row_number() over (order by item_id) - 1) / ${itemsEach}::int as page
          from debit_taken where result_id = ${resultId}) t
        group by page) ends
      order by through`,
  );
}

export async function listTaken(
  on: Queryable,
  resultId: bigint,
  page: { after: bigint; through: bigint },
): Promise<TakenItem[]> {
  return many(
    on,
    sql<TakenItem>`
      select i.id, i.reference, c.code as "customerCode", t.taken_vnd as "takenVnd", t.bill_id as "takenBillId"
      from debit_taken t join debit_items i on i.id = t.item_id join customers c on c.id = i.customer_id
      where t.result_id = ${resultId} and t.item_id > ${page.after} and t.item_id <= ${page.through} order by i.id`,
  );
}

/** The debits are paid; repeated it changes nothing. */
export async function notePosted(
  on: Queryable,
  posted: readonly { itemId: bigint; paymentId: bigint }[],
): Promise<void> {
  if (posted.length === 0) return;
  await run(
    on,
    sql`with posted as (
          select * from unnest(${posted.map(({ itemId }) => itemId)}::bigint[],
                               ${posted.map(({ paymentId }) => paymentId)}::bigint[]) g (id, payment_id)
        ), told as (
          delete from debit_taken t using posted where t.item_id = posted.id
          returning t.item_id, t.result_id, t.taken_vnd, t.bill_id, posted.payment_id
        )
        update debit_items i set state = 'paid', payment_id = told.payment_id, result_id = told.result_id,
          taken_vnd = told.taken_vnd, taken_bill_id = told.bill_id, reason_code = null, reason_text = null, retry_on = null
        from told where i.id = told.item_id`,
  );
}

/** References of this result whose holds are still open: of what failed, and of bills corrected meanwhile. */
export async function listOpenHolds(on: Queryable, resultId: bigint, limit: number): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ reference: string }>`
      select i.reference from debit_items i join holds h on h.partner_id = i.partner_id and h.reference = i.reference
      where i.result_id = ${resultId} and (i.state = 'failed' or i.taken_bill_id is distinct from i.bill_id)
        and h.state = 'open' order by i.id limit ${limit}`,
  );
  return rows.map(({ reference }) => reference);
}

export async function noteDone(on: Queryable, resultId: bigint, now: Date): Promise<number> {
  return run(
    on,
    sql`update debit_results set state = 'done', done_at = ${now} where id = ${resultId} and state = 'posting'`,
  );
}

export interface ProblemRow {
  line: number;
  reference: string;
  code: string;
  detail: string;
}

export async function listProblems(on: Queryable, resultId: bigint): Promise<ProblemRow[]> {
  return many(
    on,
    sql<ProblemRow>`select line, reference, code, detail from debit_result_problems
                    where result_id = ${resultId} order by line, code limit 1000`,
  );
}
