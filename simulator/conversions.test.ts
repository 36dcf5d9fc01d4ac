import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMonths, type Month } from '../core/dates.ts';
import type { Household } from '../core/outreach/factors.ts';
import { learn, monthsToStay, type Example } from '../core/outreach/learn.ts';
import { billAt } from './bills.ts';
import { cashlessCounts, isCashless } from './conversions.ts';
import { counterClosedOn, lastCounterMonth } from './counters.ts';
import { isBilled } from './customers.ts';
import { habitIn } from './habits.ts';
import { monthsAfter, placeOf, populate, type Population } from './population.ts';
import { companyProfiles } from './profiles/index.ts';
import { isVerifiedIn, traitsOf } from './traits.ts';
import { countVillages, reachOf, villageNumber } from './village-reach.ts';

const anchor = '2026-10';
const months = Array.from({ length: 13 }, (_, at) => addMonths(anchor, at - 12));

function population(code: string): Population {
  const profile = companyProfiles.find((one) => one.code === code);
  assert.ok(profile);
  return populate(profile, { anchor });
}

const haTinh = population('PCHATINH');
const billed = Array.from({ length: haTinh.size }, (_, index) => index).filter((index) =>
  isBilled(haTinh, index),
);

describe('how simulated customers give up cash', () => {
  test('is the same in whatever order the months are asked for', () => {
    const other = population('PCHATINH');
    for (const month of [anchor, months[3]!, addMonths(anchor, 4), months[0]!]) {
      const pays = (people: Population): boolean[] => billed.map((index) => isCashless(people, index, month));
      assert.deepEqual(pays(other), pays(haTinh));
    }
  });

  test('lasts for most; some fall back, more of those who changed lately', () => {
    for (let at = 1; at < months.length; at++) {
      const before = billed.filter((index) => isCashless(haTinh, index, months[at - 1]!));
      const fell = before.filter((index) => !isCashless(haTinh, index, months[at]!)).length / before.length;
      assert.ok(fell > 0.003 && fell < 0.025, `${fell} of them fell back in ${months[at]}`);
    }
    const stillThere = (from: number, to: number): number => {
      const cohort = billed.filter(
        (index) =>
          isCashless(haTinh, index, months[from]!) &&
          months.slice(0, from).every((month) => !isCashless(haTinh, index, month)),
      );
      return cohort.filter((index) => isCashless(haTinh, index, months[to]!)).length / cohort.length;
    };
    const [old, young] = [stillThere(0, 6), stillThere(1, 7)];
    assert.ok(old > 0.95 && old < 0.995, `${old} of the first kept to it`);
    assert.ok(young > 0.7 && young < old - 0.02, `${young} of the newest kept to it`);
  });

  test('follows what is known of a household: the product learns an order that holds on later months', () => {
    const examples = months.slice(6, -monthsToStay).flatMap((month, at) => examplesOf(month, at));
    const { verdict, heldOut } = learn(examples);
    assert.equal(verdict, 'learned');
    assert.ok(heldOut!.ranking > 0.68, `ranking ${heldOut!.ranking}`);
    assert.ok(heldOut!.firstFifth > 1.5, `the first fifth brings ${heldOut!.firstFifth} times a blind one`);
  });

  test('comes sooner where a counter has closed, and nobody pays at a counter that is no more', () => {
    const [closed, open] = [
      { people: 0, changed: 0 },
      { people: 0, changed: 0 },
    ];
    for (const index of billed) {
      const { cell } = placeOf(haTinh, index);
      const last = lastCounterMonth(haTinh, cell);
      for (const month of months.slice(0, -monthsToStay)) {
        const habit = habitIn(haTinh, index, month);
        if (habit?.channel !== 'counter_cash') continue;
        assert.ok(last === undefined || month <= last, `${month} at a counter closed after ${last}`);
        const sum = month === last ? closed : open;
        sum.people += 1;
        if (isCashless(haTinh, index, addMonths(month, 1))) sum.changed += 1;
      }
      if (last) assert.ok(counterClosedOn(haTinh, cell)!.startsWith(last));
    }
    const gain = closed.changed / closed.people / (open.changed / open.people);
    assert.ok(gain > 1.5, `${gain} times as often, of ${closed.people}`);
  });

  test('counts 113 villages outside the towns of PC Quảng Ninh, 16 of them without fibre', () => {
    const people = population('PCQUANGNINH');
    const villages = people.cells
      .filter(({ commune }) => commune.settlement !== 'urban')
      .flatMap((cell) =>
        Array.from({ length: countVillages(people, cell) }, (_, at) => reachOf(people, cell, at + 1)),
      );
    assert.equal(villages.length, 113);
    assert.equal(villages.filter(({ fibre }) => !fibre).length, 16);
    assert.ok(villages.some(({ mobile }) => !mobile));
  });
});

/** What a planner knows of the households in cash in a month, and what became of them. */
function examplesOf(month: Month, at: number): Example[] {
  return billed
    .filter((index) => !isCashless(haTinh, index, month))
    .map((index) => ({ month: at, household: householdAt(index, month), converted: stays(index, month) }));
}

function stays(index: number, month: Month): boolean {
  return [1, 2].every((later) => isCashless(haTinh, index, addMonths(month, later)));
}

const villageShares = new Map<string, { people: number; changed: number }>();

function villageShare(index: number, month: Month): number {
  const { cell, position } = placeOf(haTinh, index);
  const number = villageNumber(haTinh, cell, position);
  const key = `${month} ${cell.first} ${number}`;
  const known = villageShares.get(key) ?? { people: 0, changed: 0 };
  if (known.people === 0) {
    for (let other = cell.first; other < cell.first + cell.size; other++) {
      if (villageNumber(haTinh, cell, other - cell.first) !== number || !isBilled(haTinh, other)) continue;
      known.people += 1;
      if (isCashless(haTinh, other, month)) known.changed += 1;
    }
    villageShares.set(key, known);
  }
  return known.changed / Math.max(1, known.people - 1);
}

function householdAt(index: number, month: Month): Household {
  const place = placeOf(haTinh, index);
  const { cell, position } = place;
  const traits = traitsOf(haTinh, place);
  const earlier = Array.from({ length: 5 }, (_, back) => addMonths(month, -1 - back));
  const changed = earlier.findIndex((one) => isCashless(haTinh, index, one));
  const share = (cashlessCounts(haTinh, month).get(cell) ?? 0) / (cell.size - cell.vacant);
  const last = lastCounterMonth(haTinh, cell);
  return {
    cashMonths: changed === -1 ? 6 : changed + 1,
    cashlessBefore: changed !== -1,
    lateShare: 0,
    collector: habitIn(haTinh, index, month)?.channel === 'staff_cash',
    billVnd: billAt(haTinh, index, month)!.totalVnd,
    business: traits.kind === 'business',
    phoneKnown: traits.hasPhone,
    phoneVerified: isVerifiedIn(traits, haTinh, month),
    villageShare: villageShare(index, month),
    bookShare: share,
    communeShare: share,
    communeRise: 0,
    disadvantaged: cell.commune.settlement === 'remote',
    noCoverage: !reachOf(haTinh, cell, villageNumber(haTinh, cell, position)).mobile,
    counterNear: last === undefined || monthsAfter(last, month) <= 0,
  };
}
