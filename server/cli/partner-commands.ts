import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { isBusinessDate } from '../../core/dates.ts';
import { parseMapping, reconcileFile } from '../features/reconciliation/index.ts';
import { eachFile, filesOf } from './each-file.ts';
import { CliError, required, withCompany, type Command } from './options.ts';

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
    const files = await filesOf('partner reconcile', args);
    return withCompany(values, (runtime, company) =>
      eachFile(values, files, (path) =>
        reconcileFile(runtime, company, { path, partnerCode: partner, day: date, mapping, actor: 'cli' }),
      ),
    );
  },
};

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

export const partnerCommands: [string, Command][] = [['partner reconcile', partnerReconcile]];
