import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pivotOf } from '../../test/support/pivots.ts';
import { arrange, splitByState, type ArrangeRequest, type Fact, type PivotTable } from './arrange.ts';
import { figureText, headsOf, rowNames } from './heads.ts';
import { fieldsOf } from './measures.ts';
import { cutMonths } from './periods.ts';
import { coarserPivots, sourceOf, summaryPivots, writeAddress, type Address } from './pivot.ts';

const months = ['2026-01', '2026-02', '2026-03'];

/** Facts of a table by unit and month, or as given; 10 bills stand behind each unless a row says otherwise. */
function requestOf(
  address: Address,
  facts: readonly Partial<Fact>[],
  more: Partial<ArrangeRequest> = {},
): ArrangeRequest {
  const pivot = pivotOf(address);
  const { slots } = cutMonths(months, {
    dimensions: [...pivot.rows, ...pivot.columns],
    roles: new Set(['now']),
    stored: new Set(months),
    byMonth: true,
  });
  return {
    pivot,
    fields: fieldsOf(sourceOf(pivot), pivot.measures, pivot.definition),
    facts: facts.map((fact) => ({ row: [], column: [], slot: 0, role: 'now', sums: [], ...fact })),
    slots,
    members: {},
    planOf: () => undefined,
    ...more,
  };
}

function arranged(request: ArrangeRequest): PivotTable {
  const table = arrange(request);
  if ('tooManyCells' in table) throw new Error('too many cells');
  return table;
}

const byUnit = {
  rows: 'unit',
  columns: ',',
  measures: 'customers-ratio-official,customers',
  months: '2026-01..2026-03',
};
/** Fields of `byUnit`: bills, customers, customers_official. */
const unitFact = (unit: string, bills: bigint, customers: bigint, cashless: bigint): Partial<Fact> => ({
  row: [unit],
  sums: [bills, customers, cashless],
});

test('the ratio of a total is the ratio of the sums, not the mean of the ratios', () => {
  const table = arranged(requestOf(byUnit, [unitFact('A', 10n, 10n, 9n), unitFact('B', 90n, 90n, 9n)]));
  assert.deepEqual(
    table.rows.map(({ kind, path }) => [kind, ...path]),
    [['leaf', 'A'], ['leaf', 'B'], ['total']],
  );
  assert.deepEqual(
    table.cells.map(([share]) => [share?.numerator, share?.denominator, share?.ratio]),
    [
      [9n, 10n, 0.9],
      [9n, 90n, 0.1],
      [18n, 100n, 0.18],
    ],
  );
});

test('however facts are spread, groups, columns and rest add up to the total, and order does not matter', () => {
  const fact = fc.record({
    unit: fc.constantFrom('A', 'B', 'C', 'D'),
    commune: fc.constantFrom('1', '2', '3'),
    month: fc.nat(2),
    bills: fc.bigInt(5n, 1_000n),
    cashless: fc.bigInt(0n, 5n),
  });
  const address = {
    rows: 'unit,commune',
    columns: 'month',
    measures: 'bills,bills-cashless-official',
    top: '2',
  };
  fc.assert(
    fc.property(fc.array(fact, { minLength: 1, maxLength: 60 }), (spread) => {
      const facts = spread.map(({ unit, commune, month, bills, cashless }) => ({
        row: [unit, commune],
        column: [months[month]!],
        slot: month,
        sums: [bills, cashless],
      }));
      const table = arranged(requestOf(address, facts));
      assert.deepEqual(arranged(requestOf(address, facts.toReversed())), table);
      const last = table.columns.length - 1;
      const amounts = (at: number): bigint[] =>
        table.columns.map((_, column) => table.cells[at]![column * 2]?.amount ?? 0n);
      const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
      const whole = sum(spread.map(({ bills }) => bills));
      const outer = table.rows.flatMap(({ kind }, at) => (kind === 'group' || kind === 'rest' ? [at] : []));
      assert.equal(sum(outer.map((at) => amounts(at)[last]!)), whole);
      for (const [at, row] of table.rows.entries()) {
        const own = amounts(at);
        if (table.columns[last]!.kind === 'total') assert.equal(sum(own.slice(0, -1)), own[last]);
        if (row.kind === 'total') assert.equal(own[last], whole);
        if (row.kind !== 'group') continue;
        const inner = table.rows.flatMap(({ kind, path }, other) =>
          kind === 'leaf' && path[0] === row.path[0] ? [amounts(other)[last]!] : [],
        );
        assert.equal(sum(inner), own[last]);
      }
    }),
  );
});

