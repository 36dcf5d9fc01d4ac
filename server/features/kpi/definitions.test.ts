import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import type { Definition } from '../../../core/kpi/definition.ts';
import { momentWords } from '../../../core/papers/words.ts';
import { shippedDefinitions } from '../../../core/kpi/shipped-definitions.ts';
import { openTestRuntime, runAsOwner } from '../../../test/support/database.ts';
import { assertInvariants } from '../../../test/support/invariants.ts';
import { makeDefinitionTown, plainBills, poor, type Plain } from '../../../test/support/definition-town.ts';
import { makeCustomers, today } from '../../../test/support/make.ts';
import { getUnit } from '../companies/index.ts';
import { many, one, transaction } from '../../platform/db.ts';
import { markDisadvantaged } from './disadvantaged-communes.ts';
import { addDefinition, checkKpi, countDefinitions, refreshKpi, repairKpi, showDefinition } from './index.ts';
import { definitionsWorkbook } from './definitions-workbook.ts';
import { listDue, readMoves, storeSums } from './definition-sum-queries.ts';
import { inOrderOfNeed, listStoredSpans } from './definition-sums.ts';
import { listVersions } from './definitions.ts';
import { listCounts } from './show-definition.ts';

const runtime = await openTestRuntime();
const { db } = runtime.company;
afterEach(() => assertInvariants(db));
const { plainOf, plainly, payOneMore } = await makeDefinitionTown(runtime);

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
  assert.match(String(sheet!.notes), new RegExp(momentWords(asOf)));
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

/** What is read of every definition, of the company or of one unit, and whether it says to be of before. */
async function readAll(month: string, unitCode?: string) {
  const unitIds = unitCode === undefined ? 'all' : [(await getUnit(db, unitCode, today)).id];
  const { asOf, rows } = await listCounts(db, month, unitIds);
  return new Map(
    rows.map((row) => {
      const counts = Object.entries(row.counts.of).map(([counted, { numerator, denominator }]) => [
        counted,
        { numerator, denominator },
      ]);
      const read = { of: Object.fromEntries(counts) as Plain, isOfBefore: row.asOf < asOf };
      return [row.definition.name, read];
    }),
  );
}

const readUnder = async (name: string, month: string) => (await readAll(month)).get(name)!;

async function assertReadPlainly(names: readonly string[]): Promise<void> {
  for (const month of ['2026-01', '2026-07'])
    for (const unit of [undefined, 'PA99KX', 'PA99KY']) {
      const read = await readAll(month, unit);
      for (const name of names) {
        const of = await plainOf[name]!(month, unit ?? '%');
        assert.deepEqual(read.get(name), { of, isOfBefore: false }, `${name} ${month} ${unit}`);
      }
    }
}

const stored = ['evnnpc-2018', 'ha-tinh-all', 'bac-me-2021'];

test('what is read of any definition equals a plain count, of the company and of each unit', async () => {
  await assertReadPlainly(Object.keys(plainOf));
  await countDefinitions(db, Infinity);
  assert.equal(await countDefinitions(db, Infinity), 0);
  assert.deepEqual(await checkKpi(db), []);
});

test('what moved since it was counted says so, and only that; counted again it is of now', async () => {
  const before = await readUnder('ha-tinh-all', '2026-07');
  await payOneMore('2026-07');
  assert.deepEqual(await readUnder('ha-tinh-all', '2026-07'), { ...before, isOfBefore: true });
  assert.equal((await readUnder('ha-tinh-all', '2026-01')).isOfBefore, false);
  // What the roll-up by unit and commune holds follows at once.
  await assertReadPlainly(['phu-luong-2020']);
  assert.deepEqual(await checkKpi(db), []);
  assert.ok((await countDefinitions(db, Infinity)) > 0);
  await assertReadPlainly(stored);
  const paid = (await readUnder('ha-tinh-all', '2026-07')).of['customers']!;
  assert.equal(paid.numerator, before.of['customers']!.numerator + 1n);
});

