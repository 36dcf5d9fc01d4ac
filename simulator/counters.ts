import { addDays, addMonths, firstDayOf, type BusinessDate, type Month } from '../core/dates.ts';
import type { Cell, Population } from './population.ts';
import type { CommuneProfile, UnitProfile } from './profiles/index.ts';
import { random } from './random.ts';

/** Of the communes whose counter could close, so many lost it in the last year. */
const shareClosed = 0.3;
/** Where the story says that none is left, the last one closed so many months before the anchor. */
const closedLongAgo = 17;

/** The counter of a unit that stays: at its own house, or in the first commune that has one. */
export function mainCommune({ communes }: UnitProfile): CommuneProfile | undefined {
  return communes.find(({ noCounter, settlement }) => noCounter !== true && settlement !== 'remote');
}

/** The last month in which a commune's counter took money. Undefined: it still does. */
export function lastCounterMonth(population: Population, { unit, commune }: Cell): Month | undefined {
  if (commune.noCounter === true) return addMonths(population.anchor, -closedLongAgo);
  if (mainCommune(unit) === commune) return undefined;
  const chance = random(population.profile.code, commune.code, 'counter');
  if (chance.next() >= shareClosed) return undefined;
  return addMonths(population.anchor, -2 - chance.below(9));
}

/** Counters close at the end of a month. */
export function counterClosedOn(population: Population, cell: Cell): BusinessDate | undefined {
  const last = lastCounterMonth(population, cell);
  return last === undefined ? undefined : addDays(firstDayOf(addMonths(last, 1)), -1);
}
