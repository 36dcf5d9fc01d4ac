import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  handOverNotices,
  listRejections,
  noticeCsv,
  openDebitFile,
  planNotices,
  receiveResult,
  runDebits,
  setDebitTerms,
  takeRegistrations,
  takeResults,
} from '../features/mandates/index.ts';
import { readClock } from '../platform/clock.ts';
import { eachFile, filesOf } from './each-file.ts';
import { CliError, print, required, withCompany, type Command } from './options.ts';

/** The usual terms; the console sets days, columns and notice as well. */
const debitTerms: Command = {
  usage:
    'debit terms --company C --partner P --account OURS --bin B [--format pain.008.001.02|pain.008.001.08|csv]',
  purpose:
    'say how a bank is asked: our account there, its six digits, its file; it takes one every working day',
  run: async ({ values }) => {
    const partnerCode = required(values, 'partner');
    const format = values.format ?? 'pain.008.001.02';
    if (!isFormat(format)) throw new CliError(`--format is one of ${formats.join(', ')}`);
    const bankBin = required(values, 'bin');
    if (!/^[0-9]{6}$/.test(bankBin)) throw new CliError('--bin has six digits');
    const terms = { format, creditorAccount: required(values, 'account'), bankBin };
    await withCompany(values, async (runtime, { db }) => {
      const { now } = await readClock(runtime.platform);
      await setDebitTerms({ db, login: 'cli', now }, partnerCode, { ...usualTerms, ...terms });
    });
    print(values, { partner: partnerCode, ...terms });
    return 0;
  },
};

const formats = ['pain.008.001.02', 'pain.008.001.08', 'csv'] as const;
const isFormat = (text: string): text is (typeof formats)[number] => formats.some((one) => one === text);
const usualTerms = {
  columns: [],
  bankBic: null,
  schemeId: null,
  runDays: [],
  retryDays: [1, 3, 5],
  resultDays: 3,
};

/** Makes a bank's run of today and its file, or goes on with the one that was begun. */
const debitRun: Command = {
  usage: 'debit run --company C --partner P [--out FILE]',
  purpose:
    "pick what a bank may debit today, hold it, and make the bank's file; the same again is answered again",
  run: async ({ values }) => {
    const partnerCode = required(values, 'partner');
    const shown = await withCompany(values, async (runtime, company) => {
      const at = await readClock(runtime.platform);
      const { batch, skipped } = await runDebits(runtime, company, { partnerCode, by: 'cli', at });
      const file = batch && (await openDebitFile(runtime, company, batch.id));
      if (file && values.out !== undefined) await pipeline(file.stream, createWriteStream(values.out));
      file?.stream.destroy();
      return {
        run: batch ? String(batch.id) : null,
        messageId: batch?.message_id ?? null,
        items: batch?.items ?? 0,
        totalAmount: String(batch?.items_vnd ?? 0n),
        file: file ? (values.out ?? file.fileName) : null,
        sha256: batch?.file_sha256 ?? null,
        skipped,
      };
    });
    print(values, shown);
    return 0;
  },
};

/** Who is to be told of the next run, as a file for whoever sends or prints it. */
const debitNotices: Command = {
  usage: 'debit notices --company C --partner P --out FILE.csv',
  purpose:
    "write the notices that a bank's payers are to get before their debits, and mark them as handed over",
  run: async ({ values }) => {
    const partnerCode = required(values, 'partner');
    const out = required(values, 'out');
    const shown = await withCompany(values, async (runtime, company) => {
      const at = await readClock(runtime.platform);
      const { debitOn, planned } = await planNotices(company, { partnerCode, at });
      const { id, notices, dropped } = await handOverNotices(company.db, { partnerCode, by: 'cli', at });
      await pipeline(Readable.from(noticeCsv(company.db, id, company.name)), createWriteStream(out));
      return { sheet: String(id), debitOn, planned, notices, dropped, file: out };
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

/** Rows named on the command line; the console has all of them as a workbook. */
const mostShown = 50;

const mandatesTake: Command = {
  usage: 'mandates take FILE…|- --company C --partner P',
  purpose:
    'take a list of registrations that a bank collected; rows that are wrong are named with the reason, and kept',
  run: async ({ values, args }) => {
    const partnerCode = required(values, 'partner');
    const files = await filesOf('mandates take', args);
    return withCompany(values, (runtime, company, businessOn) =>
      eachFile(values, files, async (path) => {
        const { now } = await readClock(runtime.platform);
        const { id, ...counts } = await takeRegistrations(company.db, {
          path,
          fileName: basename(path),
          partnerCode,
          by: 'cli',
          businessOn,
          now,
          maxUnpackedBytes: runtime.config.maxUploadBytes,
        });
        const rejections = await listRejections(company.db, id, { after: 0, limit: mostShown });
        return { ...counts, rejections: rejections.map(({ raw: _raw, ...row }) => row) };
      }),
    );
  },
};

export const debitCommands: [string, Command][] = [
  ['debit terms', debitTerms],
  ['debit run', debitRun],
  ['debit notices', debitNotices],
  ['debit take', debitTake],
  ['mandates take', mandatesTake],
];
