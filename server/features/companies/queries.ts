import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, sqlState, type Queryable, type Tx } from '../../platform/db.ts';
import { companyError } from './errors.ts';

export type UnitKind = 'company' | 'unit' | 'team' | 'book';

/** A unit as it stands on one date. */
export interface UnitRow {
  id: bigint;
  code: string;
  kind: UnitKind;
  name: string;
  parent_id: bigint | null;
  parent_code: string | null;
  /** First met in a file and not named by staff yet; its name is its code. */
  to_be_named: boolean;
  valid_from: BusinessDate;
  valid_to: BusinessDate | null;
}

const unitColumns = sql`
  u.id, u.code, u.kind, v.name, v.parent_id, p.code as parent_code, u.to_be_named,
  lower(v.valid) as valid_from, upper(v.valid) as valid_to`;

/** All units that stand on a date: company, units, teams, books; by code within each. */
export async function listUnits(on: Queryable, onDate: BusinessDate): Promise<UnitRow[]> {
  return many(
    on,
    sql<UnitRow>`
      select ${unitColumns}
      from org_units u
      join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${onDate}::date
      left join org_units p on p.id = v.parent_id
      order by array_position(array['company', 'unit', 'team', 'book'], u.kind), u.code`,
  );
}

export async function findUnit(
  on: Queryable,
  code: string,
  onDate: BusinessDate,
): Promise<UnitRow | undefined> {
  return find(
    on,
    sql<UnitRow>`
      select ${unitColumns}
      from org_units u
      join org_unit_versions v on v.org_unit_id = u.id and v.valid @> ${onDate}::date
      left join org_units p on p.id = v.parent_id
      where u.code = ${code}`,
  );
}

