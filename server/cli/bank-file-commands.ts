import { readFileSync } from 'node:fs';
import { errorMessages } from '../../core/messages/errors.ts';
import {
  formatSum,
  type DebitEvent,
  type DebitGroup,
  type DebitSummary,
} from '../../core/bank-files/debit-file.ts';
import { describeFileError } from '../platform/bank-files/errors.ts';
import { readDebits } from '../platform/bank-files/read-debits.ts';
import { AppError } from '../platform/errors.ts';
import { inspectStatements } from './inspect-statements.ts';
import { CliError, print, type CliOptions, type Command } from './command.ts';

/** Both look at files only: no database is opened, nothing is kept. */
const statementInspect: Command = {
  usage: 'statement inspect FILE… | -',
  purpose:
    'read bank statements (camt.052, camt.053, camt.054, MT940, MT942, CSV, XLSX) and say what is in them',
  run: ({ values, args }) => inspectEach('statement inspect', values, args, inspectStatements),
};

const debitInspect: Command = {
  usage: 'debit inspect FILE… | -',
  purpose:
    'read direct debits, payment orders and their results (pain.008, pain.001, pain.002) and add them up',
  run: ({ values, args }) => inspectEach('debit inspect', values, args, inspectDebits),
};

/** A file that cannot be read is said, the others go on, and the exit code is 1. */
async function inspectEach(
  name: string,
  values: CliOptions,
  files: readonly string[],
  inspect: (file: string, values: CliOptions) => Promise<boolean>,
): Promise<number> {
  if (files.length === 0) throw new CliError(`${name} needs a file`);
  let failed = false;
  for (const file of files.includes('-') ? withNamed(files) : files) {
    try {
      failed = !(await inspect(file, values)) || failed;
    } catch (error) {
      failed = true;
      sayRefused(values, file, error);
    }
  }
  return failed ? 1 : 0;
}

/** What is no refusal of ours is a fault of ours: it is said as one, and does not keep the other files from being read. */
function sayRefused(values: CliOptions, file: string, error: unknown): void {
  const { code, params } =
    error instanceof AppError
      ? error
      : { code: 'internal.fault' as const, params: { detail: String(error) } };
  const message =
    error instanceof AppError ? describeFileError(error, errorMessages[code].en) : errorMessages[code].en;
  print(values, { file, error: { code, message, ...params } });
  const line = 'line' in params && typeof params['line'] === 'number' ? ` (line ${params['line']})` : '';
  process.stderr.write(`${file}: ${code}: ${message}${line}\n`);
}

/** `-` stands for the files named on standard input, one a line. */
function withNamed(files: readonly string[]): string[] {
  const named = readFileSync(0, 'utf8').split(/\r?\n/).filter(Boolean);
  return files.flatMap((file) => (file === '-' ? named : file));
}

async function inspectDebits(file: string, values: CliOptions): Promise<boolean> {
  const groups: object[] = [];
  let summary: DebitSummary | undefined;
  const take = (event: DebitEvent): void => {
    if (event.kind === 'group') groups.push(presentGroup(event.group));
    else if (event.kind === 'end') summary = event.summary;
  };
  const events = readDebits(file);
  let next = await events.next();
  for (; !next.done; next = await events.next()) next.value.forEach(take);
  const { messageId, transactions, sum, currencies } = summary!;
  const controlSum = sum ? formatSum(sum, currencies) : null;
  print(values, { file, format: next.value, messageId, transactions, controlSum, groups });
  return true;
}

function presentGroup({ id, transactions, sum, currencies }: DebitGroup): object {
  return { id: id ?? null, transactions, sum: sum ? formatSum(sum, currencies) : null };
}

export const bankFileCommands: [string, Command][] = [
  ['statement inspect', statementInspect],
  ['debit inspect', debitInspect],
];
