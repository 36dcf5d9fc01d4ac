import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import {
  daysToSolve,
  lanes,
  type CauseName,
  type Fix,
  type Lane,
} from '../../../core/reconciliation/lanes.ts';
import { many, run, type Tx } from '../../platform/db.ts';

/** A difference as this run found it. */
export interface JudgedRow {
  reference: string;
  ordinal: number;
  lane: Lane;
  cause: CauseName;
  suggestion: Fix;
  line: number | null;
  paymentId: bigint | null;
  customerCode: string | null;
  theirVnd: bigint | null;
  ourVnd: bigint | null;
  theirAt: Date | null;
  ourAt: Date | null;
  theirDayVnd: bigint;
  ourDayVnd: bigint;
  otherDay: BusinessDate | null;
}

export async function makeJudged(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`create temp table judged (
      reference text, ordinal integer, lane text, cause text, suggestion text, line integer, payment_id bigint,
      customer_code text, their_vnd bigint, our_vnd bigint, their_at timestamptz, our_at timestamptz,
      their_day_vnd bigint, our_day_vnd bigint, other_day date, settled boolean not null default false) on commit drop`,
  );
}

export async function insertJudged(tx: Tx, rows: readonly JudgedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <Key extends keyof JudgedRow>(key: Key): JudgedRow[Key][] => rows.map((row) => row[key]);
  await run(
    tx,
    sql`insert into judged
        select * from unnest(${column('reference')}::text[], ${column('ordinal')}::int[], ${column('lane')}::text[],
          ${column('cause')}::text[], ${column('suggestion')}::text[], ${column('line')}::int[],
          ${column('paymentId')}::bigint[], ${column('customerCode')}::text[], ${column('theirVnd')}::bigint[],
          ${column('ourVnd')}::bigint[], ${column('theirAt')}::timestamptz[], ${column('ourAt')}::timestamptz[],
          ${column('theirDayVnd')}::bigint[], ${column('ourDayVnd')}::bigint[], ${column('otherDay')}::date[])`,
    { name: 'reconciliation_judged' },
  );
}

export interface MatchedRow {
  line: number;
  paymentId: bigint;
  rule: string;
}

export async function deleteMatches(tx: Tx, fileId: bigint): Promise<void> {
  await run(tx, sql`delete from partner_line_matches where file_id = ${fileId}`);
}