test('the register and the marked communes move what is counted by them, and nothing else', async () => {
  const ofBefore = async () => {
    const { asOf, rows } = await listCounts(db, '2026-01', 'all');
    const earlier = rows.filter((row) => row.asOf < asOf).map(({ definition }) => definition.name);
    return stored.filter((name) => earlier.includes(name));
  };
  await makeCustomers(runtime, [{ unit: 'PA99KX', commune: '00715' }]);
  await refreshKpi(db);
  assert.deepEqual(await ofBefore(), ['evnnpc-2018', 'ha-tinh-all']);
  await countDefinitions(db, Infinity);
  assert.deepEqual(await ofBefore(), []);
  await assertReadPlainly(['ha-tinh-all']);
  await markDisadvantaged(db, { since: '2026-07-01', codes: [poor], source: 'thử' }, { actor: 'test' });
  assert.deepEqual(await ofBefore(), ['evnnpc-2018', 'ha-tinh-all']);
  await countDefinitions(db, Infinity);
  await assertReadPlainly(stored);
});

test('a payment that comes in while a month is counted is a move, and what was counted later stays', async () => {
  const [span] = (await listStoredSpans(db, await listVersions(db))).filter(({ to }) => to === '2026-02');
  const [moves, asOf] = [await readMoves(db, span!), new Date()];
  await payOneMore('2026-02');
  const store = (counted: { moves: bigint; asOf: Date }) =>
    transaction(db, (tx) => storeSums(tx, span!, { ...counted, cells: [] }));
  await store({ moves, asOf });
  assert.equal((await listDue(db, [span!])).length, 1);
  await countDefinitions(db, Infinity);
  await store({ moves, asOf });
  assert.equal((await listDue(db, [span!])).length, 0);
  assert.deepEqual(await checkKpi(db), []);
});

test('stored sums that are wrong are found and repaired', async () => {
  await runAsOwner(runtime, runtime.company, 'update kpi_definition_cells set numerator = numerator + 1');
  assert.match((await checkKpi(db))[0]!.what, /@1 from 2026-01: /);
  await repairKpi(db);
  assert.deepEqual(await checkKpi(db), []);
  await assertReadPlainly(stored);
  assert.deepEqual(await checkKpi(db), []);
});

test('of months without a bill nothing is kept', async () => {
  const { rows } = await listCounts(db, '2031-01', 'all');
  const all = rows.find(({ definition }) => definition.name === 'ha-tinh-all')!.counts.of.customers!;
  assert.deepEqual([all.numerator, all.denominator > 0n], [0n, true]);
  assert.ok((await listStoredSpans(db, await listVersions(db))).every(({ to }) => to < '2027-01'));
});

test('what was never counted comes first, then the newest months more often than the old', () => {
  const due = [
    { to: '2026-01', age: 770 },
    { to: '2026-07', age: 120 },
    { to: '2025-07', age: null },
    { to: '2026-06', age: 200 },
    { to: '2026-06', age: null },
  ];
  assert.deepEqual(
    inOrderOfNeed(due).map(({ to, age }) => [to, age]),
    [
      ['2026-06', null],
      ['2025-07', null],
      ['2026-07', 120],
      ['2026-01', 770],
      ['2026-06', 200],
    ],
  );
  assert.deepEqual(inOrderOfNeed([]), []);
});

test('a commune is marked from a day on, and earlier days keep what they had', async () => {
  const count = async (month: string) => (await shownUnder('evnnpc-2018', month))['customers']!.denominator;
  const [march, july] = [await count('2026-03'), await count('2026-07')];
  await markDisadvantaged(db, { since: '2026-07-01', codes: [], source: 'thử' }, { actor: 'test' });
  assert.equal(await count('2026-03'), march);
  assert.ok((await count('2026-07')) > july);
});
