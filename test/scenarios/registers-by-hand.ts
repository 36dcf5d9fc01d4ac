import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { addDays, addMonths, firstDayOf, monthOf } from '../../core/dates.ts';
import { hardshipSigns, type HardshipSign } from '../../core/kpi/hardship.ts';
import { many, type Db } from '../../server/platform/db.ts';
import { today } from '../support/make.ts';
import { codesOfPages } from '../support/pages.ts';
import * as plain from '../support/plain-count.ts';
import * as registers from '../support/plain-registers.ts';
import type { PlainCustomer } from '../support/plain-registers.ts';
import type { StaffClient } from '../support/staff.ts';
import { ask, codesOf, type Reader } from './figures-by-hand.ts';

const reachStates = ['all', 'none', 'verified', 'unverified', 'shared', 'zalo'] as const;

/** Contacts: how many customers are in each state, and which; by unit, commune and words. */
export async function checkContacts(db: Db, readers: readonly Reader[]): Promise<void> {
  const customers = await registers.readCustomers(db);
  const numbers = await registers.readNumbers(db);
  const reach = new Map(customers.map(({ id }) => [id, registers.reachOf(id, numbers)]));
  for (const { who, asks, meant } of readers)
    for (const commune of ['', '18073', '18100'])
      for (const word of commune === '' ? ['', 'van'] : ['']) {
        const question = `${asks}${commune && `&commune=${commune}`}${word && `&query=${word}`}`;
        const mine = customers.filter(
          (one) =>
            meant.includes(one.unit) &&
            (commune === '' || one.commune === commune) &&
            (word === '' || one.name.includes('Văn')),
        );
        const inState = (state: (typeof reachStates)[number]) =>
          mine.filter(({ id }) => reach.get(id)![state]);
        const { customers: all, ...shown } = await ask(who, `/contacts/counts?${question.slice(1)}`);
        const wanted = Object.fromEntries(reachStates.map((state) => [state, inState(state).length]));
        assert.deepEqual({ all, ...shown }, wanted, question);
        for (const state of commune === '' ? reachStates : []) {
          const { rows, next } = await ask(who, `/contacts?state=${state}${question}`);
          assert.deepEqual([codesOf(rows), next], [codesOf(inState(state)), null], `${state} ${question}`);
          for (const row of rows)
            assert.equal(row.numbers, reach.get(mine.find(({ code }) => code === row.code)!.id)!.numbers);
        }
      }
}

/** Places to pay: the list by kind, commune and standing, and the counts by commune, on days on which something changes. */
export async function checkPlaces(db: Db, readers: readonly Reader[]): Promise<void> {
  const customers = await registers.readCustomers(db);
  const places = await registers.readPlaces(db);
  const turns = places.flatMap(({ opened, closed }) => [opened, closed]).filter((day) => day !== null);
  const days = [today, ...turns.slice(0, 1), ...turns.slice(0, 1).map((day) => addDays(day, -1))];
  for (const { who, meant } of readers.filter(({ asks }) => asks === '')) {
    const homes = Map.groupBy(
      customers.filter((one) => meant.includes(one.unit) && one.commune !== null),
      ({ commune }) => commune!,
    );
    const isSeen = ({ commune }: { commune: string | null }): boolean =>
      meant.length > 1 || (commune !== null && homes.has(commune));
    for (const day of days) {
      const isOpen = (place: registers.PlainPlace): boolean => registers.isOpen(place, day);
      const belongs: Record<string, (place: registers.PlainPlace) => boolean> = {
        'standing=all': () => true,
        'standing=open': isOpen,
        'standing=closed': (place) => !isOpen(place),
        'kind=counter': (place) => isOpen(place) && place.kind === 'counter',
        'kind=agent': (place) => isOpen(place) && place.kind === 'agent',
        'standing=all&commune=18073': ({ commune }) => commune === '18073',
      };
      for (const [more, isMeant] of Object.entries(belongs)) {
        const { rows } = await ask(who, `/pay-points?on=${day}&${more}`);
        assert.deepEqual(
          codesOf(rows),
          codesOf(places.filter((place) => isSeen(place) && isMeant(place))),
          `${day} ${more}`,
        );
      }
      const openIn = (code: string, ...kinds: string[]): number =>
        places.filter((one) => one.commune === code && kinds.includes(one.kind) && isOpen(one)).length;
      const wanted = [...homes].map(([code, own]) => ({
        code,
        customers: own.length,
        counters: openIn(code, 'counter'),
        agents: openIn(code, 'agent'),
        offices: openIn(code, 'bank_branch', 'post_office'),
        mobileMoney: openIn(code, 'mobile_money'),
      }));
      await sameCommunes(who, `on=${day}`, wanted);
      const without = wanted.filter(({ counters }) => counters === 0);
      await sameCommunes(who, `on=${day}&without=counter`, without);
    }
  }
}

