import type { Household } from '../../core/outreach/factors.ts';
import type { Example } from '../../core/outreach/learn.ts';
import { random, type Random } from '../../simulator/random.ts';

/**
 * A field of households whose behaviour is known, and is none that a logistic curve could say: each has a threshold, is
 * pushed by how many neighbours have changed (in steps, not evenly), and gives way when pushes together pass it. Some give
 * way for a month and fall back.
 */
export interface SimulatedHousehold {
  village: number;
  /** Decides nothing. */
  billVnd: number;
  late: number;
  phone: boolean;
  collector: boolean;
  threshold: number;
  /** Months paid in cash in a row; 0 pays without cash. */
  cashMonths: number;
  cashlessBefore: boolean;
}

export interface SimulatedField {
  households: SimulatedHousehold[];
  villages: number;
  month: number;
  /** 0 makes a field in which luck alone decides, the same for all. */
  signal: 0 | 1;
}

const perVillage = 25;

export function makeField(options: { villages: number; signal: 0 | 1; seed: number }): SimulatedField {
  const chance = random('outreach', options.seed);
  const households: SimulatedHousehold[] = [];
  for (let village = 0; village < options.villages; village++) {
    // Villages differ: some have a road, a school, a market.
    const ease = normal(chance) * 0.5;
    for (let number = 0; number < perVillage; number++) {
      const late = chance.next() < 0.3 ? Math.ceil(chance.next() * 3) / 3 : 0;
      const phone = chance.next() < 0.75;
      const collector = chance.next() < 0.4;
      const seen = (late > 0 ? 0.9 : 0) + (phone ? -0.5 : 0.7) + (collector ? 0.5 : 0) - ease;
      const threshold = 1.8 + seen + normal(chance) * 0.6;
      households.push({
        village,
        billVnd: Math.round(100_000 * Math.exp(normal(chance) * 0.8 + 1)),
        late,
        phone,
        collector,
        threshold,
        cashMonths: threshold < 1 ? 0 : 24,
        cashlessBefore: false,
      });
    }
  }
  return { households, villages: options.villages, month: 0, signal: options.signal };
}

/** Neighbours count in steps: nobody looks before some have, and everybody does once most have. */
function neighbourPush(share: number): number {
  return share > 0.66 ? 1.3 : share > 0.4 ? 0.8 : share > 0.2 ? 0.3 : 0;
}

/** Phones get cheaper and sons come home: every month everybody is a little nearer to changing. */
const monthlyEase = 0.04;

/** What a talk at the door is worth to who wavers; who is far from it stays where he is. */
const visitPush = 0.9;

/**
 * One month passes. The same seed gives every household the same luck whoever is visited, so that two orders of visits are
 * told apart by the visits alone.
 */
export function liveMonth(
  field: SimulatedField,
  seed: number,
  visited: ReadonlySet<number> = new Set(),
): void {
  field.month += 1;
  const shares = villageShares(field);
  for (const [at, household] of field.households.entries()) {
    const luck = random('month', seed, field.month, at);
    const noise = normal(luck) * 0.4;
    const falls = luck.next() < 0.02 * field.signal;
    household.threshold -= monthlyEase;
    if (household.cashMonths === 0) {
      if (falls && household.threshold > 0) household.cashMonths = 1;
      continue;
    }
    const push = neighbourPush(shares[household.village] ?? 0) + (visited.has(at) ? visitPush : 0) + noise;
    if (field.signal === 0 ? luck.next() < 0.04 : push > household.threshold) {
      household.cashMonths = 0;
      household.cashlessBefore = true;
    } else household.cashMonths += 1;
  }
}

function villageShares({ households, villages }: SimulatedField): number[] {
  const sums = Array.from({ length: villages }, () => ({ all: 0, changed: 0 }));
  for (const { village, cashMonths } of households) {
    sums[village]!.all += 1;
    if (cashMonths === 0) sums[village]!.changed += 1;
  }
  return sums.map(({ all, changed }) => changed / all);
}

/** What a company would know of each household that pays in cash at the end of this month. */
export function lookAt(field: SimulatedField): Map<number, Household> {
  const shares = villageShares(field);
  const whole = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const known = new Map<number, Household>();
  for (const [at, household] of field.households.entries()) {
    if (household.cashMonths === 0) continue;
    known.set(at, {
      cashMonths: Math.min(6, household.cashMonths),
      cashlessBefore: household.cashlessBefore,
      lateShare: household.late,
      collector: household.collector,
      billVnd: household.billVnd,
      business: false,
      phoneKnown: household.phone,
      phoneVerified: false,
      villageShare: (shares[household.village]! * perVillage) / (perVillage - 1),
      bookShare: whole,
      communeShare: whole,
      communeRise: 0,
      disadvantaged: false,
      noCoverage: false,
      counterNear: true,
    });
  }
  return known;
}

/** Lives so many months and keeps what each taught: who was in cash, and paid both following months without. */
export function liveHistory(field: SimulatedField, months: number, seed: number): Example[] {
  const seen: { month: number; known: Map<number, Household> }[] = [];
  const states: boolean[][] = [];
  for (let month = 0; month < months; month++) {
    seen.push({ month, known: lookAt(field) });
    states.push(field.households.map(({ cashMonths }) => cashMonths === 0));
    liveMonth(field, seed);
  }
  return seen.slice(0, -2).flatMap(({ month, known }) =>
    [...known].map(([at, household]) => ({
      month,
      household,
      converted: states[month + 1]![at]! && states[month + 2]![at]!,
    })),
  );
}

function normal(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
}
