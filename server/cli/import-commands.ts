import { realpathSync } from 'node:fs';
import { errorMessages } from '../../core/messages/errors.ts';
import { importFile } from '../features/imports/index.ts';
import { refreshKpi } from '../features/kpi/index.ts';
import { rollUpBalances } from '../features/ledger/index.ts';
import { AppError } from '../platform/errors.ts';
import type { Company, Runtime } from '../platform/runtime.ts';
import { CliError, print, withCompany, type CliCall, type CliOptions, type Command } from './options.ts';

/** Imports each file; one that cannot be read or published is said, the rest go on, and the exit code is 1. */
function importCommand(kind: 'customers' | 'bills'): Command {
  const totals = kind === 'bills' ? ' [--rows N --total T]' : ' [--rows N]';
  return {
    usage: `${kind} import FILE… --company C${totals} [--dry-run]`,
    purpose: `bring in the billing system's export of ${kind} (CSV or XLSX) and publish its valid rows`,
    run: async ({ values, args }: CliCall) => {
      if (args.length === 0) throw new CliError(`${kind} import needs a file`);
      const control = readControl(values);
      return withCompany(values, async (runtime, company) => {
        let failed = false;
        for (const file of args) {
          failed = !(await importOne(runtime, company, { kind, file, control, values })) || failed;
        }
        // A command that changes data leaves nothing behind that its events should have done.
        await refreshKpi(company.db);
        await rollUpBalances(company.db);
        return failed ? 1 : 0;
      });
    },
  };
}

async function importOne(
  runtime: Runtime,
  company: Company,
  work: {
    kind: 'customers' | 'bills';
    file: string;
    control: { rows?: number; totalVnd?: bigint } | undefined;
    values: CliOptions;
  },
): Promise<boolean> {
  const { kind, file, control, values } = work;
  try {
    const dryRun = values['dry-run'] ?? false;
    const result = await importFile(runtime, company, {
      kind,
      path: resolvePath(file),
      control,
      dryRun,
      actor: 'cli',
    });
    print(values, { file, ...(dryRun && { dryRun }), ...result });
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

function readControl(values: CliOptions): { rows?: number; totalVnd?: bigint } | undefined {
  if (values.rows === undefined && values.total === undefined) return undefined;
  for (const name of ['rows', 'total'] as const) {
    if (values[name] !== undefined && !/^\d{1,18}$/.test(values[name])) {
      throw new CliError(`--${name} is a whole number, not "${values[name]}"`);
    }
  }
  return {
    ...(values.rows !== undefined && { rows: Number(values.rows) }),
    ...(values.total !== undefined && { totalVnd: BigInt(values.total) }),
  };
}

export const importCommands: [string, Command][] = [
  ['customers import', importCommand('customers')],
  ['bills import', importCommand('bills')],
];
