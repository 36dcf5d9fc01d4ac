import { businessDateOf } from '../../core/dates.ts';
import { readConfig } from '../config.ts';
import { loadAreas } from '../features/areas/index.ts';
import { getCompany } from '../features/companies/index.ts';
import { readClock } from '../platform/clock.ts';
import { openRuntime, type Company, type Runtime } from '../platform/runtime.ts';

export interface CliOptions {
  json?: boolean;
  'dry-run'?: boolean;
  full?: boolean;
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

/** Opens the database for one command and closes it whatever happens. */
export async function withRuntime<Result>(work: (runtime: Runtime) => Promise<Result>): Promise<Result> {
  const config = { ...readConfig(), poolSize: 4 };
  const runtime = await openRuntime(config, (line) => process.stderr.write(`${line}\n`));
  try {
    await loadAreas(runtime);
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

/** Opens the database and finds the company named by `--company`. */
export async function withCompany<Result>(
  values: CliOptions,
  work: (runtime: Runtime, company: Company, businessDate: string) => Promise<Result>,
): Promise<Result> {
  const code = required(values, 'company');
  return withRuntime(async (runtime) => {
    const company = await getCompany(runtime, code);
    const { businessNow } = await readClock(runtime.platform);
    return work(runtime, company, businessDateOf(businessNow));
  });
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
