import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { isBusinessDate } from '../../core/dates.ts';
import { errorMessages } from '../../core/messages/errors.ts';
import { parseMapping, reconcileFile } from '../features/reconciliation/index.ts';
import { AppError } from '../platform/errors.ts';
import type { Company, Runtime } from '../platform/runtime.ts';
import { CliError, print, required, withCompany, type CliOptions, type Command } from './options.ts';

type MappingChoice = Parameters<typeof reconcileFile>[2]['mapping'];

/** Matches each file with the books; one that cannot be read or used is said, the rest go on, and the exit code is 1. */
const partnerReconcile: Command = {
  usage: 'partner reconcile FILE…|- --company C --partner P --date D [--mapping NAME|FILE.json]',
  purpose: "match a partner's file of a day with the books: what is the same, and what differs by lane",
  run: async ({ values, args }) => {
    const partner = required(values, 'partner');
    const date = required(values, 'date');
    if (!isBusinessDate(date)) throw new CliError(`--date is a day like 2026-09-30, not "${date}"`);
    const mapping = await readMapping(values.mapping);
    const files = (await Promise.all(args.map(namesOf))).flat();
    if (files.length === 0) throw new CliError('partner reconcile needs a file');
    return withCompany(values, async (runtime, company) => {
      let failed = false;
      for (const file of files) {
        const work = { file, partner, date, mapping, values };
        failed = !(await reconcileOne(runtime, company, work)) || failed;
      }
      return failed ? 1 : 0;
    });
  },
};

/** `-` stands for the names on standard input, one a line. */
async function namesOf(arg: string): Promise<string[]> {
  if (arg !== '-') return [arg];
  return (await text(process.stdin)).split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** A name of a kept mapping, or a file that holds one. */
async function readMapping(given: string | undefined): Promise<MappingChoice> {
  if (given === undefined) return undefined;
  if (extname(given).toLowerCase() !== '.json') return { name: given };
  const content = await readFile(given, 'utf8').catch(() => {
    throw new CliError(`the mapping ${given} cannot be read`);
  });
  const parsed = parseMapping(content);
  if ('problem' in parsed) throw new CliError(`the mapping ${given} is wrong: ${parsed.problem}`);
  return { name: basename(given, extname(given)).slice(0, 60), mapping: parsed.mapping };
}

async function reconcileOne(
  runtime: Runtime,
  company: Company,
  work: { file: string; partner: string; date: string; mapping: MappingChoice; values: CliOptions },
): Promise<boolean> {
  const { file, partner, date, mapping, values } = work;
  try {
    const result = await reconcileFile(runtime, company, {
      path: resolvePath(file),
      partnerCode: partner,
      day: date,
      mapping,
      actor: 'cli',
    });
    print(values, { file, ...result });
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, params } = error;
    print(values, { file, error: { code, message: errorMessages[code].en, ...params } });
    process.stderr.write(`${file}: ${error.message} ${JSON.stringify(params)}\n`);
    return false;
  }
}

/** A path that leads nowhere is left as it is: opening it says so, with its own error. */
function resolvePath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

export const partnerCommands: [string, Command][] = [['partner reconcile', partnerReconcile]];
