import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql, type RawBuilder } from 'kysely';
import { channels, type Channel } from '../../../core/channels.ts';
import { monthOf } from '../../../core/dates.ts';
import { shippedDefinitions } from '../../../core/kpi/shipped-definitions.ts';
import type { Measure } from '../../../core/targets/measures.ts';
import { openTestRuntime } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { assignBooks } from '../assignments/index.ts';
import { addDefinition, checkKpi, refreshKpi, sumByStaff } from '../kpi/index.ts';
import { acceptPayments } from '../payments/index.ts';
import { addStaff } from '../staff/index.ts';
import {
  listMeasured,
  readMeasure,
  sumMeasured,
  type MeasuredRow,
  type MeasureHolder,
  type MeasureQuestion,
  type Whose,
} from './index.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
afterEach(() => assertInvariants(db));

const months = ['2026-01', '2026-02', '2026-03'];
const [official, strict] = shippedDefinitions;
const town = await makeTown();

function payment(partnerId: bigint, bill: { id: bigint; code: string; vnd: bigint }, channel: Channel) {
  return {
    partnerId,
    reference: `M${bill.id}`,
    intent: 'notice' as const,
    customerCode: bill.code,
    amountVnd: bill.vnd,
    billIds: [bill.id],
    channel,
    tender: null,
    occurredAt: new Date(),
    businessOn: today,
  };
}

/** Three units of eight customers, one book each; the first two books have somebody responsible, one of them since March. */
async function makeTown() {
  const units = ['PA99MA', 'PA99MB', 'PA99MC'];
  const made = await makeCustomers(
    runtime,
    units.flatMap((unit, at) =>
      Array.from({ length: 8 }, (_, index) => ({
        unit,
        commune: index < 5 ? '18073' : '18823',
        bills: months
          .filter((_, month) => (index + month + at) % 4 !== 3)
          .map((period) => ({ period, totalVnd: BigInt(50_000 + index * 1_000 + at * 100) })),
      })),
    ),
  );
  const partner = await makePartner(runtime, { channels: [...channels] });
  const bills = await many(
    db,
    sql<{ id: bigint; code: string; total_vnd: bigint }>`
      select b.id, c.code, b.total_vnd from bills b join customers c on c.id = b.customer_id order by b.id`,
  );
  const ways: Channel[] = ['wallet', 'agent_cash', 'counter_cash', 'mobile_money', 'bank_app'];
  await acceptPayments(
    db,
    bills.flatMap(({ id, code, total_vnd: total }, index) =>
      index % 6 === 5 ? [] : payment(partner.id, { id, code, vnd: total }, ways[(index * 7) % ways.length]!),
    ),
    new Date(),
  );
  await refreshKpi(db);
  const unitIds = new Map(
    (await many(db, sql<{ id: bigint; code: string }>`select id, code from org_units`)).map(
      ({ id, code }) => [code, id],
    ),
  );
  const staff: bigint[] = [];
  for (const [index, unit] of units.entries()) {
    staff.push(
      await addStaff(runtime.platform, runtime.company, {
        login: `thu.${index}`,
        displayName: `Nhân viên ${index}`,
        password: 'mat-khau-thu',
        role: 'unit_staff',
        unitId: unitIds.get(unit) ?? null,
      }),
    );
  }
  const book = (code: string) => unitIds.get(code)!;
  await transaction(db, async (tx) => {
    const first = [{ staffId: staff[0]!, bookId: book('MA001') }];
    await assignBooks(tx, first, { from: '2025-12-01' }, { actor: 'thu' });
    const second = [{ staffId: staff[1]!, bookId: book('MB001') }];
    await assignBooks(tx, second, { from: '2026-03-15' }, { actor: 'thu' });
  });
  const holders: MeasureHolder[] = [
    { key: 'company', unitIds: 'all' },
    ...units.map((unit) => ({ key: unit, unitIds: [unitIds.get(unit)!] })),
    { key: 'two', unitIds: [unitIds.get('PA99MA')!, unitIds.get('PA99MC')!] },
    ...staff.map((staffId, index) => ({ key: `staff ${index}`, unitIds: [], staffId })),
  ];
  return { made, partner, units, unitIds, staff, holders, book };
}

/** Whose customers a holder's are in a month, said anew: of the unit, or of the books handed out by its end. */
const isTheirs: Record<string, (month: string) => RawBuilder<boolean>> = {
  company: () => sql`true`,
  PA99MA: () => sql`u.code = 'PA99MA'`,
  PA99MB: () => sql`u.code = 'PA99MB'`,
  PA99MC: () => sql`u.code = 'PA99MC'`,
  two: () => sql`u.code in ('PA99MA', 'PA99MC')`,
  'staff 0': () => sql`u.code = 'PA99MA'`,
  'staff 1': (month) => (month >= '2026-03' ? sql`u.code = 'PA99MB'` : sql`false`),
  'staff 2': () => sql`false`,
};

