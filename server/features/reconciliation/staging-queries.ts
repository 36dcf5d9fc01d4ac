import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { copyLine, copyRows } from '../../platform/copy-rows.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { BadLine, StagedLine } from './read-file.ts';

/** The lines of one file, for the transaction that matches it. */
export async function makeStaging(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`create temp table staged_lines (
      line integer not null, reference text not null, our_id bigint, customer_code text not null, bill text,
      amount_vnd bigint, occurred_at timestamptz, status text not null) on commit drop`,
  );
}

export async function stageLines(tx: Tx, chunks: AsyncIterable<string>): Promise<void> {
  const columns = 'line, reference, our_id, customer_code, bill, amount_vnd, occurred_at, status';
  await copyRows(tx, `staged_lines (${columns})`, chunks);
}

export function stagedLine(row: StagedLine): string {
  if ('bad' in row) return copyLine([row.line, row.reference, null, '', null, null, null, 'bad']);
  const { line, reference, ourId, customerCode, bill, amountVnd, occurredAt, status } = row;
  const at = occurredAt === null ? null : occurredAt.toISOString();
  return copyLine([line, reference, ourId, customerCode, bill, amountVnd, at, status]);
}

/** The lines of a file in use are what is matched: an ordinary table, which several processes may join at once. */
export async function matchKept(tx: Tx, fileId: bigint): Promise<void> {
  await run(
    tx,
    sql`create or replace temp view lines_to_match as
        select line, reference, our_id, customer_code, bill, amount_vnd, occurred_at, status from partner_lines
        where file_id = ${sql.lit(fileId)}`,
  );
}

/** The staged lines are what is matched, without being kept. */
export async function matchStaged(tx: Tx): Promise<void> {
  await run(tx, sql`create or replace temp view lines_to_match as select * from staged_lines`);
}

/** A view would outlive the transaction. */
export async function endMatch(tx: Tx): Promise<void> {
  await run(tx, sql`drop view lines_to_match`);
}

export async function analyseStaging(tx: Tx): Promise<void> {
  await run(tx, sql`analyze staged_lines`);
}

export async function keepLines(tx: Tx, fileId: bigint): Promise<void> {
  await run(
    tx,
    sql`insert into partner_lines (file_id, line, reference, our_id, customer_code, bill, amount_vnd, occurred_at, status)
        select ${fileId}, line, reference, our_id, customer_code, bill, amount_vnd, occurred_at, status
        from staged_lines`,
  );
}

export async function deleteBadLines(on: Queryable, fileId: bigint): Promise<void> {
  await run(on, sql`delete from partner_bad_lines where file_id = ${fileId}`);
}

export async function insertBadLines(on: Queryable, fileId: bigint, rows: readonly BadLine[]): Promise<void> {
  if (rows.length === 0) return;
  await run(
    on,
    sql`insert into partner_bad_lines (file_id, line, reference, field, code, detail, raw)
        select ${fileId}, * from unnest(
          ${rows.map(({ line }) => line)}::int[], ${rows.map(({ reference }) => reference)}::text[],
          ${rows.map(({ problem }) => problem.field)}::text[], ${rows.map(({ problem }) => problem.code)}::text[],
          ${rows.map(({ problem }) => problem.detail)}::text[], ${rows.map(({ raw }) => raw)}::text[])
        on conflict do nothing`,
  );
}

/** One matching of a partner at a time: days of one partner look into each other. Waits for as long as a file takes. */
export async function lockPartner(tx: Tx, partnerId: bigint): Promise<void> {
  await run(tx, sql`set local lock_timeout = '10min'`);
  await one(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(current_schema || ' reconciliation', ${partnerId}))`,
  );
}

/**
 * Days whose files hold the references of this one, by a sample spread over the file: with how many of the sampled
 * references, the most first.
 */
export async function sampleOverlap(
  tx: Tx,
  file: { partnerId: bigint; day: BusinessDate; lines: number },
): Promise<{ sampled: number; days: { day: BusinessDate; found: number }[] }> {
  const every = Math.max(1, Math.ceil(file.lines / 400));
  const days = await many(
    tx,
    sql<{ day: BusinessDate; found: number }>`
      select f.settles_on as day, count(distinct s.reference)::int as found
      from (select reference from staged_lines where status <> 'bad' and line % ${every} = 0 limit 500) s
      join partner_lines l on l.reference = s.reference
      join partner_files f on f.id = l.file_id and f.partner_id = ${file.partnerId} and f.state = 'matched'
        and f.scope = 'final' and f.settles_on <> ${file.day}::date
      group by 1 order by 2 desc, 1`,
  );
  const { sampled } = await one(
    tx,
    sql<{ sampled: number }>`
      select count(distinct reference)::int as sampled
      from (select reference from staged_lines where status <> 'bad' and line % ${every} = 0 limit 500) s`,
  );
  return { sampled, days };
}

/** Whether the partner's last files of whole days all ended with totals; false where there are fewer than three. */
export async function usuallyHasTrailer(
  on: Queryable,
  file: { id: bigint; partnerId: bigint },
): Promise<boolean> {
  const row = await one(
    on,
    sql<{ files: number; with_trailer: number }>`
      select count(*)::int as files, count(control_lines)::int as with_trailer
      from (select control_lines from partner_files
            where partner_id = ${file.partnerId} and scope = 'final' and state = 'matched' and id <> ${file.id}
            order by id desc limit 3) latest`,
  );
  return row.files === 3 && row.with_trailer === 3;
}
