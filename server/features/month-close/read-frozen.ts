import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate, Month } from '../../../core/dates.ts';
import { firstDayOf } from '../../../core/dates.ts';
import type { Counted } from '../../../core/kpi/definition.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { ratioOf } from '../kpi/index.ts';
import { unitsAsFrozen, type Whose } from './frozen-units.ts';
import { figuresOfCell, findFreeze, refOf, type FreezeRow } from './freeze-queries.ts';

export interface FrozenCount {
  numerator: bigint;
  denominator: bigint;
}

/** What a month was frozen with, of some units. */
export interface FrozenMonth extends Pick<FreezeRow, 'version' | 'hash' | 'reason'> {
  /** On the business clock: what is said beside the figures. */
  at: Date;
  /** Real time of the data. */
  asOf: Date;
  by: string;
  /** By `name@version`, and what it counts. */
  of: Record<string, Partial<Record<Counted, FrozenCount>>>;
}

/**
 * The frozen figures of units in a month, of its newest version or the one asked for; undefined while the month is
 * provisional. Whoever shows them names the version, and what they are today beside them.
 */
export async function readFrozen(
  on: Queryable,
  month: Month,
  whose: Whose,
  version?: number,
): Promise<FrozenMonth | undefined> {
  const freeze = await findFreeze(on, firstDayOf(month), version);
  if (!freeze) return undefined;
  const unitIds = await unitsAsFrozen(on, freeze.id, whose);
  const rows = await sumFigures(on, freeze.id, { unitIds, by: 'nothing' });
  return toFrozen(freeze, rows);
}

export function toFrozen(freeze: FreezeRow, sums: readonly PlacedSum[]): FrozenMonth {
  const { version, hash, reason, frozen_at: at, as_of: asOf, frozen_by: by } = freeze;
  return { version, hash, reason, at, asOf, by, of: byDefinition(sums) };
}

export function byDefinition(sums: readonly PlacedSum[]): FrozenMonth['of'] {
  const of: FrozenMonth['of'] = {};
  for (const { definition, counted, numerator, denominator } of sums)
    (of[definition] ??= {})[counted] = { numerator, denominator };
  return of;
}

/** A sum of figures, frozen or of today. */
export interface PlacedSum extends FrozenCount {
  definition: string;
  counted: Counted;
  /** The unit's id, the commune's code, or nothing, as it was asked for. */
  place: string;
}

export interface SumQuestion {
  unitIds: readonly bigint[] | 'all';
  by: 'unit' | 'commune' | 'nothing';
  /** `name@version`; all of them without one. */
  definition?: string;
}

function inUnits(unitIds: readonly bigint[] | 'all'): RawBuilder<boolean> {
  return unitIds === 'all' ? sql<boolean>`true` : sql<boolean>`org_unit_id = any(${unitIds}::bigint[])`;
}

const placeBy = { unit: sql`org_unit_id::text`, commune: sql`commune_code`, nothing: sql`''` };

export async function sumFigures(
  on: Queryable,
  freezeId: bigint,
  { unitIds, by, definition }: SumQuestion,
): Promise<PlacedSum[]> {
  return many(
    on,
    sql<PlacedSum>`
      select definition, counted, ${placeBy[by]} as place, sum(numerator)::bigint as numerator, sum(denominator)::bigint as denominator
      from frozen_figures
      where freeze_id = ${freezeId} and channel = ''
        and ${definition === undefined ? sql`true` : sql`definition = ${definition}`}
        and ${inUnits(unitIds)}
      group by 1, 2, 3`,
  );
}

/** The same of several months at once, under the roll-ups' own definitions. */
export async function sumFrozenMonths(
  on: Queryable,
  freezeIds: readonly bigint[],
  unitIds: readonly bigint[] | 'all',
): Promise<(PlacedSum & { freeze_id: bigint })[]> {
  return many(
    on,
    sql<PlacedSum & { freeze_id: bigint }>`
      select freeze_id, definition, counted, '' as place, sum(numerator)::bigint as numerator,
             sum(denominator)::bigint as denominator
      from frozen_figures
      where freeze_id = any(${freezeIds}::bigint[]) and channel = ''
        and definition = any(${[refOf('official'), refOf('strict')]}::text[])
        and ${inUnits(unitIds)}
      group by 1, 2, 3`,
  );
}

/** What the roll-ups say today of every month; its `place`. */
export async function sumLiveMonths(on: Queryable, unitIds: readonly bigint[] | 'all'): Promise<PlacedSum[]> {
  return many(
    on,
    sql<PlacedSum>`
      select v.definition, v.counted, to_char(k.period, 'YYYY-MM') as place, sum(v.numerator)::bigint as numerator,
             sum(v.denominator)::bigint as denominator
      from (
        select period, sum(customers) as customers, sum(customers_official) as customers_official,
               sum(customers_strict) as customers_strict, sum(bills) as bills, sum(bills_official) as bills_official,
               sum(bills_strict) as bills_strict, sum(billed_vnd) as billed_vnd, sum(official_vnd) as official_vnd,
               sum(strict_vnd) as strict_vnd
        from kpi_cells where ${inUnits(unitIds)}
        group by period
      ) k cross join lateral (${figuresOfCell}) v
      group by 1, 2, 3`,
  );
}

/** What a channel brought in of a frozen month: whole dong, bills and customers, as they were then. */
export interface FrozenChannel {
  channel: string;
  money: bigint;
  bills: bigint;
  customers: bigint;
}

export async function readFrozenChannels(
  on: Queryable,
  question: { period: BusinessDate; version?: number; whose: Whose },
): Promise<FrozenChannel[]> {
  const freeze = await findFreeze(on, question.period, question.version);
  if (!freeze) return [];
  const unitIds = await unitsAsFrozen(on, freeze.id, question.whose);
  return many(
    on,
    sql<FrozenChannel>`
      select channel, coalesce(sum(numerator) filter (where counted = 'money'), 0)::bigint as money,
             coalesce(sum(numerator) filter (where counted = 'bills'), 0)::bigint as bills,
             coalesce(sum(numerator) filter (where counted = 'customers'), 0)::bigint as customers
      from frozen_figures
      where freeze_id = ${freeze.id} and channel <> ''
        and ${inUnits(unitIds)}
      group by channel order by channel`,
  );
}

/** What boards show of a frozen month beside the figures of today. */
export function presentFrozen(frozen: FrozenMonth) {
  return {
    version: frozen.version,
    at: frozen.at.toISOString(),
    asOf: frozen.asOf.toISOString(),
    by: frozen.by,
    hash: frozen.hash,
    figures: figuresOf(frozen.of),
  };
}

/** The three figures under the roll-ups' two definitions; amounts and counts as decimal digits. */
export function figuresOf(of: FrozenMonth['of']) {
  const share = ({ numerator, denominator }: FrozenCount) => ({
    numerator: String(numerator),
    ratio: ratioOf(numerator, denominator),
  });
  const nothing = { numerator: 0n, denominator: 0n };
  const figure = (counted: 'customers' | 'bills' | 'money') => {
    const official = of[refOf('official')]?.[counted] ?? nothing;
    const strict = of[refOf('strict')]?.[counted] ?? nothing;
    return { denominator: String(official.denominator), official: share(official), strict: share(strict) };
  };
  return { customers: figure('customers'), bills: figure('bills'), money: figure('money') };
}