async function ask(measure: Measure, more: Partial<MeasureQuestion> = {}) {
  const answer = await readMeasure(db, {
    measure,
    from: '2026-01',
    to: '2026-03',
    mode: 'cumulative',
    definition: official!,
    holders: town.holders,
    businessDate: today,
    ...more,
  });
  return Object.fromEntries([...answer].map(([key, { value, base }]) => [key, [value, base]]));
}

/** Adds up, over the months, what a plain query counts for each holder; nothing at all is no data. */
async function plain(
  asked: readonly string[],
  count: (month: string, theirs: RawBuilder<boolean>) => RawBuilder<{ n: bigint; d: bigint }>,
) {
  const sums: Record<string, [bigint | null, bigint | null]> = {};
  for (const { key } of town.holders) {
    let [value, base] = [0n, 0n];
    for (const month of asked) {
      const { n, d } = await one(db, count(month, isTheirs[key]!(month)));
      value += n;
      base += d;
    }
    sums[key] = base === 0n ? [null, null] : [value, base];
  }
  return sums;
}

const cash = {
  official: sql`('staff_cash', 'counter_cash')`,
  strict: sql`('staff_cash', 'counter_cash', 'agent_cash', 'bank_counter')`,
};

/** From bills and what was laid on them, customer by customer. */
const sharesOf =
  (counted: 'customers' | 'bills' | 'money', definition: 'official' | 'strict') =>
  (month: string, theirs: RawBuilder<boolean>) => {
    const columns = {
      customers: sql`count(*) filter (where cashless = total) as n, count(*) as d`,
      bills: sql`coalesce(sum(bills_cashless), 0)::bigint as n, coalesce(sum(bills), 0)::bigint as d`,
      money: sql`coalesce(sum(cashless), 0)::bigint as n, coalesce(sum(total), 0)::bigint as d`,
    }[counted];
    return sql<{ n: bigint; d: bigint }>`
      select ${columns} from (
        select customer_id, count(*) as bills, sum(total_vnd) as total, sum(cashless) as cashless,
               count(*) filter (where cashless = total_vnd) as bills_cashless
        from (
          select b.customer_id, b.total_vnd, coalesce(sum(a.amount_vnd) filter (
                   where p.channel not in ${cash[definition]}), 0) as cashless
          from bills b join org_units u on u.id = b.org_unit_id
          left join allocations a on a.bill_root_id = b.root_id left join payments p on p.id = a.payment_id
          where b.period = ${`${month}-01`}::date and ${theirs} group by b.id
        ) bill group by customer_id
      ) customer`;
  };

const shares = [
  ['share_customers', 'customers'],
  ['share_bills', 'bills'],
  ['share_money', 'money'],
] as const;

async function assertShares(asked: readonly (typeof shares)[number][] = shares): Promise<void> {
  for (const [measure, counted] of asked) {
    assert.deepEqual(await ask(measure), await plain(months, sharesOf(counted, 'official')), measure);
    const last = await ask(measure, { mode: 'at_end', definition: strict! });
    assert.deepEqual(last, await plain(['2026-03'], sharesOf(counted, 'strict')), measure);
  }
}

test('shares are those of bills and payments counted plainly, by unit and by employee, one month or several', async () => {
  await assertShares();
  const before = await ask('share_customers', { to: '2026-02' });
  assert.deepEqual(before['staff 1'], [null, null]);
  assert.notEqual(before['staff 0']![0], null);
});

test('a definition that no roll-up is kept for counts the same bills', async () => {
  const paying = { ...official!, name: 'nguoi-tra', denominator: 'paying' as const };
  const answer = await ask('share_customers', { definition: paying });
  const expected = await plain(months, (month, theirs) => {
    return sql<{ n: bigint; d: bigint }>`
      select count(*) filter (where bool_and) as n, count(*) as d from (
        select b.customer_id, bool_and(p.channel not in ${cash.official})
        from bills b join org_units u on u.id = b.org_unit_id
        join allocations a on a.bill_root_id = b.root_id join payments p on p.id = a.payment_id
        where b.period = ${`${month}-01`}::date and b.state = 'paid' and ${theirs} group by 1) customer`;
  });
  assert.deepEqual(answer, expected);
  // Every bill of this town is of energy, so that one that leaves out others counts the same, from sums that are kept.
  const wish = {
    name: 'co-san-luong',
    counts: ['customers', 'money'] as const,
    leavesOut: ['zero_consumption'] as const,
  };
  const consuming = await addDefinition(db, wish, { actor: 'test' });
  for (const [measure, counted] of shares.filter(([, thing]) => thing !== 'bills'))
    for (let times = 0; times < 2; times++) {
      const found = await ask(measure, { definition: consuming });
      assert.deepEqual(found, await plain(months, sharesOf(counted, 'official')), `${measure} ${times}`);
    }
  assert.deepEqual((await ask('share_bills', { definition: consuming }))['PA99MA'], [null, null]);
});

