import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { random } from '../../simulator/random.ts';
import { liveHistory, makeField } from '../../test/support/outreach-field.ts';
import { measureClosing } from './closing.ts';
import { describeFactor, encodeHousehold, factorNames, type Household } from './factors.ts';
import { learn } from './learn.ts';
import { chanceOf, fitLogistic, logistic, logOdds, reasonsOf, timesOdds } from './logistic.ts';
import { measure } from './measure.ts';
import { workOut, type Assumptions, type Ground } from './scenarios.ts';
import { chanceAlone, gainOfVisit, planVisits, type Effort, type Field } from './visits.ts';

const effort: Effort = { workers: 2, visitsPerDay: 20, travelDays: 0.25, visitOdds: 8 };
const assumed: Assumptions = { ...effort, promotionOdds: 1, closes: [], closingOdds: 1 };

const household: Household = {
  cashMonths: 6,
  cashlessBefore: false,
  lateShare: 1 / 3,
  collector: true,
  billVnd: 418_200,
  business: false,
  phoneKnown: true,
  phoneVerified: false,
  villageShare: 0.714,
  bookShare: 0.6,
  communeShare: 0.5,
  communeRise: -0.012,
  disadvantaged: false,
  noCoverage: false,
  counterNear: true,
};

test('where nothing tells who will convert, it says so and ranks nobody before anybody', () => {
  for (const seed of [1, 2, 3]) {
    const lesson = learn(liveHistory(makeField({ villages: 80, signal: 0, seed }), 14, seed));
    assert.equal(lesson.verdict, 'level', `seed ${seed}: ranking ${lesson.heldOut?.ranking}`);
    const one = chanceOf(lesson.model!, encodeHousehold(household));
    const other = chanceOf(lesson.model!, encodeHousehold({ ...household, villageShare: 0, lateShare: 1 }));
    assert.equal(one, other);
    assert.deepEqual(reasonsOf(lesson.model!, household), []);
  }
});

test('a history that is too short, or in which hardly anybody converted, teaches nothing', () => {
  const field = makeField({ villages: 60, signal: 1, seed: 3 });
  const examples = liveHistory(field, 12, 3);
  assert.equal(learn([]).verdict, 'too_little');
  assert.equal(learn(examples.filter(({ month }) => month < 2)).verdict, 'too_little');
  const few = learn(examples.map((one, index) => ({ ...one, converted: index % 500 === 0 })));
  assert.equal(few.verdict, 'too_little');
  assert.equal(few.model, null);
  assert.deepEqual(learn(examples), learn(examples));
});

test('weights that are known are found again, and chances come out as often as they say', () => {
  const chance = random('weights');
  const rows = Array.from({ length: 6_000 }, () =>
    factorNames.map((_, at) => (at < 3 ? chance.next() * 2 - 1 : 0)),
  );
  const outcomes = rows.map((row) => Number(chance.next() < logistic(-1 + 2 * row[0]! - 1.5 * row[1]!)));
  const model = fitLogistic({ rows, outcomes });
  const [first, second, third, fourth] = model.factors.map(({ weight, spread }) => weight / spread);
  for (const [found, true_] of [
    [first!, 2],
    [second!, -1.5],
    [third!, 0],
    [fourth!, 0],
  ] as const)
    assert.ok(Math.abs(found - true_) < 0.2, `${found} for ${true_}`);
  const chances = rows.map((row) => chanceOf(model, row));
  for (const { said, came, examples } of measure(chances, outcomes).fifths)
    assert.ok(Math.abs(said - came) < 3 * Math.sqrt(examples * 0.25), `${said} said, ${came} came`);
});

test('what only a handful of households have weighs little, however they fared', () => {
  const chance = random('handful');
  const rows = Array.from({ length: 5_000 }, (_, at) =>
    factorNames.map((_name, place) => (place === 0 ? chance.next() : Number(place === 1 && at < 4))),
  );
  const outcomes = rows.map((row) => Number(chance.next() < 0.3 + 0.4 * row[0]!));
  for (const at of [0, 1, 2, 3]) outcomes[at] = 0;
  const model = fitLogistic({ rows, outcomes });
  const ordinary = factorNames.map((_, place) => (place === 0 ? 0.5 : 0));
  const rare = ordinary.map((value, place) => (place === 1 ? 1 : value));
  const [usual, one] = [chanceOf(model, ordinary), chanceOf(model, rare)];
  assert.ok(one > usual / 6 && one < usual, `${one} beside ${usual}`);
});