test('rows are sorted by their total column, equals and what has no value keep their natural order at the end', () => {
  const facts = [
    unitFact('A', 10n, 10n, 5n),
    unitFact('B', 10n, 10n, 5n),
    unitFact('C', 10n, 10n, 9n),
    unitFact('D', 10n, 0n, 0n),
  ];
  const members = { unit: ['D', 'B', 'A', 'C'] };
  const order = (more: Address): string[] =>
    arranged(requestOf({ ...byUnit, ...more }, facts, { members })).rows.map(
      ({ path }) => path[0] ?? 'total',
    );
  assert.deepEqual(order({}), ['D', 'B', 'A', 'C', 'total']);
  assert.deepEqual(order({ sort: 'customers-ratio-official' }), ['C', 'B', 'A', 'D', 'total']);
  assert.deepEqual(order({ sort: 'customers-ratio-official', order: 'asc' }), ['B', 'A', 'C', 'D', 'total']);
});

test('fewer than five bills are no number, and members without bills are shown only when asked for', () => {
  const facts = [unitFact('A', 4n, 4n, 4n), unitFact('B', 5n, 5n, 1n)];
  const members = { unit: ['A', 'B', 'C'] };
  const table = arranged(requestOf(byUnit, facts, { members }));
  assert.deepEqual(
    table.cells.map(([share]) => [share?.few, share?.ratio, share?.numerator]),
    [
      [true, null, null],
      [false, 0.2, 1n],
      [false, 5 / 9, 5n],
    ],
  );
  const all = arranged(requestOf({ ...byUnit, empty: 'show' }, facts, { members }));
  assert.deepEqual(
    all.rows.map(({ path }) => path[0] ?? 'total'),
    ['A', 'B', 'C', 'total'],
  );
  assert.deepEqual(all.cells[2], [null, null]);
});

test('a share is a part of all channels of its place, wherever the channel stands', () => {
  const facts = [
    { row: ['bank_app', 'A'], sums: [10n, 300n] },
    { row: ['wallet', 'A'], sums: [10n, 100n] },
    { row: ['wallet', 'B'], sums: [10n, 50n] },
  ];
  const table = arranged(
    requestOf({ rows: 'channel,unit', columns: ',', measures: 'money-share,money' }, facts),
  );
  const shares = table.rows.map(({ path }, at) => [path.join(' '), table.cells[at]![0]?.ratio]);
  assert.deepEqual(shares, [
    ['bank_app', 300 / 450],
    ['bank_app A', 0.75],
    ['wallet', 150 / 450],
    ['wallet A', 0.25],
    ['wallet B', 1],
    ['', 1],
  ]);
});

test('a state is a part of what was billed: the three add up', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 99n), fc.bigInt(0n, 99n), fc.bigInt(0n, 99n), (cashless, cash, open) => {
      const paid = cashless + cash;
      const parts = splitByState(
        { money: paid + open, paid, money_strict: cashless },
        { definition: 'strict' },
      );
      assert.deepEqual([parts.cashless.money, parts.cash.money, parts.unpaid.money], [cashless, cash, open]);
    }),
  );
});

test('differences are in points, and are missing where the books lack a month to compare with', () => {
  const pivot = pivotOf({
    rows: ',',
    columns: 'month',
    measures: 'customers-prev-official,customers-year-official',
    months: '2026-02..2026-03',
  });
  const { slots, entries } = cutMonths(['2026-02', '2026-03'], {
    dimensions: ['month'],
    roles: new Set(['now', 'prev', 'year']),
    stored: new Set(['2026-01', '2026-02', '2026-03', '2025-03']),
    byMonth: false,
  });
  assert.deepEqual(
    entries.filter(({ slot }) => slot === 1).map(({ month, role }) => `${role} ${month}`),
    ['now 2026-03', 'prev 2026-02', 'year 2025-03'],
  );
  const fact = (slot: number, role: Fact['role'], cashless: bigint): Fact => ({
    row: [],
    column: [slots[slot]!.month],
    slot,
    role,
    sums: [100n, 100n, cashless],
  });
  const facts = [
    fact(0, 'now', 50n),
    fact(0, 'prev', 40n),
    fact(1, 'now', 60n),
    fact(1, 'prev', 50n),
    fact(1, 'year', 20n),
  ];
  const table = arranged({
    pivot,
    fields: fieldsOf('cells', pivot.measures, 'official'),
    facts,
    slots,
    members: {},
    planOf: () => undefined,
  });
  const [row] = table.cells;
  assert.deepEqual(
    row?.map((cell, index) => figureText(cell, pivot.measures[index % 2]!, 'vi')),
    // February 2025 is not in the books, so neither February nor the sum is held against last year.
    ['+10,00 điểm %', '–', '+10,00 điểm %', '+40,00 điểm %', '–', '–'],
  );
});

