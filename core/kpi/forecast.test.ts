import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forecastRatio, leastMonths } from './forecast.ts';
import { neededPace } from './needed-pace.ts';

test('a line that has stood still goes on standing still, in a band around it', () => {
  const points =
    forecastRatio(
      Array.from({ length: 24 }, () => 0.9),
      6,
    ) ?? [];
  assert.equal(points.length, 6);
  for (const { ratio, low, high } of points) {
    assert.ok(Math.abs(ratio - 0.9) < 0.0005, String(ratio));
    assert.ok(low < 0.9 && high > 0.9 && high - low < 0.02);
  }
});

test('a line that rises goes on rising, ever slower', () => {
  const history = Array.from({ length: 24 }, (_, month) => 0.5 + month * 0.01);
  const points = forecastRatio(history, 12) ?? [];
  const rises = points.map(({ ratio }, at) => ratio - (points[at - 1]?.ratio ?? history.at(-1) ?? 0));
  assert.ok(rises.every((rise) => rise > 0));
  assert.ok((rises.at(-1) ?? 1) < (rises[0] ?? 0));
});

test('fewer than six months are not drawn on', () => {
  assert.equal(forecastRatio([0.7, 0.72, 0.74, 0.76, 0.78], 3), undefined);
});

test('whatever the history, the line lies in its band, the band between nothing and everybody, and it widens', () => {
  const history = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: leastMonths,
    maxLength: 30,
  });
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 18 }), (ratios, steps) => {
      const points = forecastRatio(ratios, steps) ?? [];
      assert.equal(points.length, steps);
      for (const { low, ratio, high } of points)
        assert.ok(low >= 0 && low <= ratio && ratio <= high && high <= 1);
    }),
  );
});

/** A repeatable draw between 0 and 1 (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(draw() + 1e-12)) * Math.cos(2 * Math.PI * draw());
}

/** Histories as units have them: a climb to a ceiling, a climb that goes on, a wandering line, a push that ends. */
const kinds: Record<string, (draw: () => number) => (month: number) => number> = {
  'climb to a ceiling': (draw) => {
    const [ceiling, middle, steepness] = [0.85 + draw() * 0.13, draw() * 14, 0.12 + draw() * 0.15];
    return (month) => ceiling / (1 + Math.exp(-steepness * (month - middle)));
  },
  'even climb': (draw) => {
    const [start, rise] = [0.3 + draw() * 0.4, 0.002 + draw() * 0.006];
    return (month) => start + rise * month;
  },
  'wandering line': (draw) => {
    let at = 0.5 + draw() * 0.3;
    return () => (at = Math.min(0.98, Math.max(0.02, at + normal(draw) * 0.008)));
  },
  'push that ends': (draw) => {
    const [start, month0, gain] = [0.5 + draw() * 0.2, 6 + Math.floor(draw() * 8), 0.05 + draw() * 0.1];
    return (month) => start + gain * Math.min(1, Math.max(0, (month - month0) / 5));
  },
};

interface Tally {
  covered: number;
  points: number;
  error: number;
  naive: number;
}

/** Known up to `known`, held against the six months that followed. */
function tallyOf(histories: readonly (readonly number[])[], known: number): Tally {
  const tally: Tally = { covered: 0, points: 0, error: 0, naive: 0 };
  for (const history of histories) {
    const last = history[known - 1] ?? 0;
    for (const { step, ratio, low, high } of forecastRatio(history.slice(0, known), 6) ?? []) {
      const truth = history[known - 1 + step] ?? 0;
      tally.points++;
      tally.covered += Number(truth >= low && truth <= high);
      tally.error += Math.abs(truth - ratio);
      tally.naive += Math.abs(truth - last);
    }
  }
  return tally;
}

test('held against months that it has not seen, the band holds and the line beats the last known value', (t) => {
  const whole: Tally = { covered: 0, points: 0, error: 0, naive: 0 };
  for (const [kind, make] of Object.entries(kinds)) {
    const histories = Array.from({ length: 60 }, (_, seed) => {
      const draw = drawing(seed + 1);
      const line = make(draw);
      return Array.from({ length: 30 }, (_month, month) =>
        Math.min(0.995, line(month) + normal(draw) * 0.003),
      );
    });
    for (const known of [13, 24]) {
      const tally = tallyOf(histories, known);
      report(t, `${kind}, ${known} months known`, tally);
      for (const key of ['covered', 'points', 'error', 'naive'] as const) whole[key] += tally[key];
    }
  }
  report(t, 'all', whole);
  const coverage = whole.covered / whole.points;
  assert.ok(coverage >= 0.72 && coverage <= 0.92, `the band of 80 % held ${coverage}`);
  assert.ok(whole.error < whole.naive * 0.75, 'the line is worth more than the last known value');
});

function report(t: { diagnostic: (line: string) => void }, what: string, tally: Tally): void {
  const points = (sum: number): string => ((sum / tally.points) * 100).toFixed(2);
  const held = ((tally.covered / tally.points) * 100).toFixed(1);
  t.diagnostic(
    `${what}: band of 80 % held ${held} %, off by ${points(tally.error)} points, last value by ${points(tally.naive)}`,
  );
}

test('the pace is the least whole number that reaches the target in the months left', () => {
  const given = { reached: 900n, denominator: 1_000n, targetBp: 9_600, month: '2026-09', until: '2026-12' };
  assert.deepEqual(neededPace(given), { missing: 60n, monthsLeft: 3, perMonth: 20n });
  assert.deepEqual(neededPace({ ...given, reached: 899n }), { missing: 61n, monthsLeft: 3, perMonth: 21n });
  assert.deepEqual(neededPace({ ...given, reached: 980n }), { missing: 0n, monthsLeft: 3, perMonth: 0n });
  assert.deepEqual(neededPace({ ...given, month: '2026-12' }), {
    missing: 60n,
    monthsLeft: 0,
    perMonth: null,
  });
});
