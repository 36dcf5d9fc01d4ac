import { appendFileSync, readFileSync } from 'node:fs';
import { findSpeakingFile, findPartnerByCode } from '../server/features/reconciliation/file-queries.ts';
import { reconcileFile } from '../server/features/reconciliation/index.ts';
import { matchDay, mergeDifferences } from '../server/features/reconciliation/match-day.ts';
import { endMatch, matchKept } from '../server/features/reconciliation/staging-queries.ts';
import { transaction } from '../server/platform/db.ts';
import { benchCompany, openBenchRuntime } from './prepare.ts';

/**
 * `node bench/run-reconcile.ts URL FILE PARTNER DAY`: takes one file of a partner's day, then matches what is loaded
 * once more by itself; prints both times and peak memory as JSON.
 */
const [databaseUrl = '', path = '', partnerCode = '', day = ''] = process.argv.slice(2);
const runtime = await openBenchRuntime(databaseUrl);
const company = await benchCompany(runtime);
// Another byte each time: the same bytes again would not be read.
appendFileSync(path, '\n');
const started = performance.now();
const { matched } = await reconcileFile(runtime, company, { path, partnerCode, day, actor: 'bench' });
const fileMs = performance.now() - started;
const partner = await findPartnerByCode(company.db, partnerCode);
const file = partner && (await findSpeakingFile(company.db, partner.id, day));
if (!file) throw new Error('the file was not used');
const matchAgain = (): Promise<number> =>
  transaction(company.db, async (tx) => {
    await matchKept(tx, file.id);
    const began = performance.now();
    const kept = { lines: file.lines, paidVnd: file.paid_vnd };
    const work = { partnerId: file.partner_id, day, fileId: file.id, final: true };
    await matchDay(tx, { ...work, ...kept });
    await mergeDifferences(tx, { ...work, businessOn: day, now: new Date() });
    const ended = performance.now();
    await endMatch(tx);
    return ended - began;
  });
// The baseline's connection has done its work before, too.
await matchAgain();
const matchMs = await matchAgain();
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
const peakMemoryMb = Math.round(Number(peak) / 1024);
console.log(JSON.stringify({ matchMs, fileMs, peakMemoryMb, matched, fileId: String(file.id) }));
await runtime.close();