test('ranking counts pairs: all right is 1, all wrong 0, all alike a half', () => {
  assert.equal(measure([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]).ranking, 1);
  assert.equal(measure([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0]).ranking, 0);
  assert.equal(measure([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1]).ranking, 0.5);
  assert.equal(measure([0.3], [1]).ranking, 0.5);
  const { fifths, firstFifth } = measure(
    Array.from({ length: 10 }, (_, at) => at / 10),
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
  );
  assert.deepEqual(
    fifths.map(({ came }) => came),
    [0, 0, 0, 0, 2],
  );
  assert.equal(firstFifth, 5);
});

test('each factor has words in both languages, for what it says of this household', () => {
  const words = (name: keyof Household) => describeFactor(name, Number(household[name]), 'vi');
  assert.equal(words('villageShare'), 'nhà cùng xóm đã chuyển 71%');
  assert.equal(words('cashMonths'), 'trả tiền mặt 6 kỳ liền');
  assert.equal(words('billVnd'), 'hóa đơn 418.200 đ');
  assert.equal(words('communeRise'), 'xã giảm 1,2 điểm % trong 3 kỳ');
  for (const name of factorNames)
    for (const language of ['vi', 'en'] as const)
      for (const value of [0, 1]) assert.match(describeFactor(name, value, language), /\p{L}/u);
});

test('a visit adds most to who wavers, and nothing to who never would or surely will', () => {
  assert.equal(gainOfVisit(0, 3, 8), 0);
  assert.equal(gainOfVisit(1, 3, 8), 0);
  assert.equal(timesOdds(0.5, 1), 0.5);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (chance, months) => {
        const alone = chanceAlone(chance, months);
        const gain = gainOfVisit(chance, months, 8);
        assert.ok(gain >= 0 && alone + gain <= 1 + 1e-12);
      },
    ),
  );
});

const fields = fc
  .array(fc.record({ chance: fc.double({ min: 0, max: 0.5, noNaN: true }), village: fc.nat(5) }), {
    minLength: 1,
    maxLength: 120,
  })
  .map((rows): Field => ({
    monthly: Float64Array.from(rows, ({ chance }) => chance),
    village: Int32Array.from(rows, ({ village }) => village),
  }));

test('a plan visits nobody twice, one village an outing, and no day is longer than a day', () => {
  fc.assert(
    fc.property(
      fields,
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.nat(6),
      (field, wanted, workingDays) => {
        const plan = planVisits(field, effort, { months: 2, wanted, workingDays });
        const visits = plan.outings.flatMap((outing) => outing.visits);
        assert.equal(new Set(visits).size, visits.length);
        const used = new Map<string, number>();
        for (const { village, visits: here, worker, day } of plan.outings) {
          assert.ok(here.every((at) => field.village[at] === village));
          assert.ok(day >= 1 && day <= workingDays && worker < effort.workers);
          const key = `${worker} ${day}`;
          used.set(key, (used.get(key) ?? 0) + effort.travelDays + here.length / effort.visitsPerDay);
        }
        for (const days of used.values()) assert.ok(days <= 1 + 1e-9);
        assert.ok(plan.cutShort !== null || plan.gain >= wanted - 1e-9);
      },
    ),
  );
});

test('no other choice of villages brings more in the same days: against all there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.double({ min: 0.01, max: 0.4, noNaN: true }), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.double({ min: 0.1, max: 0.8 }),
      (villages, share) => {
        const field = {
          monthly: Float64Array.from(villages.flat()),
          village: Int32Array.from(villages.flatMap((one, at) => one.map(() => at))),
        };
        const all = planVisits(field, effort, { months: 2, wanted: Infinity, workingDays: 50 });
        const plan = planVisits(field, effort, { months: 2, wanted: all.gain * share, workingDays: 50 });
        // The best for exactly these days is on the hull; a plan ends on a corner of it, so nothing of its cost beats it.
        assert.ok(bestGain(villages, plan.workDays) <= plan.gain + 1e-9);
      },
    ),
    { numRuns: 60 },
  );
});

