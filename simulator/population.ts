import type { Month } from '../core/dates.ts';
import { apportion } from './apportion.ts';
import type { CommuneProfile, CompanyProfile, UnitProfile } from './profiles/index.ts';
import { shuffledRank } from './random.ts';

/**
 * Who lives where, as counts: a company's customers are a list of cells (one commune of one unit), and everything
 * else about a customer follows from its number; kept are their places, and how they paid month by month.
 */
export interface Population {
  profile: CompanyProfile;
  /** The latest complete month when the demo was made: the told ratios hold for it. */
  anchor: Month;
  size: number;
  cells: readonly Cell[];
}

export interface Cell {
  unit: UnitProfile;
  commune: CommuneProfile;
  /** Number of its first customer in the company, and in its unit. */
  first: number;
  firstInUnit: number;
  size: number;
  /** Empty houses: no bill. */
  vacant: number;
}

/** One customer's place: which cell, and which number in it. */
export interface Place {
  index: number;
  cell: Cell;
  /** Place in the cell, from 0. */
  position: number;
  /** In a fixed shuffle of the cell: empty houses come last, a told large customer first. */
  rank: number;
}

export function populate(profile: CompanyProfile, options: { anchor: Month; size?: number }): Population {
  const usual = profile.units.reduce((sum, unit) => sum + unit.customers, 0);
  const size = options.size ?? usual;
  const unitSizes = apportion(
    size,
    profile.units.map((unit) => unit.customers),
  );
  const cells: Cell[] = [];
  let first = 0;
  profile.units.forEach((unit, unitIndex) => {
    let firstInUnit = 0;
    const sizes = communeSizes(unit, unitSizes[unitIndex] ?? 0, size / usual);
    unit.communes.forEach((commune, communeIndex) => {
      const cellSize = sizes[communeIndex] ?? 0;
      if (cellSize === 0) return;
      cells.push({ unit, commune, first, firstInUnit, size: cellSize, vacant: 0 });
      first += cellSize;
      firstInUnit += cellSize;
    });
  });
  leaveHousesEmpty(profile, cells, size);
  return { profile, anchor: options.anchor, size, cells };
}

/** A commune with a told ratio gets 78 customers at the default size, so that 64 of them are 82.05 %. */
function communeSizes(unit: UnitProfile, size: number, scale: number): number[] {
  const told = unit.communes.map((commune) => (commune.ratio === undefined ? 0 : Math.round(78 * scale)));
  const left = size - told.reduce((sum, part) => sum + part, 0);
  const rest = apportion(
    left,
    unit.communes.map((commune) => (commune.ratio === undefined ? commune.weight : 0)),
  );
  return told.map((part, index) => part + (rest[index] ?? 0));
}

/** As few empty houses as let a whole number of customers show the told ratio to two decimals. */
function leaveHousesEmpty(profile: CompanyProfile, cells: Cell[], size: number): void {
  const told = Math.round(profile.ratio * 10_000);
  const shows = (billed: number): boolean =>
    Math.round((Math.round(profile.ratio * billed) / billed) * 10_000) === told;
  const least = Math.floor(size / 1000);
  let vacant = least;
  while (vacant < least + 60 && vacant < size / 20 && !shows(size - vacant)) vacant += 1;
  if (!shows(size - vacant)) vacant = least;
  const open = cells
    .filter((cell) => cell.unit.ratio === undefined && cell.commune.ratio === undefined)
    .sort((a, b) => b.size - a.size || a.first - b.first);
  for (let turn = 0; turn < vacant && open.length > 0; turn++) {
    const cell = open[turn % open.length];
    if (cell && cell.vacant < cell.size - 1) cell.vacant += 1;
  }
}

const places = new WeakMap<Population, Place[]>();

/** Remembered: a place is asked for many times in every month. */
export function placeOf(population: Population, index: number): Place {
  const known = places.get(population) ?? [];
  if (known.length === 0) places.set(population, known);
  return (known[index] ??= findPlace(population, index));
}

function findPlace(population: Population, index: number): Place {
  const { cells } = population;
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle]?.first ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const cell = cells[low];
  if (!cell || index < 0 || index >= population.size) throw new RangeError(`no customer number ${index}`);
  const position = index - cell.first;
  const seed = `${population.profile.code}/${cell.unit.code}/${cell.commune.code}`;
  return { index, cell, position, rank: shuffledRank(position, cell.size, seed) };
}

export function isVacant(place: Place): boolean {
  return place.rank >= place.cell.size - place.cell.vacant;
}

/** Customers that get a bill. */
export function countBilled(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.size - cell.vacant, 0);
}

/** Cells of which a report tells one ratio together, and how many of their customers pay a month without cash. */
export interface ToldGroup {
  cells: readonly Cell[];
  cashless: number;
}

/** Every cell stands in one group: its commune's, its unit's, that of the country, or that of all the rest. */
export function toldGroups({ profile, cells, anchor }: Population, month: Month): ToldGroup[] {
  const told = (ratio: number): number => ratioAfter(ratio, profile.gainPerMonth, monthsAfter(anchor, month));
  const groups: ToldGroup[] = [];
  const left = new Set(cells);
  const take = (group: readonly Cell[], ratio: number | undefined): void => {
    if (ratio === undefined || group.length === 0) return;
    groups.push({ cells: group, cashless: Math.round(told(ratio) * countBilled(group)) });
    for (const cell of group) left.delete(cell);
  };
  for (const cell of cells) take([cell], cell.commune.ratio);
  for (const unit of profile.units)
    take(
      cells.filter((cell) => cell.unit === unit && left.has(cell)),
      unit.ratio,
    );
  take(
    cells.filter((cell) => left.has(cell) && cell.commune.settlement !== 'urban'),
    profile.ruralRatio,
  );
  const taken = groups.reduce((sum, { cashless }) => sum + cashless, 0);
  const rest = cells.filter((cell) => left.has(cell));
  const wanted = Math.round(told(profile.ratio) * countBilled(cells)) - taken;
  return rest.length > 0 ? [...groups, { cells: rest, cashless: wanted }] : groups;
}

/** Ratios rise evenly up to the anchor, and ever slower behind it, so that nobody passes 99 %. */
function ratioAfter(ratio: number, gainPerMonth: number, after: number): number {
  if (after <= 0) return Math.max(0.02, ratio + gainPerMonth * after);
  return ratio + (0.99 - ratio) * (1 - Math.exp((-gainPerMonth * after) / (0.99 - ratio))) * 0.6;
}

export function monthsAfter(from: Month, to: Month): number {
  const index = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(to) - index(from);
}
