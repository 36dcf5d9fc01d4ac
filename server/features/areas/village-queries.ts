import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { ListedVillage, Settlement } from './village-rows.ts';

export const villageStates = ['suggested', 'confirmed', 'rejected'] as const;
export type VillageStatus = (typeof villageStates)[number];

export interface VillageRow {
  id: bigint;
  commune_code: string;
  commune_name: string | null;
  name: string;
  /** The name as it stands in addresses, without marks. Renaming leaves it, so that addresses still find the village. */
  search_key: string;
  status: VillageStatus;
  settlement: Settlement | null;
  ethnic_minority: boolean | null;
  mobile_coverage: boolean | null;
  fibre: boolean | null;
  confirmed_by: string | null;
  valid_from: BusinessDate | null;
  valid_to: BusinessDate | null;
}

const villages = sql`
  select v.id, v.commune_code, c.full_name as commune_name, v.name, v.search_key, v.status, v.settlement,
    v.ethnic_minority, v.mobile_coverage, v.fibre, v.confirmed_by,
    lower(v.valid) as valid_from, upper(v.valid) as valid_to
  from villages v
  left join areas c on c.era = 'present' and c.level = 'commune' and c.code = v.commune_code`;

export interface VillageFilter {
  commune?: string | undefined;
  status?: VillageStatus | undefined;
  /** Part of the name, with or without marks. */
  key: string;
  /** Units whose customers live there; `all` for the whole company. */
  scope: 'all' | readonly bigint[];
}

/** Keyset-paged by id. */
export async function listVillages(
  on: Queryable,
  filter: VillageFilter & { after: bigint; limit: number },
): Promise<VillageRow[]> {
  return many(
    on,
    sql<VillageRow>`
      select * from (${villages}) as v
      where v.id > ${filter.after}
        and (${filter.commune ?? null}::text is null or v.commune_code = ${filter.commune ?? null})
        and (${filter.status ?? null}::text is null or v.status = ${filter.status ?? null})
        and (${filter.key} = '' or position(${filter.key} in v.search_key) > 0)
        and ${inScope(filter.scope)}
      order by v.id
      limit ${filter.limit}`,
  );
}

/** Someone of one unit sees the villages of the communes where customers of that unit live. */
function inScope(scope: 'all' | readonly bigint[]) {
  if (scope === 'all') return sql`true`;
  return sql`v.commune_code in (
    select commune_code from customers where org_unit_id = any(${scope}::bigint[]) and commune_code is not null)`;
}

export async function findVillage(
  on: Queryable,
  question: { id: bigint; scope: 'all' | readonly bigint[] },
): Promise<(VillageRow & { in_scope: boolean }) | undefined> {
  return find(
    on,
    sql<VillageRow & { in_scope: boolean }>`
      select v.*, ${inScope(question.scope)} as in_scope from (${villages}) as v where v.id = ${question.id}`,
  );
}

export interface VillageKey {
  communeCode: string;
  searchKey: string;
}

/** Set-wise and in key order, so that two imports wait for each other instead of deadlocking. */
export async function insertMissingVillages(
  tx: Tx,
  met: readonly (VillageKey & { name: string })[],
  from: BusinessDate,
): Promise<number> {
  return run(
    tx,
    sql`insert into villages (commune_code, name, search_key, valid)
        select distinct on (commune_code, search_key) commune_code, name, search_key, daterange(${from}::date, null)
        from unnest(
          ${met.map(({ communeCode }) => communeCode)}::text[],
          ${met.map(({ name }) => name)}::text[],
          ${met.map(({ searchKey }) => searchKey)}::text[]
        ) as given (commune_code, name, search_key)
        order by commune_code, search_key
        on conflict on constraint villages_one_name do nothing`,
  );
}

