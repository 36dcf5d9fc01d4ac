import { apportion } from './apportion.ts';
import type { Cell, Population } from './population.ts';
import type { Settlement } from './profiles/index.ts';
import { random, shuffledRank } from './random.ts';

/** Villages of a hundredth of a province: smaller than in life, so that neighbours and collectors are as many. */
const customersPerVillage = 15;

/** Chances of a mobile signal and of fibre, where no report tells how many. */
const reach: Record<Settlement, { mobile: number; fibre: number }> = {
  urban: { mobile: 1, fibre: 1 },
  rural: { mobile: 0.97, fibre: 0.86 },
  remote: { mobile: 0.66, fibre: 0.41 },
};

/** What reaches a village. */
export interface VillageReach {
  minority: boolean;
  mobile: boolean;
  fibre: boolean;
  /** Whether the province's list has it; the others stay as the import met them, for staff to confirm. */
  listed: boolean;
}

const shareListed = 0.85;
const villages = new WeakMap<Population, ReadonlyMap<Cell, number>>();

/** How many villages a cell has. */
export function countVillages(population: Population, cell: Cell): number {
  const known = villages.get(population) ?? spreadVillages(population);
  villages.set(population, known);
  return known.get(cell) ?? 1;
}

/** From 1, people next to each other in one. */
export function villageNumber(population: Population, cell: Cell, position: number): number {
  return 1 + Math.floor((position * countVillages(population, cell)) / cell.size);
}

export function reachOf(population: Population, cell: Cell, number: number): VillageReach {
  const { profile } = population;
  const { settlement, code } = cell.commune;
  const chance = random(profile.code, code, number, 'village');
  const listed = chance.next() <= shareListed;
  const minority = settlement !== 'urban' && chance.next() < profile.ethnicMinority;
  const { mobile, fibre } = reach[settlement];
  const told = profile.toldVillages;
  if (told && settlement !== 'urban') {
    const place = toldPlace(population, cell, number);
    // Where fibre is missing the signal is too in every second village.
    return {
      listed: true,
      minority,
      mobile: place >= told.withoutFibre || place % 2 === 0,
      fibre: place >= told.withoutFibre,
    };
  }
  const hasMobile = chance.next() < mobile;
  return { listed, minority, mobile: hasMobile, fibre: hasMobile && chance.next() < fibre };
}

/** A told number of villages outside the towns is shared out; elsewhere a village is so many customers. */
function spreadVillages({ profile, cells, size }: Population): ReadonlyMap<Cell, number> {
  const usual = new Map(
    cells.map((cell) => [cell, Math.max(1, Math.round(cell.size / customersPerVillage))]),
  );
  const outside = cells.filter(({ commune }) => commune.settlement !== 'urban');
  const told = profile.toldVillages;
  const people = outside.reduce((sum, cell) => sum + cell.size, 0);
  if (!told || people < told.count * 2 || size < told.count) return usual;
  const own = outside.map(() => 1);
  const more = apportion(
    told.count - outside.length,
    outside.map((cell) => cell.size),
  );
  outside.forEach((cell, at) => usual.set(cell, (own[at] ?? 1) + (more[at] ?? 0)));
  return usual;
}

/** Where a village stands in a fixed shuffle of those outside the towns, remote ones first. */
function toldPlace(population: Population, cell: Cell, number: number): number {
  const outside = population.cells.filter(({ commune }) => commune.settlement !== 'urban');
  const isRemote = cell.commune.settlement === 'remote';
  const alike = outside.filter(({ commune }) => (commune.settlement === 'remote') === isRemote);
  const count = (group: readonly Cell[]): number =>
    group.reduce((sum, one) => sum + countVillages(population, one), 0);
  const before = count(alike.slice(0, alike.indexOf(cell))) + number - 1;
  const place = shuffledRank(before, count(alike), `${population.profile.code}/villages`);
  return isRemote ? place : place + count(outside) - count(alike);
}
