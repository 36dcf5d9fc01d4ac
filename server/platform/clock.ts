import { sql } from 'kysely';
import { businessDateOf, type BusinessDate } from '../../core/dates.ts';
import { find, run, type Queryable, type Tx } from './db.ts';

/**
 * Two clocks. Real time stamps signatures, sessions, retries and `recorded_at`. Business time decides due dates,
 * periods and cut-offs; in a demo it may run days away from real time, by an offset kept in the database.
 */
export interface Clock {
  now: Date;
  businessNow: Date;
  businessDate: BusinessDate;
}

export interface ClockSetting {
  offsetDays: number;
  /** False in production: the business clock is real time and cannot be moved. */
  movable: boolean;
}

const dayMs = 86_400_000;

/** Reads both clocks once; the caller hands the values on. */
export async function readClock(platform: Queryable): Promise<Clock & ClockSetting> {
  const now = new Date();
  const row = await find(
    platform,
    sql<{ offset_days: number; movable: boolean }>`select offset_days, movable from platform.business_clock`,
    { name: 'clock_read' },
  );
  const offsetDays = row?.movable ? row.offset_days : 0;
  const businessNow = new Date(now.getTime() + offsetDays * dayMs);
  return {
    now,
    businessNow,
    businessDate: businessDateOf(businessNow),
    offsetDays,
    movable: row?.movable ?? false,
  };
}

/** Real time, for the edge of a request or job that needs no business date. Everything inside takes it as `now`. */
export function realNow(): Date {
  return new Date();
}

let moves = 0;

/** How often this process has moved the business clock: whoever remembers its offset for a while asks again then. */
export function clockMoves(): number {
  return moves;
}

/** Moves the business clock forward by whole days, where it may be moved. False when it may not. */
export async function moveBusinessClock(tx: Tx, days: number): Promise<boolean> {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('the business clock only moves forward');
  const moved = await run(
    tx,
    sql`update platform.business_clock set offset_days = offset_days + ${days} where movable`,
  );
  moves++;
  return moved === 1;
}

/** Locks the business clock for the rest of the transaction, so that two jumps never mix. */
export async function lockBusinessClock(tx: Tx): Promise<void> {
  await find(tx, sql`select from platform.business_clock for update`);
}

/**
 * Sets a demo's clock to where its story begins, days away from real time, and lets it be moved from there. A clock
 * that runs already is left alone, and the answer is false.
 */
export async function startDemoClock(platform: Queryable, offsetDays: number): Promise<boolean> {
  const started = await run(
    platform,
    sql`update platform.business_clock set offset_days = ${offsetDays}, movable = true where not movable`,
  );
  return started === 1;
}

/** Back to real time, when the demo that moved the clock is gone. */
export async function stopDemoClock(platform: Queryable): Promise<void> {
  await run(platform, sql`update platform.business_clock set offset_days = 0, movable = false`);
}
