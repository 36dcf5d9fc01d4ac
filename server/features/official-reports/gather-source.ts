import { addMonths, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { ReportSource, SourceBoard } from '../../../core/official-reports/source.ts';
import type { Db } from '../../platform/db.ts';
import { listUnitsBelow, type UnitRow } from '../companies/index.ts';
import { readBoard } from '../reports/index.ts';
import type { Scope } from '../staff/index.ts';
import { asFrozen, type StandingBoard } from './frozen-board.ts';

export interface SourceRequest {
  company: { code: string; name: string; demo: boolean };
  unit: UnitRow;
  /** Whose eyes it is counted with. */
  scope: Scope;
  /** The last month that has ended, where none is asked for. */
  period: Month | undefined;
  businessDate: BusinessDate;
  /** The moment on the business clock. */
  at: Date;
}

/**
 * All that a report is made of, from the board's own queries: its month, the month before and the same month a year ago.
 * A month that is frozen speaks with its frozen figures; the version of the report's own month is given.
 */
export async function gatherSource(
  db: Db,
  request: SourceRequest,
): Promise<{ source: ReportSource; frozenVersion: number | null }> {
  const { company, unit, businessDate, at } = request;
  const unitIds = await unitsSeen(db, request);
  const read = async (period: Month | undefined): Promise<StandingBoard & { asOf: string }> => {
    const { scope } = request;
    // A report tells single months; it has no lines.
    const board = await readBoard(db, { period, unit, scope, businessDate, boundary: 'present', months: 1 });
    const whole = period === request.period;
    const standing = await asFrozen(db, toSource(board), { unit, unitIds, businessDate }, whole);
    return { ...standing, asOf: board.asOf };
  };
  const now = await read(request.period);
  const { period } = now.board;
  const [previous, lastYear] = await Promise.all([read(addMonths(period, -1)), read(addMonths(period, -12))]);
  return {
    frozenVersion: now.frozenVersion,
    source: {
      company: { code: company.code, name: company.name, demo: company.demo },
      unit: { code: unit.code, name: unit.name, kind: unit.kind },
      period,
      on: businessDate,
      asOf: now.asOf,
      madeAt: at.toISOString(),
      standing: now.standing,
      now: now.board,
      previous: previous.board,
      lastYear: lastYear.board,
    },
  };
}

/** What of the unit's subtree these eyes see. */
async function unitsSeen(
  db: Db,
  { unit, scope, businessDate }: SourceRequest,
): Promise<readonly bigint[] | 'all'> {
  if (unit.kind === 'company') return scope;
  const below = await listUnitsBelow(db, unit.id, businessDate);
  return scope === 'all' ? below : below.filter((id) => scope.includes(id));
}

/** Behind a commune with very few bills stand persons: it is not told apart. */
function toSource(board: Awaited<ReturnType<typeof readBoard>>): SourceBoard {
  const { period, figures, units, communes, channels, live } = board;
  const large = communes.flatMap(({ code, name, customers, bills, money }) =>
    customers && bills && money ? { code, name, customers, bills, money } : [],
  );
  return { period, figures, units, communes: large, channels, live };
}
