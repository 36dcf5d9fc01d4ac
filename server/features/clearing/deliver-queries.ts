import { sql } from 'kysely';
import type { ClearingKind, EntryOutcome } from '../../../core/clearing.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface TargetRow {
  url: string | null;
  secret: Buffer | null;
  silent_since: Date | null;
  silences: number;
  next_try_at: Date | null;
  last_fault: string | null;
}

const targetColumns = sql`url, secret, silent_since, silences, next_try_at, last_fault`;

export async function readTarget(on: Queryable): Promise<TargetRow> {
  return one(on, sql<TargetRow>`select ${targetColumns} from clearing_targets`);
}

/** Takes the right to deliver until a moment; undefined where another run has it. */
export async function takeTurn(on: Queryable, now: Date, until: Date): Promise<TargetRow | undefined> {
  return find(
    on,
    sql<TargetRow>`
      update clearing_targets set busy_until = ${until}
      where busy_until is null or busy_until <= ${now} returning ${targetColumns}`,
  );
}

/** Gives the right back, unless it has run out and another run has it meanwhile. */
export async function endTurn(on: Queryable, until: Date): Promise<void> {
  await run(on, sql`update clearing_targets set busy_until = null where busy_until = ${until}`);
}

export async function updateTarget(
  tx: Tx,
  target: { url: string | null; secret: Buffer | null },
): Promise<void> {
  await run(
    tx,
    sql`update clearing_targets set url = ${target.url}, secret = ${target.secret}, silences = 0, silent_since = null,
          next_try_at = null, last_fault = null, updated_at = clock_timestamp()`,
  );
}

export async function noteSilence(
  tx: Tx,
  silence: { now: Date; silences: number; nextTryAt: Date; fault: string },
): Promise<void> {
  await run(
    tx,
    sql`update clearing_targets set silences = ${silence.silences}, next_try_at = ${silence.nextTryAt},
          silent_since = coalesce(silent_since, ${silence.now}), last_fault = ${silence.fault}`,
  );
}

export async function noteVoice(on: Queryable): Promise<void> {
  await run(
    on,
    sql`update clearing_targets set silences = 0, silent_since = null, next_try_at = null, last_fault = null
        where silences > 0`,
  );
}

export interface DueEntry {
  seq: bigint;
  attempts: number;
  kind: ClearingKind;
  bill_external_id: string;
  customer_code: string;
  amount_vnd: bigint;
  partner_code: string;
  channel: string;
  business_on: string;
}

/** The next entries to send, in order. One whose predecessor on the same bill is not finished waits for it. */
export async function listDue(on: Queryable, now: Date, limit: number): Promise<DueEntry[]> {
  return many(
    on,
    sql<DueEntry>`
      select e.seq, e.attempts, e.kind, e.bill_external_id, e.customer_code, e.amount_vnd, e.partner_code, e.channel,
             e.business_on
      from clearing_entries e
      where e.state = 'waiting' and (e.next_try_at is null or e.next_try_at <= ${now})
        and not exists (
          select from clearing_entries p
          where p.bill_root_id = e.bill_root_id and p.state in ('waiting', 'failed') and p.seq < e.seq)
      order by e.seq limit ${limit}`,
  );
}

/**
 * True of an entry that is not finished, in words that no partial index promises to answer: beside a list of numbers the
 * planner would otherwise read everything that waits.
 */
export const isUnfinished = sql<boolean>`case when e.state in ('waiting', 'failed') then true else false end`;

/** Writes what became of entries. One that was finished meanwhile stays as it is. Returns the number written. */
export async function applyOutcomes(tx: Tx, outcomes: readonly EntryOutcome[], now: Date): Promise<number> {
  return run(
    tx,
    sql`
      update clearing_entries e
      set state = o.state, attempts = o.attempts, answered_at = case when o.code is null then e.answered_at else ${now} end,
          answer_code = coalesce(o.code, e.answer_code), answer_detail = coalesce(o.detail, e.answer_detail),
          next_try_at = ${now}::timestamptz + o.retry_in * interval '1 second'
      from unnest(${outcomes.map(({ seq }) => seq)}::bigint[], ${outcomes.map(({ state }) => state)}::text[],
                  ${outcomes.map(({ attempts }) => attempts)}::int[],
                  ${outcomes.map(({ retryInSeconds }) => retryInSeconds)}::int[],
                  ${outcomes.map(({ code }) => code)}::text[], ${outcomes.map(({ detail }) => detail)}::text[])
        o (seq, state, attempts, retry_in, code, detail)
      where e.seq = o.seq and ${isUnfinished}`,
  );
}

export interface GateRow {
  open: boolean;
  reason: string;
  opens_on: string | null;
  changed_by: string;
  changed_at: Date;
}

export async function readGate(on: Queryable): Promise<GateRow> {
  return one(on, sql<GateRow>`select open, reason, opens_on, changed_by, changed_at from clearing_gate`);
}

/** Sets the gate; false where it stands so already. */
export async function updateGate(
  tx: Tx,
  gate: { open: boolean; reason: string; opensOn: string | null; by: string; now: Date },
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update clearing_gate set open = ${gate.open}, reason = ${gate.reason}, opens_on = ${gate.opensOn}::date,
          changed_by = ${gate.by}, changed_at = ${gate.now}
        where open <> ${gate.open}`,
  );
  return changed === 1;
}
