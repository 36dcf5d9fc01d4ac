import { createReadStream, readFileSync } from 'node:fs';
import { atLocalTime } from '../core/settlement-day.ts';
import { receiveResult, runDebits, takeResults } from '../server/features/mandates/index.ts';
import { benchCompany, openBenchRuntime } from './prepare.ts';

/**
 * `node bench/run-debit.ts URL out PARTNER DAY` makes a debit run and its file; `… in PARTNER DAY FILE` takes the bank's
 * answer. Prints milliseconds, items and peak memory as JSON.
 */
const [databaseUrl = '', way = '', partnerCode = '', day = '', path = ''] = process.argv.slice(2);
const runtime = await openBenchRuntime(databaseUrl);
const company = await benchCompany(runtime);
const at = { now: new Date(), businessDate: day, businessNow: atLocalTime(day, '09:00') };
const started = performance.now();
const items = way === 'out' ? await goOut() : await comeIn();
const ms = performance.now() - started;
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
console.log(JSON.stringify({ ms, items, peakMemoryMb: Math.round(Number(peak) / 1024) }));
await runtime.close();

async function goOut(): Promise<number> {
  const { batch } = await runDebits(runtime, company, { partnerCode, by: 'bench', at });
  return batch?.items ?? 0;
}

async function comeIn(): Promise<number> {
  const received = { partnerCode, fileName: 'answer.xml', by: 'bench', now: at.now };
  const { id } = await receiveResult(runtime, company, createReadStream(path), received);
  const { taken, failed, left } = await takeResults(runtime, company, id, at);
  if (left > 0) throw new Error(`${left} debits were not posted`);
  return taken + failed;
}
