import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { businessDateOf } from '../core/dates.ts';
import { upsertPartner } from '../server/features/partners/index.ts';
import { alternate, type BenchRow } from './measure.ts';
import { connectOwner, customerLines, withCustomers } from './prepare.ts';

export interface ReconcileBench {
  databaseUrl: string;
  times: number;
  /** Lines of the partner's file, and payments of the day. */
  rows: number;
}

interface ReconcileRun {
  /** Matching what is loaded, with everything that follows from it. */
  matchMs: number;
  /** Reading, checking, keeping and matching the file. */
  fileMs: number;
  peakMemoryMb: number;
  matched: number;
  fileId: string;
}

/** Largest ratio to the bare join, and most memory of the reconciling process. */
const bar = 2;
const mostMemoryMb = 400;
const partnerCode = 'BANK1';
/** Memory for one join: the product's own setting, given to the baseline too. */
const workMem = '96MB';

/**
 * A partner's file against as many payments: matched by the product, beside a bare full join of the same two tables on
 * the reference with both sums. The file is read by a process of its own, so that its memory is the reconciliation's.
 * One line in a thousand has another amount, and one payment in a thousand is missing from the file.
 */
export async function benchReconcile(options: ReconcileBench): Promise<BenchRow> {
  const { databaseUrl, times, rows } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tiendien-bench-reconcile-'));
  const day = businessDateOf(new Date());
  const { schema, partnerId } = await prepareBooks(databaseUrl, rows);
  const owner = await connectOwner(databaseUrl, schema);
  try {
    await plantPayments(owner, { partnerId, rows, day });
    const path = join(folder, 'partner.csv');
    await writeFile(path, fileLines(rows, day));
    const runs: ReconcileRun[] = [await reconcile(databaseUrl, path, day)];
    await owner.query('vacuum analyze');
    const fileId = runs[0]!.fileId;
    const join_ = `select count(*), count(l.reference), count(p.id), sum(l.amount_vnd), sum(p.amount_vnd)
      from (select reference, amount_vnd from partner_lines where file_id = ${fileId}) l
      full join (select id, reference, amount_vnd from payments
                 where partner_id = ${partnerId} and settles_on = '${day}') p on p.reference = l.reference`;
    const bare = async (memory: string): Promise<number> => {
      await owner.query(`set work_mem = '${memory}'`);
      const started = performance.now();
      await owner.query(join_);
      return performance.now() - started;
    };
    const measured = await alternate(times, {
      product: async () => {
        const run = await reconcile(databaseUrl, path, day);
        runs.push(run);
        return run.matchMs;
      },
      baseline: () => bare(workMem),
      usualMemory: () => bare('4MB'),
    });
    return present(rows, measured, runs);
  } finally {
    await owner.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function present(
  rows: number,
  measured: Record<string, { median: number; values: number[] }>,
  runs: readonly ReconcileRun[],
): BenchRow {
  const [product, baseline, usual] = [measured['product'], measured['baseline'], measured['usualMemory']];
  if (!product || !baseline || !usual) throw new Error('a run is missing');
  const ratio = product.median / baseline.median;
  const peakMemoryMb = Math.max(...runs.map((run) => run.peakMemoryMb));
  return {
    work: `reconcile ${rows.toLocaleString('en')} lines`,
    product: product.median,
    baseline: baseline.median,
    unit: 'ms',
    ratio,
    bar: `<= ${bar}`,
    reached: ratio <= bar && peakMemoryMb <= mostMemoryMb,
    details: {
      product: product.values,
      bareFullJoin: baseline.values,
      bareFullJoinWith4MbOfWorkMem: usual.values,
      withLoadingTheFileMs: runs.map((run) => Math.round(run.fileMs)),
      linesPerSecondWithLoading: Math.round((rows / Math.min(...runs.map((run) => run.fileMs))) * 1000),
      peakMemoryMb: runs.map((run) => run.peakMemoryMb),
      matched: runs[0]?.matched,
    },
  };
}

/** A fifth as many customers as payments, and the partner. */
async function prepareBooks(
  databaseUrl: string,
  rows: number,
): Promise<{ schema: string; partnerId: bigint }> {
  return withCustomers(databaseUrl, customersFor(rows), async (_runtime, company) => {
    const name = 'Ngân hàng 1';
    const partner = await upsertPartner(company.db, {
      code: partnerCode,
      name,
      kind: 'bank',
      channels: ['bank_app'],
    });
    return { schema: company.db.schema, partnerId: partner.id };
  });
}

const customersFor = (rows: number): number => Math.max(1, Math.floor(rows / 5));
const amountOf = (i: number): number => 100_000 + ((i * 7919) % 900_000);

/** Payments as they stand after a busy day; how they are posted is measured elsewhere. */
async function plantPayments(
  owner: pg.Client,
  { partnerId, rows, day }: { partnerId: bigint; rows: number; day: string },
): Promise<void> {
  await owner.query(`
    insert into payments (partner_id, reference, channel, intent, state, customer_id, amount_vnd, credited_vnd,
                          business_on, settles_on, occurred_at)
    select ${partnerId}, 'TX' || lpad(i::text, 10, '0'), 'bank_app', 'request', 'accepted', c.id,
           100000 + (i::bigint * 7919) % 900000, 0, '${day}', '${day}', '${day} 09:00:00+07'
    from generate_series(1, ${rows}) i
    join (select id, row_number() over (order by id) as n from customers) c on c.n = (i - 1) % ${customersFor(rows)} + 1`);
  await owner.query('vacuum analyze');
}

function* fileLines(rows: number, day: string): Iterable<string> {
  yield 'MA_GD,MA_KHANG,SO_TIEN,THOI_GIAN,TRANG_THAI';
  const codes = [...customerLines(customersFor(rows))]
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(',')));
  // Neither in the order of our books nor by chance.
  const step = 7_368_787;
  for (let k = 0; k < rows; k++) {
    const i = Number((BigInt(k) * BigInt(step)) % BigInt(rows)) + 1;
    if (i % 1000 === 3) continue;
    const amount = amountOf(i) + (i % 1000 === 7 ? 1000 : 0);
    yield `TX${String(i).padStart(10, '0')},${codes[(i - 1) % codes.length]},${amount},${day} 09:00:00,00`;
  }
}

async function writeFile(path: string, lines: Iterable<string>): Promise<void> {
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

async function reconcile(databaseUrl: string, path: string, day: string): Promise<ReconcileRun> {
  const script = resolve(import.meta.dirname, 'run-reconcile.ts');
  const args = [script, databaseUrl, path, partnerCode, day];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as ReconcileRun;
}
