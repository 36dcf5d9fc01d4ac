import { sql, type RawBuilder } from 'kysely';
import type { Month } from '../../../core/dates.ts';
import { firstDayOf } from '../../../core/dates.ts';
import type { Field, Source } from '../../../core/pivots/measures.ts';
import type { MonthInRole, Role } from '../../../core/pivots/periods.ts';
import { isTime, type Dimension, type UnitDimension } from '../../../core/pivots/pivot.ts';
import { many, type Queryable } from '../../platform/db.ts';

/** Where a unit of the stored sums stands in a table: its member of each level. */
export type UnitPlace = { id: bigint } & Record<UnitDimension, string>;

export interface SumsRequest {
  source: Source;
  fields: readonly Field[];
  /** Dimensions of the table; times come as slots. */
  dimensions: readonly Dimension[];
  months: readonly MonthInRole[];
  unitIds: readonly bigint[] | 'all';
  places: readonly UnitPlace[];
  /** Only these communes. */
  communes: readonly string[] | undefined;
  /** Only this kind of customer. */
  kind: string | undefined;
  /** Former district of each commune, where the table or its filter asks for districts. */
  districts: ReadonlyMap<string, { code: string }> | undefined;
  limit: number;
}

export type SumsRow = { slot: number; role: Role } & Record<string, string | bigint | number>;

const columnOfField: Record<Source, Partial<Record<Field, string>>> = {
  cells: {
    money: 'billed_vnd',
    paid: 'paid_vnd',
    money_official: 'official_vnd',
    money_strict: 'strict_vnd',
  },
  states: {
    money: 'billed_vnd',
    paid: 'paid_vnd',
    money_official: 'official_vnd',
    money_strict: 'strict_vnd',
  },
  channels: { money: 'amount_vnd' },
};

/** One column per dimension that is no time: `child`, `unit`, `team`, `commune`, `district`, `channel`. */
function keyColumns(dimensions: readonly Dimension[]): { name: Dimension; column: RawBuilder<unknown> }[] {
  const columns: Partial<Record<Dimension, RawBuilder<unknown>>> = {
    child: sql`coalesce(u.child, '')`,
    unit: sql`coalesce(u.unit, '')`,
    team: sql`coalesce(u.team, '')`,
    commune: sql`k.commune_code`,
    district: sql`coalesce(d.code, '')`,
    kind: sql`k.kind`,
    channel: sql`k.channel`,
  };
  return dimensions.flatMap((name) => (columns[name] ? [{ name, column: columns[name] }] : []));
}

/**
 * The stored sums of a whole table in one statement: by its members and by place in time, also those of the months that
 * it is compared with. First by unit, area and month, which leaves few rows to be given names. At most `limit` rows; so
 * many mean that there are more.
 */
export async function listPivotSums(on: Queryable, request: SumsRequest): Promise<SumsRow[]> {
  const { source, fields, months, places, dimensions } = request;
  const keys = keyColumns(dimensions.filter((name) => !isTime(name)));
  const selected = keys.map(({ name, column }) => sql`${column} as ${sql.ref(`key_${name}`)}`);
  const sums = fields.map((field) => sql`sum(${sql.ref(`k.${field}`)})::bigint as ${sql.ref(field)}`);
  const filled = fields.map((field) => sql`sum(${sql.ref(`k.${field}`)}) <> 0`);
  const groups = [sql`s.slot`, sql`s.role`, ...keys.map(({ column }) => column)];
  return many(
    on,
    sql<SumsRow>`
      select ${sql.join([sql`s.slot`, sql`s.role`, ...selected, ...sums])}
      from (${storedSums(source, request)}) k
      join unnest(${months.map(({ month }) => firstDayOf(month))}::date[], ${months.map(({ slot }) => slot)}::int[],
                  ${months.map(({ role }) => role)}::text[]) s (month, slot, role) on s.month = k.period
      left join unnest(${places.map(({ id }) => id)}::bigint[], ${places.map(({ child }) => child)}::text[],
                       ${places.map(({ unit }) => unit)}::text[], ${places.map(({ team }) => team)}::text[])
        u (id, child, unit, team) on u.id = k.org_unit_id
      ${districtJoin(request.districts)}
      group by ${sql.join(groups)}
      having ${sql.join(filled, sql` or `)}
      limit ${request.limit}`,
  );
}

/** By month, unit and, where the table needs them, commune and channel. */
function storedSums(source: Source, request: SumsRequest): RawBuilder<unknown> {
  const { fields, months, dimensions, unitIds, communes, kind } = request;
  const needsCommune = dimensions.includes('commune') || request.districts !== undefined;
  const columns = [
    sql.ref('period'),
    sql.ref('org_unit_id'),
    ...(needsCommune ? [sql.ref('commune_code')] : []),
    ...(source === 'channels' ? [sql.ref('channel')] : []),
    ...(dimensions.includes('kind') ? [sql.ref('kind')] : []),
  ];
  const sums = fields.map(
    (field) => sql`sum(${sql.ref(columnOfField[source][field] ?? field)})::bigint as ${sql.ref(field)}`,
  );
  const byKind = dimensions.includes('kind') || kind !== undefined;
  const cells = byKind ? 'kpi_kind_cells' : 'kpi_cells';
  const table = sql.table(source === 'channels' ? 'kpi_channel_cells' : cells);
  return sql`
    select ${sql.join([...columns, ...sums])} from ${table}
    where period = any(${[...new Set(months.map(({ month }) => firstDayOf(month)))]}::date[])
      and ${unitIds === 'all' ? sql`true` : sql`org_unit_id = any(${unitIds}::bigint[])`}
      and ${communes ? sql`commune_code = any(${communes}::text[])` : sql`true`}
      and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
    group by ${sql.join(columns)}`;
}

function districtJoin(districts: SumsRequest['districts']): RawBuilder<unknown> {
  if (!districts) return sql``;
  const rows = [...districts];
  return sql`left join unnest(${rows.map(([commune]) => commune)}::text[], ${rows.map(([, { code }]) => code)}::text[])
        d (commune, code) on d.commune = k.commune_code`;
}

/** Every commune that the stored sums of these months know. */
export async function listStoredCommunes(on: Queryable, months: readonly Month[]): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ code: string }>`
      select distinct commune_code as code from kpi_cells where period = any(${months.map(firstDayOf)}::date[])`,
  );
  return rows.map(({ code }) => code);
}

export async function listCommuneNames(
  on: Queryable,
  codes: readonly string[],
): Promise<{ code: string; name: string }[]> {
  return many(
    on,
    sql<{ code: string; name: string }>`
      select code, full_name as name from areas
      where era = 'present' and level = 'commune' and code = any(${codes}::text[]) order by code`,
  );
}
