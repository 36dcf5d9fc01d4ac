import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMonths, type Month } from '../core/dates.ts';
import { billAt } from './bills.ts';
import { customerAt } from './customers.ts';
import { habitIn, monthsPaidIn } from './habits.ts';
import { placeOf, populate, type Population } from './population.ts';
import { companyProfiles, type CompanyProfile } from './profiles/index.ts';

const anchor = '2026-10';

function population(code: string, size?: number): Population {
  return populate(profile(code), { anchor, size });
}

function profile(code: string): CompanyProfile {
  const found = companyProfiles.find((one) => one.code === code);
  assert.ok(found);
  return found;
}

/** Per cent with two decimals of the billed customers, or of the money, that `of` picks. */
function shares(
  people: Population,
  month: Month,
  of: (place: ReturnType<typeof placeOf>) => boolean = () => true,
): { customers: string; money: string } {
  let [customers, cashless, billed, cashlessVnd] = [0, 0, 0, 0];
  for (let index = 0; index < people.size; index++) {
    if (!of(placeOf(people, index))) continue;
    const bill = billAt(people, index, month);
    if (!bill) continue;
    const paidCashless = habitIn(people, index, month)?.cashless === true;
    customers += 1;
    billed += bill.totalVnd;
    if (paidCashless) cashless += 1;
    if (paidCashless) cashlessVnd += bill.totalVnd;
  }
  return {
    customers: ((cashless / customers) * 100).toFixed(2),
    money: ((cashlessVnd / billed) * 100).toFixed(2),
  };
}

describe('the simulated population', () => {
  test('is the same in every run and holds no code twice', () => {
    const [first, second] = [population('PCHATINH'), population('PCHATINH')];
    const codes = new Set<string>();
    for (let index = 0; index < first.size; index++) {
      const customer = customerAt(first, index);
      codes.add(customer.code);
      if (index % 97 === 0) assert.deepEqual(customer, customerAt(second, index));
      assert.ok(customer.code.startsWith(customer.unitCode));
      assert.ok(!customer.name.includes('\u00d0'), customer.name);
    }
    assert.equal(codes.size, 4793);
    assert.deepEqual(billAt(first, 17, '2026-09'), billAt(second, 17, '2026-09'));
  });

  test('of PC Hà Tĩnh pays 91.64 % without cash, 12.6 points more than a year before, rising month by month', () => {
    const people = population('PCHATINH');
    assert.equal(shares(people, anchor).customers, '91.64');
    const yearBefore = Number(shares(people, addMonths(anchor, -12)).customers);
    assert.ok(Math.abs(91.64 - 12.6 - yearBefore) < 0.05, `${yearBefore} a year before`);
    let before = 0;
    for (let back = 12; back >= -4; back--) {
      const share = Number(shares(people, addMonths(anchor, -back)).customers);
      assert.ok(share > before, `${back} months back: ${share} after ${before}`);
      before = share;
    }
    assert.ok(before < 96);
  });

  test('keeps the ratio of PC Hà Tĩnh at a larger size', () => {
    const people = population('PCHATINH', 14_379);
    assert.equal(shares(people, anchor).customers, '91.64');
  });

  test('of PC Hà Giang has 41 %, Bắc Quang 44 %, and Bắc Mê few customers with most of the money', () => {
    const people = population('PCHAGIANG');
    assert.equal(Math.round(Number(shares(people, anchor).customers)), 41);
    assert.equal(shares(people, anchor, ({ cell }) => cell.unit.code === 'PA20BQ').customers, '44.00');
    assert.deepEqual(
      shares(people, anchor, ({ cell }) => cell.unit.code === 'PA20BM'),
      {
        customers: '22.79',
        money: '82.27',
      },
    );
  });

  test('of PC Quảng Ninh is cashless in town and pays more than nine in ten rural bills in cash', () => {
    const people = population('PCQUANGNINH');
    const town = Number(shares(people, anchor, ({ cell }) => cell.commune.settlement === 'urban').customers);
    const country = Number(
      shares(people, anchor, ({ cell }) => cell.commune.settlement !== 'urban').customers,
    );
    assert.ok(town > 95, `town ${town}`);
    assert.ok(country < 10, `country ${country}`);
  });

  test('of PC Ninh Bình has 78.36 %, and 82.05 % in Khánh Hải, where no counter is left', () => {
    const people = population('PCNINHBINH');
    assert.equal(shares(people, anchor).customers, '78.36');
    const pilot = (place: ReturnType<typeof placeOf>): boolean => place.cell.commune.former === 'Khánh Hải';
    assert.equal(shares(people, anchor, pilot).customers, '82.05');
    for (let index = 0; index < people.size; index++) {
      if (pilot(placeOf(people, index)))
        assert.notEqual(habitIn(people, index, anchor)?.channel, 'counter_cash');
    }
  });

  test('gets bills whose net and VAT are the total', () => {
    for (const { code } of companyProfiles) {
      const people = population(code);
      for (let index = 0; index < people.size; index += 13) {
        const bill = billAt(people, index, anchor);
        if (!bill) continue;
        assert.equal(bill.netVnd + bill.vatVnd, bill.totalVnd);
        assert.equal(bill.vatVnd, Math.round(bill.netVnd * 0.08));
        assert.ok(bill.dueOn > bill.issuedOn && bill.totalVnd > 0);
      }
    }
  });

  test('pays late what it skipped, with the next payment', () => {
    const people = population('PCHAGIANG');
    let late = 0;
    for (let index = 0; index < people.size; index++) {
      if (habitIn(people, index, addMonths(anchor, -1)) || !habitIn(people, index, anchor)) continue;
      if (!billAt(people, index, anchor)) continue;
      late += 1;
      assert.ok(monthsPaidIn(people, index, anchor, addMonths(anchor, -1)).length === 2);
    }
    assert.ok(late > 50 && late < 400, `${late} late payers`);
  });

  test('uses only partners and channels its company has', () => {
    for (const { code } of companyProfiles) {
      const people = population(code, 300);
      for (let index = 0; index < people.size; index++) {
        const habit = habitIn(people, index, anchor);
        if (habit) assert.ok(habit.partner.channels.includes(habit.channel));
      }
    }
    assert.equal(profile('PCHATINH').partners.filter(({ kind }) => kind !== 'own').length, 18);
  });
});
