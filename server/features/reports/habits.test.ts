import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeCustomers, makePartner, today } from '../../../test/support/make.ts';
import { codesOfPages } from '../../../test/support/pages.ts';
import { signInAs } from '../../../test/support/staff.ts';
import type { Channel } from '../../../core/channels.ts';
import { addMonths, firstDayOf, monthOf } from '../../../core/dates.ts';
import { hardshipSigns, signsOf } from '../../../core/kpi/hardship.ts';
import { createApp } from '../../app.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { getUnit } from '../companies/index.ts';
import { checkKpi, findCashHouseholds, refreshKpi } from '../kpi/index.ts';
import { acceptPayments, holdIn, reversePayment } from '../payments/index.ts';

const runtime = await openTestRuntime();
const { company } = runtime;
const { db } = company;
const app = await createApp(runtime);
const partner = await makePartner(runtime, {
  channels: ['bank_app', 'wallet', 'agent_cash', 'counter_cash'],
});
/** Eight months, the last one ended before the day of the test. */
const months = Array.from({ length: 8 }, (_, index) => addMonths(monthOf(today), index - 8));
const [m0, m1, , , , , m6, m7] = months as [string, string, string, string, string, string, string, string];
const bills = months.map((period) => ({ period, totalVnd: 50_000n }));
const north = await makeCustomers(
  runtime,
  Array.from({ length: 7 }, () => ({ bills, unit: 'PA99NN', commune: '18073' })),
);
const south = await makeCustomers(
  runtime,
  Array.from({ length: 7 }, () => ({ bills, unit: 'PA99SS', commune: '18100' })),
);

type Made = (typeof north)[number];
type Paid = readonly [customer: Made | undefined, period: string, channel: Channel];

let serial = 0;
/** Pays bills in one batch; the reference of the last payment. */
async function pay(...paid: readonly Paid[]): Promise<string> {
  const given = { partnerId: partner.id, intent: 'notice' as const, tender: null, businessOn: today };
  const instructions = paid.map(([customer, period, channel]) => ({
    ...given,
    reference: `H${++serial}`,
    customerCode: customer!.code,
    amountVnd: 50_000n,
    billIds: [customer!.billIds[months.indexOf(period)]!],
    channel,
    occurredAt: new Date(),
  }));
  for (const { outcome } of await acceptPayments(db, instructions, new Date()))
    assert.equal(outcome, 'accepted');
  return `H${serial}`;
}

async function takeBack(reference: string): Promise<void> {
  const reversal = { partnerId: partner.id, paymentReference: reference, reason: 'thử', businessOn: today };
  await reversePayment(db, { ...reversal, reference: `R${reference}` }, new Date());
}

// Of each unit: two cashless from the first month, one from the second, who falls back in the last; two by agent and
// counter alone; two who owe.
await pay(
  ...[north, south].flatMap(([first, second, late, agent, counter, slow]) => [
    ...months.flatMap((period): Paid[] => [
      [first, period, 'bank_app'],
      ...(period === m6 ? [] : [[second, period, 'wallet'] as const]),
      [late, period, period === m0 || period === m7 ? 'counter_cash' : 'bank_app'],
      [agent, period, 'agent_cash'],
      [counter, period, 'counter_cash'],
    ]),
    [slow, m0, 'counter_cash'] as const,
  ]),
);
await refreshKpi(db);
const head = await signInAs(app, runtime, 'business_head');
const northId = (await getUnit(db, 'PA99NN', today)).id;
const member = await signInAs(app, runtime, 'unit_staff', northId);
afterEach(() => assertInvariants(db));

/** Every customer of a list, page by page. */
const codesOf = (path: string, limit: number, reader = head): Promise<string[]> =>
  codesOfPages(reader, path, limit);

