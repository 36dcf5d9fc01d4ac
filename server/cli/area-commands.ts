import { basename, resolve } from 'node:path';
import { importVillages } from '../features/areas/index.ts';
import { CliError, print, withCompany, type Command } from './options.ts';

const villagesImport: Command = {
  usage: 'villages import FILE --company C',
  purpose: 'bring in a list of villages (CSV or XLSX, columns as the console exports them) and confirm them',
  run: async ({ values, args }) => {
    const [file] = args;
    if (!file) throw new CliError('villages import needs a file');
    const result = await withCompany(values, (runtime, company, businessDate) =>
      importVillages(company.db, {
        path: resolve(file),
        fileName: basename(file),
        maxUnpackedBytes: runtime.config.maxUploadBytes,
        actor: 'cli',
        onDate: businessDate,
      }),
    );
    print(values, { file, ...result });
    return 0;
  },
};

export const areaCommands: [string, Command][] = [['villages import', villagesImport]];
