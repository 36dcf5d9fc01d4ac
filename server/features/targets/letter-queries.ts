import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { PaperFormat } from '../../platform/paper-file.ts';
import { find, many, run, sqlState, type Queryable, type Tx } from '../../platform/db.ts';
import { targetError } from './errors.ts';
import type { Letter, PlanState } from './plan-queries.ts';

/** A letter by which a plan was handed over, or adjusted afterwards. */
export interface LetterRow {
  no: number;
  version: number;
  letter: Letter;
  /** Why the plan was adjusted; empty for the first letter. */
  reason: string;
  /** Names of those responsible, by the key of their row. */
  owners: Record<string, string>;
  handed_over_on: BusinessDate;
  handed_over_by: string;
}

/** In the order in which they went out. */
export async function listLetters(on: Queryable, planId: bigint): Promise<LetterRow[]> {
  return many(
    on,
    sql<LetterRow>`
      select no, version, letter, reason, owners, handed_over_on, handed_over_by
      from target_letters where plan_id = ${planId} order by no`,
  );
}

/** The letter that went out last, of whatever plan: most of the next one is the same. */
export async function findLastLetter(on: Queryable): Promise<Letter | undefined> {
  const found = await find(
    on,
    sql<{ letter: Letter }>`
      select letter from target_letters order by handed_over_on desc, plan_id desc, no desc limit 1`,
  );
  return found?.letter;
}

/** Adds the letter behind those that went out before. Throws `targets.number_taken`. */
export async function insertLetter(tx: Tx, planId: bigint, sent: Omit<LetterRow, 'no'>): Promise<void> {
  try {
    await run(
      tx,
      sql`insert into target_letters (plan_id, no, version, number, letter, reason, owners, handed_over_on, handed_over_by)
          select ${planId}, coalesce(max(no), 0) + 1, ${sent.version}, ${sent.letter.number},
                 ${JSON.stringify(sent.letter)}::jsonb, ${sent.reason}, ${JSON.stringify(sent.owners)}::jsonb,
                 ${sent.handed_over_on}::date, ${sent.handed_over_by}
          from target_letters where plan_id = ${planId}`,
    );
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (sqlState(error) !== '23505' || constraint !== 'target_letters_number_key') throw error;
    throw targetError('targets.number_taken', { number: sent.letter.number });
  }
  await run(
    tx,
    sql`update target_plans set state = 'handed_over', letter = ${JSON.stringify(sent.letter)}::jsonb,
               handed_over_on = ${sent.handed_over_on}::date, handed_over_by = ${sent.handed_over_by}
        where id = ${planId}`,
  );
}

export async function storeState(tx: Tx, planId: bigint, state: PlanState): Promise<void> {
  await run(tx, sql`update target_plans set state = ${state} where id = ${planId}`);
}

/** Which letter, to whom (a unit's key, empty for all), as what. */
export interface LetterFile {
  planId: bigint;
  no: number;
  unitKey: string;
  format: PaperFormat;
}

export async function findLetterFile(on: Queryable, file: LetterFile): Promise<Buffer | undefined> {
  const found = await find(
    on,
    sql<{ content: Buffer }>`
      select content from target_letter_files
      where plan_id = ${file.planId} and no = ${file.no} and unit_key = ${file.unitKey} and format = ${file.format}`,
  );
  return found?.content;
}

/** Keeps a file that is given out for the first time; of two at once the first stays. Gives what is kept. */
export async function keepLetterFile(on: Queryable, file: LetterFile, content: Buffer): Promise<Buffer> {
  await run(
    on,
    sql`insert into target_letter_files (plan_id, no, unit_key, format, content)
        values (${file.planId}, ${file.no}, ${file.unitKey}, ${file.format}, ${content})
        on conflict do nothing`,
  );
  return (await findLetterFile(on, file))!;
}
