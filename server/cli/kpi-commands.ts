import { readFile } from 'node:fs/promises';
import { Check, Errors } from 'typebox/value';
import {
  addDefinition,
  checkKpi,
  DefinitionWishSchema,
  listDefinitions,
  refreshKpi,
  repairKpi,
  showDefinition,
} from '../features/kpi/index.ts';
import { checkCounts, forgetAllCounts } from '../features/measures/index.ts';
import type { Db } from '../platform/db.ts';
import { frozenBeside } from './month-commands.ts';
import { CliError, print, required, withCompany, type Command } from './options.ts';

const kpiShow: Command = {
  usage: 'kpi show --company C --period YYYY-MM [--unit U] [--definition NAME[@VERSION]]',
  purpose: 'the ratios of a period under a definition, with numerators and denominators',
  run: async ({ values }) => {
    const definition = values.definition ?? 'official';
    const period = required(values, 'period');
    const shown = await withCompany(values, async (_runtime, { db }, businessDate) => {
      const asked = { period, unitCode: values.unit, businessDate };
      const live = await showDefinition(db, { ...asked, definition });
      return { ...live, frozen: await frozenBeside(db, { ...asked, definition: live.definition }) };
    });
    print(values, { company: values.company, ...shown });
    return 0;
  },
};

/** Roll-ups and what is counted by heads, against plain counts. */
const checkAll = async (db: Db): Promise<{ what: string }[]> => [
  ...(await checkKpi(db)),
  ...(await checkCounts(db)),
];

const kpiCheck: Command = {
  usage: 'kpi check --company C',
  purpose:
    'compare the roll-ups and what plans count by heads with plain counts over bills, payments and registers',
  run: async ({ values }) => {
    const differences = await withCompany(values, async (_runtime, company) => {
      await refreshKpi(company.db);
      return checkAll(company.db);
    });
    print(values, { differences: differences.length, first: differences[0]?.what ?? null });
    return differences.length === 0 ? 0 : 1;
  },
};

const kpiRepair: Command = {
  usage: 'kpi repair --company C',
  purpose: 'make the roll-ups anew from bills and payments, and compare them',
  run: async ({ values }) => {
    const { months, differences } = await withCompany(values, async (_runtime, { db }) => {
      const repaired = await repairKpi(db);
      // The server counts them anew within the minute; until then they are counted live.
      await forgetAllCounts(db);
      return { months: repaired, differences: await checkAll(db) };
    });
    print(values, { months, differences: differences.length, first: differences[0]?.what ?? null });
    return differences.length === 0 ? 0 : 1;
  },
};

const kpiDefinitionList: Command = {
  usage: 'kpi definitions --company C',
  purpose: 'how ratios are counted: the newest version of every definition',
  run: async ({ values }) => {
    const rows = await withCompany(values, (_runtime, company) => listDefinitions(company.db));
    for (const row of rows) print(values, { ...row });
    return 0;
  },
};

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new CliError(`${path}: ${(error as Error).message}`);
  }
}

const kpiDefine: Command = {
  usage: 'kpi define FILE.json --company C',
  purpose:
    'store a definition as the next version of its name; what the file leaves out is as in the official one',
  run: async ({ values, args }) => {
    const [path] = args;
    if (!path) throw new CliError('kpi define needs a file');
    const wanted = await readJson(path);
    if (!Check(DefinitionWishSchema, wanted)) {
      const [first] = Errors(DefinitionWishSchema, wanted);
      throw new CliError(`${path}: ${first?.instancePath ?? ''} ${first?.message ?? 'is no definition'}`);
    }
    const made = await withCompany(values, (_runtime, company) =>
      addDefinition(company.db, wanted, { actor: 'cli' }),
    );
    print(values, { ...made });
    return 0;
  },
};

export const kpiCommands = [
  ['kpi show', kpiShow],
  ['kpi check', kpiCheck],
  ['kpi repair', kpiRepair],
  ['kpi definitions', kpiDefinitionList],
  ['kpi define', kpiDefine],
] as const;
