import { parseArgs } from 'node:util';
import { AppError } from './platform/errors.ts';
import { CliError, type CliOptions, type Command } from './cli/command.ts';

/**
 * `tiendien`: every operator's job. Prints one JSON object a line with `--json`, an input that cannot be read as
 * `{file, error}`; exit code 0, or 1 with a clear error on standard error.
 */
const optionTypes = {
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'take-over': { type: 'boolean' },
  full: { type: 'boolean' },
  approve: { type: 'boolean' },
  demo: { type: 'boolean' },
  help: { type: 'boolean' },
  company: { type: 'string' },
  name: { type: 'string' },
  period: { type: 'string' },
  unit: { type: 'string' },
  definition: { type: 'string' },
  rows: { type: 'string' },
  total: { type: 'string' },
  login: { type: 'string' },
  role: { type: 'string' },
  kind: { type: 'string' },
  channels: { type: 'string' },
  partner: { type: 'string' },
  date: { type: 'string' },
  mapping: { type: 'string' },
  bin: { type: 'string' },
  holder: { type: 'string' },
  account: { type: 'string' },
  amount: { type: 'string' },
  purpose: { type: 'string' },
  reference: { type: 'string' },
  reason: { type: 'string' },
  image: { type: 'string' },
  kwh: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  households: { type: 'string' },
  group: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
} as const;

/** Commands that open no database, by their first word or words: loaded alone they answer at once. */
const standalone: Record<string, () => Promise<[string, Command][]>> = {
  'debit inspect': async () => (await import('./cli/bank-file-commands.ts')).bankFileCommands,
  gateway: async () => (await import('./cli/gateway-commands.ts')).gatewayCommands,
  'statement inspect': async () => (await import('./cli/bank-file-commands.ts')).bankFileCommands,
  qr: async () => (await import('./cli/qr-commands.ts')).qrCommands,
  tariff: async () => (await import('./cli/tariff-commands.ts')).tariffCommands,
};

/** What a shell says of a program whose reader has gone (128 + SIGPIPE). */
const readerGone = 141;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(readerGone);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = await parse(args);
  const commands = await load(values.help ? [] : positionals);
  const name = commands.has(positionals.slice(0, 2).join(' '))
    ? positionals.slice(0, 2).join(' ')
    : (positionals[0] ?? '');
  const command = commands.get(name);
  if (values.help || !command) {
    process.stderr.write(`${await usage()}\n`);
    return values.help ? 0 : 1;
  }
  return command.run({ values: values as CliOptions, args: positionals.slice(name.split(' ').length) });
}

async function load(words: readonly string[]): Promise<Map<string, Command>> {
  const named = [words.slice(0, 2).join(' '), words[0] ?? ''].find((name) => Object.hasOwn(standalone, name));
  if (named !== undefined) return new Map(await standalone[named]!());
  return (await import('./cli/commands.ts')).commands;
}

async function usage(): Promise<string> {
  return (await import('./cli/commands.ts')).usage();
}

async function parse(args: string[]) {
  try {
    return parseArgs({ args, options: optionTypes, allowPositionals: true });
  } catch (error) {
    throw new CliError(`${(error as Error).message}\n${await usage()}`);
  }
}

function describe(error: unknown): string {
  if (error instanceof AppError) {
    const params = Object.keys(error.params).length > 0 ? ` ${JSON.stringify(error.params)}` : '';
    return `${error.message}${params}`;
  }
  if (error instanceof CliError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
