import { sql } from 'kysely';
import { addDays, businessDateOf, startOfBusinessDate, type BusinessDate } from '../../../core/dates.ts';
import { settlementDayOf } from '../../../core/settlement-day.ts';
import { one, type Tx } from '../../platform/db.ts';

/** The instant on the business clock: the time of day of `now` on the business date. */
export function businessInstant(businessOn: BusinessDate, now: Date): Date {
  const sinceMidnight = now.getTime() - startOfBusinessDate(businessDateOf(now)).getTime();
  return new Date(startOfBusinessDate(businessOn).getTime() + sinceMidnight);
}

/**
 * The settlement day of something that moves a partner's money now: by its cut-off, and never on a day that is closed.
 * The partner's row stays locked until commit, so that the day cannot be closed underneath it.
 */
export async function settleOn(
  tx: Tx,
  partnerId: bigint,
  at: { businessOn: BusinessDate; now: Date },
): Promise<BusinessDate> {
  const { cut_off, closed_through } = await one(
    tx,
    sql<{ cut_off: string; closed_through: string | null }>`
      select cut_off::text, closed_through from partners where id = ${partnerId} for share`,
  );
  const day = settlementDayOf(businessInstant(at.businessOn, at.now), cut_off);
  return closed_through !== null && day <= closed_through ? addDays(closed_through, 1) : day;
}