async function sameCommunes(
  who: StaffClient,
  question: string,
  wanted: readonly { code: string }[],
): Promise<void> {
  const { rows } = await ask(who, `/pay-points/communes?${question}`);
  const shown = rows.map(({ name: _, ...row }: { name: string }) => row);
  assert.deepEqual(
    shown,
    wanted.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    question,
  );
}

/** Who is responsible for whom: counts by employee and kind of rule, their customers, customers of nobody, books, rules. */
export async function checkResponsible(db: Db, readers: readonly Reader[]): Promise<void> {
  const customers = await registers.readCustomers(db);
  const responsible = await registers.readResponsible(db, customers, today);
  const of = (staff: string | null) => (one: PlainCustomer) =>
    (responsible.get(one.id)?.staff ?? null) === staff;
  for (const { who, asks, meant } of readers) {
    const mine = customers.filter(({ unit }) => meant.includes(unit));
    const nobodys = await ask(who, `/assignments/customers?${asks.slice(1)}`);
    assert.deepEqual(codesOf(nobodys.rows), codesOf(mine.filter(of(null))), `nobody ${asks}`);
    for (const staff of new Set([...responsible.values()].map((rule) => rule.staff))) {
      const { rows } = await ask(who, `/assignments/customers?staff=${staff}${asks}`);
      assert.deepEqual(codesOf(rows), codesOf(mine.filter(of(staff))), `${staff} ${asks}`);
    }
    const books = (await ask(who, `/assignments/books?${asks.slice(1)}`)).rows;
    const inBooks = Map.groupBy(
      mine.filter(({ book }) => book !== null),
      ({ book }) => book!,
    );
    assert.deepEqual(
      Object.fromEntries(books.map((row: { code: string; customers: number }) => [row.code, row.customers])),
      Object.fromEntries([...inBooks].map(([code, own]) => [code, own.length])),
    );
    if (asks !== '') continue;
    const { rows, ...counts } = await ask(who, '/assignments');
    assert.deepEqual(counts, { customers: mine.length, unassigned: mine.filter(of(null)).length });
    for (const row of rows) {
      const own = mine.filter(of(row.id)).map(({ id }) => responsible.get(id)!.kind);
      const by = (...kinds: string[]): number => own.filter((kind) => kinds.includes(kind)).length;
      assert.deepEqual(
        [row.customers, row.byList, row.byBook, row.byPlace],
        [own.length, by('list'), by('book'), by('village', 'commune')],
        `${who.login} ${row.login}`,
      );
    }
    const held = new Set(mine.flatMap(({ id }) => responsible.get(id)?.staff ?? []));
    for (const staff of held)
      assert.ok(
        rows.some(({ id }: { id: string }) => id === staff),
        staff,
      );
    if (meant.length === 1) continue;
    for (const rule of (await ask(who, '/assignments/rules')).rows) {
      const decided = customers.filter(({ id }) => responsible.get(id)?.id === rule.id);
      assert.equal(rule.customers, decided.length, `${rule.kind} ${rule.what}`);
    }
  }
}

