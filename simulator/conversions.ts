import { addMonths, type Month } from '../core/dates.ts';
import { cashlessChannel, steadyPoints } from './channel-mix.ts';
import { lastCounterMonth } from './counters.ts';
import { isVacant, monthsAfter, placeOf, toldGroups, type Cell, type Population } from './population.ts';
import { random, type Random } from './random.ts';
import { isAway, isBalancer, isVerifiedIn, traitsOf, type Traits } from './traits.ts';
import { reachOf, villageNumber } from './village-reach.ts';

/**
 * Who pays a month without cash. Month by month some fall back and others give up cash, in the numbers that make every told
 * ratio come out; who it is follows from what stays with a customer, from his neighbours, and from the counter that closed.
 * The assumptions are listed in docs/simulator.md.
 */
export function isCashless(population: Population, index: number, month: Month): boolean {
  return monthOfHistory(population, month).cashless[index] === 1;
}

/** How many customers of each cell pay a month without cash. */
export function cashlessCounts(population: Population, month: Month): ReadonlyMap<Cell, number> {
  return monthOfHistory(population, month).counts;
}

/** Months before the anchor in which the history begins; what is told begins a year before it. */
const monthsBefore = 24;

interface MonthOfHistory {
  cashless: Uint8Array;
  counts: ReadonlyMap<Cell, number>;
}

interface History {
  months: MonthOfHistory[];
  people: readonly (Person | undefined)[];
}

/** Everything that does not change, and where he stands. */
interface Person {
  traits: Traits;
  cell: Cell;
  /** A number of its own for each village. */
  village: number;
  /** Log-odds of giving up cash in a month, beside others. */
  leaning: number;
  /** Chance of falling back in an ordinary month. */
  fallsBack: number;
  /** Pays at the counter when he pays in cash, as long as there is one. */
  lastCounter: Month | undefined;
  isBalancer: boolean;
  /** Month, against the anchor, from which he has paid as he does. */
  sinceMonth: number;
  hasChanged: boolean;
}

const histories = new WeakMap<Population, History>();

function monthOfHistory(population: Population, month: Month): MonthOfHistory {
  const history = histories.get(population) ?? { months: [], people: meetPeople(population) };
  histories.set(population, history);
  const at = Math.max(0, monthsAfter(population.anchor, month) + monthsBefore);
  while (history.months.length <= at) history.months.push(liveMonth(population, history));
  return history.months[at]!;
}

const settlementLeaning = { urban: 1.1, rural: 0, remote: -0.7 };

/** Undefined for an empty house. */
function meetPeople(population: Population): (Person | undefined)[] {
  const villages = new Map<string, number>();
  return Array.from({ length: population.size }, (_, index) => {
    const place = placeOf(population, index);
    if (isVacant(place)) return undefined;
    const { cell } = place;
    const traits = traitsOf(population, place);
    const number = villageNumber(population, cell, place.position);
    const name = `${cell.first} ${number}`;
    const village = villages.get(name) ?? villages.size;
    villages.set(name, village);
    const point = steadyPoints(population, place).next();
    const goesToCounter = point < (cell.commune.settlement === 'remote' ? 0.35 : 0.62);
    return {
      traits,
      cell,
      village,
      leaning: leaningOf(traits, cell, reachOf(population, cell, number).mobile),
      fallsBack: fallingBack(traits, cashlessChannel(population, place, population.anchor, point)),
      lastCounter: goesToCounter ? lastCounterMonth(population, cell) : undefined,
      isBalancer: isBalancer(place),
      sinceMonth: -monthsBefore - random(population.profile.code, index, 'since').below(12),
      hasChanged: false,
    };
  });
}

function leaningOf(traits: Traits, { unit, commune }: Cell, hasSignal: boolean): number {
  const byKind = traits.kind === 'business' ? traits.level * 0.6 - 0.3 : traits.level * 1;
  return (
    unit.leaning * 1.1 +
    settlementLeaning[commune.settlement] +
    byKind +
    (traits.hasPhone ? 0.3 : -1.4) +
    (hasSignal ? 0 : -1.5) +
    (traits.alone ? -1.6 : 0) +
    (traits.slow ? -0.7 : 0) +
    (traits.since - 2015) * 0.06 +
    traits.hidden
  );
}

/** Standing orders are forgotten, not revoked; who hands cash to an agent or a bank is soon back at the counter. */
function fallingBack(traits: Traits, channel: string): number {
  const byChannel = channel.startsWith('auto_debit') ? 0.2 : /_counter$|^agent_/.test(channel) ? 1.9 : 1;
  const byPerson = (traits.alone ? 2 : 1) * (traits.slow ? 1.8 : 1) * (traits.kind === 'business' ? 0.4 : 1);
  return 0.034 * byChannel * byPerson * Math.exp(-0.4 * traits.level);
}

