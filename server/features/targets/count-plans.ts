import { sql } from 'kysely';
import { monthOf, type BusinessDate } from '../../../core/dates.ts';
import { monthsOfPlan } from '../../../core/targets/span.ts';
import { many, type Db } from '../../platform/db.ts';
import { keepCounts } from '../measures/index.ts';
import type { PlanRow } from './plan-queries.ts';

/**
 * Counts by heads what plans are held against, wherever it changed since it was last counted: their screens read it. Takes
 * the real time; answers how many counts were made.
 */
export async function countPlans(db: Db, on: { businessDate: BusinessDate; now: Date }): Promise<number> {
  const plans = await many(
    db,
    sql<Pick<PlanRow, 'measure' | 'span' | 'first_month' | 'mode'>>`
      select distinct measure, span, first_month, mode from target_plans`,
  );
  const wanted = plans.map(({ measure, span, first_month: first, mode }) => {
    const months = monthsOfPlan(span, monthOf(first));
    return { measure, mode, from: months.first, to: months.last };
  });
  return keepCounts(db, wanted, on);
}
