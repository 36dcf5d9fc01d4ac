import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBoard } from './board.ts';
import { startBenchServer } from './cluster.ts';
import { benchCollection } from './collection.ts';
import { benchDebit } from './debit.ts';
import { benchFirstStart } from './first-start.ts';
import { benchImport } from './import.ts';
import { wrkPath } from './load.ts';
import type { BenchRow } from './measure.ts';
import { benchReconcile } from './reconcile.ts';

/**
 * `npm run bench`: each work beside a baseline measured in the same run on the same server. Speeds differ between
 * machines; the ratios are what counts. `--quick` runs once and briefly, to see that the benchmark itself works;
 * `--only collection,import,board,reconcile,debit,start` picks.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const times = values.quick ? 1 : 3;
const seconds = values.quick ? 3 : 8;
const only = values.only?.split(',');

const server = await startBenchServer();
const rows: BenchRow[] = [];
try {
  console.error(
    `settings: ${JSON.stringify(server.settings)}; ${cpus().length} cores; ${times} alternating runs, median`,
  );
  if (!only || only.includes('collection')) {
    if (!wrkPath)
      console.error('wrk is missing (Debian: apt-get install wrk): payments and inquiries were NOT measured');
    else {
      rows.push(
        ...(await benchCollection({
          databaseUrl: await server.recreate('bench_collection'),
          pgbenchUrl: await server.recreate('bench_pgbench'),
          times,
          seconds,
          customers: values.quick ? 40_000 : 200_000,
          months: 3,
        })),
      );
    }
  }
  if (!only || only.includes('import')) {
    const databaseUrl = await server.recreate('bench_import');
    rows.push(await benchImport({ databaseUrl, times, rows: values.quick ? 50_000 : 479_300 }));
  }
  if (!only || only.includes('board')) {
    rows.push(
      ...(await benchBoard({
        databaseUrl: await server.recreate('bench_board'),
        customers: values.quick ? 50_000 : 500_000,
        months: values.quick ? 13 : 24,
        rounds: values.quick ? 5 : 30,
      })),
    );
  }
  if (!only || only.includes('reconcile')) {
    const databaseUrl = await server.recreate('bench_reconcile');
    rows.push(await benchReconcile({ databaseUrl, times, rows: values.quick ? 50_000 : 1_000_000 }));
  }
  if (!only || only.includes('debit')) {
    const databaseUrl = await server.recreate('bench_debit');
    rows.push(...(await benchDebit({ databaseUrl, rows: values.quick ? 30_000 : 300_000 })));
  }
} finally {
  await server.release();
}
if (!only || only.includes('start')) rows.push(await benchFirstStart());
report(rows);

function report(all: readonly BenchRow[]): void {
  const folder = resolve(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, 'bench.json');
  writeFileSync(
    file,
    `${JSON.stringify({ settings: server.settings, times, seconds, rows: all }, null, 2)}\n`,
  );
  const round = (value: number | null): string =>
    value === null ? '–' : value >= 100 ? String(Math.round(value)) : value.toFixed(2);
  for (const row of all) {
    const verdict = row.reached === null ? 'NO BASELINE' : row.reached ? 'reached' : 'MISSED';
    console.log(
      `${row.work.padEnd(42)} ${round(row.product).padStart(9)} ${row.unit.padEnd(4)} baseline ${round(row.baseline).padStart(9)}  ratio ${round(row.ratio).padStart(6)}  bar ${row.bar.padEnd(7)} ${verdict}`,
    );
  }
  console.log(`written to ${file}`);
}
