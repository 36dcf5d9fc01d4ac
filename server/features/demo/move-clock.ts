import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOf,
  monthOf,
  type BusinessDate,
} from '../../../core/dates.ts';
import { lockBusinessClock, moveBusinessClock, readClock } from '../../platform/clock.ts';
import { transaction, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { publish } from '../../platform/outbox.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { demoError } from './errors.ts';
import { findNextDue } from './queries.ts';

export type ClockJump = 'day' | 'next-due' | 'month';

/** Moves the business clock: by a day, to the next due date of the company that asks, or to the first of a month. */
export async function advanceClock(runtime: Runtime, company: Queryable, to: ClockJump): Promise<void> {
  const clock = await readClock(runtime.platform);
  ensure(runtime.config.demo && clock.movable, demoError('clock.not_movable'));
  const target = await findTarget(company, clock.businessDate, to);
  for (let left = daysBetween(clock.businessDate, target); left > 0; left--) {
    await startNextDay(runtime);
  }
}

async function findTarget(company: Queryable, today: BusinessDate, to: ClockJump): Promise<BusinessDate> {
  if (to === 'day') return addDays(today, 1);
  if (to === 'month') return firstDayOf(addMonths(monthOf(today), 1));
  const due = await findNextDue(company, today);
  ensure(due, demoError('clock.nothing_due'));
  return due;
}

/**
 * Every skipped day begins in order: each company is told before the clock stands on it. If this stops half-way the
 * day is told again next time, which its listeners take as one.
 */
async function startNextDay(runtime: Runtime): Promise<void> {
  await transaction(runtime.platform, async (tx) => {
    await lockBusinessClock(tx);
    const { businessDate } = await readClock(tx);
    const date = addDays(businessDate, 1);
    for (const company of await runtime.listCompanies()) {
      await transaction(company.db, (own) =>
        publish(own, { topic: 'business_day.started', payload: { date } }),
      );
    }
    ensure(await moveBusinessClock(tx, 1), demoError('clock.not_movable'));
  });
}
