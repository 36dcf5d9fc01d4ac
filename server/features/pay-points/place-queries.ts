import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import { customerCells } from '../customers/index.ts';
import type { PointKind } from './kinds.ts';

/**
 * Every place where customers can pay, each once: the register, and the tills and agents' points that it does not
 * describe. A till or point that closes closes its place. Where no first day is known the place counts as always open.
 */
export function places(): RawBuilder<unknown> {
  return sql`
    select p.code, p.kind, p.name, p.address, p.commune_code, p.village_id, p.partner_id, p.opened_on,
           least(p.closed_on, t.closes_on, case when not k.open then k.changed_at::date end) as closed_on,
           p.opening_hours, p.takes_cash,
           case when t.id is not null then 'till' when k.code is not null then 'agent_point' else 'register' end as origin
    from pay_points p
    left join tills t on p.kind = 'counter' and t.kind = 'counter' and t.code = p.code
    left join agent_points k on k.partner_id = p.partner_id and k.code = p.code
    union all
    select t.code, 'counter', t.name, '', t.commune_code, null, null, null, t.closes_on, '', true, 'till'
    from tills t where t.kind = 'counter'
      and not exists (select from pay_points p where p.kind = 'counter' and p.code = t.code)
    union all
    select k.code, 'agent', k.name, k.address, k.commune_code, null, k.partner_id, null,
           case when not k.open then k.changed_at::date end, '', true, 'agent_point'
    from agent_points k
    where not exists (select from pay_points p where p.partner_id = k.partner_id and p.code = k.code)`;
}

/** True of a row of the places, named `p`, that takes payments on a day. */
export function opensOn(day: BusinessDate): RawBuilder<boolean> {
  return sql<boolean>`((p.opened_on is null or p.opened_on <= ${day}::date)
    and (p.closed_on is null or p.closed_on > ${day}::date))`;
}

export interface PlaceFilter {
  kind: PointKind | undefined;
  commune: string | undefined;
  partner: string | undefined;
  /** Part of the name, code or address. */
  text: string;
  standing: 'open' | 'closed' | 'all';
  onDate: BusinessDate;
  /** Units of whose customers' communes places may be seen. */
  scope: 'all' | readonly bigint[];
}

export interface PlaceRow {
  key: string;
  code: string;
  kind: PointKind;
  name: string;
  address: string;
  commune_code: string | null;
  commune_name: string | null;
  village_name: string | null;
  partner_code: string | null;
  partner_name: string | null;
  opened_on: BusinessDate | null;
  closed_on: BusinessDate | null;
  opening_hours: string;
  takes_cash: boolean;
  origin: 'register' | 'till' | 'agent_point';
}

/** Communes where customers of these units live. */
export function communesOf(
  scope: 'all' | readonly bigint[],
  column: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (scope === 'all') return sql<boolean>`true`;
  return sql<boolean>`${column} in (select commune_code from (${customerCells({ units: scope, commune: undefined })}) c)`;
}

/** Places keyset-paged by their key: code and partner. */
export async function listPlaces(
  on: Queryable,
  filter: PlaceFilter,
  page: { after: string; limit: number },
): Promise<PlaceRow[]> {
  const { kind, commune, partner, standing, onDate, text } = filter;
  const open = opensOn(onDate);
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`p.key > ${page.after}`,
    communesOf(filter.scope, sql`p.commune_code`),
    ...(kind ? [sql`p.kind = ${kind}`] : []),
    ...(commune ? [sql`p.commune_code = ${commune}`] : []),
    ...(partner ? [sql`p.partner_code = ${partner}`] : []),
    ...(text
      ? [sql`(p.name ilike ${pattern} or p.code ilike ${pattern} or p.address ilike ${pattern})`]
      : []),
    ...(standing === 'all' ? [] : [standing === 'open' ? open : sql`not ${open}`]),
  ];
  return many(
    on,
    sql<PlaceRow>`
      select p.key, p.code, p.kind, p.name, p.address, p.commune_code, a.full_name as commune_name,
             v.name as village_name, p.partner_code, p.partner_name, p.opened_on, p.closed_on, p.opening_hours,
             p.takes_cash, p.origin
      from (
        select p.*, r.code as partner_code, r.name as partner_name,
               (p.code || '|' || coalesce(r.code, '')) collate "C" as key
        from (${places()}) p left join partners r on r.id = p.partner_id
      ) p
      left join areas a on a.era = 'present' and a.level = 'commune' and a.code = p.commune_code
      left join villages v on v.id = p.village_id
      where ${sql.join(conditions, sql` and `)} order by p.key limit ${page.limit}`,
  );
}

export interface CommunePlacesRow {
  code: string;
  name: string | null;
  customers: number;
  counters: number;
  agents: number;
  offices: number;
  mobile_money: number;
}

/** Communes where customers live, and how many places of each kind take payments there on a day. */
export async function listCommunePlaces(
  on: Queryable,
  filter: { onDate: BusinessDate; scope: 'all' | readonly bigint[]; withoutCounter: boolean },
): Promise<CommunePlacesRow[]> {
  const count = (kinds: readonly PointKind[]) =>
    sql`count(*) filter (where p.kind = any(${kinds}::text[]))::int`;
  return many(
    on,
    sql<CommunePlacesRow>`
      with home as (
        select c.commune_code as code, sum(c.customers)::int as customers
        from (${customerCells({ units: filter.scope, commune: undefined })}) c
        where c.commune_code <> '' group by c.commune_code
      ), open as (
        select p.commune_code, ${count(['counter'])} as counters, ${count(['agent'])} as agents,
               ${count(['bank_branch', 'post_office'])} as offices, ${count(['mobile_money'])} as mobile_money
        from (${places()}) p where ${opensOn(filter.onDate)} group by p.commune_code
      )
      select h.code, a.full_name as name, h.customers, coalesce(o.counters, 0) as counters,
             coalesce(o.agents, 0) as agents, coalesce(o.offices, 0) as offices,
             coalesce(o.mobile_money, 0) as mobile_money
      from home h left join open o on o.commune_code = h.code
      left join areas a on a.era = 'present' and a.level = 'commune' and a.code = h.code
      where ${filter.withoutCounter ? sql`coalesce(o.counters, 0) = 0` : sql`true`} order by h.code`,
  );
}