test('the channel mix equals plain sums over allocations, and every cell opens to the customers that it counts', async () => {
  const mix = (await head.get(`/kpi/channel-mix?period=${m7}`)).body;
  assert.equal(mix.period, m7);
  const plain = await many(
    db,
    sql<{ period: string; channel: Channel; amount: string; bills: string; customers: string }>`
      select to_char(b.period, 'YYYY-MM') as period, p.channel, sum(a.amount_vnd)::text as amount,
             count(distinct b.root_id)::text as bills, count(distinct b.customer_id)::text as customers
      from allocations a join payments p on p.id = a.payment_id join bills b on b.root_id = a.bill_root_id and b.is_current
      group by 1, 2 order by 1, 2`,
  );
  assert.deepEqual(
    mix.rows.map(({ share, ...row }: { share: number }) => (assert.ok(share > 0), row)),
    plain,
  );
  const cell = mix.rows.find(
    (row: { period: string; channel: string }) => row.period === m0 && row.channel === 'counter_cash',
  );
  for (const limit of [1, 3, 200]) {
    const found = await codesOf(`/kpi/channel-customers?period=${m0}&channel=counter_cash`, limit);
    assert.deepEqual(
      found,
      [north, south].flatMap((made) => [2, 4, 5].map((index) => made[index]!.code)).sort(),
    );
    assert.equal(String(found.length), cell.customers);
  }
  assert.equal(
    (await codesOf(`/kpi/channel-customers?period=${m0}&channel=counter_cash`, 2, member)).length,
    3,
  );
  assert.deepEqual(await codesOf(`/kpi/channel-customers?period=${m0}&channel=wallet&commune=18100`, 5), [
    south[1]!.code,
  ]);
  const own = (await member.get(`/kpi/channel-mix?period=${m7}`)).body;
  assert.deepEqual((await head.get(`/kpi/channel-mix?period=${m7}&unit=PA99NN`)).body.rows, own.rows);
  assert.equal((await member.get(`/kpi/channel-mix?unit=PA99SS`)).body.code, 'staff.outside_scope');
});

test('cohorts and relapses equal a plain count, also after the payment that began a cohort is reversed', async () => {
  const read = async () => (await head.get(`/kpi/retention?period=${m7}`)).body;
  const cellOf = (
    grid: { cohorts: { cohort: string; cells: { period: string }[] }[] },
    cohort: string,
    period: string,
  ) => grid.cohorts.find((one) => one.cohort === cohort)?.cells.find((one) => one.period === period);
  const before = await read();
  assert.deepEqual(before.definition, { name: 'official', version: 1 });
  assert.deepEqual(cellOf(before, m0, m7), { period: m7, billed: '6', cashless: '6', cash: '0', ratio: 1 });
  assert.deepEqual(cellOf(before, m0, m6), {
    period: m6,
    billed: '6',
    cashless: '4',
    cash: '0',
    ratio: 4 / 6,
  });
  assert.deepEqual(cellOf(before, m1, m7), { period: m7, billed: '2', cashless: '0', cash: '2', ratio: 0 });
  const lateOnes = [north[2]!.code, south[2]!.code].sort();
  for (const limit of [1, 50]) assert.deepEqual(await codesOf(`/kpi/relapses?period=${m7}`, limit), lateOnes);
  const [row] = (await head.get(`/kpi/relapses?period=${m7}&channel=counter_cash&commune=18073`)).body.rows;
  assert.deepEqual(
    [row.code, row.firstPeriod, row.lastPeriod, row.channelsBefore, row.channels],
    [north[2]!.code, m1, m6, ['bank_app'], ['counter_cash']],
  );
  assert.equal((await head.get(`/kpi/relapses?period=${m7}&channel=agent_cash`)).body.total, 0);
  assert.equal((await member.get(`/kpi/relapses?period=${m7}`)).body.total, 1);
  assert.equal((await codesOf(`/kpi/cohort-customers?cohort=${m0}&period=${m6}&state=unpaid`, 1)).length, 2);

  // A customer who had only cash before pays without it, and twice the money goes back: no cohort keeps them.
  const trial = await pay([north[6], m0, 'bank_app']);
  await refreshKpi(db);
  assert.equal(cellOf(await read(), m0, m7)?.period, m7);
  assert.deepEqual(
    (await codesOf(`/kpi/cohort-customers?cohort=${m0}&period=${m7}`, 2)).includes(north[6]!.code),
    true,
  );
  await takeBack(trial);
  await pay([north[6], m0, 'counter_cash']);
  await refreshKpi(db);
  assert.deepEqual((await read()).cohorts, before.cohorts);
  // What was cashless before falls to cash after a reversal: a relapse of that month.
  const lastOfFirst = await one(
    db,
    sql<{ reference: string }>`
      select p.reference from payments p join allocations a on a.payment_id = p.id join bills b on b.root_id = a.bill_root_id
      where p.customer_id = ${north[0]!.id} and b.period = ${firstDayOf(m7)}::date`,
  );
  await takeBack(lastOfFirst.reference);
  await pay([north[0], m7, 'counter_cash']);
  await refreshKpi(db);
  assert.deepEqual(await codesOf(`/kpi/relapses?period=${m7}`, 2), [...lateOnes, north[0]!.code].sort());
  const plain = await one(
    db,
    sql<{ relapsed: string }>`
      with cash as (
        select b.customer_id, b.period, b.state = 'paid' as paid,
               bool_or(p.channel in ('staff_cash', 'counter_cash')) filter (where left_vnd <> 0) as cash
        from bills b left join lateral (
          select payment_id, sum(amount_vnd) over (partition by payment_id) as left_vnd
          from allocations a where a.bill_root_id = b.root_id
        ) a on true left join payments p on p.id = a.payment_id
        where b.is_current group by 1, 2, 3
      )
      select count(*)::text as relapsed from cash n
      where n.period = ${firstDayOf(m7)}::date and n.paid and n.cash and exists (
        select from cash e where e.customer_id = n.customer_id and e.period < n.period and e.paid and not e.cash)`,
  );
  const relapses = (await read()).relapses.find(({ period }: { period: string }) => period === m7);
  assert.equal(relapses.customers, plain.relapsed);
  assert.deepEqual(await checkKpi(db), []);
});

