import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql, type RawBuilder } from 'kysely';
import { channels, type Channel } from '../../../core/channels.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import { shippedDefinitions } from '../../../core/kpi/shipped-definitions.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { billLine, importText, makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { acceptPayments, type PaymentInstruction } from '../payments/index.ts';
import { many, one } from '../../platform/db.ts';
import { markDisadvantaged } from './disadvantaged-communes.ts';
import { addDefinition, refreshKpi, showDefinition } from './index.ts';
import { definitionsWorkbook } from './definitions-workbook.ts';
import { listCounts } from './show-definition.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
afterEach(() => assertInvariants(db));

const months = ['2026-01', '2026-02', '2026-03', '2026-06', '2026-07'];
const poor = '00712';
await makeTown();

/** Thirty customers in two units and two communes: bills of two terms, of no energy, of services, paid in every way. */
async function makeTown(): Promise<void> {
  const made = await makeCustomers(
    runtime,
    Array.from({ length: 30 }, (_, index) => ({
      unit: index % 3 === 0 ? 'PA99KX' : 'PA99KY',
      commune: index % 4 === 0 ? poor : '00715',
    })),
  );
  const lines: string[] = [];
  const bills: { id: string; code: string; total: bigint }[] = [];
  for (const [at, { code }] of made.entries()) {
    for (const [month, period] of months.entries()) {
      // Some months bring no bill, and the last three customers never have one.
      if ((at + month) % 5 === 0 || at > 26) continue;
      for (const term of at % 6 === 0 ? [2, 1] : [1]) {
        const total = BigInt(10_000 + ((at * 7 + month * 13 + term) % 50) * 1_000);
        const id = `H${code}${period.replace('-', '')}${term}`;
        const fields = billLine(code, code.slice(0, 6), { period, totalVnd: total, externalId: id }).split(
          ',',
        );
        fields[3] = String(term);
        if ((at + month) % 7 === 1) fields[9] = '0';
        lines.push(fields.join(','));
        bills.push({ id, code, total });
      }
    }
  }
  const header =
    'ID_HDON,MA_KHANG,MA_DVIQLY,KY,THANG,NAM,LOAI_HDON,NGAY_HDON,HAN_TTOAN,DIEN_TTHU,SO_TIEN,TYLE_THUE,TIEN_GTGT,TONG_TIEN';
  await importText(runtime, 'bills', [header, ...lines]);
  await runAsOwner(
    runtime,
    runtime.company,
    `update bills set description = 'Kiểm định công tơ' where external_id like '%072' or id % 11 = 0`,
  );
  await payTown(bills);
  await markDisadvantaged(db, { since: '2026-01-01', codes: [poor], source: 'thử' }, { actor: 'test' });
}

async function payTown(bills: readonly { id: string; code: string; total: bigint }[]): Promise<void> {
  const partner = await makePartner(runtime, { channels: [...channels] });
  const ids = new Map(
    (await many(db, sql<{ id: bigint; external_id: string }>`select id, external_id from bills`)).map(
      ({ id, external_id }) => [external_id, id],
    ),
  );
  const payments: PaymentInstruction[] = [];
  const pay = (bill: (typeof bills)[number], channel: Channel, amountVnd: bigint, account = false): void => {
    payments.push({
      partnerId: partner.id,
      reference: `D${payments.length}`,
      intent: 'notice',
      customerCode: bill.code,
      amountVnd,
      billIds: [ids.get(bill.id)!],
      channel,
      tender: account ? 'account' : null,
      occurredAt: new Date(),
      businessOn: today,
    });
  };
  const ways: Channel[] = ['bank_app', 'wallet', 'agent_cash', 'counter_cash', 'bank_counter', 'bank_app'];
  for (const [index, bill] of bills.entries()) {
    const kind = index % 8;
    if (kind === 7) continue;
    if (kind < 6) pay(bill, ways[kind]!, bill.total, index % 3 === 0);
    else {
      pay(bill, 'vietqr', bill.total - 3_000n);
      if (index % 2 === 0) pay(bill, 'staff_cash', 3_000n);
    }
  }
  for (const outcome of await acceptPayments(db, payments, new Date()))
    assert.equal(outcome.outcome, 'accepted');
  await refreshKpi(db);
}

type Plain = Record<string, { numerator: bigint; denominator: bigint }>;

/** Each bill that can count, with what was paid of it in cash, in words that share nothing with the product's. */
const plainBills = sql`
  bill as (
    select b.*, coalesce((
      select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
      where a.bill_root_id = b.root_id and p.channel in ('counter_cash', 'staff_cash')
    ), 0) as own_cash, coalesce((
      select sum(a.amount_vnd) from allocations a join payments p on p.id = a.payment_id
      where a.bill_root_id = b.root_id and (p.channel in ('counter_cash', 'staff_cash', 'agent_cash')
        or p.channel = 'bank_counter' and p.tender is distinct from 'account')
    ), 0) as any_cash
    from bills b where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
  )`;

async function plainly(query: RawBuilder<{ n: bigint; d: bigint }>) {
  const { n, d } = await one(db, query);
  return { numerator: n, denominator: d };
}

/** Heads, bills and money of one month under a rule of cash, plainly. */
async function plainMonth(month: string, cash: 'own_cash' | 'any_cash', unit: string): Promise<Plain> {
  const mine = sql`bill where period = ${`${month}-01`}::date
    and org_unit_id in (select id from org_units where code like ${unit})`;
  const cashOf = sql.ref(cash);
  return {
    customers: await plainly(sql`
      with ${plainBills} select count(*) filter (where good) as n, count(*) as d
      from (select bool_and(paid_vnd = total_vnd and ${cashOf} = 0) as good from ${mine} group by customer_id) x`),
    bills: await plainly(sql`
      with ${plainBills} select count(*) filter (where paid_vnd = total_vnd and ${cashOf} = 0) as n, count(*) as d from ${mine}`),
    money: await plainly(sql`
      with ${plainBills} select coalesce(sum(paid_vnd - ${cashOf}), 0)::bigint as n, coalesce(sum(total_vnd), 0)::bigint as d from ${mine}`),
  };
}

const plainOf: Record<string, (month: string, unit: string) => Promise<Plain>> = {
  official: (month, unit) => plainMonth(month, 'own_cash', unit),
  strict: (month, unit) => plainMonth(month, 'any_cash', unit),
  'phu-luong-2020': async (month, unit) => {
    const { customers, money } = await plainMonth(month, 'own_cash', unit);
    return { customers: customers!, money: money! };
  },
  'hai-phong-2021': async (month, unit) => ({ bills: (await plainMonth(month, 'own_cash', unit)).bills! }),
  'ha-tinh-all': async (month, unit) => ({
    customers: {
      numerator: (await plainMonth(month, 'own_cash', unit)).customers!.numerator,
      denominator: (
        await plainly(sql`select 0::bigint as n, count(*) as d from customers
                          where org_unit_id in (select id from org_units where code like ${unit})`)
      ).denominator,
    },
  }),
  'evnnpc-2018': async (month, unit) => ({
    customers: await plainly(sql`
      with ${plainBills} select count(*) filter (where good) as n, count(*) as d from (
        select bool_and(paid_vnd = total_vnd and own_cash = 0) as good from bill
        where period = ${`${month}-01`}::date and energy_kwh <> 0 and description is null
          and org_unit_id in (select id from org_units where code like ${unit})
          and customer_id in (select id from customers where commune_code <> ${poor})
        group by customer_id) x`),
  }),
  'bac-me-2021': async (month, unit) => {
    const half = month <= '2026-06' ? ['2026-01-01', '2026-06-01'] : ['2026-07-01', '2026-12-01'];
    const mine = sql`bill where period between ${half[0]}::date and ${half[1]}::date
      and org_unit_id in (select id from org_units where code like ${unit})`;
    return {
      customerBills: await plainly(sql`
        with ${plainBills} select count(*) filter (where good) as n, count(*) as d
        from (select bool_and(paid_vnd = total_vnd and own_cash = 0) as good from ${mine} group by customer_id, period) x`),
      money: await plainly(sql`
        with ${plainBills} select coalesce(sum(paid_vnd - own_cash), 0)::bigint as n, sum(total_vnd)::bigint as d from ${mine}`),
    };
  },
};

async function shownUnder(definition: string, period: string, unitCode?: string): Promise<Plain> {
  const shown = await showDefinition(db, { period, unitCode, definition, businessDate: today });
  const figures = Object.entries(shown).filter(
    ([name, value]) =>
      typeof value === 'object' && value !== null && 'numerator' in value && name !== 'channels',
  );
  return Object.fromEntries(
    figures.map(([name, value]) => {
      const { numerator, denominator } = value as { numerator: number; denominator: number };
      return [name, { numerator: BigInt(numerator), denominator: BigInt(denominator) }];
    }),
  );
}

for (const { name } of shippedDefinitions) {
  test(`${name} equals a plain count, of the company and of a unit`, async () => {
    for (const month of ['2026-01', '2026-03', '2026-07']) {
      assert.deepEqual(await shownUnder(name, month), await plainOf[name]!(month, '%'), month);
      assert.deepEqual(await shownUnder(name, month, 'PA99KX'), await plainOf[name]!(month, 'PA99KX'), month);
    }
  });
}

test('the definitions of a new company are those that are shipped', async () => {
  const columns = sql<Definition>`
    select name, version, counts, cash_channels as "cashChannels", tender_decides as "tenderDecides", denominator,
           leaves_out as "leavesOut", services, span, bills_of_month as "billsOfMonth",
           to_char(valid_from, 'YYYY-MM') as "validFrom", source from kpi_definitions`;
  const byName = (rows: readonly Definition[]) => rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  assert.deepEqual(byName(await many(db, columns)), byName(shippedDefinitions));
});

test('who pays only counts against who pays, and the first bill alone may decide', async () => {
  const [usual] = shippedDefinitions;
  const mine = { ...usual!, source: '' };
  await addDefinition(db, { ...mine, name: 'first', billsOfMonth: 'first' }, { actor: 'test' });
  await addDefinition(db, { ...mine, name: 'paying', denominator: 'paying' }, { actor: 'test' });
  const month = sql`period = '2026-02-01'::date`;
  const firsts = await shownUnder('first', '2026-02');
  assert.deepEqual(
    firsts['bills'],
    await plainly(sql`
      with ${plainBills} select count(*) filter (where paid_vnd = total_vnd and own_cash = 0) as n, count(*) as d
      from bill where ${month} and term = 1`),
  );
  assert.equal(firsts['bills']!.denominator, firsts['customers']!.denominator);
  assert.ok(firsts['bills']!.denominator < (await shownUnder('official', '2026-02'))['bills']!.denominator);
  const paying = await shownUnder('paying', '2026-02');
  assert.deepEqual(
    paying['customers'],
    await plainly(sql`
      with ${plainBills} select count(*) filter (where good) as n, count(*) filter (where settled) as d from (
        select bool_and(paid_vnd = total_vnd and own_cash = 0) as good, bool_and(paid_vnd = total_vnd) as settled
        from bill where ${month} group by customer_id) x`),
  );
  assert.equal(
    paying['money']!.denominator,
    (await one(db, sql<{ s: bigint }>`select sum(paid_vnd)::bigint as s from bills where ${month}`)).s,
  );
});

test('a definition is never edited: a new version replaces it, and the old one still answers by its number', async () => {
  const [usual] = shippedDefinitions;
  const first = { ...usual!, name: 'ours', counts: ['bills'] as const };
  const make = (more: Partial<Definition>) => addDefinition(db, { ...first, ...more }, { actor: 'test' });
  assert.equal((await make({})).version, 1);
  assert.equal((await make({ span: 'quarter' })).version, 2);
  assert.deepEqual(await shownUnder('ours@1', '2026-02'), await shownUnder('hai-phong-2021', '2026-02'));
  assert.notDeepEqual(await shownUnder('ours', '2026-02'), await shownUnder('ours@1', '2026-02'));
  assert.deepEqual(await shownUnder('ours', '2026-02'), await shownUnder('ours@2', '2026-03'));
  await assert.rejects(
    db.client.query(`update kpi_definitions set span = 'year' where name = 'ours'`),
    /permission denied/,
  );
  await assert.rejects(make({ name: 'strict' }), { code: 'kpi.definition_is_built_in' });
  await assert.rejects(make({ counts: [] }), { code: 'kpi.unsound_definition' });
});

test('a version counts from its month on, the months before keep the one before', async () => {
  const make = (more: Partial<Definition>) =>
    addDefinition(db, { name: 'turning', counts: ['bills'], ...more }, { actor: 'test' });
  await make({});
  await make({ cashChannels: ['staff_cash', 'counter_cash', 'agent_cash'], validFrom: '2026-06' });
  for (const [month, version] of [
    ['2026-03', 1],
    ['2026-06', 2],
    ['2026-07', 2],
  ] as const) {
    assert.deepEqual(
      await shownUnder('turning', month),
      await shownUnder(`turning@${version}`, month),
      month,
    );
    const { rows } = await listCounts(db, month, 'all');
    assert.equal(rows.find(({ definition: { name } }) => name === 'turning')!.definition.version, version);
  }
  await make({ name: 'later', validFrom: '2026-06' });
  await assert.rejects(shownUnder('later', '2026-03'), { code: 'kpi.definition_not_begun' });
  assert.ok(
    (await listCounts(db, '2026-03', 'all')).rows.every(({ definition }) => definition.name !== 'later'),
  );
});

test('the workbook names version, numerator and denominator of every figure, and as of when', async () => {
  const { asOf, rows } = await listCounts(db, '2026-02', 'all');
  const { sheets } = definitionsWorkbook({ period: '2026-02', unit: undefined, asOf, rows }, 'PC Thử');
  const [sheet] = sheets;
  const { customers } = await shownUnder('strict', '2026-02');
  const row = [...(sheet!.rows as unknown[][])].find(
    ([name, , , , of]) => name === 'strict@1' && of === 'Khách hàng',
  );
  assert.deepEqual(row?.slice(5, 7), [customers!.numerator, customers!.denominator]);
  assert.match(String(sheet!.notes), new RegExp(asOf));
});

test('an unknown name or version is refused with the names that there are', async () => {
  for (const definition of ['offical', 'official@9', 'Ơ'])
    await assert.rejects(
      showDefinition(db, { period: '2026-01', unitCode: undefined, definition, businessDate: today }),
      ({ code, params }: { code: string; params: { known: string[] } }) =>
        code === 'kpi.unknown_definition' &&
        params.known.includes('official@1') &&
        params.known.includes('bac-me-2021@1'),
    );
});

test('a commune is marked from a day on, and earlier days keep what they had', async () => {
  const count = async (month: string) => (await shownUnder('evnnpc-2018', month))['customers']!.denominator;
  const [march, july] = [await count('2026-03'), await count('2026-07')];
  await markDisadvantaged(db, { since: '2026-07-01', codes: [], source: 'thử' }, { actor: 'test' });
  assert.equal(await count('2026-03'), march);
  assert.ok((await count('2026-07')) > july);
});