export async function listVillageIds(
  tx: Tx,
  keys: readonly VillageKey[],
): Promise<{ id: bigint; commune_code: string; search_key: string; status: VillageStatus }[]> {
  return many(
    tx,
    sql<{ id: bigint; commune_code: string; search_key: string; status: VillageStatus }>`
      select v.id, v.commune_code, v.search_key, v.status
      from unnest(
        ${keys.map(({ communeCode }) => communeCode)}::text[],
        ${keys.map(({ searchKey }) => searchKey)}::text[]
      ) as wanted (commune_code, search_key)
      join villages v using (commune_code, search_key)`,
  );
}

export type VillageState = Omit<VillageRow, 'id' | 'commune_code' | 'commune_name' | 'search_key'>;

/** Writes the state of a village that the caller has read under the same lock. */
export async function updateVillage(tx: Tx, id: bigint, next: VillageState): Promise<number> {
  return run(
    tx,
    sql`update villages
        set name = ${next.name}, status = ${next.status}, settlement = ${next.settlement},
            ethnic_minority = ${next.ethnic_minority}, mobile_coverage = ${next.mobile_coverage},
            fibre = ${next.fibre}, confirmed_by = ${next.confirmed_by},
            valid = daterange(${next.valid_from}::date, ${next.valid_to}::date)
        where id = ${id}`,
  );
}

export async function lockVillage(tx: Tx, id: bigint): Promise<boolean> {
  return (await run(tx, sql`select id from villages where id = ${id} for update`)) === 1;
}

/**
 * Writes a list set-wise: new villages are made, known ones confirmed and described. A field the list leaves empty
 * stays as it is; a village that already says the same is not touched.
 */
export async function upsertListedVillages(
  tx: Tx,
  listed: readonly ListedVillage[],
  by: { by: string; from: BusinessDate },
): Promise<{ made: number; changed: number }> {
  const rows = await many(
    tx,
    sql<{ made: boolean }>`
      insert into villages as v (commune_code, name, search_key, status, settlement, ethnic_minority, mobile_coverage,
        fibre, confirmed_by, valid)
      select commune_code, name, search_key, 'confirmed', settlement, ethnic_minority, mobile_coverage, fibre, ${by.by},
        daterange(coalesce(valid_from, ${by.from}::date), null)
      from unnest(
        ${listed.map(({ communeCode }) => communeCode)}::text[],
        ${listed.map(({ name }) => name)}::text[],
        ${listed.map(({ searchKey }) => searchKey)}::text[],
        ${listed.map(({ settlement }) => settlement ?? null)}::text[],
        ${listed.map(({ ethnicMinority }) => ethnicMinority ?? null)}::boolean[],
        ${listed.map(({ mobileCoverage }) => mobileCoverage ?? null)}::boolean[],
        ${listed.map(({ fibre }) => fibre ?? null)}::boolean[],
        ${listed.map(({ validFrom }) => validFrom ?? null)}::date[]
      ) as given (commune_code, name, search_key, settlement, ethnic_minority, mobile_coverage, fibre, valid_from)
      order by commune_code, search_key
      on conflict on constraint villages_one_name do update
      set name = excluded.name, status = 'confirmed', confirmed_by = excluded.confirmed_by,
        settlement = coalesce(excluded.settlement, v.settlement),
        ethnic_minority = coalesce(excluded.ethnic_minority, v.ethnic_minority),
        mobile_coverage = coalesce(excluded.mobile_coverage, v.mobile_coverage),
        fibre = coalesce(excluded.fibre, v.fibre)
      where (v.name, v.status, v.settlement, v.ethnic_minority, v.mobile_coverage, v.fibre) is distinct from
        (excluded.name, 'confirmed', coalesce(excluded.settlement, v.settlement),
         coalesce(excluded.ethnic_minority, v.ethnic_minority),
         coalesce(excluded.mobile_coverage, v.mobile_coverage), coalesce(excluded.fibre, v.fibre))
      -- xmax is zero on a row that was inserted, not updated.
      returning v.xmax = 0 as made`,
  );
  const made = rows.filter((row) => row.made).length;
  return { made, changed: rows.length - made };
}