/** A unit and everything below it on a date. */
export async function listUnitsBelow(on: Queryable, unitId: bigint, onDate: BusinessDate): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      with recursive below as (
        select ${unitId}::bigint as id
        union
        select v.org_unit_id from org_unit_versions v join below b on v.parent_id = b.id where v.valid @> ${onDate}::date
      )
      select id from below`,
    { name: 'units_below' },
  );
  return rows.map(({ id }) => id);
}

/** True when `parentId` lies at or below `unitId` at any time from a date on. */
export async function isEverBelow(
  on: Queryable,
  question: { parentId: bigint; unitId: bigint; from: BusinessDate },
): Promise<boolean> {
  const row = await one(
    on,
    sql<{ below: boolean }>`
      with recursive below as (
        select ${question.unitId}::bigint as id
        union
        select v.org_unit_id from org_unit_versions v
        join below b on v.parent_id = b.id
        where v.valid && daterange(${question.from}::date, null)
      )
      select exists (select from below where id = ${question.parentId}) as below`,
  );
  return row.below;
}

export interface UnitIdentity {
  id: bigint;
  code: string;
  kind: UnitKind;
}

export async function findRoot(on: Queryable): Promise<UnitIdentity | undefined> {
  return find(on, sql<UnitIdentity>`select id, code, kind from org_units where kind = 'company'`);
}

export async function listIdentities(on: Queryable, codes: readonly string[]): Promise<UnitIdentity[]> {
  return many(on, sql<UnitIdentity>`select id, code, kind from org_units where code = any(${codes}::text[])`);
}

/** Inserts the units that are missing, in code order so that two imports wait for each other instead of deadlocking. */
export async function insertMissingUnits(
  tx: Tx,
  units: { codes: string[]; kinds: UnitKind[]; toBeNamed: boolean },
): Promise<UnitIdentity[]> {
  return many(
    tx,
    sql<UnitIdentity>`
      insert into org_units (code, kind, to_be_named)
      select code, kind, ${units.toBeNamed}
      from unnest(${units.codes}::text[], ${units.kinds}::text[]) as given (code, kind)
      order by code
      on conflict (code) do nothing
      returning id, code, kind`,
  );
}

export async function insertFirstVersions(
  tx: Tx,
  versions: { unitIds: bigint[]; parentIds: (bigint | null)[]; names: string[]; from: BusinessDate },
): Promise<void> {
  await run(
    tx,
    sql`insert into org_unit_versions (org_unit_id, parent_id, name, valid)
        select unit_id, parent_id, name, daterange(${versions.from}::date, null)
        from unnest(${versions.unitIds}::bigint[], ${versions.parentIds}::bigint[], ${versions.names}::text[])
          as given (unit_id, parent_id, name)`,
  );
}

/** Changes of the tree go one after the other, so that two moves cannot make a circle together. */
export async function lockTree(tx: Tx): Promise<void> {
  await run(tx, sql`select id from org_units where kind = 'company' for update`);
}

export interface VersionRow {
  id: bigint;
  parent_id: bigint | null;
  name: string;
  valid_from: BusinessDate;
  valid_to: BusinessDate | null;
}

export async function findVersion(
  tx: Tx,
  unitId: bigint,
  onDate: BusinessDate,
): Promise<VersionRow | undefined> {
  return find(
    tx,
    sql<VersionRow>`
      select id, parent_id, name, lower(valid) as valid_from, upper(valid) as valid_to
      from org_unit_versions where org_unit_id = ${unitId} and valid @> ${onDate}::date
      for update`,
  );
}

/** Puts right a version that begins on the very day of the change. */
export async function updateVersion(
  tx: Tx,
  version: { id: bigint; parentId: bigint | null; name: string },
): Promise<number> {
  return run(
    tx,
    sql`update org_unit_versions set parent_id = ${version.parentId}, name = ${version.name} where id = ${version.id}`,
  );
}

/** Closes a version at `from` and opens the next. A change already planned for a later day is never overwritten. */
export async function replaceVersion(
  tx: Tx,
  next: { closesId: bigint; unitId: bigint; parentId: bigint | null; name: string; from: BusinessDate },
): Promise<void> {
  await run(
    tx,
    sql`update org_unit_versions set valid = daterange(lower(valid), ${next.from}::date) where id = ${next.closesId}`,
  );
  try {
    await run(
      tx,
      sql`insert into org_unit_versions (org_unit_id, parent_id, name, valid)
          values (${next.unitId}, ${next.parentId}, ${next.name}, daterange(${next.from}::date, null))`,
    );
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint;
    if (sqlState(error) === '23P01' && constraint === 'org_unit_versions_no_overlap') {
      throw companyError('companies.change_overlaps', { from: next.from });
    }
    throw error;
  }
}

export async function markNamed(tx: Tx, unitId: bigint): Promise<void> {
  await run(tx, sql`update org_units set to_be_named = false where id = ${unitId} and to_be_named`);
}

export interface SettingsRow {
  partial_payments: boolean;
  oldest_first: boolean;
  no_gaps: boolean;
  hold_minutes: number;
  refund_limit_vnd: bigint;
  apply_credit: boolean;
}

export async function readSettingsRow(on: Queryable): Promise<SettingsRow> {
  return one(
    on,
    sql<SettingsRow>`
      select partial_payments, oldest_first, no_gaps, hold_minutes, refund_limit_vnd, apply_credit
      from company_settings`,
    { name: 'company_settings_read' },
  );
}

export async function lockSettingsRow(tx: Tx): Promise<SettingsRow> {
  return one(
    tx,
    sql<SettingsRow>`
      select partial_payments, oldest_first, no_gaps, hold_minutes, refund_limit_vnd, apply_credit
      from company_settings for update`,
  );
}

export async function updateSettingsRow(tx: Tx, settings: SettingsRow): Promise<number> {
  return run(
    tx,
    sql`update company_settings
        set partial_payments = ${settings.partial_payments}, oldest_first = ${settings.oldest_first},
            no_gaps = ${settings.no_gaps}, hold_minutes = ${settings.hold_minutes},
            refund_limit_vnd = ${settings.refund_limit_vnd}, apply_credit = ${settings.apply_credit},
            updated_at = clock_timestamp()`,
  );
}