test('a plan of several months is weighted by what was billed, the total is held against the plan of the whole', () => {
  const address = {
    rows: 'unit',
    columns: ',',
    measures: 'customers-attainment,customers-plan',
    months: '2026-01..2026-02',
  };
  const fact = (slot: number, customers: bigint, cashless: bigint): Partial<Fact> => ({
    row: ['A'],
    slot,
    sums: [customers, customers, cashless],
  });
  const other = { row: ['B'], slot: 0, sums: [100n, 100n, 0n] };
  const shares: Record<string, number> = {
    'A 2026-01': 5_000,
    'A 2026-02': 8_000,
    'whole 2026-01': 4_000,
    'whole 2026-02': 4_000,
  };
  const table = arranged(
    requestOf(address, [fact(0, 100n, 50n), fact(1, 200n, 160n), other], {
      planOf: (unit, month) => {
        const share = shares[`${unit ?? 'whole'} ${month}`];
        return share === undefined ? undefined : { customersBp: share, moneyBp: null };
      },
    }),
  );
  const pivot = pivotOf(address);
  assert.deepEqual(
    table.cells.map((cells) => cells.map((cell, index) => figureText(cell, pivot.measures[index]!, 'vi'))),
    [
      ['bằng 100,0% kế hoạch giao', '70,00%'],
      ['–', '–'],
      ['bằng 131,3% kế hoạch giao', '40,00%'],
    ],
  );
});

test('a table of more than 100,000 cells is refused, and coarser ones are offered', () => {
  const facts = Array.from({ length: 317 }, (_, at) => ({
    row: [String(at)],
    column: [String(at)],
    sums: [10n],
  }));
  const pivot = pivotOf({ rows: 'commune', columns: 'month', measures: 'bills', months: 'last-24' });
  const table = arrange({
    ...requestOf({}, []),
    pivot,
    fields: ['bills'],
    facts: facts.map((fact) => ({ slot: 0, role: 'now', ...fact })),
  });
  assert.deepEqual(table, { tooManyCells: 318 * 318 });
  assert.deepEqual(
    summaryPivots(pivot).map(({ over, pivot: { rows, columns } }) => [over, ...rows, '|', ...columns]),
    [...pivot.rows, ...pivot.columns].map((over) => [
      over,
      ...pivot.rows.filter((name) => name !== over),
      '|',
      ...pivot.columns.filter((name) => name !== over),
    ]),
  );
  assert.deepEqual(
    coarserPivots(pivot).map(({ from, to, pivot: offered }) => [
      from,
      to,
      writeAddress(offered).rows,
      writeAddress(offered).columns,
    ]),
    [
      ['commune', 'district', 'district', 'month'],
      ['month', 'quarter', 'commune', 'quarter'],
    ],
  );
});

test('headings lie over their columns, sums are named, groups say that they are sums', () => {
  const pivot = pivotOf({
    rows: 'unit,commune',
    columns: 'year,month',
    measures: 'bills,money',
    months: '2025-12..2026-02',
  });
  const facts = ['2025-12', '2026-01', '2026-02'].map((month, slot) => ({
    row: ['A', '1'],
    column: [month.slice(0, 4), month],
    slot,
    sums: [10n, 1_000n],
  }));
  const table = arranged({ ...requestOf({}, facts), pivot, fields: ['bills', 'money'] });
  const heads = headsOf(pivot, table, 'vi', (dimension, member) =>
    dimension === 'unit' ? `Điện lực ${member}` : undefined,
  );
  assert.deepEqual(heads.bands, [
    [
      { text: 'Năm 2025', span: 2 },
      { text: 'Năm 2026', span: 6 },
      { text: 'Tổng', span: 2 },
    ],
    [
      { text: '12/2025', span: 2 },
      { text: '01/2026', span: 2 },
      { text: '02/2026', span: 2 },
      { text: 'Cộng', span: 2 },
      { text: '', span: 2 },
    ],
  ]);
  assert.equal(heads.measures.length, 10);
  assert.deepEqual(
    table.rows.map((row) => rowNames(pivot, row, 'vi', () => undefined)),
    [
      ['A', 'Cộng'],
      ['A', '1'],
    ],
  );
});
