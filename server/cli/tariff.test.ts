import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';

const cli = resolve(import.meta.dirname, '../cli.ts');

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) =>
    execFile(process.execPath, [cli, 'tariff', 'price', ...args], (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

test('the command prints one object with lines, net, VAT, its rate and the total', async () => {
  const { code, out } = await run('--kwh', '81', '--from', '2025-11-01', '--to', '2025-12-01', '--json');
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), {
    lines: [
      { tier: 1, kwh: 50, price: '1984', amount: '99200' },
      { tier: 2, kwh: 31, price: '2050', amount: '63550' },
    ],
    net: '162750',
    vat: '13020',
    vatRate: 8,
    total: '175770',
  });
});

test('VAT is that of the last day, and a group is found by what people call it', async () => {
  const period = ['--from', '2026-12-15', '--to', '2027-01-15', '--json'];
  const tiered = JSON.parse((await run('--kwh', '500', ...period)).out) as Record<string, unknown>;
  assert.deepEqual([tiered['vatRate'], tiered['total']], [10, '1562550']);
  const works = await run(
    '--kwh',
    '1000',
    '--from',
    '2025-11-01',
    '--to',
    '2025-12-01',
    '--group',
    'San_xuat',
    '--json',
  );
  assert.equal((JSON.parse(works.out) as { total: string }).total, '2145960');
});

test('a question without an answer says the rule and the values it broke', async () => {
  const period = ['--from', '2025-11-01', '--to', '2025-12-01', '--json'];
  const cases: [string[], string][] = [
    [['--kwh', '-1', ...period], 'tariffs.bad_energy'],
    [['--kwh', '1e3', ...period], 'tariffs.bad_energy'],
    [['--kwh', '1', '--households', '0', ...period], 'tariffs.bad_households'],
    [['--kwh', '1', '--group', 'x', ...period], 'tariffs.unknown_group'],
    [['--kwh', '1', '--from', '2025-11-01', '--to', '2025-11-01', '--json'], 'tariffs.bad_period'],
    [['--kwh', '1', '--from', '2025-11-31', '--to', '2025-12-01', '--json'], 'tariffs.bad_period'],
    [['--kwh', '1', '--from', '2010-11-01', '--to', '2010-12-01', '--json'], 'tariffs.no_price'],
    [['--kwh', '1', '--from', '9999-01-01', '--to', '9999-02-01', '--json'], 'tariffs.year_out_of_range'],
    [['--kwh', '1', '--from', '2199-12-01', '--to', '2200-01-01', '--json'], 'tariffs.year_out_of_range'],
  ];
  await Promise.all(
    cases.map(async ([args, wanted]) => {
      // `--kwh=-1`: a value that begins with a dash must be tied to its option.
      const joined = args[0] === '--kwh' ? [`--kwh=${args[1]}`, ...args.slice(2)] : args;
      const { code, out, err } = await run(...joined);
      assert.equal(code, 1);
      assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, wanted);
      assert.match(err, new RegExp(wanted));
    }),
  );
});

test('a day after the last known decision is priced by it, which people are told', async () => {
  const { code, out } = await run('--kwh', '10', '--from', '2150-01-01', '--to', '2150-02-01');
  assert.equal(code, 0);
  assert.match(out, /^note: 1279\/QĐ-BCT, in force since 2025-05-10, is the last decision known$/m);
  const before = await run('--kwh', '10', '--from', '2025-01-01', '--to', '2025-02-01');
  assert.doesNotMatch(before.out, /last decision/);
});
