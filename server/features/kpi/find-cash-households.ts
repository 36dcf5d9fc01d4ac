import { addMonths, firstDayOf, monthOf, type BusinessDate } from '../../../core/dates.ts';
import { transaction, type Db } from '../../platform/db.ts';
import { noteSearch, readKnownSigns, searchHouseholds } from './cash-household-queries.ts';
import { refreshKpi } from './refresh-kpi.ts';

/**
 * Looks for the households that pay cash alone and for the signs that paying otherwise will be hard for them, as of the
 * last month that has ended before a business day. Replaces what was found before; safe to repeat.
 */
export async function findCashHouseholds(db: Db, businessOn: BusinessDate): Promise<void> {
  await refreshKpi(db);
  const period = firstDayOf(addMonths(monthOf(businessOn), -1));
  await transaction(db, async (tx) => {
    const knownSigns = await readKnownSigns(tx, businessOn);
    await noteSearch(tx, { period, businessOn, knownSigns });
    await searchHouseholds(tx, { period, day: businessOn, knownSigns });
  });
}
