/** What every command is made of. Imports nothing, so that commands without a database start at once. */
export interface CliOptions {
  json?: boolean;
  'dry-run'?: boolean;
  'take-over'?: boolean;
  full?: boolean;
  approve?: boolean;
  demo?: boolean;
  company?: string;
  name?: string;
  period?: string;
  unit?: string;
  definition?: string;
  rows?: string;
  total?: string;
  login?: string;
  role?: string;
  kind?: string;
  channels?: string;
  partner?: string;
  date?: string;
  mapping?: string;
  bin?: string;
  holder?: string;
  account?: string;
  amount?: string;
  purpose?: string;
  reference?: string;
  reason?: string;
  image?: string;
  kwh?: string;
  from?: string;
  to?: string;
  households?: string;
  group?: string;
  format?: string;
  out?: string;
}

export interface CliCall {
  values: CliOptions;
  args: string[];
}

export interface Command {
  /** Shown in the usage: arguments and purpose. */
  usage: string;
  purpose: string;
  /** Returns the exit code. */
  run(call: CliCall): Promise<number>;
}

/** The command was called wrongly; its message is all the operator needs. */
export class CliError extends Error {}

export function required(values: CliOptions, name: keyof CliOptions): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw new CliError(`--${name} is needed`);
  return value;
}

/** One object on one line with `--json`; otherwise a line per field. */
export function print(values: CliOptions, result: object): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  for (const [key, value] of Object.entries(result)) {
    process.stdout.write(
      `${key}: ${typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}\n`,
    );
  }
}
