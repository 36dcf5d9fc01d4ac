import { firstDayOf, type Month } from '../../../core/dates.ts';
import { ensure } from '../../platform/errors.ts';
import { listPeriods, readAsOf } from '../kpi/index.ts';
import type { StaffContext } from '../staff/index.ts';
import { compareFigures } from './compare-figures.ts';
import { monthError } from './errors.ts';
import { followMonths } from './follow-months.ts';
import { findFreeze, listBroken, listFreezes, listNewestFreezes, type FreezeRow } from './freeze-queries.ts';
import { inScope, unitsAskedOfFrozen } from './frozen-units.ts';
import { readMoving } from './moving.ts';
import { isOver, presentCompared, presentTotal, presentVersion, presentWish } from './present.ts';
import {
  byDefinition,
  figuresOf,
  presentFrozen,
  sumFrozenMonths,
  sumLiveMonths,
  toFrozen,
} from './read-frozen.ts';
import { findRestatement, listAsked } from './restate-month.ts';

/** Every month with bills: whether it is frozen, what with, and what it says today. */
export async function readMonths(staff: StaffContext) {
  const { db, scope } = staff;
  const [periods, newest, asked] = await Promise.all([listPeriods(db), listNewestFreezes(db), listAsked(db)]);
  const ids = newest.map(({ id }) => id);
  const [frozen, live] = await Promise.all([sumFrozenMonths(db, ids, scope), sumLiveMonths(db, scope)]);
  return {
    asOf: await readAsOf(staff.db),
    rows: periods.map((period) => {
      const freeze = newest.find(({ month }) => month === period);
      const sums = freeze ? frozen.filter(({ freeze_id }) => freeze_id === freeze.id) : [];
      return {
        period,
        over: isOver(period, staff.businessDate),
        frozen: freeze ? presentFrozen(toFrozen(freeze, sums)) : null,
        live: figuresOf(byDefinition(live.filter(({ place }) => place === period))),
        restatementAsked: asked.includes(period),
      };
    }),
  };
}

/** One month: its versions, what still moves, and a wish to state it anew. Throws `months.unknown_period`. */
export async function readMonth(staff: StaffContext, period: Month) {
  const { db } = staff;
  const first = firstDayOf(period);
  const versions = await listFreezes(db, first);
  const known = versions.length > 0 || (await listPeriods(db)).includes(period);
  ensure(known, monthError('months.unknown_period', { period }));
  const [broken, wish, moving] = await Promise.all([
    listBroken(db, first),
    findRestatement(db, first),
    staff.scope === 'all' ? readMoving(db, first) : null,
  ]);
  return {
    period,
    over: isOver(period, staff.businessDate),
    versions: versions.map((version) => presentVersion(version, broken, staff.scope)),
    moving,
    restatement: wish ? presentWish(wish) : null,
  };
}

export interface FiguresAsked {
  period: Month;
  version: number | undefined;
  definition: string | undefined;
  unit: string | undefined;
  by: 'unit' | 'commune' | undefined;
}

/** What moved since a version was frozen, place by place. Throws `months.unknown_version` and more. */
export async function readComparison(staff: StaffContext, asked: FiguresAsked) {
  await followMonths(staff.db);
  const freeze = await getFreeze(staff, asked.period, asked.version);
  const unitIds = await unitsAskedOfFrozen(staff, freeze.id, asked.unit);
  const present = await readAsOf(staff.db);
  const { definition, rows, liveAsOf } = await compareFigures(staff.db, {
    freeze,
    definition: asked.definition ?? 'official',
    unitIds,
    openUnitIds: inScope(staff, unitIds),
    by: asked.by ?? 'unit',
    businessDate: staff.businessDate,
  });
  return {
    period: asked.period,
    version: freeze.version,
    definition,
    asOf: present,
    liveAsOf: liveAsOf?.toISOString() ?? present,
    total: presentTotal(rows),
    rows: rows.map(presentCompared),
  };
}

export async function getFreeze(
  staff: StaffContext,
  period: Month,
  version: number | undefined,
): Promise<FreezeRow> {
  const freeze = await findFreeze(staff.db, firstDayOf(period), version);
  const problem = version === undefined ? 'months.not_frozen' : 'months.unknown_version';
  ensure(freeze, monthError(problem, { period, version }));
  return freeze;
}
