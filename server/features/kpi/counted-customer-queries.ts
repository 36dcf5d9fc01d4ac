import { sql, type RawBuilder } from 'kysely';
import { firstDayOf } from '../../../core/dates.ts';
import type { Counted, Definition } from '../../../core/kpi/definition.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { columns, everyoneOf, factsThatSuffice, type CountedColumns, type Span } from './count-definition.ts';
import type { CustomerRow } from './customer-pages.ts';
import { inUnits } from './queries.ts';

/** The customers of one thing that a definition counts in a span. */
export interface CountedFilter {
  definition: Definition;
  span: Span;
  counted: Counted;
  /** `reached`: what the numerator is the sum of; `missing`: what it lacks of the denominator. */
  part: 'reached' | 'missing';
  unitIds: readonly bigint[] | 'all';
  /** Empty: customers whose commune is not known; null: all. */
  commune: string | null;
}

export interface CountedRow extends CustomerRow {
  /** What the customer adds to the part: 1 of heads, so many bills or times, or whole dong. */
  n: bigint;
  /** What the customer adds to the denominator. */
  whole: bigint;
}

/** Of which kind a candidate is: on the register of the units, or billed by them and on the register of others. */
export type CandidateKind = 'registered' | 'billed';

/** The next customers of whom some may be counted, by id. What they did in the span is looked up for these alone. */
export async function listCandidates(
  on: Queryable,
  { span, unitIds, commune }: CountedFilter,
  { kind, after, limit }: { kind: CandidateKind; after: bigint; limit: number },
): Promise<bigint[]> {
  const place = commune === null ? sql`true` : sql`coalesce(c.commune_code, '') = ${commune}`;
  const rows = await many(
    on,
    kind === 'registered'
      ? sql<{ id: bigint }>`
          select id from customers c where id > ${after} and ${inUnits(unitIds)} and ${place}
          order by id limit ${limit}`
      : sql<{ id: bigint }>`
          select distinct c.id from kpi_customer_periods k join customers c on c.id = k.customer_id
          where k.period between ${firstDayOf(span.from)}::date and ${firstDayOf(span.to)}::date
            and ${inUnits(unitIds, sql.ref('k.org_unit_id'))} and not ${inUnits(unitIds, sql.ref('c.org_unit_id'))}
            and ${place} and c.id > ${after}
          order by c.id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Of these customers those that the part counts, in order of their ids, by the same columns as the figure itself. */
export async function listCounted(
  on: Queryable,
  { definition, span, counted, part, unitIds }: CountedFilter,
  ids: readonly bigint[],
): Promise<CountedRow[]> {
  const { head, people } = everyoneOf(definition, span, factsThatSuffice(definition), ids);
  const unit = sql`coalesce(p.org_unit_id, c.org_unit_id)`;
  const ref = (side: 'n' | 'd'): RawBuilder<bigint> =>
    sql.ref(`${counted}_${side}` satisfies keyof CountedColumns);
  const n = part === 'reached' ? ref('n') : sql<bigint>`${ref('d')} - ${ref('n')}`;
  return many(
    on,
    sql<CountedRow>`
      ${head} select k.id, k.code, k.name, k.address, k.org_unit_id, u.code as unit_code, k.commune_code,
                     ${n} as n, ${ref('d')} as whole
      from (
        select c.id, c.code, c.name, c.address, ${unit} as org_unit_id,
               coalesce(c.commune_code, '') as commune_code, ${columns(definition)}
        ${people} and ${inUnits(unitIds, unit)} group by c.id, p.org_unit_id
      ) k join org_units u on u.id = k.org_unit_id
      where ${n} > 0 order by k.id`,
  );
}
