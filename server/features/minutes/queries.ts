import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, RetryTransaction, type Queryable, type Tx } from '../../platform/db.ts';
import { minutesError } from './errors.ts';
import type { MinutesContent } from './minutes-content.ts';

export type MinutesKind = 'day' | 'month';
export type MinutesState = 'draft' | 'signed_by_us' | 'signed' | 'reopened';

export interface MinutesRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  kind: MinutesKind;
  from_day: BusinessDate;
  to_day: BusinessDate;
  version: number;
  number: string;
  content: MinutesContent;
  hash: string;
  state: MinutesState;
  made_by: string;
  made_at: Date;
  our_signer: string | null;
  our_signed_at: Date | null;
  partner_signer: string | null;
  partner_signed_at: Date | null;
  reopen_reason: string | null;
  reopen_asked_by: string | null;
  reopened_by: string | null;
  reopened_at: Date | null;
}

function minutesWhere(
  condition: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql``,
): RawBuilder<MinutesRow> {
  return sql<MinutesRow>`
    select m.id, m.partner_id, r.code as partner_code, r.name as partner_name, m.kind, lower(m.covers) as from_day,
           upper(m.covers) as to_day, m.version, m.number, m.content, m.hash, m.state, m.made_by, m.made_at,
           m.our_signer, m.our_signed_at, m.partner_signer, m.partner_signed_at, m.reopen_reason, m.reopen_asked_by,
           m.reopened_by, m.reopened_at
    from minutes m join partners r on r.id = m.partner_id
    where ${condition} ${tail}`;
}

export async function findMinutes(on: Queryable, id: bigint): Promise<MinutesRow | undefined> {
  return find(on, minutesWhere(sql`m.id = ${id}`));
}

export async function lockMinutes(tx: Tx, id: bigint): Promise<MinutesRow | undefined> {
  return find(tx, minutesWhere(sql`m.id = ${id}`, sql`for update of m`));
}

/** A partner's minutes by number; drafts are not for its eyes. */
export async function findOffered(
  on: Queryable,
  partnerId: bigint,
  number: string,
): Promise<MinutesRow | undefined> {
  return find(
    on,
    minutesWhere(sql`m.partner_id = ${partnerId} and m.number = ${number} and m.our_signed_at is not null`),
  );
}

export interface Coverage {
  partnerId: bigint;
  kind: MinutesKind;
  from: BusinessDate;
  to: BusinessDate;
}

export async function lockNewest(tx: Tx, coverage: Coverage): Promise<MinutesRow | undefined> {
  return find(
    tx,
    minutesWhere(
      sql`m.partner_id = ${coverage.partnerId} and m.kind = ${coverage.kind}
          and m.covers = daterange(${coverage.from}::date, ${coverage.to}::date)`,
      sql`order by m.version desc limit 1 for update of m`,
    ),
  );
}

/** All versions of the same days, the newest first. */
export async function listVersions(on: Queryable, row: MinutesRow): Promise<MinutesRow[]> {
  return many(
    on,
    minutesWhere(
      sql`m.partner_id = ${row.partner_id} and m.kind = ${row.kind}
          and m.covers = daterange(${row.from_day}::date, ${row.to_day}::date)`,
      sql`order by m.version desc limit 100`,
    ),
  );
}

export interface NewMinutes extends Coverage {
  version: number;
  content: MinutesContent;
  hash: string;
  madeBy: string;
  madeAt: Date;
}

/** Two makers at once: the second one starts again and finds what the first one made. */
export async function insertMinutes(tx: Tx, made: NewMinutes): Promise<bigint> {
  try {
    const row = await one(
      tx,
      sql<{ id: bigint }>`
        insert into minutes (partner_id, kind, covers, version, number, content, hash, state, made_by, made_at)
        values (${made.partnerId}, ${made.kind}, daterange(${made.from}::date, ${made.to}::date), ${made.version},
                ${made.content.number}, ${JSON.stringify(made.content)}::jsonb, ${made.hash}, 'draft', ${made.madeBy},
                ${made.madeAt})
        returning id`,
    );
    return row.id;
  } catch (error) {
    if (constraintOf(error) === 'minutes_one_version') throw new RetryTransaction();
    throw error;
  }
}

/** A draft, which nobody has signed, takes new figures in place. */
export async function replaceDraft(
  tx: Tx,
  id: bigint,
  made: { content: MinutesContent; hash: string; madeBy: string; madeAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`update minutes set content = ${JSON.stringify(made.content)}::jsonb, hash = ${made.hash},
          made_by = ${made.madeBy}, made_at = ${made.madeAt}
        where id = ${id} and state = 'draft'`,
  );
}

export interface Signature {
  signer: string;
  signedAt: Date;
}

export async function signForUs(tx: Tx, id: bigint, { signer, signedAt }: Signature): Promise<void> {
  await run(
    tx,
    sql`update minutes set state = 'signed_by_us', our_signer = ${signer}, our_signed_at = ${signedAt}
        where id = ${id} and state = 'draft'`,
  );
}

export async function signForPartner(tx: Tx, id: bigint, { signer, signedAt }: Signature): Promise<void> {
  await run(
    tx,
    sql`update minutes set state = 'signed', partner_signer = ${signer}, partner_signed_at = ${signedAt}
        where id = ${id} and state = 'signed_by_us'`,
  );
}

export async function askToReopen(tx: Tx, id: bigint, asked: { reason: string; by: string }): Promise<void> {
  await run(
    tx,
    sql`update minutes set reopen_reason = ${asked.reason}, reopen_asked_by = ${asked.by} where id = ${id}`,
  );
}

/** Throws `minutes.same_person` when the one who asked tries to approve it. */
export async function markReopened(tx: Tx, id: bigint, by: string, at: Date): Promise<void> {
  try {
    await run(
      tx,
      sql`update minutes set state = 'reopened', reopened_by = ${by}, reopened_at = ${at} where id = ${id}`,
    );
  } catch (error) {
    if (constraintOf(error) === 'minutes_reopened_by_two') throw minutesError('minutes.same_person');
    throw error;
  }
}

/** Minutes of a month, signed by one side at least, that cover a day. */
export async function findMonthOver(
  on: Queryable,
  partnerId: bigint,
  day: BusinessDate,
): Promise<{ number: string } | undefined> {
  return find(
    on,
    sql<{ number: string }>`
      select number from minutes
      where partner_id = ${partnerId} and kind = 'month' and covers @> ${day}::date
        and state in ('signed_by_us', 'signed')
      order by version desc limit 1`,
  );
}

export interface StepRow {
  recorded_at: Date;
  actor: string;
  action: string;
  number: string;
  detail: Record<string, unknown>;
}

/** What was done to minutes and their other versions, in the order of doing. */
export async function listSteps(on: Queryable, numbers: readonly string[]): Promise<StepRow[]> {
  return many(
    on,
    sql<StepRow>`
      select recorded_at, actor, action, substr(subject, length('minutes:') + 1) as number, detail
      from audit_events where subject = any(${numbers.map((number) => `minutes:${number}`)}::text[])
      order by id limit 1000`,
  );
}

function constraintOf(error: unknown): string | undefined {
  return (error as { constraint?: string } | null)?.constraint;
}