test('debt by age adds up to what the bills are open for and to account 131, and what is being paid stands apart', async () => {
  const [held] = south[6]!.billIds;
  const hold = {
    partnerId: partner.id,
    reference: 'GIU-1',
    customerCode: south[6]!.code,
    billIds: [held!],
    minutes: null,
  };
  await transaction(db, (tx) => holdIn(tx, hold, new Date()));
  const ageing = (await head.get('/debt-ageing')).body;
  const plain = await many(
    db,
    sql<{ late: number; bills: number; open: bigint }>`
      select ${today}::date - due_on as late, count(*)::int as bills, sum(total_vnd - paid_vnd)::bigint as open
      from bills where state in ('open', 'part_paid') and id <> ${held} group by 1`,
  );
  const ends = { not_due: 0, d1_7: 7, d8_15: 15, d16_30: 30, d31_90: 90, over_90: Infinity };
  let begins = -Infinity;
  for (const [bucket, end] of Object.entries(ends)) {
    const inBucket = plain.filter(({ late }) => late > begins && late <= end);
    begins = end;
    const shown = ageing.whole.buckets.find((one: { bucket: string }) => one.bucket === bucket);
    assert.equal(shown.bills, String(inBucket.reduce((sum, row) => sum + row.bills, 0)), bucket);
    assert.equal(shown.amount, String(inBucket.reduce((sum, row) => sum + row.open, 0n)), bucket);
    const found = await codesOf(`/debt-ageing/bills?bucket=${bucket}`, 3);
    assert.equal(String(found.length), shown.bills);
  }
  const { balance } = await one(
    db,
    sql<{ balance: string }>`
      select sum(case when d.code = '131' then amount_vnd else 0 end - case when c.code = '131' then amount_vnd else 0 end)::text
        as balance
      from transfers t join accounts d on d.id = t.debit_account_id join accounts c on c.id = t.credit_account_id`,
  );
  assert.equal(ageing.whole.total.amount, balance);
  const [aside] = ageing.whole.aside.filter(({ bills: count }: { bills: string }) => count !== '0');
  assert.deepEqual(aside, { kind: 'hold', bills: '1', amount: '50000' });
  assert.deepEqual(await codesOf('/debt-ageing/bills?standing=aside', 5), [south[6]!.code]);
  const everything = await codesOf('/debt-ageing/bills?standing=all', 7);
  assert.equal(String(everything.length), ageing.whole.total.bills);
  const byUnit = await many(
    db,
    sql<{ code: string; bills: string; amount: string }>`
      select u.code, count(*)::text as bills, sum(b.total_vnd - b.paid_vnd)::text as amount
      from bills b join org_units u on u.id = b.org_unit_id where b.state in ('open', 'part_paid') group by u.code order by 1`,
  );
  const totals = ageing.rows.map(({ code, total }: { code: string; total: object }) => ({ code, ...total }));
  assert.deepEqual(
    totals.sort((a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)),
    byUnit,
  );
  for (const { code, buckets, aside: apart, total } of [ageing.whole, ...ageing.rows]) {
    const parts = [...buckets, ...apart].reduce((sum, part) => sum + BigInt(part.amount), 0n);
    assert.equal(String(parts), total.amount, code);
  }
  const southRow = ageing.rows.find((row: { code: string }) => row.code === 'PA99SS');
  assert.deepEqual((await head.get('/debt-ageing?unit=PA99SS')).body.whole.total, southRow.total);
  const own = (await member.get('/debt-ageing')).body;
  const northRow = ageing.rows.find((row: { code: string }) => row.code === 'PA99NN');
  assert.deepEqual(own.whole.buckets, northRow.buckets);
  assert.equal((await member.get('/debt-ageing?unit=PA99SS')).body.code, 'staff.outside_scope');
  for (const code of await codesOf('/debt-ageing/bills?', 4, member)) assert.match(code, /^PA99NN/);
});

