import assert from 'node:assert/strict';
import { test } from 'node:test';
import { random } from '../../simulator/random.ts';
import {
  liveHistory,
  liveMonth,
  lookAt,
  makeField,
  type SimulatedField,
} from '../../test/support/outreach-field.ts';
import { encodeHousehold, type Household } from './factors.ts';
import { learn, type Lesson } from './learn.ts';
import { chanceOf } from './logistic.ts';
import { workOut, type Assumptions, type Ground } from './scenarios.ts';
import { planVisits, type Effort } from './visits.ts';

const effort: Effort = { workers: 2, visitsPerDay: 20, travelDays: 0.25, visitOdds: 8 };
const assumed: Assumptions = { ...effort, promotionOdds: 1, closes: [], closingOdds: 1 };

/** Fields that were lived through and learned from, each from a seed of its own. */
const lived = [7, 11, 23].map((seed) => {
  const field = makeField({ villages: 180, signal: 1, seed });
  const lesson = learn(liveHistory(field, 12, seed));
  return { seed, field, lesson, known: lookAt(field) };
});

test('in the same days of work the plan brings far more than any plain order, on fields it has not seen', (t) => {
  const days = 24;
  const sums = new Map<string, { visits: number; inDays: number; asMany: number }>();
  for (const { seed, field, lesson, known } of lived) {
    assert.equal(lesson.verdict, 'learned');
    const planned = plannedVisits(field, known, lesson);
    const before = liveOn(field, seed, []);
    const gainOf = (visits: readonly number[]): number => liveOn(field, seed, visits) - before;
    for (const [name, order] of Object.entries({ planned, ...plainOrders(field, known, seed) })) {
      const inDays = withinDays(field, order, days);
      const sum = sums.get(name) ?? { visits: 0, inDays: 0, asMany: 0 };
      sums.set(name, {
        visits: sum.visits + inDays.length,
        inDays: sum.inDays + gainOf(inDays),
        asMany: sum.asMany + gainOf(order.slice(0, planned.length)),
      });
    }
  }
  const best = sums.get('planned')!;
  t.diagnostic(
    `gained over no visits on ${lived.length} fields, in ${days} days of work each, ways included:`,
  );
  for (const [name, { visits, inDays, asMany }] of sums)
    t.diagnostic(`${name}: ${inDays} by ${visits} visits; ${asMany} by as many visits as planned`);
  sums.delete('planned');
  for (const [name, { inDays, asMany }] of sums) {
    assert.ok(
      best.inDays > 1.25 * inDays,
      `planned ${best.inDays} beside ${name} ${inDays}, in the same days`,
    );
    assert.ok(
      best.inDays > 1.15 * asMany,
      `planned ${best.inDays} beside ${name} ${asMany}, by as many visits`,
    );
  }
});

test('what is said comes: chances group by group, and how many convert by themselves, within the bounds', (t) => {
  const groups = [0, 1, 2, 3, 4].map(() => ({ examples: 0, said: 0, came: 0 }));
  let within = 0;
  let [expected, happened] = [0, 0];
  for (const { seed, field, lesson, known } of lived) {
    assert.ok(lesson.heldOut!.ranking > 0.62, `ranking ${lesson.heldOut!.ranking}`);
    for (const [at, fifth] of lesson.heldOut!.fifths.entries()) {
      groups[at]!.examples += fifth.examples;
      groups[at]!.said += fifth.said;
      groups[at]!.came += fifth.came;
    }
    const { conversions } = workOut(groundOfField(field, known, lesson), assumed);
    const came = comeAlone(field, seed, known);
    expected += conversions.mean;
    happened += came;
    if (came >= conversions.low && came <= conversions.high) within += 1;
  }
  for (const [at, { examples, said, came }] of groups.entries()) {
    t.diagnostic(`group ${at + 1}: ${examples} households, said ${said.toFixed(1)}, came ${came}`);
  }
  t.diagnostic(
    `by themselves: expected ${expected.toFixed(0)}, came ${happened}; within the bounds ${within} of ${lived.length}`,
  );
  const likeliest = groups.at(-1)!;
  const all = (pick: 'said' | 'came'): number => groups.reduce((sum, group) => sum + group[pick], 0);
  assert.ok(Math.abs(likeliest.said / likeliest.came - 1) < 0.25);
  // These fields gain pace while nobody sees it, so that a little less is said than comes.
  assert.ok(Math.abs(all('said') / all('came') - 1) < 0.35);
  assert.ok(Math.abs(expected / happened - 1) < 0.35 && within >= lived.length - 1);
});

