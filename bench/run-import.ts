import { readFileSync } from 'node:fs';
import { importFile } from '../server/features/imports/index.ts';
import { benchCompany, openBenchRuntime } from './prepare.ts';

/** `node bench/run-import.ts URL FILE`: imports one file of bills; prints milliseconds and peak memory as JSON. */
const [databaseUrl = '', path = ''] = process.argv.slice(2);
const runtime = await openBenchRuntime(databaseUrl);
const company = await benchCompany(runtime);
const started = performance.now();
const result = await importFile(runtime, company, { kind: 'bills', path, actor: 'bench' });
const ms = performance.now() - started;
if (result.accepted !== result.rows)
  throw new Error(`only ${result.accepted} of ${result.rows} bills were accepted`);
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
console.log(JSON.stringify({ ms, peakMemoryMb: Math.round(Number(peak) / 1024) }));
await runtime.close();
