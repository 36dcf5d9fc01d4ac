import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { receiveResult, runDebits, takeRegistrations, takeResults } from '../features/mandates/index.ts';
import { readClock } from '../platform/clock.ts';
import { eachFile, filesOf } from './each-file.ts';
import { print, required, withCompany, type Command } from './options.ts';

/** Makes a bank's run of today and its file, or goes on with the one that was begun. */
const debitRun: Command = {
  usage: 'debit run --company C --partner P',
  purpose: "pick what a bank may debit today, hold it, and make the bank's file",
  run: async ({ values }) => {
    const partnerCode = required(values, 'partner');
    const shown = await withCompany(values, async (runtime, company) => {
      const at = await readClock(runtime.platform);
      const { batch, skipped } = await runDebits(runtime, company, { partnerCode, by: 'cli', at });
      return {
        run: batch ? String(batch.id) : null,
        messageId: batch?.message_id ?? null,
        items: batch?.items ?? 0,
        totalAmount: String(batch?.items_vnd ?? 0n),
        sha256: batch?.file_sha256 ?? null,
        skipped,
      };
    });
    print(values, shown);
    return 0;
  },
};

const debitTake: Command = {
  usage: 'debit take FILE…|- --company C --partner P',
  purpose: 'take what a bank answered to debits (pain.002, camt.054, CSV, XLSX) and post what it took',
  run: async ({ values, args }) => {
    const partnerCode = required(values, 'partner');
    const files = await filesOf('debit take', args);
    return withCompany(values, (runtime, company) =>
      eachFile(values, files, async (path) => {
        const at = await readClock(runtime.platform);
        const received = { partnerCode, fileName: basename(path), by: 'cli', now: at.now };
        const { id, unchanged } = await receiveResult(runtime, company, createReadStream(path), received);
        const counts = await takeResults(runtime, company, id, at);
        return { unchanged, ...counts };
      }),
    );
  },
};

const mandatesTake: Command = {
  usage: 'mandates take FILE…|- --company C --partner P',
  purpose: 'take a list of registrations that a bank collected; rows that are wrong are counted and kept',
  run: async ({ values, args }) => {
    const partnerCode = required(values, 'partner');
    const files = await filesOf('mandates take', args);
    return withCompany(values, (runtime, company, businessOn) =>
      eachFile(values, files, async (path) => {
        const { now } = await readClock(runtime.platform);
        const { id: _id, ...counts } = await takeRegistrations(company.db, {
          path,
          fileName: basename(path),
          partnerCode,
          by: 'cli',
          businessOn,
          now,
          maxUnpackedBytes: runtime.config.maxUploadBytes,
        });
        return counts;
      }),
    );
  },
};

export const debitCommands: [string, Command][] = [
  ['debit run', debitRun],
  ['debit take', debitTake],
  ['mandates take', mandatesTake],
];