/** Accounts and wallets that customers opened, as reported. */
export async function checkOpenings(db: Db, readers: readonly Reader[]): Promise<void> {
  const openings = await many(
    db,
    sql<{ id: string; kind: string; unit: string }>`
      select o.id::text as id, o.kind, u.code as unit from account_openings o
      join customers c on c.id = o.customer_id join org_units u on u.id = c.org_unit_id order by o.id`,
  );
  for (const { who, meant } of readers.filter(({ asks }) => asks === ''))
    for (const kind of ['', 'account', 'wallet']) {
      const { rows, next } = await ask(who, `/account-openings${kind && `?kind=${kind}`}`);
      const mine = openings.filter((one) => meant.includes(one.unit) && (kind === '' || one.kind === kind));
      assert.deepEqual(
        [rows.map(({ id }: { id: string }) => id), next],
        [mine.map(({ id }) => id), null],
        `${who.login} ${kind}`,
      );
    }
}

const windowMonths = 6;
const smallUse = 50;

/** Households that pay cash alone, and why it will be hard for them to pay otherwise; counts by commune, and by name. */
export async function checkHardship(
  db: Db,
  readers: readonly Reader[],
  world: { months: readonly plain.PlainMonth[]; marked: readonly string[] },
): Promise<void> {
  const households = await findHouseholds(db, world);
  for (const { who, asks, meant } of readers)
    for (const least of [0, 1]) {
      const mine = households.filter(({ unit }) => meant.includes(unit));
      const inNeed = (own: typeof mine) => own.filter(({ signs }) => signs.length >= least);
      const { search, total, communes } = await ask(who, `/kpi/cash-households?least=${least}${asks}`);
      const known = search.known as HardshipSign[];
      assert.equal(search.period, addMonths(monthOf(today), -1));
      const countOf = (own: typeof mine) => ({
        cashOnly: String(own.length),
        inNeed: String(inNeed(own).length),
        signs: known.map((sign) => ({
          sign,
          households: String(inNeed(own).filter(({ signs }) => signs.includes(sign)).length),
        })),
      });
      const there = Map.groupBy(mine, ({ commune }) => commune);
      assert.deepEqual(codesOf(communes), [...there.keys()].sort());
      for (const { code, name: _, ...shown } of communes)
        if (shown.cashOnly !== null) assert.deepEqual(shown, countOf(there.get(code)!), code);
      if (total.cashOnly !== null) assert.deepEqual(total, countOf(mine));
      const withheld = codesOf(communes.filter((row: { cashOnly: string | null }) => row.cashOnly === null));
      const few = [...there].filter(([, own]) => own.length < 5).map(([code]) => code);
      assert.ok(few.every((code) => withheld.includes(code)));
      // One alone could be told from the total.
      if (total.cashOnly !== null && communes.length > 1) assert.notEqual(withheld.length, 1);
      if (total.cashOnly !== null && few.length === 0) assert.deepEqual(withheld, []);
      assert.equal(total.cashOnly === null, mine.length > 0 && mine.length < 5);
      const signs = least === 1 ? known.map((sign) => `&sign=${sign}`) : [];
      for (const more of ['', ...signs, '&commune=18073']) {
        const [, field, value] = /&(\w+)=(\w+)/.exec(more) ?? [];
        const named = inNeed(mine).filter(
          (one) =>
            field === undefined ||
            (field === 'commune' ? one.commune === value : one.signs.includes(value as HardshipSign)),
        );
        const url = `/kpi/cash-households/list?least=${least}${more}${asks}`;
        assert.deepEqual(await codesOfPages(who, url, 9), codesOf(named), url);
      }
    }
}

type Trait = (one: PlainCustomer, month: plain.PlainMonth) => boolean;

async function findHouseholds(
  db: Db,
  { months, marked }: { months: readonly plain.PlainMonth[]; marked: readonly string[] },
) {
  const customers = new Map((await registers.readCustomers(db)).map((one) => [one.id, one]));
  const traits = await readTraits(db, [...customers.values()], marked);
  const last = addMonths(monthOf(today), -1);
  const within = months.filter(({ period }) => period <= last && period > addMonths(last, -windowMonths));
  return [...Map.groupBy(within, ({ customer }) => customer)].flatMap(([id, own]) => {
    const one = customers.get(id)!;
    const month = own.find(({ period }) => period === last);
    const bills = own.flatMap((row) => row.bills);
    const cashAlone = bills.every((bill) => plain.cashlessOf(bill, plain.anyCash) === 0);
    if (one.kind !== 'SH' || !month || !cashAlone || bills.every((bill) => plain.paidOf(bill) === 0))
      return [];
    const signs = hardshipSigns.filter((sign) => traits[sign]?.(one, month));
    return [{ code: one.code, unit: month.unit, commune: month.commune, signs }];
  });
}

