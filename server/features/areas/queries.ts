import { sql } from 'kysely';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type Era = 'present' | 'former';

export interface AreaInput {
  era: Era;
  level: 'province' | 'district' | 'commune';
  code: string;
  parentCode: string | null;
  name: string;
  fullName: string;
  searchKey: string;
  valid: string;
}

export async function findLoad(on: Queryable): Promise<string | undefined> {
  const row = await find(on, sql<{ files_sha256: string }>`select files_sha256 from area_loads`);
  return row?.files_sha256;
}

/** Two processes that start at once load one after the other. Released with the transaction. */
export async function lockLoad(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(7403502)`);
}

export async function saveLoad(tx: Tx, filesSha256: string): Promise<void> {
  await run(
    tx,
    sql`insert into area_loads (files_sha256) values (${filesSha256})
        on conflict (single) do update set files_sha256 = excluded.files_sha256, loaded_at = clock_timestamp()`,
  );
}

export async function replaceAreas(tx: Tx, areas: readonly AreaInput[]): Promise<void> {
  await run(tx, sql`delete from areas`);
  await run(
    tx,
    sql`insert into areas (era, level, code, parent_code, name, full_name, search_key, valid)
        select era, level, code, parent_code, name, full_name, search_key, valid::daterange
        from unnest(
          ${areas.map(({ era }) => era)}::text[],
          ${areas.map(({ level }) => level)}::text[],
          ${areas.map(({ code }) => code)}::text[],
          ${areas.map(({ parentCode }) => parentCode)}::text[],
          ${areas.map(({ name }) => name)}::text[],
          ${areas.map(({ fullName }) => fullName)}::text[],
          ${areas.map(({ searchKey }) => searchKey)}::text[],
          ${areas.map(({ valid }) => valid)}::text[]
        ) as given (era, level, code, parent_code, name, full_name, search_key, valid)`,
  );
}

export async function replaceMappings(
  tx: Tx,
  mappings: { formerCodes: string[]; presentCodes: string[] },
): Promise<void> {
  await run(tx, sql`delete from area_mappings`);
  await run(
    tx,
    sql`insert into area_mappings (former_code, present_code)
        select former_code, present_code
        from unnest(${mappings.formerCodes}::text[], ${mappings.presentCodes}::text[]) as given (former_code, present_code)`,
  );
}

export async function gatherStatistics(tx: Tx): Promise<void> {
  await run(tx, sql`analyze areas, area_mappings`);
}

export interface ProvinceRow {
  code: string;
  name: string;
  full_name: string;
}

export async function listProvinces(on: Queryable, era: Era): Promise<ProvinceRow[]> {
  return many(
    on,
    sql<ProvinceRow>`select code, name, full_name from areas where era = ${era} and level = 'province' order by code`,
  );
}

export interface CommuneRow {
  era: Era;
  code: string;
  full_name: string;
  district_code: string | null;
  district_name: string | null;
  province_code: string;
  province_name: string;
}

/** Communes with what lies above them: a province alone today, a district and a province before. */
const communes = sql`
  select c.era, c.code, c.full_name, c.search_key, d.code as district_code, d.full_name as district_name,
    p.code as province_code, p.full_name as province_name
  from areas c
  left join areas d on d.era = 'former' and c.era = 'former' and d.level = 'district' and d.code = c.parent_code
  join areas p on p.era = c.era and p.level = 'province' and p.code = coalesce(d.parent_code, c.parent_code)
  where c.level = 'commune'`;

export async function listCommunes(
  on: Queryable,
  filter: { era: Era; province: string | undefined; key: string; after: string; limit: number },
): Promise<CommuneRow[]> {
  return many(
    on,
    sql<CommuneRow>`
      select * from (${communes}) as commune
      where era = ${filter.era}
        and (${filter.province ?? null}::text is null or province_code = ${filter.province ?? null})
        and (${filter.key} = '' or position(${filter.key} in search_key) > 0 or code = ${filter.key})
        and code > ${filter.after}
      order by code
      limit ${filter.limit}`,
  );
}

export async function listCommunesByCode(
  on: Queryable,
  era: Era,
  codes: readonly string[],
): Promise<CommuneRow[]> {
  return many(
    on,
    sql<CommuneRow>`
      select * from (${communes}) as commune where era = ${era} and code = any(${codes}::text[]) order by code`,
  );
}

export interface MappingRow {
  former_code: string;
  former_name: string;
  former_district_code: string;
  former_district: string;
  present_code: string;
  present_name: string;
  /** The former commune went into this one present commune and no other. */
  decided: boolean;
}

export async function listMappings(
  on: Queryable,
  filter: { present: readonly string[] } | { former: readonly string[] },
): Promise<MappingRow[]> {
  const condition =
    'present' in filter
      ? sql`m.present_code = any(${filter.present}::text[])`
      : sql`m.former_code = any(${filter.former}::text[])`;
  return many(
    on,
    sql<MappingRow>`
      select m.former_code, f.full_name as former_name, d.code as former_district_code, d.full_name as former_district,
        m.present_code, n.full_name as present_name,
        (select count(*) from area_mappings a where a.former_code = m.former_code) = 1 as decided
      from area_mappings m
      join areas f on f.era = 'former' and f.level = 'commune' and f.code = m.former_code
      join areas d on d.era = 'former' and d.level = 'district' and d.code = f.parent_code
      join areas n on n.era = 'present' and n.level = 'commune' and n.code = m.present_code
      where ${condition}
      order by m.former_code, m.present_code`,
  );
}

export interface UndecidedRow {
  code: string;
  name: string;
  district: string;
  province_code: string;
  province: string;
  present: { code: string; name: string }[];
}

/** Former communes that went into several present ones, or of which nobody says where they went. */
export async function listUndecided(on: Queryable, province: string | undefined): Promise<UndecidedRow[]> {
  return many(
    on,
    sql<UndecidedRow>`
      select f.code, f.full_name as name, f.district_name as district, f.province_code, f.province_name as province,
        coalesce(jsonb_agg(jsonb_build_object('code', n.code, 'name', n.full_name) order by n.code)
          filter (where n.code is not null), '[]') as present
      from (${communes}) as f
      left join area_mappings m on m.former_code = f.code
      left join areas n on n.era = 'present' and n.level = 'commune' and n.code = m.present_code
      where f.era = 'former' and (${province ?? null}::text is null or f.province_code = ${province ?? null})
      group by f.code, f.full_name, f.district_name, f.province_code, f.province_name
      having count(m.present_code) <> 1
      order by f.code`,
  );
}

export interface SpanningRow {
  code: string;
  name: string;
  province: string;
  districts: { code: string; name: string }[];
}

/** Present communes made from several former districts; one made from none (a special zone) has an empty list. */
export async function listSpanning(on: Queryable, province: string | undefined): Promise<SpanningRow[]> {
  return many(
    on,
    sql<SpanningRow>`
      select n.code, n.full_name as name, n.province_name as province,
        coalesce(jsonb_agg(distinct jsonb_build_object('code', d.code, 'name', d.full_name))
          filter (where d.code is not null), '[]') as districts
      from (${communes}) as n
      left join area_mappings m on m.present_code = n.code
      left join areas f on f.era = 'former' and f.level = 'commune' and f.code = m.former_code
      left join areas d on d.era = 'former' and d.level = 'district' and d.code = f.parent_code
      where n.era = 'present'
      group by n.code, n.full_name, n.province_name
      having count(distinct d.code) <> 1
        and (${province ?? null}::text is null or bool_or(d.parent_code = ${province ?? null}))
      order by n.code`,
  );
}

export async function countAreas(on: Queryable): Promise<{ areas: number; mappings: number }> {
  return one(
    on,
    sql<{ areas: number; mappings: number }>`
      select (select count(*)::int from areas) as areas, (select count(*)::int from area_mappings) as mappings`,
  );
}
