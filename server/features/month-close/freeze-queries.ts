import { sql, type RawBuilder } from 'kysely';
import { firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import { kpiDefinitions, type DefinitionName } from '../../../core/kpi-definitions.ts';
import { find, many, one, run, RetryTransaction, type Queryable, type Tx } from '../../platform/db.ts';
import type { CountedCell } from '../kpi/index.ts';
import type { MovingThing } from './moving.ts';

/** `official@1`: how figures of one of the roll-ups' own definitions are named. */
export function refOf(name: DefinitionName): string {
  return `${name}@${kpiDefinitions[name].version}`;
}

/** How the figures of a version are counted, and the months each is counted over. */
export interface FrozenDefinition {
  name: string;
  version: number;
  from: Month;
  to: Month;
}

/** One version of a month. */
export interface FreezeRow {
  id: bigint;
  month: Month;
  version: number;
  definitions: FrozenDefinition[];
  as_of: Date;
  moving: MovingThing[];
  previous_hash: string | null;
  hash: string;
  reason: string | null;
  asked_by: string | null;
  frozen_by: string;
  frozen_at: Date;
}

const freezes = sql`
  select f.id, to_char(f.period, 'YYYY-MM') as month, f.version, f.definitions, f.as_of, f.moving, f.previous_hash, f.hash,
         f.reason, f.asked_by, f.frozen_by, f.frozen_at
  from month_freezes f`;

/** Versions of one month, the newest first. */
export async function listFreezes(on: Queryable, period: BusinessDate): Promise<FreezeRow[]> {
  return many(on, sql<FreezeRow>`${freezes} where f.period = ${period}::date order by f.version desc`);
}

/** The newest version, or the one that is asked for. */
export async function findFreeze(
  on: Queryable,
  period: BusinessDate,
  version?: number,
): Promise<FreezeRow | undefined> {
  const which = version === undefined ? sql`true` : sql`f.version = ${version}`;
  return find(
    on,
    sql<FreezeRow>`${freezes} where f.period = ${period}::date and ${which} order by f.version desc limit 1`,
  );
}

/** The newest version of a month; undefined while it is provisional. */
export async function findFrozenMonth(on: Queryable, month: Month): Promise<FreezeRow | undefined> {
  return findFreeze(on, firstDayOf(month));
}

/** The newest version of every month that has one. */
export async function listNewestFreezes(on: Queryable): Promise<FreezeRow[]> {
  return many(
    on,
    sql<FreezeRow>`
      ${freezes} where not exists (
        select from month_freezes newer where newer.period = f.period and newer.version > f.version)
      order by f.period desc`,
  );
}

export async function nextFreezeId(tx: Tx): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`select nextval(pg_get_serial_sequence('month_freezes', 'id')) as id`,
  );
  return id;
}

const official = refOf('official');
const strict = refOf('strict');

/** What a cell `k` of the roll-ups says, a row for each definition it is kept by and each thing counted. */
export const figuresOfCell = sql`
  select * from (values
    (${official}::text, 'customers', k.customers_official, k.customers),
    (${official}, 'bills', k.bills_official, k.bills),
    (${official}, 'money', k.official_vnd, k.billed_vnd),
    (${strict}, 'customers', k.customers_strict, k.customers),
    (${strict}, 'bills', k.bills_strict, k.bills),
    (${strict}, 'money', k.strict_vnd, k.billed_vnd)
  ) v (definition, counted, numerator, denominator)`;

/** Copies what the roll-ups say of a month: each cell under both of their definitions, and each channel of each cell. */
export async function copyRollUps(tx: Tx, freezeId: bigint, period: BusinessDate): Promise<void> {
  await run(
    tx,
    sql`
      insert into frozen_figures (freeze_id, channel, definition, counted, org_unit_id, commune_code, numerator, denominator)
      select ${freezeId}::bigint, '', v.definition, v.counted, k.org_unit_id, k.commune_code, v.numerator, v.denominator
      from kpi_cells k cross join lateral (${figuresOfCell}) v
      where k.period = ${period}::date and k.customers > 0
      union all
      select ${freezeId}::bigint, c.channel, '*', v.counted, c.org_unit_id, c.commune_code, v.numerator, v.denominator
      from kpi_channel_cells c
      join kpi_cells k using (period, org_unit_id, commune_code)
      cross join lateral (values
        ('customers', c.customers, k.customers), ('bills', c.bills, k.bills), ('money', c.amount_vnd, k.billed_vnd)
      ) v (counted, numerator, denominator)
      where c.period = ${period}::date and c.amount_vnd <> 0`,
  );
}

