import { sql } from 'kysely';
import { headerKey, type Mapping } from '../../../core/reconciliation/mapping.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface MappingRow {
  id: bigint;
  partner_id: bigint | null;
  partner_code: string | null;
  name: string;
  version: number;
  mapping: Mapping;
  made_by: string;
  made_at: Date;
  retired_at: Date | null;
}

const columns = sql`m.id, m.partner_id, r.code as partner_code, m.name, m.version, m.mapping, m.made_by, m.made_at,
  m.retired_at`;
const joined = sql`file_mappings m left join partners r on r.id = m.partner_id`;

export async function listMappings(
  on: Queryable,
  filter: { partnerCode?: string; withRetired: boolean },
): Promise<MappingRow[]> {
  return many(
    on,
    sql<MappingRow>`select ${columns} from ${joined}
      where ${filter.withRetired ? sql`true` : sql`m.retired_at is null`}
        and ${filter.partnerCode === undefined ? sql`true` : sql`(r.code = ${filter.partnerCode} or m.partner_id is null)`}
      order by r.code nulls last, m.name, m.version desc limit 500`,
  );
}

/** The live mapping of a name: the partner's own before that for all. */
export async function findMappingByName(
  on: Queryable,
  partnerId: bigint,
  name: string,
): Promise<MappingRow | undefined> {
  return find(
    on,
    sql<MappingRow>`select ${columns} from ${joined}
      where m.name = ${name} and m.retired_at is null and (m.partner_id = ${partnerId} or m.partner_id is null)
      order by m.partner_id nulls last limit 1`,
  );
}

export async function findMapping(on: Queryable, id: bigint): Promise<MappingRow | undefined> {
  return find(on, sql<MappingRow>`select ${columns} from ${joined} where m.id = ${id}`);
}

/** The partner's live mappings, the newest first: the one whose columns a file has is meant. */
export async function listLiveMappings(on: Queryable, partnerId: bigint): Promise<MappingRow[]> {
  return many(
    on,
    sql<MappingRow>`select ${columns} from ${joined}
      where m.retired_at is null and m.partner_id = ${partnerId} order by m.id desc limit 50`,
  );
}

/** A new version; the one before is retired and stays readable, because files name it. */
export async function insertMapping(
  tx: Tx,
  made: { partnerId: bigint | null; name: string; mapping: Mapping; by: string; now: Date },
): Promise<bigint> {
  await run(
    tx,
    sql`update file_mappings set retired_at = ${made.now}
        where partner_id is not distinct from ${made.partnerId}::bigint and name = ${made.name} and retired_at is null`,
  );
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into file_mappings (partner_id, name, version, mapping, header_key, made_by, made_at)
      select ${made.partnerId}::bigint, ${made.name}, coalesce(max(version), 0) + 1,
             ${JSON.stringify(made.mapping)}::jsonb, ${headerKey(made.mapping.columns)}, ${made.by}, ${made.now}
      from file_mappings where partner_id is not distinct from ${made.partnerId}::bigint and name = ${made.name}
      returning id`,
  );
  return id;
}