/** Signs that anything is known of. `long_habit` needs more months than this company has. */
async function readTraits(
  db: Db,
  customers: readonly PlainCustomer[],
  marked: readonly string[],
): Promise<Partial<Record<HardshipSign, Trait>>> {
  const numbers = await registers.readNumbers(db);
  const reach = new Map(customers.map(({ id }) => [id, registers.reachOf(id, numbers)]));
  const places = (await registers.readPlaces(db)).filter((place) => registers.isOpen(place, today));
  const last = firstDayOf(addMonths(monthOf(today), -1));
  const used = await many(
    db,
    sql<{ customer: number; kwh: number }>`
      select customer_id::int as customer, sum(energy_kwh)::int as kwh from bills
      where period = ${last}::date and is_current and description is null group by 1`,
  );
  const uncovered = await many(
    db,
    sql<{ id: string }>`select id::text as id from villages where not mobile_coverage`,
  );
  const hasPhone: Trait = ({ id, phone }) => phone !== null || reach.get(id)!.numbers > 0;
  const known = (sign: HardshipSign, trait: Trait, isKnown = true) => (isKnown ? { [sign]: trait } : {});
  const everKnown = async (query: ReturnType<typeof sql<object>>) => (await many(db, query)).length > 0;
  const verifiedKnown = await everKnown(sql`select 1 as n from contacts where verified_on is not null`);
  return {
    ...known(
      'no_phone',
      (...who) => !hasPhone(...who),
      customers.some(({ phone }) => phone !== null),
    ),
    ...known(
      'unverified_phone',
      (one, month) => hasPhone(one, month) && !reach.get(one.id)!.verified,
      verifiedKnown,
    ),
    ...known('disadvantaged_commune', (_, { commune }) => marked.includes(commune)),
    ...known(
      'no_pay_point',
      (_, { commune }) => commune !== '' && !places.some((one) => one.commune === commune),
    ),
    ...known('small_use', ({ id }) => {
      const kwh = used.find(({ customer }) => customer === id)?.kwh;
      return kwh !== undefined && kwh <= smallUse;
    }),
    ...known('no_coverage', ({ village }) => uncovered.some(({ id }) => id === village)),
  };
}

/** What it takes: how a unit stands, by whom counters are used, and which of them are open. */
export async function checkGround(
  db: Db,
  readers: readonly Reader[],
  months: readonly plain.PlainMonth[],
): Promise<void> {
  const last = addMonths(monthOf(today), -1);
  const places = await registers.readPlaces(db);
  const counters = places.filter(
    (place) => place.kind === 'counter' && place.cash && registers.isOpen(place, today),
  );
  for (const { who, asks, meant } of readers) {
    const mine = months.filter((row) => row.period === last && meant.includes(row.unit));
    const ground = await ask(who, `/outreach/ground?${asks.slice(1)}`);
    const [cashless, all] = plain.plainSums(mine, plain.ownCash).customers;
    const paid = mine.filter((row) => row.bills.every(plain.isSettled)).length;
    assert.deepEqual(ground.standing, { month: last, customers: all, cashless, paid });
    const wanted = [...Map.groupBy(mine, ({ commune }) => commune)].flatMap(([code, own]) => {
      const points = counters.filter(({ commune }) => commune === code).map((place) => place.code);
      const households = plain.waysOf(own)['counter_cash']?.[2] ?? 0;
      return households > 0 || points.length > 0 ? [[code, [households, points.sort()]] as const] : [];
    });
    const shown = ground.counters.map(
      (row: { code: string; households: number; points: { code: string }[] }) =>
        [row.code, [row.households, codesOf(row.points)]] as const,
    );
    assert.deepEqual(Object.fromEntries(shown), Object.fromEntries(wanted));
  }
}