/** The most that any choice of so many first households of each village brings in so many days, by trying them all. */
function bestGain(villages: readonly number[][], days: number): number {
  const gains = villages.map((one) =>
    one.map((chance) => gainOfVisit(chance, 2, effort.visitOdds)).sort((a, b) => b - a),
  );
  const from = (village: number, left: number): number => {
    if (village === gains.length) return 0;
    let best = from(village + 1, left);
    let sum = 0;
    for (const [at, gain] of gains[village]!.entries()) {
      sum += gain;
      const cost = effort.travelDays + (at + 1) / effort.visitsPerDay;
      if (cost <= left + 1e-9) best = Math.max(best, sum + from(village + 1, left - cost));
    }
    return best;
  };
  return from(0, days);
}

function ground(over: Partial<Ground> = {}): Ground {
  const size = 600;
  return {
    field: {
      monthly: Float64Array.from({ length: size }, (_, at) => 0.01 + (0.05 * ((at * 7) % 11)) / 10),
      village: Int32Array.from({ length: size }, (_, at) => Math.floor(at / 25)),
    },
    counter: Int32Array.from({ length: size }, (_, at) => (at % 3 === 0 ? -1 : Math.floor(at / 300))),
    customers: 2_000,
    cashless: 1_400,
    relapse: 0,
    targetBp: 7_600,
    months: 2,
    workingDays: 30,
    drift: 0.1,
    ...over,
  };
}

test('closed counters are measured against what the model would have said, and not at all on a handful', () => {
  const model = { level: logOdds(0.1), factors: [] };
  const seen = Array.from({ length: 200 }, (_, at) => ({ row: [], converted: at % 4 === 0 }));
  const effect = measureClosing(model, seen)!;
  assert.deepEqual([effect.households, effect.converted], [200, 50]);
  assert.ok(Math.abs(effect.odds - 3) < 0.1, String(effect.odds));
  assert.equal(measureClosing(model, seen.slice(0, 29)), null);
});

test('scenarios: what there is already, what comes by itself, what visits bring, and what stays out of reach', () => {
  assert.equal(workOut(ground({ targetBp: 7_000 }), assumed).verdict, 'at_target');
  assert.equal(workOut(ground({ targetBp: 7_010 }), assumed).verdict, 'on_its_own');
  const reached = workOut(ground(), assumed);
  assert.equal(reached.verdict, 'reached');
  assert.equal(reached.gap, 120);
  assert.ok(reached.cashless.mean >= 1_520 && reached.cashless.low < 1_520);
  const short = workOut(ground({ targetBp: 10_000 }), assumed);
  assert.equal(short.verdict, 'households_run_out');
  assert.equal(short.need.visits, 600);
  const few = workOut(ground({ targetBp: 10_000, workingDays: 1 }), assumed);
  assert.equal(few.verdict, 'households_run_out');
  assert.ok(few.plan.gain < few.need.gain && few.need.gain === short.need.gain);
  const late = workOut(ground({ workingDays: 1 }), assumed);
  assert.equal(late.verdict, 'days_run_out');
  assert.ok(late.plan.visits < late.need.visits && late.need.visits === reached.need.visits);
  const enough = workOut(ground({ workingDays: 1 }), { ...assumed, workers: late.need.workers });
  assert.equal(enough.verdict, 'reached');
  const less = workOut(ground({ workingDays: 1 }), { ...assumed, workers: late.need.workers - 1 });
  assert.equal(less.verdict, 'days_run_out');
});

test('more workers finish sooner, a promotion and closed counters need fewer visits, and falling back needs more', () => {
  const now = workOut(ground(), assumed);
  const four = workOut(ground(), { ...assumed, workers: 4 });
  assert.equal(four.plan.visits, now.plan.visits);
  assert.ok(four.plan.lastDay < now.plan.lastDay);
  const promoted = workOut(ground(), { ...assumed, promotionOdds: 1.5 });
  assert.ok(promoted.plan.visits < now.plan.visits && promoted.alone > now.alone);
  const closed = workOut(ground(), { ...assumed, closes: [0], closingOdds: 3 });
  assert.ok(
    closed.plan.visits < now.plan.visits &&
      closed.alone < workOut(ground(), { ...assumed, closes: [0, 1], closingOdds: 3 }).alone,
  );
  assert.ok(workOut(ground({ relapse: 0.01 }), assumed).plan.visits > now.plan.visits);
});
