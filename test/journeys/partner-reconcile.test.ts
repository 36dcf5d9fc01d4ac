import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openTestRuntime, testCompany } from '../support/database.ts';
import { makeFolder } from '../support/files.ts';
import { makeCustomers, makePartner, today } from '../support/make.ts';
import { callPartner } from '../support/partner-calls.ts';
import { partnerFile } from '../support/partner-files.ts';
import { createApp } from '../../server/app.ts';

const folder = makeFolder();
const runtime = await openTestRuntime({ dataDir: folder });
const app = await createApp(runtime);

interface Ran {
  code: number;
  lines: Record<string, unknown>[];
}

/** Runs the command line against this test's database, with something on its standard input. */
function tiendien(args: string[], input = ''): Promise<Ran> {
  const cli = resolve(import.meta.dirname, '../../server/cli.ts');
  const env = { ...process.env, DATABASE_URL: runtime.config.databaseUrl, TIENDIEN_DATA_DIR: folder };
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args, '--json'], { env }, (error, stdout) => {
      const lines = stdout.split('\n').filter(Boolean);
      done({
        code: Number(error?.code ?? 0),
        lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      });
    });
    child.stdin?.end(input);
  });
}

test('partner reconcile prints one line for each file and goes on after one that cannot be read', async () => {
  const bank = await makePartner(runtime);
  const [first, second] = await makeCustomers(runtime, [
    { bills: [{ period: '2026-10', totalVnd: 100_000n }] },
    { bills: [{ period: '2026-10', totalVnd: 250_000n }] },
  ]);
  const pay = (reference: string, customerCode: string, amount: string) =>
    callPartner(app, bank.key, {
      method: 'POST',
      path: '/payments',
      body: { reference, customerCode, amount },
    });
  assert.equal((await pay('J-1', first!.code, '100000')).statusCode, 201);
  assert.equal((await pay('J-2', second!.code, '250000')).statusCode, 201);
  const file = join(folder, 'bank.csv');
  const content = partnerFile([
    { reference: 'J-1', customer: first!.code, amount: 100_000n },
    { reference: 'J-3', customer: first!.code, amount: 30_000n },
  ]);
  writeFileSync(file, content);
  const cut = join(folder, 'cut.csv');
  writeFileSync(cut, content.slice(0, -30));
  const mapping = join(folder, 'other.json');
  const columns = { reference: 'Trace', customerCode: 'PE', amount: 'Money' };
  writeFileSync(mapping, JSON.stringify({ columns, formats: { amount: 'plain' } }));
  const named = join(folder, 'named.csv');
  writeFileSync(named, `Trace;PE;Money\nJ-1;${first!.code};100000\nJ-2;${second!.code};250000\n`);
  const where = ['--company', testCompany, '--partner', bank.code, '--date', today];
  const ran = await tiendien(
    ['partner', 'reconcile', '-', ...where],
    `${file}\n${cut}\n${folder}/none.csv\n`,
  );
  assert.equal(ran.code, 1);
  const lanes = {
    bad_line: 0,
    paid_twice: 0,
    wrong_customer: 0,
    amount_differs: 0,
    reversed_after_cut_off: 0,
    crossed_cut_off: 0,
    pending: 0,
    at_partner_only: 1,
    at_us_only: 1,
  };
  assert.deepEqual(ran.lines[0], {
    file,
    matched: 1,
    byLane: lanes,
    amountMatched: '100000',
    amountDifference: '-220000',
  });
  const codes = ran.lines.slice(1).map(({ error }) => (error as { code: string }).code);
  assert.deepEqual(codes, ['files.truncated', 'files.unreadable']);
  assert.equal((ran.lines[1]!['error'] as { line: number }).line, 3);
  const mapped = await tiendien(['partner', 'reconcile', named, ...where, '--mapping', mapping]);
  assert.equal(mapped.code, 0);
  assert.deepEqual([mapped.lines[0]!['matched'], mapped.lines[0]!['amountDifference']], [2, '0']);
});
