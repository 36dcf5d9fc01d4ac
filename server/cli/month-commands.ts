import { firstDayOf, isMonth, type BusinessDate } from '../../core/dates.ts';
import { countedThings } from '../../core/kpi/definition.ts';
import { getUnit } from '../features/companies/index.ts';
import { ratioOf } from '../features/kpi/index.ts';
import {
  askToRestate,
  freezeMonth,
  listFreezes,
  presentFreeze,
  readFrozen,
  restateMonth,
  type Closer,
  type FreezeRow,
} from '../features/month-close/index.ts';
import { readClock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Runtime } from '../platform/runtime.ts';
import { CliError, print, required, withCompany, type Command } from './options.ts';

const monthsFreeze: Command = {
  usage: 'months freeze --company C --period YYYY-MM [--login L]',
  purpose: 'freeze the figures of a month that has ended, under every definition',
  run: async ({ values }) => {
    const period = required(values, 'period');
    const freeze = await withCompany(values, async (runtime, company) =>
      freezeMonth(company.db, period, await closerOf(runtime, values.login ?? 'cli')),
    );
    print(values, { company: values.company, period, ...shownVersion(freeze) });
    return 0;
  },
};

const monthsShow: Command = {
  usage: 'months show --company C --period YYYY-MM [--unit U]',
  purpose: 'the versions of a frozen month, and the figures of the newest',
  run: async ({ values }) => {
    const period = required(values, 'period');
    if (!isMonth(period)) throw new CliError('--period is a month, YYYY-MM');
    const shown = await withCompany(values, async (_runtime, company, businessDate) => ({
      versions: (await listFreezes(company.db, firstDayOf(period))).map(shownVersion),
      figures: await shownFigures(company.db, { period, unitCode: values.unit, businessDate }),
    }));
    print(values, { company: values.company, period, unit: values.unit ?? null, ...shown });
    return 0;
  },
};

const monthsRestate: Command = {
  usage: 'months restate --company C --period YYYY-MM --login L (--reason TEXT | --approve)',
  purpose: 'ask for a new version of a frozen month, saying why; approve it as a second person',
  run: async ({ values }) => {
    const period = required(values, 'period');
    const login = required(values, 'login');
    const shown = await withCompany(values, async (runtime, { db }) => {
      const closer = await closerOf(runtime, login);
      if (values.approve) return shownVersion(await restateMonth(db, period, closer));
      const reason = required(values, 'reason');
      await askToRestate(db, { period, reason }, closer);
      return { asked: true, reason };
    });
    print(values, { company: values.company, period, ...shown });
    return 0;
  },
};

async function closerOf(runtime: Runtime, login: string): Promise<Closer> {
  const { now, businessNow, businessDate } = await readClock(runtime.platform);
  return { login, now, at: businessNow, businessDate };
}

/** Definitions by their names alone: the months that each is counted over are on the month's page. */
function shownVersion(freeze: FreezeRow) {
  const { definitions, ...version } = presentFreeze(freeze);
  return { ...version, definitions: definitions.map((one) => `${one.name}@${one.version}`) };
}

interface FrozenQuestion {
  period: string;
  unitCode: string | undefined;
  businessDate: BusinessDate;
}

async function shownFigures(db: Db, question: FrozenQuestion) {
  const frozen = await readFrozenOf(db, question);
  if (!frozen) return [];
  return Object.entries(frozen.of).flatMap(([definition, of]) =>
    countedThings.flatMap((counted) => {
      const count = of[counted];
      if (!count) return [];
      const { numerator, denominator } = count;
      const ratio = ratioOf(numerator, denominator);
      return { definition, counted, numerator: String(numerator), denominator: String(denominator), ratio };
    }),
  );
}

async function readFrozenOf(db: Db, { period, unitCode, businessDate }: FrozenQuestion) {
  const unit = unitCode === undefined ? undefined : await getUnit(db, unitCode, businessDate);
  const whose = unit && unit.kind !== 'company' ? { unitId: unit.id, onDate: businessDate } : 'all';
  return readFrozen(db, period, whose);
}

/**
 * What `kpi show` adds for a month that is frozen: version, when, and the frozen counts under the definition asked for, as
 * that command writes them. The counts beside it are those of today; null while the month is provisional.
 */
export async function frozenBeside(
  db: Db,
  question: FrozenQuestion & { definition: { name: string; version: number } },
) {
  const frozen = await readFrozenOf(db, question);
  if (!frozen) return null;
  const { name, version } = question.definition;
  const of = frozen.of[`${name}@${version}`] ?? {};
  const counts = countedThings.flatMap((counted) => {
    const count = of[counted];
    if (!count) return [];
    const { numerator, denominator } = count;
    const write = counted === 'money' ? String : Number;
    const ratio = ratioOf(numerator, denominator);
    return [[counted, { numerator: write(numerator), denominator: write(denominator), ratio }] as const];
  });
  return {
    version: frozen.version,
    at: frozen.at.toISOString(),
    asOf: frozen.asOf.toISOString(),
    by: frozen.by,
    hash: frozen.hash,
    ...Object.fromEntries(counts),
  };
}

export const monthCommands: [string, Command][] = [
  ['months freeze', monthsFreeze],
  ['months show', monthsShow],
  ['months restate', monthsRestate],
];
