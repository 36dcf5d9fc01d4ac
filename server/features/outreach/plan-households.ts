import { setImmediate } from 'node:timers/promises';
import type { Month } from '../../../core/dates.ts';
import { encodeHousehold } from '../../../core/outreach/factors.ts';
import { chanceOf, factsOf, priorityOf, reasonsOf, type Model } from '../../../core/outreach/logistic.ts';
import type { Db } from '../../platform/db.ts';
import { listCashHouseholds, toHousehold, type HouseholdRow } from './household-queries.ts';

/** Half a year of habit is shown where nothing was learned. */
export const usualLookBack = 6;

/** Households of one plan, column by column; the reasons as they are stored, so that nothing else need be kept. */
export interface Households {
  ids: bigint[];
  units: bigint[];
  communes: string[];
  villageIds: (bigint | null)[];
  bookIds: (bigint | null)[];
  atCounter: boolean[];
  billed: bigint[];
  monthly: number[];
  village: number[];
  priority: number[];
  reasons: string[];
}

const rowsAtOnce = 1_000;

/** How chances are told: by what was learned, or by one for all. */
export interface Telling {
  model: Model;
  /** The month that households are looked at in, and how far back habits go. */
  month: Month;
  lookBack: number;
}

/** A unit at a time; `onUnit` is told what part of them has been read. */
export async function readHouseholds(
  db: Db,
  { model, month, lookBack }: Telling,
  { unitIds, onUnit }: { unitIds: readonly bigint[]; onUnit: (part: number) => Promise<void> },
): Promise<Households> {
  const found: Households = {
    ids: [],
    units: [],
    communes: [],
    villageIds: [],
    bookIds: [],
    atCounter: [],
    billed: [],
    monthly: [],
    village: [],
    priority: [],
    reasons: [],
  };
  const villages = new Map<string, number>();
  for (const [at, unitId] of unitIds.entries()) {
    const rows = await listCashHouseholds(db, {
      month,
      lookBack,
      whose: { unitIds: [unitId], everyBook: 1 },
      withOutcome: false,
    });
    for (const [row, one] of rows.entries()) {
      keep(found, one, { villages, model });
      // Requests are answered in between.
      if (row % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
    }
    await onUnit((at + 1) / unitIds.length);
  }
  return found;
}

function keep(
  found: Households,
  row: HouseholdRow,
  { villages, model }: { villages: Map<string, number>; model: Model },
): void {
  const place = `${row.commune_code}|${row.village_id === null ? `s${row.book_id}` : row.village_id}`;
  const village = villages.get(place) ?? villages.size + 1;
  villages.set(place, village);
  const household = toHousehold(row);
  found.ids.push(row.customer_id);
  found.units.push(row.org_unit_id);
  found.communes.push(row.commune_code);
  found.villageIds.push(row.village_id);
  found.bookIds.push(row.book_id);
  found.atCounter.push(row.at_counter);
  found.billed.push(row.billed_vnd);
  found.monthly.push(chanceOf(model, encodeHousehold(household)));
  found.village.push(village);
  found.priority.push(priorityOf(household));
  const reasons = model.factors.length === 0 ? factsOf(household) : reasonsOf(model, household);
  found.reasons.push(
    JSON.stringify(reasons.map((reason) => ({ ...reason, push: Math.round(reason.push * 1_000) / 1_000 }))),
  );
}