test('what a channel brings is held against all customers and all money billed', async () => {
  const counts = {
    channel_customers: sql`count(distinct b.customer_id) filter (where p.channel = 'wallet') as n,
                           count(distinct b.customer_id) as d`,
    channel_money: sql`coalesce(sum(a.amount_vnd) filter (where p.channel = 'wallet'), 0)::bigint as n,
                       coalesce(sum(b.total_vnd), 0)::bigint as d`,
  };
  for (const kind of ['channel_customers', 'channel_money'] as const) {
    const expected = await plain(months, (month, theirs) => {
      return sql<{ n: bigint; d: bigint }>`
        select ${counts[kind]} from bills b join org_units u on u.id = b.org_unit_id
        left join allocations a on a.bill_root_id = b.root_id left join payments p on p.id = a.payment_id
        where b.period = ${`${month}-01`}::date and ${theirs}`;
    });
    assert.deepEqual(await ask(`${kind}:wallet`), expected, kind);
  }
});

test('the rows behind a share and a channel come page by page, each once, and add up to the figure', async () => {
  const staff = town.staff.slice(0, 2);
  const unitIds = town.units.map((unit) => town.unitIds.get(unit)!);
  const whose: Whose[] = [{ units: 'all' }, { units: unitIds.slice(1) }, { staff }, { nobodyIn: unitIds }];
  for (const measure of ['share_customers', 'share_money', 'share_bills', 'channel_money:wallet'] as const)
    for (const whom of whose)
      for (const part of ['reached', 'missing'] as const) {
        const months = { from: '2026-01', to: '2026-03', mode: 'cumulative', definition: official! } as const;
        const question = { measure, ...months, businessDate: today, whose: whom, part };
        const rows: MeasuredRow[] = [];
        for (let after: MeasuredRow | undefined; ; after = rows.at(-1)) {
          const page = (await listMeasured(db, question, { after: after ?? null, limit: 7 }))!;
          rows.push(...page);
          if (page.length < 7) break;
        }
        const said = `${measure} ${Object.keys(whom)[0]} ${part}`;
        assert.equal(new Set(rows.map(({ code, period }) => `${code} ${period}`)).size, rows.length, said);
        const sum = rows.reduce((total, { n }) => total + n, 0n);
        assert.equal(sum, (await sumMeasured(db, question))!.n, said);
      }
});

test('a user of Mobile Money counts once, however many months they paid through it', async () => {
  const answer = await ask('mobile_money_users');
  for (const { key } of town.holders) {
    const { n } = await one(
      db,
      sql<{ n: bigint }>`
        select count(distinct b.customer_id) as n from bills b join org_units u on u.id = b.org_unit_id
        join allocations a on a.bill_root_id = b.root_id join payments p on p.id = a.payment_id
        where p.channel = 'mobile_money' and ${isTheirs[key]!('2026-03')}`,
    );
    assert.deepEqual(answer[key], [n, null], key);
  }
});

test('months to come are asked for as far as they have begun', async () => {
  const answer = await ask('share_customers', { from: monthOf(today), to: '2099-12', mode: 'at_end' });
  assert.deepEqual(answer['company'], [null, null]);
  assert.deepEqual(await ask('share_customers', { to: '2099-12' }), await ask('share_customers'));
});

test('sums by employee say what counting says, follow payments, and are not read once somebody else is responsible', async () => {
  assert.equal(await sumByStaff(db, today), months.length);
  assert.equal(await sumByStaff(db, today), 0);
  await assertShares(shares.slice(0, 1));
  const owing = await many(
    db,
    sql<{ id: bigint; code: string; vnd: bigint }>`
      select b.id, c.code, b.total_vnd - b.paid_vnd as vnd from bills b
      join customers c on c.id = b.customer_id join org_units u on u.id = b.org_unit_id
      where b.state = 'open' and u.code in ('PA99MA', 'PA99MB') order by b.id limit 3`,
  );
  await acceptPayments(
    db,
    owing.map((bill) => payment(town.partner.id, bill, 'wallet')),
    new Date(),
  );
  const behind = await many(db, sql`select period, staff_id, customers_official from kpi_staff_cells`);
  await refreshKpi(db);
  assert.notDeepEqual(
    await many(db, sql`select period, staff_id, customers_official from kpi_staff_cells`),
    behind,
  );
  assert.deepEqual(await checkKpi(db), []);
  const stored = sql<{ n: bigint }>`select count(*) as n from kpi_staff_months m where not exists (
    select from assignment_changes c where c.id > m.change_id and c.since <= m.responsible_on)`;
  const third = [{ staffId: town.staff[2]!, bookId: town.book('MC001') }];
  await transaction(db, (tx) => assignBooks(tx, third, { from: '2026-02-10' }, { actor: 'thu' }));
  isTheirs['staff 2'] = (month) => (month >= '2026-02' ? sql`u.code = 'PA99MC'` : sql`false`);
  assert.equal((await one(db, stored)).n, 1n);
  await assertShares(shares.slice(0, 1));
  assert.equal(await sumByStaff(db, today), 2);
  assert.deepEqual(await checkKpi(db), []);
});
