import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Address } from '../../../core/pivots/pivot.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';

export interface ReportRow {
  id: bigint;
  name: string;
  description: string;
  address: Record<string, string>;
  maker: string;
  is_own: boolean;
  sharing: 'nobody' | 'unit' | 'everybody';
  unit_code: string | null;
  unit_name: string | null;
  favourite: boolean;
  changed_at: Date;
}

/** Who looks: themselves, what they may see, and the units that they belong to. */
export interface Reader {
  staffId: bigint;
  unitId: bigint | null;
  scope: Scope;
  businessDate: BusinessDate;
}

const listed = 500;

/** Own reports and those shared with the reader, favourites first, then by name. */
export async function listReports(on: Queryable, reader: Reader, id?: bigint): Promise<ReportRow[]> {
  return many(
    on,
    sql<ReportRow>`
      with recursive above as (
        select ${reader.unitId}::bigint as id
        union
        select v.parent_id from org_unit_versions v join above a on v.org_unit_id = a.id
        where v.valid @> ${reader.businessDate}::date and v.parent_id is not null
      )
      select r.id, r.name, r.description, r.address, s.display_name as maker, r.maker_id = ${reader.staffId} as is_own,
             r.sharing, u.code as unit_code, coalesce(v.name, u.code) as unit_name, f.staff_id is not null as favourite,
             r.changed_at
      from pivot_reports r
      join staff s on s.id = r.maker_id
      left join org_units u on u.id = r.org_unit_id
      left join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${reader.businessDate}::date
      left join pivot_favourites f on f.report_id = r.id and f.staff_id = ${reader.staffId}
      where r.deleted_at is null and ${id === undefined ? sql`true` : sql`r.id = ${id}`}
        and (r.maker_id = ${reader.staffId} or r.sharing = 'everybody'
             or r.sharing = 'unit' and (r.org_unit_id in (select id from above) or ${inScope(reader.scope)}))
      order by f.staff_id is null, r.name, r.id
      limit ${listed}`,
  );
}

function inScope(scope: Scope): RawBuilder<boolean> {
  return scope === 'all' ? sql<boolean>`true` : sql<boolean>`r.org_unit_id = any(${scope}::bigint[])`;
}

export interface ReportText {
  name: string;
  description: string;
  address: Address;
  sharing: ReportRow['sharing'];
  unitId: bigint | null;
}

export async function insertReport(tx: Tx, makerId: bigint, text: ReportText, now: Date): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into pivot_reports (maker_id, name, description, address, sharing, org_unit_id, changed_at)
      values (${makerId}, ${text.name}, ${text.description}, ${JSON.stringify(text.address)}::jsonb, ${text.sharing},
              ${text.unitId}, ${now})
      returning id`,
  );
  return id;
}

export async function updateReport(tx: Tx, id: bigint, text: ReportText, now: Date): Promise<void> {
  await run(
    tx,
    sql`update pivot_reports set name = ${text.name}, description = ${text.description},
               address = ${JSON.stringify(text.address)}::jsonb, sharing = ${text.sharing}, org_unit_id = ${text.unitId},
               changed_at = ${now}
        where id = ${id}`,
  );
}

/** The maker of a report, also of one that is put away; locks it. */
export async function lockReport(
  tx: Tx,
  id: bigint,
): Promise<{ maker_id: bigint; sharing: ReportRow['sharing']; deleted: boolean } | undefined> {
  return find(
    tx,
    sql<{ maker_id: bigint; sharing: ReportRow['sharing']; deleted: boolean }>`
      select maker_id, sharing, deleted_at is not null as deleted from pivot_reports where id = ${id} for update`,
  );
}

export async function setDeleted(tx: Tx, id: bigint, deletedAt: Date | null): Promise<void> {
  await run(tx, sql`update pivot_reports set deleted_at = ${deletedAt} where id = ${id}`);
}

export async function setFavourite(
  on: Queryable,
  mark: { reportId: bigint; staffId: bigint; favourite: boolean },
): Promise<void> {
  await run(
    on,
    mark.favourite
      ? sql`insert into pivot_favourites (report_id, staff_id) values (${mark.reportId}, ${mark.staffId})
            on conflict do nothing`
      : sql`delete from pivot_favourites where report_id = ${mark.reportId} and staff_id = ${mark.staffId}`,
  );
}
