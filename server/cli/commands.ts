import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { addCompany } from '../features/companies/index.ts';
import { verifyLedger } from '../features/ledger/index.ts';
import { checkInvariants } from '../invariants.ts';
import { areaCommands } from './area-commands.ts';
import { bankFileCommands } from './bank-file-commands.ts';
import { debitCommands } from './debit-commands.ts';
import { gatewayCommands } from './gateway-commands.ts';
import { importCommands } from './import-commands.ts';
import { kpiCommands } from './kpi-commands.ts';
import { CliError, print, withCompany, withRuntime, type Command } from './options.ts';
import { monthCommands } from './month-commands.ts';
import { partnerCommands } from './partner-commands.ts';
import { peopleCommands } from './people-commands.ts';
import { qrCommands } from './qr-commands.ts';
import { registerCommands } from './register-commands.ts';
import { statementCommands } from './statement-commands.ts';
import { tariffCommands } from './tariff-commands.ts';

const ledgerVerify: Command = {
  usage: 'ledger verify --company C',
  purpose: 'walk the chain of seals and every invariant of the books; exit code 1 at the first break',
  run: async ({ values }) => {
    const verdict = await withCompany(values, async (_runtime, company) => {
      const ledger = await verifyLedger(company.db);
      if (!ledger.ok) return ledger;
      const broken = (await checkInvariants(company.db)).find(({ breaks }) => breaks > 0);
      return broken ? { ...ledger, ok: false, firstBreak: `${broken.name}: ${broken.breaks}` } : ledger;
    });
    print(values, verdict);
    return verdict.ok ? 0 : 1;
  },
};

const companiesAdd: Command = {
  usage: 'companies add CODE --name NAME',
  purpose: 'make a company with its own schema; harmless when it is there',
  run: async ({ values, args }) => {
    const [code] = args;
    if (!code) throw new CliError('companies add needs a code');
    const { company, made } = await withRuntime((runtime) =>
      addCompany(runtime, { code, name: values.name ?? code, demo: values.demo ?? false }),
    );
    print(values, { company: company.code, name: company.name, made });
    return 0;
  },
};

const doctor: Command = {
  usage: 'doctor',
  purpose: 'open the database, say its version and what is in it',
  run: async ({ values }) => {
    await withRuntime(async (runtime) => {
      const companies = await runtime.listCompanies();
      const { rows } = await runtime.platform.client.query<{
        version: string;
        fsync: string;
        commit: string;
        role: string;
      }>(
        `select current_setting('server_version') as version, current_setting('fsync') as fsync,
                current_setting('synchronous_commit') as commit, current_user::text as role`,
      );
      print(values, { ...rows[0], node: process.version, companies: companies.map(({ code }) => code) });
    });
    return 0;
  },
};

/** The demo knows the simulated outside world, which the server never imports: it has a program of its own. */
function demoCommand(action: 'reset' | 'fill', purpose: string, name = `demo ${action}`): Command {
  return {
    usage: `${name} [--full]`,
    purpose,
    run: ({ values }) => {
      const flags = [values.full && '--full', values.json && '--json'].filter(
        (flag) => typeof flag === 'string',
      );
      const child = spawn(
        process.execPath,
        [resolve(import.meta.dirname, '../../demo/cli.ts'), action, ...flags],
        { stdio: 'inherit' },
      );
      return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
    },
  };
}

export const commands = new Map<string, Command>([
  ['companies add', companiesAdd],
  ...importCommands,
  ...registerCommands,
  ...areaCommands,
  ...bankFileCommands,
  ...debitCommands,
  ...statementCommands,
  ...tariffCommands,
  ...kpiCommands,
  ...monthCommands,
  ['ledger verify', ledgerVerify],
  ...peopleCommands,
  ...partnerCommands,
  ...gatewayCommands,
  ...qrCommands,
  ['demo reset', demoCommand('reset', 'drop the demo companies and fill them anew')],
  [
    'demo fill',
    demoCommand('fill', 'fill the demo companies; --full gives PC Hà Tĩnh its 479,300 customers'),
  ],
  ['demo', demoCommand('fill', 'the same as demo fill', 'demo')],
  ['doctor', doctor],
]);

export function usage(): string {
  const lines = [...commands.values()].map(
    ({ usage: text, purpose }) => `  tiendien ${text}\n      ${purpose}`,
  );
  return `Usage (each takes --json):\n${lines.join('\n')}`;
}
