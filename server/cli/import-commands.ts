import { importFile } from '../features/imports/index.ts';
import { refreshKpi } from '../features/kpi/index.ts';
import { rollUpBalances } from '../features/ledger/index.ts';
import { eachFile, filesOf } from './each-file.ts';
import { CliError, withCompany, type CliCall, type CliOptions, type Command } from './options.ts';

/** Imports each file; one that cannot be read or published is said, the rest go on, and the exit code is 1. */
function importCommand(kind: 'customers' | 'bills'): Command {
  const totals = kind === 'bills' ? ' [--rows N --total T]' : ' [--rows N]';
  return {
    usage: `${kind} import FILE…|- --company C${totals} [--dry-run]`,
    purpose: `bring in the billing system's export of ${kind} (CSV or XLSX) and publish its valid rows`,
    run: async ({ values, args }: CliCall) => {
      const files = await filesOf(`${kind} import`, args);
      const control = readControl(values);
      const dryRun = values['dry-run'] ?? false;
      return withCompany(values, async (runtime, company) => {
        const exitCode = await eachFile(values, files, async (path) => {
          const result = await importFile(runtime, company, { kind, path, control, dryRun, actor: 'cli' });
          return { ...(dryRun && { dryRun }), ...result };
        });
        // A command that changes data leaves nothing behind that its events should have done.
        await refreshKpi(company.db);
        await rollUpBalances(company.db);
        return exitCode;
      });
    },
  };
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
