import { sql, type RawBuilder } from 'kysely';
import { firstDayOf, type Month } from '../../../core/dates.ts';
import { countedThings, type Counted, type Definition } from '../../../core/kpi/definition.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import { factsThatSuffice, type Count, type CountedCell, type Span } from './count-definition.ts';
import { ground } from './moves-queries.ts';
import { inUnits } from './queries.ts';

/** A definition over the months of a span: what is stored once, by whichever month it was asked for. */
export interface CountedSpan extends Span {
  definition: Definition;
}

/** Whose figures, and for which places each: units by id, communes by code, or all together under ''. */
export interface Whose {
  unitIds: readonly bigint[] | 'all';
  by: 'unit' | 'commune' | 'nothing';
}

export interface PlacedCount extends Count {
  place: string;
  counted: Counted;
}

const placeBy = { unit: sql`org_unit_id::text`, commune: sql`commune_code`, nothing: sql`''` };

/** Whether a definition counts by the register or the marked communes, and not by bills alone. */
function standsOnGround({ denominator, leavesOut }: Definition): boolean {
  return denominator === 'all_customers' || leavesOut.includes('disadvantaged_communes');
}

function movesOf(
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
  onGround: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(select coalesce(sum(m.moves), 0)::bigint from kpi_moves m
              where m.period between ${from} and ${to} or (${onGround} and m.period = ${ground}))`;
}

function movesOfSpan({ definition, from, to }: CountedSpan): RawBuilder<unknown> {
  return movesOf(
    sql`${firstDayOf(from)}::date`,
    sql`${firstDayOf(to)}::date`,
    sql`${standsOnGround(definition)}::boolean`,
  );
}

/** How many moves of a span the database knows of. */
export async function readMoves(on: Queryable, asked: CountedSpan): Promise<bigint> {
  return (await one(on, sql<{ moves: bigint }>`select ${movesOfSpan(asked)} as moves`)).moves;
}

/**
 * Whether the roll-up by unit and commune holds all that a definition counts of one month: it follows every payment, and
 * nothing else need be stored.
 */
export function cellsSuffice({ definition, from, to }: CountedSpan): boolean {
  return (
    from === to && definition.denominator !== 'all_customers' && factsThatSuffice(definition) !== undefined
  );
}

/** Sums of one month from that roll-up; of definitions for which `cellsSuffice`. */
export async function sumCells(
  on: Queryable,
  { definition, to }: CountedSpan,
  { unitIds, by }: Whose,
): Promise<PlacedCount[]> {
  const strict = factsThatSuffice(definition) === 'strict';
  const paying = definition.denominator === 'paying';
  const good = strict ? sql`customers_strict` : sql`customers_official`;
  const heads = paying ? sql`customers_paid` : sql`customers`;
  const period = sql`${firstDayOf(to)}::date`;
  const ordinary = definition.leavesOut.includes('disadvantaged_communes')
    ? sql`not exists (select from kpi_disadvantaged_communes d where d.commune_code = k.commune_code
                        and d.valid @> (${period} + interval '1 month' - interval '1 day')::date)`
    : sql`true`;
  return many(
    on,
    sql<PlacedCount>`
      select v.counted, ${placeBy[by]} as place, sum(v.n)::bigint as numerator, sum(v.d)::bigint as denominator
      from kpi_cells k cross join lateral (values
        ('customers', ${good}, ${heads}),
        ('bills', ${strict ? sql`bills_strict` : sql`bills_official`}, ${paying ? sql`bills_paid` : sql`bills`}),
        ('customerBills', ${good}, ${heads}),
        ('money', ${strict ? sql`strict_vnd` : sql`official_vnd`}, ${paying ? sql`paid_vnd` : sql`billed_vnd`})
      ) v (counted, n, d)
      where k.period = ${period} and k.customers > 0 and v.counted = any(${definition.counts}::text[])
        and ${inUnits(unitIds)} and ${ordinary}
      group by 1, 2`,
  );
}

/** What is stored of a span: its sums, as of when they are, and whether it has moved since. */
export interface StoredSums {
  asOf: Date;
  moved: boolean;
  sums: PlacedCount[];
}

/** In one statement, so that sums and what is said of them are of one moment. */
export async function findStored(
  on: Queryable,
  asked: CountedSpan,
  { unitIds, by }: Whose,
): Promise<StoredSums | undefined> {
  const { definition, from, to } = asked;
  const rows = await many(
    on,
    sql<Omit<PlacedCount, 'counted'> & { counted: Counted | null; as_of: Date; moved: boolean }>`
      select s.as_of, s.moves <> ${movesOfSpan(asked)} as moved, k.place, k.counted, k.numerator, k.denominator
      from kpi_definition_spans s
      left join lateral (
        select ${placeBy[by]} as place, counted, sum(numerator)::bigint as numerator, sum(denominator)::bigint as denominator
        from kpi_definition_cells where span_id = s.id and ${inUnits(unitIds)} group by 1, 2
      ) k on true
      where s.name = ${definition.name} and s.version = ${definition.version}
        and s.first_period = ${firstDayOf(from)}::date and s.last_period = ${firstDayOf(to)}::date`,
  );
  const [first] = rows;
  if (!first) return undefined;
  const sums = rows.flatMap(({ place, counted, numerator, denominator }) =>
    counted === null ? [] : { place, counted, numerator, denominator },
  );
  return { asOf: first.as_of, moved: first.moved, sums };
}

/** Whether a span has bills. Of others nothing is kept: there is no end of months that may be asked for. */
export async function hasBills(on: Queryable, { from, to }: Span): Promise<boolean> {
  const { there } = await one(
    on,
    sql<{ there: boolean }>`
      select exists (select from kpi_cells where customers > 0
                       and period between ${firstDayOf(from)}::date and ${firstDayOf(to)}::date) as there`,
  );
  return there;
}

/** Stores what was counted, unless somebody has stored the same of a later moment. */
export async function storeSums(
  tx: Tx,
  { definition, from, to }: CountedSpan,
  counted: { moves: bigint; asOf: Date; cells: readonly CountedCell[] },
): Promise<void> {
  const span = await find(
    tx,
    sql<{ id: bigint }>`
      insert into kpi_definition_spans as s (name, version, first_period, last_period, moves, as_of)
      values (${definition.name}, ${definition.version}, ${firstDayOf(from)}::date, ${firstDayOf(to)}::date, ${counted.moves},
              ${counted.asOf}::timestamptz)
      on conflict (name, version, first_period, last_period) do update set moves = excluded.moves, as_of = excluded.as_of
      where s.as_of <= excluded.as_of
      returning id`,
  );
  if (!span) return;
  const rows = counted.cells.flatMap(({ org_unit_id, commune_code, of }) =>
    countedThings.flatMap((thing) => {
      const count = of[thing];
      return count ? { org_unit_id, commune_code, thing, ...count } : [];
    }),
  );
  await run(tx, sql`delete from kpi_definition_cells where span_id = ${span.id}`);
  await run(
    tx,
    sql`
      insert into kpi_definition_cells (span_id, org_unit_id, commune_code, counted, numerator, denominator)
      select ${span.id}::bigint, * from unnest(${rows.map(({ org_unit_id }) => org_unit_id)}::bigint[],
        ${rows.map(({ commune_code }) => commune_code)}::text[], ${rows.map(({ thing }) => thing)}::text[],
        ${rows.map(({ numerator }) => numerator)}::bigint[], ${rows.map(({ denominator }) => denominator)}::bigint[])`,
  );
}

/** What is stored, by name and version. */
export async function listSpans(
  on: Queryable,
): Promise<{ name: string; version: number; from: Month; to: Month }[]> {
  return many(
    on,
    sql<{ name: string; version: number; from: Month; to: Month }>`
      select name, version, to_char(first_period, 'YYYY-MM') as "from", to_char(last_period, 'YYYY-MM') as "to"
      from kpi_definition_spans order by name, version, first_period, last_period`,
  );
}

export interface DueSpan extends CountedSpan {
  /** How many seconds ago it was counted; null where it never was. */
  age: number | null;
}

/** Which of these spans were never counted, or moved since. */
export async function listDue(on: Queryable, spans: readonly CountedSpan[]): Promise<DueSpan[]> {
  const rows = await many(
    on,
    sql<{ at: number; age: number | null }>`
      select w.at::int as at, extract(epoch from clock_timestamp() - s.as_of)::float8 as age
      from unnest(${spans.map(({ definition }) => definition.name)}::text[],
        ${spans.map(({ definition }) => definition.version)}::int[],
        ${spans.map(({ from }) => firstDayOf(from))}::date[], ${spans.map(({ to }) => firstDayOf(to))}::date[],
        ${spans.map(({ definition }) => standsOnGround(definition))}::boolean[])
        with ordinality w (name, version, first_period, last_period, on_ground, at)
      left join kpi_definition_spans s using (name, version, first_period, last_period)
      where s.id is null or s.moves <> ${movesOf(sql`w.first_period`, sql`w.last_period`, sql`w.on_ground`)}
      order by w.at`,
  );
  return rows.map(({ at, age }) => ({ ...spans[at - 1]!, age }));
}

/** The cells of a span as they are stored. */
export async function listStoredCells(
  on: Queryable,
  { definition, from, to }: CountedSpan,
): Promise<(PlacedCount & { org_unit_id: bigint; commune_code: string })[]> {
  return many(
    on,
    sql<PlacedCount & { org_unit_id: bigint; commune_code: string }>`
      select k.org_unit_id, k.commune_code, k.counted, k.numerator, k.denominator
      from kpi_definition_spans s join kpi_definition_cells k on k.span_id = s.id
      where s.name = ${definition.name} and s.version = ${definition.version}
        and s.first_period = ${firstDayOf(from)}::date and s.last_period = ${firstDayOf(to)}::date`,
  );
}