/** Habits are young: how much more often somebody falls back so many months after the change. */
const youth = [0, 5, 4, 2.5, 2];

function liveMonth(population: Population, history: History): MonthOfHistory {
  const after = history.months.length - monthsBefore;
  const month = addMonths(population.anchor, after);
  const before = history.months.at(-1)?.cashless;
  const chance = random(population.profile.code, month, 'conversions');
  const cashless = new Uint8Array(population.size);
  if (before) keepThem({ history, after, chance }, before, cashless);
  const around = shareOfVillages(history, before);
  for (const { cells, cashless: wanted } of toldGroups(population, month)) {
    winOver(population, { history, after, chance, month, around }, { cells, wanted, cashless });
  }
  const counts = new Map(population.cells.map((cell) => [cell, 0]));
  for (const [index, person] of history.people.entries()) {
    if (!person) continue;
    if (cashless[index] === 1) counts.set(person.cell, counts.get(person.cell)! + 1);
    if (before && cashless[index] !== before[index]) person.sinceMonth = after;
    if (before && cashless[index] !== before[index]) person.hasChanged = true;
  }
  return { cashless, counts };
}

interface Turn {
  history: History;
  after: number;
  chance: Random;
}

/** Most keep to it; a few fall back, the sooner the younger the habit is. Who is away pays nothing at all. */
function keepThem({ history, after, chance }: Turn, before: Uint8Array, cashless: Uint8Array): void {
  for (const [index, person] of history.people.entries()) {
    const point = chance.next();
    if (!person || before[index] !== 1) continue;
    const falls = person.fallsBack * (youth[after - person.sinceMonth] ?? 1);
    const stays = point >= falls && !isAway(person.traits, after);
    if (person.isBalancer || stays) cashless[index] = 1;
  }
}

/** As many more as the told ratio wants, by their log-odds and luck. */
function winOver(
  population: Population,
  turn: Turn & { month: Month; around: Float64Array },
  { cells, wanted, cashless }: { cells: readonly Cell[]; wanted: number; cashless: Uint8Array },
): void {
  const { history, chance } = turn;
  const waiting: { index: number; score: number }[] = [];
  let kept = 0;
  for (const cell of cells) {
    for (let index = cell.first; index < cell.first + cell.size; index++) {
      const person = history.people[index];
      const luck = -Math.log(-Math.log(Math.max(chance.next(), 1e-12)));
      if (!person) continue;
      if (cashless[index] === 1) kept += 1;
      else waiting.push({ index, score: leaningNow(population, turn, person) + luck });
    }
  }
  waiting.sort((a, b) => b.score - a.score || a.index - b.index);
  for (const { index } of waiting.slice(0, Math.max(0, wanted - kept))) cashless[index] = 1;
}

/** How much likelier those who paid at a counter give up cash so many months after it closed, in log-odds. */
const afterClosing = [0, 1.6, 1.3, 0.8];

function leaningNow(
  population: Population,
  { after, month, around }: Turn & { month: Month; around: Float64Array },
  person: Person,
): number {
  const { traits, lastCounter, sinceMonth, hasChanged } = person;
  if (person.isBalancer) return 99;
  if (isAway(traits, after)) return -9;
  const closing = lastCounter === undefined ? 0 : (afterClosing[monthsAfter(lastCounter, month)] ?? 0);
  return (
    person.leaning -
    (after === -monthsBefore ? person.cell.unit.leaning * 0.6 : 0) +
    2.6 * (around[person.village] ?? 0) -
    0.45 * Math.log2(1 + Math.min(24, after - sinceMonth)) +
    (hasChanged ? -1.1 : 0) +
    (isVerifiedIn(traits, population, month) ? 0.7 : 0) +
    closing
  );
}

/** What share of a village paid the month before without cash. */
function shareOfVillages({ people }: History, before: Uint8Array | undefined): Float64Array {
  const villages = people.reduce((most, person) => Math.max(most, (person?.village ?? -1) + 1), 0);
  const [all, changed] = [new Float64Array(villages), new Float64Array(villages)];
  for (const [index, person] of people.entries()) {
    if (!person) continue;
    all[person.village]! += 1;
    changed[person.village]! += before?.[index] ?? 0;
  }
  return changed.map((share, village) => share / Math.max(1, all[village] ?? 0));
}