function plannedVisits(field: SimulatedField, known: Map<number, Household>, lesson: Lesson): number[] {
  const at = [...known.keys()];
  const asked = {
    monthly: Float64Array.from(at, (one) => chanceOf(lesson.model!, encodeHousehold(known.get(one)!))),
    village: Int32Array.from(at, (one) => field.households[one]!.village),
  };
  const plan = planVisits(asked, effort, { months: 2, wanted: Infinity, workingDays: 12 });
  return plan.outings.flatMap(({ visits }) => visits.map((one) => at[one]!));
}

/** Who pays without cash two months on, when these are visited in the first. */
function liveOn(field: SimulatedField, seed: number, visits: readonly number[]): number {
  const copy = { ...field, households: field.households.map((one) => ({ ...one })) };
  liveMonth(copy, seed, new Set(visits));
  liveMonth(copy, seed);
  return copy.households.filter(({ cashMonths }) => cashMonths === 0).length;
}

/** What somebody without a model would go by. */
function plainOrders(
  field: SimulatedField,
  known: ReadonlyMap<number, Household>,
  seed: number,
): Record<string, number[]> {
  const shuffle = random('shuffle', seed);
  const inCash = Map.groupBy(known.keys(), (at) => field.households[at]!.village);
  return {
    'biggest bill first': [...known.keys()].sort(
      (a, b) => field.households[b]!.billVnd - field.households[a]!.billVnd,
    ),
    'list order, village by village': [...known.keys()],
    'village with most cash first': [...inCash.values()].sort((a, b) => b.length - a.length).flat(),
    random: [...known.keys()]
      .map((at) => ({ at, place: shuffle.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ at }) => at),
  };
}

/** The longest beginning of an order whose visits fit into so many days of work, gathered into outings as well as can be. */
function withinDays(field: SimulatedField, order: readonly number[], days: number): number[] {
  const perOuting = Math.floor((1 - effort.travelDays) * effort.visitsPerDay);
  const visits = new Map<number, number>();
  let cost = 0;
  for (const [at, household] of order.entries()) {
    const { village } = field.households[household]!;
    const here = visits.get(village) ?? 0;
    cost += 1 / effort.visitsPerDay + (here % perOuting === 0 ? effort.travelDays : 0);
    if (cost > days + 1e-9) return order.slice(0, at);
    visits.set(village, here + 1);
  }
  return [...order];
}

function groundOfField(field: SimulatedField, known: ReadonlyMap<number, Household>, lesson: Lesson): Ground {
  const at = [...known.keys()];
  return {
    field: {
      monthly: Float64Array.from(at, (one) => chanceOf(lesson.model!, encodeHousehold(known.get(one)!))),
      village: Int32Array.from(at, (one) => field.households[one]!.village),
    },
    counter: new Int32Array(at.length).fill(-1),
    customers: field.households.length,
    cashless: field.households.length - at.length,
    relapse: 0,
    // At the target already, so that nobody is visited.
    targetBp: 1,
    months: 2,
    workingDays: 20,
    drift: lesson.drift,
  };
}

/** Of those in cash now, how many pay without it at the end of the months when nobody is visited. */
function comeAlone(field: SimulatedField, seed: number, known: ReadonlyMap<number, Household>): number {
  const copy = { ...field, households: field.households.map((one) => ({ ...one })) };
  for (let month = 0; month < 2; month++) liveMonth(copy, seed);
  return [...known.keys()].filter((at) => copy.households[at]!.cashMonths === 0).length;
}
