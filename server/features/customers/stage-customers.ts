import { sql } from 'kysely';
import type { CustomerRow } from '../../../core/cmis/parse-customer-row.ts';
import { copyLine, copyRows } from '../../platform/copy-rows.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';

/** One staged row in COPY's text format. */
export function stagedCustomerLine(importId: bigint, line: number, row: CustomerRow): string {
  return copyLine([
    importId,
    line,
    row.code,
    row.name,
    row.address,
    row.searchKey,
    row.unitCode,
    row.bookCode,
    row.communeCode,
    row.communeCode ? row.village?.name : undefined,
    row.communeCode ? row.village?.key : undefined,
    row.kind,
    row.phone,
    row.email,
    row.taxCode,
    row.effectiveOn,
  ]);
}

export async function stageCustomers(tx: Tx, lines: AsyncIterable<string>): Promise<void> {
  await copyRows(
    tx,
    `customer_import_rows (import_id, line, code, name, address, search_key, unit_code, book_code, commune_code,
       village_name, village_key, kind, phone, email, tax_code, effective_on)`,
    lines,
  );
}

export async function clearStagedCustomers(on: Queryable, importId: bigint): Promise<void> {
  await run(on, sql`delete from customer_import_rows where import_id = ${importId}`);
}

const content = sql`(r.name, r.address, r.unit_code, r.book_code, r.commune_code, r.kind, r.phone, r.email, r.tax_code,
  r.effective_on)::text`;

/**
 * Gives a verdict to every staged row that is not simply a new customer. `again` when the rows have verdicts of an
 * earlier check.
 */
export async function checkStagedCustomers(tx: Tx, importId: bigint, again: boolean): Promise<void> {
  await run(tx, sql`set local work_mem = '64MB'`);
  if (again) {
    await run(
      tx,
      sql`update customer_import_rows
          set verdict = null, reason_field = null, reason_code = null, reason_detail = null
          where import_id = ${importId} and verdict is not null`,
    );
  }
  await judgeRepeated(tx, importId);
  await judgeCodes(tx, importId);
  await judgeKnown(tx, importId);
}

/** Of rows with one customer code the first stands. */
async function judgeRepeated(tx: Tx, importId: bigint): Promise<void> {
  const repeated = await many(
    tx,
    sql<{ code: string }>`
      select code from customer_import_rows where import_id = ${importId}
      group by code having count(*) > 1 limit 1`,
  );
  if (repeated.length === 0) return;
  await run(
    tx,
    sql`
      update customer_import_rows s
      set verdict = case when j.same then 'unchanged' else 'rejected' end,
          reason_field = case when not j.same then 'MA_KHANG' end,
          reason_code = case when not j.same then 'same_customer_other_values' end,
          reason_detail = case when not j.same then j.code || ' = ' || j.first_line end
      from (
        select r.ctid as place, r.code, r.line, first_value(r.line) over w as first_line,
               ${content} = first_value(${content}) over w as same
        from customer_import_rows r where r.import_id = ${importId}
        window w as (partition by r.code order by r.line)
      ) j
      where s.ctid = j.place and j.line > j.first_line`,
  );
}

/** A code that stands on another level of the organisation can be neither a unit nor a book. */
async function judgeCodes(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      with given as (
        select unit_code as code, 'MA_DVIQLY' as field from customer_import_rows where import_id = ${importId}
        union select book_code, 'MA_SOGCS' from customer_import_rows
        where import_id = ${importId} and book_code is not null
      ), wrong as (
        select g.code, g.field from given g join org_units u on u.code = g.code
        where case g.field when 'MA_DVIQLY' then u.kind not in ('unit', 'team') else u.kind <> 'book' end
        union
        select b.code, b.field from given b join given u on u.code = b.code and u.field = 'MA_DVIQLY'
        where b.field = 'MA_SOGCS'
      )
      update customer_import_rows s
      set verdict = 'rejected', reason_field = w.field, reason_code = 'code_of_other_kind', reason_detail = w.code
      from wrong w
      where s.import_id = ${importId} and s.verdict is null
        and w.code = case w.field when 'MA_DVIQLY' then s.unit_code else s.book_code end`,
  );
}

/** An optional cell that is empty keeps what is known; it is no change. */
async function judgeKnown(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      update customer_import_rows s
      set verdict = j.verdict
      from (
        select r.ctid as place,
          case when (c.name, c.address, u.code, c.kind) = (r.name, r.address, r.unit_code, r.kind)
            and (r.book_code is null or b.code = r.book_code)
            and (r.commune_code is null or c.commune_code = r.commune_code)
            and (r.phone is null or c.phone = r.phone)
            and (r.email is null or c.email = r.email)
            and (r.tax_code is null or c.tax_code = r.tax_code)
            and (r.effective_on is null or c.effective_on = r.effective_on)
          then 'unchanged' else 'changed' end as verdict
        from customer_import_rows r
        join customers c on c.code = r.code
        join org_units u on u.id = c.org_unit_id
        left join org_units b on b.id = c.book_id
        where r.import_id = ${importId} and r.verdict is null
      ) j
      where s.ctid = j.place`,
  );
}

export interface VerdictCount {
  verdict: 'unchanged' | 'changed' | 'rejected' | null;
  rows: number;
}

export async function countStagedCustomers(on: Queryable, importId: bigint): Promise<VerdictCount[]> {
  return many(
    on,
    sql<VerdictCount>`
      select verdict, count(*)::int as rows from customer_import_rows where import_id = ${importId} group by verdict`,
  );
}

/** Codes of units that the file names first. */
export async function listNewUnitCodes(on: Queryable, importId: bigint): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ unit_code: string }>`
      select distinct unit_code from customer_import_rows
      where import_id = ${importId} and (verdict is null or verdict = 'changed')
        and unit_code not in (select code from org_units)
      order by unit_code`,
  );
  return rows.map(({ unit_code }) => unit_code);
}
