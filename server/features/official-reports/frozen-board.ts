import { firstDayOf, type BusinessDate } from '../../../core/dates.ts';
import type { SourceBoard, SourceFigures } from '../../../core/official-reports/source.ts';
import { momentWords } from '../../../core/papers/words.ts';
import type { Db } from '../../platform/db.ts';
import { getUnit, type UnitRow } from '../companies/index.ts';
import { addSums, ratioOf, toFigures, type Sums } from '../kpi/index.ts';
import {
  byDefinition,
  findFrozenMonth,
  readFrozen,
  readFrozenChannels,
  sumFigures,
  unitsAsFrozen,
  type FrozenMonth,
  type Whose,
} from '../month-close/index.ts';

export interface BoardView {
  unit: UnitRow;
  /** Units whose figures are counted. */
  unitIds: readonly bigint[] | 'all';
  businessDate: BusinessDate;
}

/** A board, and the version its figures are of where its month is frozen. */
export interface StandingBoard {
  board: SourceBoard;
  frozenVersion: number | null;
  /** `Số liệu tạm tính`, or `Đã chốt số liệu lúc …`. */
  standing: string;
}

/**
 * A paper of a frozen month prints what was frozen, whatever moved since; of any other month what the books say. With
 * `whole` also the units, communes and channels; without, the sums alone.
 */
export async function asFrozen(
  db: Db,
  board: SourceBoard,
  view: BoardView,
  whole: boolean,
): Promise<StandingBoard> {
  const frozen = await readFrozen(db, board.period, whoseOf(view));
  if (!frozen) return { board, frozenVersion: null, standing: 'Số liệu tạm tính' };
  const figures = frozenFigures(frozen.of, board.figures);
  return {
    board: { ...board, figures, ...(whole && (await frozenParts(db, board, view))) },
    frozenVersion: frozen.version,
    standing: `Đã chốt số liệu lúc ${momentWords(frozen.at)}, bản ${frozen.version}`,
  };
}

/** A unit's frozen figure is that of what stood below it then. */
function whoseOf({ unit, unitIds, businessDate }: BoardView): Whose {
  return unit.kind === 'company' ? unitIds : { unitId: unit.id, onDate: businessDate };
}

async function frozenParts(db: Db, board: SourceBoard, view: BoardView) {
  const { businessDate } = view;
  const period = firstDayOf(board.period);
  const units = [];
  for (const unit of board.units) {
    const { id } = await getUnit(db, unit.code, businessDate);
    const frozen = await readFrozen(db, board.period, { unitId: id, onDate: businessDate });
    units.push({ ...unit, ...frozenFigures(frozen?.of ?? {}, unit) });
  }
  const freeze = await findFrozenMonth(db, board.period);
  const unitIds = await unitsAsFrozen(db, freeze!.id, whoseOf(view));
  const sums = await sumFigures(db, freeze!.id, { unitIds, by: 'commune' });
  const ofCommune = Map.groupBy(sums, ({ place }) => place);
  const channels = await readFrozenChannels(db, { period, whose: unitIds });
  const total = channels.reduce((sum, { money }) => sum + money, 0n);
  return {
    units,
    communes: board.communes.map((commune) => ({
      ...commune,
      ...frozenFigures(byDefinition(ofCommune.get(commune.code) ?? []), commune),
    })),
    channels: channels.map(({ channel, money, bills }) => ({
      period: board.period,
      channel: channel as SourceBoard['channels'][number]['channel'],
      amount: String(money),
      bills: String(bills),
      share: ratioOf(money, total),
    })),
  };
}

/** Figures of frozen counts under the plan that the live ones have. */
function frozenFigures(of: FrozenMonth['of'], live: SourceFigures): SourceFigures {
  const { official, strict } = live.customers.definition;
  const [main, narrow] = [official, strict].map(({ name, version }) => of[`${name}@${version}`] ?? {});
  const sums: Sums = {
    ...addSums([]),
    customers: main?.customers?.denominator ?? 0n,
    customers_official: main?.customers?.numerator ?? 0n,
    customers_strict: narrow?.customers?.numerator ?? 0n,
    bills: main?.bills?.denominator ?? 0n,
    bills_official: main?.bills?.numerator ?? 0n,
    bills_strict: narrow?.bills?.numerator ?? 0n,
    billed_vnd: main?.money?.denominator ?? 0n,
    official_vnd: main?.money?.numerator ?? 0n,
    strict_vnd: narrow?.money?.numerator ?? 0n,
  };
  return toFigures(sums, {
    customersBp: basisPoints(live.customers.target),
    moneyBp: basisPoints(live.money.target),
  });
}

function basisPoints(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000);
}