/**
 * Whether the transaction's next statements may join row by row. Counting from facts goes through every customer, so that is
 * never right there, whatever the statistics of tables that were just filled make the planner believe; counting from bills
 * looks up the allocations of each.
 */
export async function joinRowByRow(tx: Tx, may: boolean): Promise<void> {
  await run(tx, sql`select set_config('enable_nestloop', ${may ? 'on' : 'off'}, true)`);
}

/** What a definition counts that no roll-up is kept for. */
export async function insertCounted(
  tx: Tx,
  freezeId: bigint,
  definition: Definition,
  cells: readonly CountedCell[],
): Promise<void> {
  const figures = cells.flatMap(({ org_unit_id, commune_code, of }) =>
    Object.entries(of).map(([counted, { numerator, denominator }]) => ({
      unit: org_unit_id,
      commune: commune_code,
      counted,
      numerator,
      denominator,
    })),
  );
  await run(
    tx,
    sql`
      insert into frozen_figures (freeze_id, channel, definition, counted, org_unit_id, commune_code, numerator, denominator)
      select ${freezeId}::bigint, '', ${`${definition.name}@${definition.version}`}, f.*
      from unnest(${figures.map(({ counted }) => counted)}::text[], ${figures.map(({ unit }) => unit)}::bigint[],
                  ${figures.map(({ commune }) => commune)}::text[], ${figures.map(({ numerator }) => numerator)}::bigint[],
                  ${figures.map(({ denominator }) => denominator)}::bigint[]) f`,
  );
}

/**
 * The text that is hashed, of a version `f`: what it is, then a line per figure in the order of its characters. Anyone
 * who has the figures can write it down again.
 */
const canonicalText = sql`
  concat_ws(e'\n', 'tiendien month figures 1', to_char(f.period, 'YYYY-MM'), f.version,
    to_char(f.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(f.previous_hash, '-'),
    (select string_agg(concat_ws(' ', d ->> 'name', d ->> 'version', d ->> 'from', d ->> 'to'), e'\n' order by d ->> 'name')
     from jsonb_array_elements(f.definitions) d),
    (select string_agg(line, e'\n' order by line collate "C") from (
       select concat_ws('|', g.definition, g.counted, g.channel, u.code, g.commune_code, g.numerator, g.denominator) as line
       from frozen_figures g join org_units u on u.id = g.org_unit_id where g.freeze_id = f.id
     ) figure))`;

/** What the hash of a version `f` must be. */
export const hashOfFigures: RawBuilder<string> = sql`encode(sha256(convert_to(${canonicalText}, 'UTF8')), 'hex')`;

export interface NewFreeze {
  id: bigint;
  period: BusinessDate;
  version: number;
  definitions: readonly FrozenDefinition[];
  asOf: Date;
  moving: readonly MovingThing[];
  previousHash: string | null;
  reason: string | null;
  askedBy: string | null;
  frozenBy: string;
  businessOn: BusinessDate;
  frozenAt: Date;
}

/** Two at once: the second starts again and finds what the first made. */
export async function insertFreeze(tx: Tx, made: NewFreeze): Promise<{ hash: string }> {
  try {
    return await one(
      tx,
      sql<{ hash: string }>`
        insert into month_freezes (id, period, version, definitions, as_of, snapshot, moving, previous_hash, hash, reason,
          asked_by, frozen_by, business_on, frozen_at)
        overriding system value
        select f.id, f.period, f.version, f.definitions, f.as_of, pg_current_snapshot(),
               ${JSON.stringify(made.moving)}::jsonb, f.previous_hash, ${hashOfFigures}, ${made.reason}, ${made.askedBy},
               ${made.frozenBy}, ${made.businessOn}::date, ${made.frozenAt}::timestamptz
        from (select ${made.id}::bigint as id, ${made.period}::date as period, ${made.version}::int as version,
                     ${JSON.stringify(made.definitions)}::jsonb as definitions, ${made.asOf}::timestamptz as as_of,
                     ${made.previousHash}::text as previous_hash) f
        returning hash`,
    );
  } catch (error) {
    if ((error as { constraint?: string } | null)?.constraint === 'month_freezes_one_version')
      throw new RetryTransaction();
    throw error;
  }
}

/** Versions of a month whose figures no longer fit the hash they were frozen with; none, unless somebody reached around us. */
export async function listBroken(on: Queryable, period: BusinessDate): Promise<number[]> {
  const rows = await many(
    on,
    sql<{ version: number }>`
      select f.version from month_freezes f where f.period = ${period}::date and f.hash <> ${hashOfFigures}`,
  );
  return rows.map(({ version }) => version);
}
