import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { alternate, type BenchRow } from './measure.ts';
import { billLines, connectOwner, withCustomers } from './prepare.ts';

export interface ImportBench {
  databaseUrl: string;
  times: number;
  /** Customers, with one bill each. */
  rows: number;
}

interface ImportRun {
  ms: number;
  peakMemoryMb: number;
}

/** Largest ratio to the bare COPY, and most memory of the importing process. */
const bar = 4;
const mostMemoryMb = 400;

/**
 * A month of bills through the product's import (read, checked, published, ledger transfers), beside a bare COPY of
 * the same rows into an empty table with the columns, constraints and indexes of `bills`. The file is read by a
 * process of its own, so that its memory is the import's. A COPY into a table without any index is told besides.
 */
export async function benchImport(options: ImportBench): Promise<BenchRow> {
  const { databaseUrl, times, rows } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-import-'));
  const schema = await withCustomers(databaseUrl, rows, async (_runtime, company) => company.db.schema);
  const owner = await connectOwner(databaseUrl, schema);
  try {
    let month = 0;
    const runs: ImportRun[] = [];
    const importMonth = async (): Promise<number> => {
      const path = join(folder, `bills-${++month}.csv`);
      await writeLines(path, billLines(rows, month));
      const run = await runImport(databaseUrl, path);
      runs.push(run);
      return run.ms;
    };
    await importMonth();
    runs.length = 0;
    const rowsPath = await prepareBaseline(owner, folder);
    const measured = await alternate(times, {
      product: importMonth,
      baseline: () => copyInto(owner, 'bench_bills', rowsPath),
      heap: () => copyInto(owner, 'bench_heap', rowsPath),
    });
    const [product, baseline, heap] = [measured['product'], measured['baseline'], measured['heap']];
    if (!product || !baseline || !heap) throw new Error('a run is missing');
    const ratio = product.median / baseline.median;
    const peakMemoryMb = Math.max(...runs.map((run) => run.peakMemoryMb));
    return {
      work: `import ${rows.toLocaleString('en')} bills`,
      product: product.median,
      baseline: baseline.median,
      unit: 'ms',
      ratio,
      bar: `<= ${bar}`,
      reached: ratio <= bar && peakMemoryMb <= mostMemoryMb,
      details: {
        product: product.values,
        copyIntoTableLikeBills: baseline.values,
        copyIntoTableWithoutIndexes: heap.values,
        ratioToTableWithoutIndexes: Math.round((product.median / heap.median) * 100) / 100,
        rowsPerSecond: Math.round((rows / product.median) * 1000),
        peakMemoryMb: runs.map((run) => run.peakMemoryMb),
      },
    };
  } finally {
    await owner.query('drop table if exists bench_bills, bench_heap');
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const pieces = function* () {
    let piece = '';
    for (const line of lines) {
      piece += `${line}\n`;
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

async function runImport(databaseUrl: string, path: string): Promise<ImportRun> {
  const script = resolve(import.meta.dirname, 'run-import.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, databaseUrl, path]);
  return JSON.parse(stdout) as ImportRun;
}

/** The rows as they stand in `bills` after an import, in COPY's text format, and two empty tables to take them. */
async function prepareBaseline(owner: pg.Client, folder: string): Promise<string> {
  await owner.query('drop table if exists bench_bills, bench_heap');
  await owner.query('create table bench_bills (like bills including all)');
  await owner.query('create table bench_heap (like bills including defaults including generated)');
  const path = join(folder, 'rows.copy');
  await pipeline(
    owner.query(copyTo(`copy (select ${columns} from bills order by id) to stdout`)),
    createWriteStream(path),
  );
  return path;
}

const columns = `id, external_id, version, root_id, customer_id, org_unit_id, period, term, kind, issued_on, due_on,
  energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd, paid_vnd, state, import_id`;

async function copyInto(
  owner: pg.Client,
  table: 'bench_bills' | 'bench_heap',
  path: string,
): Promise<number> {
  await owner.query(`truncate ${table}`);
  const started = performance.now();
  await owner.query('begin');
  await pipeline(
    createReadStream(path, { highWaterMark: 262_144 }),
    owner.query(copyFrom(`copy ${table} (${columns}) from stdin`)),
  );
  await owner.query('commit');
  return performance.now() - started;
}