export async function insertMatches(tx: Tx, fileId: bigint, rows: readonly MatchedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into partner_line_matches (file_id, line, payment_id, rule)
        select ${fileId}, * from unnest(${rows.map(({ line }) => line)}::int[],
          ${rows.map(({ paymentId }) => paymentId)}::bigint[], ${rows.map(({ rule }) => rule)}::text[])
        on conflict do nothing`,
  );
}

export interface Merge {
  partnerId: bigint;
  day: BusinessDate;
  fileId: bigint | null;
  businessOn: BusinessDate;
  now: Date;
}

/**
 * What a person has resolved stays so, in whichever lane it shows itself now, as long as the partner says the same
 * amount. What a fix made or took back on another day is explained by that fix.
 */
export async function settleJudged(tx: Tx, { partnerId, day }: Merge): Promise<void> {
  await run(
    tx,
    sql`update judged j set settled = true from differences d
        where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and d.reference = j.reference
          and d.ordinal = j.ordinal and d.state = 'resolved' and d.resolution <> 'no_longer_found'
          and (d.their_vnd is not distinct from j.their_vnd or j.line is null or d.line is null)`,
  );
}

/** Differences of this day that are the other end of a fix of another day: they stand in the books, resolved. */
export async function insertMadeByFix(tx: Tx, merge: Merge): Promise<{ id: bigint }[]> {
  const { partnerId, day, fileId, businessOn, now } = merge;
  return many(
    tx,
    sql<{ id: bigint }>`
      with made as (
        select d.id, d.settles_on, v.value::bigint as payment_id from differences d, jsonb_each_text(d.made) v
        where d.partner_id = ${partnerId} and d.state = 'resolved' and d.made is not null
          and d.settles_on <> ${day}::date and v.key in ('paymentId', 'reversedPaymentId')
      ), explained as (
        update judged j set settled = true from made
        where not j.settled and j.payment_id = made.payment_id
          and j.lane in ('crossed_cut_off', 'at_us_only', 'reversed_after_cut_off')
        returning j.*, made.id as made_by, made.settles_on as made_for
      )
      insert into differences (partner_id, settles_on, lane, cause, reference, ordinal, file_id, line, payment_id,
        customer_code, their_vnd, our_vnd, their_at, our_at, their_day_vnd, our_day_vnd, other_day, suggestion, due_on,
        state, resolution, resolved_by, resolved_at, made)
      select distinct on (lane, reference, ordinal) ${partnerId}::bigint, ${day}::date, lane, cause, reference, ordinal,
        ${fileId}::bigint, line, payment_id, customer_code, their_vnd, our_vnd, their_at, our_at, their_day_vnd,
        our_day_vnd, made_for, suggestion, ${businessOn}::date, 'resolved', 'made_by_fix', 'system', ${now}::timestamptz,
        jsonb_build_object('differenceId', made_by::text)
      from explained
      on conflict on constraint differences_one do nothing
      returning id`,
  );
}

const dueDays = sql.join(
  lanes.map((lane) => sql`when ${sql.lit(lane)} then ${sql.lit(daysToSolve[lane])}`),
  sql` `,
);

/** New differences, and those that show themselves again after they seemed gone. */
export async function upsertDifferences(
  tx: Tx,
  { partnerId, day, fileId, businessOn }: Merge,
): Promise<{ id: bigint; event: 'found' | 'found_again' | null }[]> {
  return many(
    tx,
    sql<{ id: bigint; event: 'found' | 'found_again' | null }>`
      with former as (
        select id, state from differences where partner_id = ${partnerId} and settles_on = ${day}::date
      ), written as (
        insert into differences as d (partner_id, settles_on, lane, cause, reference, ordinal, file_id, line, payment_id,
          customer_code, their_vnd, our_vnd, their_at, our_at, their_day_vnd, our_day_vnd, other_day, suggestion, due_on)
        select ${partnerId}::bigint, ${day}::date, lane, cause, reference, ordinal, ${fileId}::bigint, line, payment_id,
          customer_code, their_vnd, our_vnd, their_at, our_at, their_day_vnd, our_day_vnd, other_day, suggestion,
          ${businessOn}::date + case lane ${dueDays} end
        from judged where not settled
        on conflict on constraint differences_one do update set
          cause = excluded.cause, suggestion = excluded.suggestion, file_id = excluded.file_id, line = excluded.line,
          payment_id = excluded.payment_id, customer_code = excluded.customer_code, their_vnd = excluded.their_vnd,
          our_vnd = excluded.our_vnd, their_at = excluded.their_at, our_at = excluded.our_at,
          their_day_vnd = excluded.their_day_vnd, our_day_vnd = excluded.our_day_vnd, other_day = excluded.other_day,
          state = case when d.state = 'resolved' then 'open' else d.state end,
          due_on = case when d.state = 'resolved' then excluded.due_on else d.due_on end,
          resolution = null, resolved_by = null, resolved_at = null
        returning d.id
      )
      select written.id, case when former.id is null then 'found' when former.state = 'resolved' then 'found_again' end as event
      from written left join former using (id)`,
  );
}

/** What a file of the day so far has found stays as that file tells it. */
export async function leaveToFiles(tx: Tx, { partnerId, day }: Merge): Promise<void> {
  await run(
    tx,
    sql`update judged j set settled = true from differences d
        where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and d.reference = j.reference
          and d.ordinal = j.ordinal and d.lane = j.lane and d.state <> 'resolved' and d.file_id is not null`,
  );
}

/** Open differences of the day that this run did not find: the books or a later file have explained them. */
export async function closeGone(
  tx: Tx,
  { partnerId, day, now, final }: Merge & { final: boolean },
): Promise<{ id: bigint }[]> {
  return many(
    tx,
    sql<{ id: bigint }>`
      update differences d set state = 'resolved', resolution = 'no_longer_found', resolved_by = 'system',
        resolved_at = ${now}::timestamptz
      where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and d.state <> 'resolved'
        and d.cause <> 'held_too_long' and (${final} or d.line is not null)
        and not exists (select from judged j where j.reference = d.reference and j.ordinal = d.ordinal
                          and j.lane = d.lane and not j.settled)
      returning d.id`,
  );
}

/** Days of the partner with an open difference that this file or these books may explain. */
export async function listNeighbourFiles(
  tx: Tx,
  { partnerId, day, days }: { partnerId: bigint; day: BusinessDate; days: number },
): Promise<{ file_id: bigint }[]> {
  return many(
    tx,
    sql<{ file_id: bigint }>`
      select distinct f.id as file_id from differences d
      join partner_files f on f.partner_id = d.partner_id and f.settles_on = d.settles_on and f.state = 'matched'
        and f.scope = 'final'
      where d.partner_id = ${partnerId} and d.state <> 'resolved' and d.settles_on <> ${day}::date
        and d.settles_on between ${day}::date - ${days}::int and ${day}::date + ${days}::int
        and d.lane in ('at_us_only', 'crossed_cut_off')
        and exists (select from lines_to_match s where s.reference = d.reference)`,
  );
}