test('households that pay cash alone are counted by their signs as plain SQL counts them, and listed by name', async () => {
  await runAsOwner(
    runtime,
    company,
    `insert into kpi_disadvantaged_communes (commune_code, valid, source, set_by) values ('18100', '[2020-01-01,)', 'QĐ', 'thử')`,
  );
  assert.equal((await head.get('/kpi/cash-households')).body.search, null);
  await findCashHouseholds(db, today);
  const found = (await head.get('/kpi/cash-households?least=1')).body;
  assert.equal(found.search.period, m7);
  assert.deepEqual(
    found.search.known,
    ['disadvantaged_commune', 'long_habit']
      .concat('small_use')
      .sort((a, b) => hardshipSigns.indexOf(a as never) - hardshipSigns.indexOf(b as never)),
  );
  const plain = await many(
    db,
    sql<{ code: string; months: number; poor: boolean }>`
      with paid as (
        select c.id, c.code, c.commune_code, b.period,
               bool_or(p.channel not in ('staff_cash', 'counter_cash', 'agent_cash')) as cashless
        from customers c join bills b on b.customer_id = c.id and b.is_current
        left join allocations a on a.bill_root_id = b.root_id
          and not exists (select from payments r where r.id = a.payment_id and r.state = 'reversed')
        left join payments p on p.id = a.payment_id
        group by 1, 2, 3, 4
      )
      select code, count(*) filter (where cashless is not null)::int as months, commune_code = '18100' as poor
      from paid where period >= ${firstDayOf(addMonths(m7, -5))}::date
      group by code, commune_code having bool_or(cashless) is not true and bool_or(cashless is not null)`,
  );
  assert.equal(found.total.cashOnly, plain.length < 5 ? null : String(plain.length));
  const listed = await codesOf('/kpi/cash-households/list?least=0', 1);
  assert.deepEqual(listed, plain.map(({ code }) => code).sort());
  for (const { sign, households } of found.total.signs) {
    const named = await codesOf(`/kpi/cash-households/list?least=0&sign=${sign}`, 9);
    assert.equal(households, found.total.cashOnly === null ? null : String(named.length), sign);
  }
  const poor = plain.filter((row) => row.poor).map(({ code }) => code);
  assert.deepEqual(
    await codesOf('/kpi/cash-households/list?least=1&sign=disadvantaged_commune', 2),
    poor.sort(),
  );
  assert.ok(
    (await codesOf('/kpi/cash-households/list?least=0', 9, member)).every((code) =>
      code.startsWith('PA99NN'),
    ),
  );
  // Fewer than five would be recognised.
  for (const row of found.communes) assert.equal(row.cashOnly, null);
  assert.equal(found.withPlan, null);
  const stored = await one(
    db,
    sql<{ households: bigint }>`select sum(households)::bigint as households from kpi_cash_household_cells`,
  );
  assert.equal(stored.households, BigInt(plain.length));
  assert.deepEqual(signsOf(5), ['no_phone', 'disadvantaged_commune']);
});

test('each of these lists and boards is a workbook too', async () => {
  const paths = [
    `/kpi/channel-mix?period=${m7}`,
    `/kpi/channel-customers?period=${m7}&channel=bank_app`,
    `/kpi/retention?period=${m7}`,
    `/kpi/relapses?period=${m7}`,
    `/kpi/cohort-customers?cohort=${m0}&period=${m7}`,
    '/debt-ageing?',
    '/debt-ageing/bills?',
    '/kpi/cash-households?',
    '/kpi/cash-households/list?least=0',
  ];
  for (const path of paths) {
    const answer = await head.download(`${path}&format=xlsx`.replace('?&', '?'));
    assert.equal(answer.statusCode, 200, path);
    assert.equal(answer.rawPayload.subarray(0, 2).toString(), 'PK', path);
  }
});

test('sums that tell something else than the bills are found', async () => {
  const faults = [
    `update kpi_cohort_cells set cash = cash + 1 where (cohort, period, org_unit_id) =
       (select cohort, period, org_unit_id from kpi_cohort_cells where customers > 0 limit 1)`,
    'delete from kpi_relapses where customer_id = (select min(customer_id) from kpi_relapses)',
    'update kpi_debt_cells set open_vnd = open_vnd + 1 where bills > 0',
    'update kpi_open_bills set due_on = due_on + 1 where bill_id = (select min(bill_id) from kpi_open_bills)',
  ];
  let before = 0;
  for (const fault of faults) {
    await runAsOwner(runtime, company, fault);
    const found = (await checkKpi(db)).length;
    assert.ok(found > before, fault);
    before = found;
  }
});
