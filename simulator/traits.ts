import { monthsAfter, type Place, type Population } from './population.ts';
import { random, type Random } from './random.ts';

/**
 * What stays with a customer for years and decides, as far as anything does, whether he gives up cash and keeps to it.
 * Shares are assumptions of the demo, said in docs/simulator.md; nothing is taken from real people.
 */
export interface Traits {
  kind: 'household' | 'business';
  /** Year in which he became a customer. */
  since: number;
  hasPhone: boolean;
  /** Months before the running one in which a unit tried his number; undefined where none did. */
  verifiedBack: number | undefined;
  /** Old people who live alone: little used, seldom a telephone. */
  alone: boolean;
  /** Pays after the day as a rule. */
  slow: boolean;
  /** Away for some months, when nobody pays: first month and how many, against that of the anchor. */
  away: { from: number; months: number } | undefined;
  /** What he uses against others of his kind, in natural logarithms. */
  level: number;
  /** What nobody sees and yet decides, in log-odds. */
  hidden: number;
}

const phoneOf = { urban: 0.93, rural: 0.86, remote: 0.72 } as const;
const businessOf = { urban: 0.085, rural: 0.05, remote: 0.03 } as const;
const aloneOf = { urban: 0.015, rural: 0.045, remote: 0.08 } as const;
const shareVerified = 0.56;
const shareSlow = 0.05;
const shareAway = 0.022;
/** Numbers have been tried for so many months; longer ago nobody wrote it down. */
const monthsOfTrying = 15;

const known = new WeakMap<Place, Traits>();

/** The same for every month. */
export function traitsOf(population: Population, place: Place): Traits {
  const traits = known.get(place) ?? drawTraits(population, place);
  known.set(place, traits);
  return traits;
}

function drawTraits({ profile }: Population, { index, cell, rank }: Place): Traits {
  const { settlement } = cell.commune;
  const chance = random(profile.code, index, 'traits');
  const isBusiness = chance.next() < businessOf[settlement];
  const alone = chance.next() < aloneOf[settlement] && !isBusiness;
  const phoneChance = isBusiness ? 0.98 : alone ? 0.4 : phoneOf[settlement];
  const hasPhone = chance.next() < phoneChance;
  const isTried = chance.next() < (alone ? 0.3 : shareVerified);
  const back = chance.below(monthsOfTrying);
  const slow = chance.next() < shareSlow && !isBusiness;
  const goesAway = chance.next() < shareAway && !isBusiness;
  const away = { from: 1 - chance.below(14), months: 2 + chance.below(6) };
  return {
    kind: isBusiness || isBalancer({ cell, rank }) ? 'business' : 'household',
    since: 2008 + chance.below(15),
    hasPhone,
    verifiedBack: hasPhone && isTried ? back : undefined,
    alone,
    slow,
    away: goesAway ? away : undefined,
    level: bell(chance) * 1.1 - (alone ? 0.9 : 0),
    hidden: bell(chance),
  };
}

/** The one large business whose bill makes a unit's told share of money come out. */
export function isBalancer({ cell, rank }: Pick<Place, 'cell' | 'rank'>): boolean {
  const { unit, commune } = cell;
  return unit.moneyRatio !== undefined && unit.communes[0] === commune && rank === 0;
}

/** Whether his house stands empty of people in a month of `after` months behind the anchor. */
export function isAway({ away }: Traits, after: number): boolean {
  return away !== undefined && after >= away.from && after < away.from + away.months;
}

/** Whether his number had been tried when a month ended. */
export function isVerifiedIn(traits: Traits, population: Population, month: string): boolean {
  return (
    traits.verifiedBack !== undefined && monthsAfter(population.anchor, month) >= 1 - traits.verifiedBack
  );
}

/** Around 0, spread one half, never beyond 1.5. */
function bell(chance: Random): number {
  return chance.next() + chance.next() + chance.next() - 1.5;
}
