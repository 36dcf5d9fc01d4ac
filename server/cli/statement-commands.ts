import { refreshKpi } from '../features/kpi/index.ts';
import { rollUpBalances } from '../features/ledger/index.ts';
import { followSettlement } from '../features/settlement/index.ts';
import {
  declareAccount,
  followTransfers,
  importStatements,
  presentAccount,
  presentImport,
} from '../features/statements/index.ts';
import { realNow } from '../platform/clock.ts';
import { eachFile, filesOf } from './each-file.ts';
import { CliError, print, required, withCompany, type Command } from './options.ts';

/** Takes in each file; one that is refused posts nothing and is said, the rest go on, and the exit code is 1. */
const statementImport: Command = {
  usage: 'statement import FILE…|- --company C [--account A] [--dry-run]',
  purpose:
    'take in bank statements (camt, MT940, MT942, CSV, XLSX) of declared accounts: lines once, credits to the books',
  run: async ({ values, args }) => {
    const files = await filesOf('statement import', args);
    const { account, 'dry-run': dryRun = false } = values;
    return withCompany(values, async (runtime, company, today) => {
      const { db } = company;
      const now = realNow();
      const exitCode = await eachFile(values, files, async (path) =>
        presentImport(await importStatements(db, { path, account, dryRun, by: 'cli', now, today })),
      );
      // A command that changes data leaves nothing behind that its events should have done.
      await followTransfers(runtime, company);
      await followSettlement(runtime, company);
      await refreshKpi(db);
      await rollUpBalances(db);
      return exitCode;
    });
  },
};

const statementAccount: Command = {
  usage: 'statement account NUMBER --company C --name BANK [--partner P] [--bin B --holder H]',
  purpose:
    'declare a bank account of the company; P (of kind own, channel vietqr) takes its customers’ transfers; with the bank’s six digits and the holder it is the account of QR codes',
  run: async ({ values, args: [number] }) => {
    if (!number) throw new CliError('statement account needs a number');
    const bankName = required(values, 'name');
    const { bin: bankBin, holder } = values;
    if ((bankBin === undefined) !== (holder === undefined))
      throw new CliError('--bin and --holder go together');
    const account = await withCompany(values, (_runtime, { db }) =>
      declareAccount(db, {
        number,
        bankName,
        transferPartner: values.partner ?? null,
        qr: bankBin !== undefined && holder !== undefined ? { bankBin, holder } : undefined,
        by: 'cli',
        now: realNow(),
      }),
    );
    print(values, presentAccount(account));
    return 0;
  },
};

export const statementCommands: [string, Command][] = [
  ['statement import', statementImport],
  ['statement account', statementAccount],
];
