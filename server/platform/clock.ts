import { sql } from 'kysely';
import { businessDateOf, type BusinessDate } from '../../core/dates.ts';
import { find, type Queryable } from './db.ts';

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
