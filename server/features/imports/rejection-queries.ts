import { sql } from 'kysely';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { KindName } from './kinds.ts';

export interface RejectionRow {
  line: number;
  field: string;
  code: string;
  detail: string;
  raw: string;
}

/** The position behind which the next page of rejections begins. */
export interface RejectionKey {
  line: number;
  field: string;
  code: string;
}

export const beforeFirst: RejectionKey = { line: 0, field: '', code: '' };

export async function insertRejections(
  on: Queryable,
  importId: bigint,
  rows: readonly RejectionRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await run(
    on,
    sql`insert into import_rejections (import_id, line, field, code, detail, raw)
        select ${importId}, * from unnest(${rows.map((row) => row.line)}::int[], ${rows.map((row) => row.field)}::text[],
          ${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.detail)}::text[],
          ${rows.map((row) => row.raw)}::text[])
        on conflict do nothing`,
  );
}

export async function deleteRejections(on: Queryable, importId: bigint): Promise<void> {
  await run(on, sql`delete from import_rejections where import_id = ${importId}`);
}

const stagedOf = (kind: KindName) => (kind === 'bills' ? sql`bill_import_rows` : sql`customer_import_rows`);

/** Takes back what an earlier run of the set-wise checks rejected; what stood in the rows themselves stays. */
export async function deleteStagedRejections(tx: Tx, importId: bigint, kind: KindName): Promise<void> {
  await run(
    tx,
    sql`delete from import_rejections
        where import_id = ${importId} and line in (select line from ${stagedOf(kind)} where import_id = ${importId})`,
  );
}

/** Takes over what the set-wise checks rejected. */
export async function copyStagedRejections(tx: Tx, importId: bigint, kind: KindName): Promise<void> {
  const staged = stagedOf(kind);
  const raw =
    kind === 'bills'
      ? sql`concat_ws(';', s.external_id, s.customer_code, s.unit_code, s.term, to_char(s.period, 'MM;YYYY'), s.kind,
              to_char(s.issued_on, 'DD/MM/YYYY'), to_char(s.due_on, 'DD/MM/YYYY'), s.energy_kwh, s.net_vnd, s.vat_rate,
              s.vat_vnd, s.total_vnd)`
      : sql`concat_ws(';', s.code, s.name, s.address, s.unit_code, coalesce(s.book_code, ''),
              coalesce(s.commune_code, ''), s.kind)`;
  await run(
    tx,
    sql`insert into import_rejections (import_id, line, field, code, detail, raw)
        select ${importId}, s.line, s.reason_field, s.reason_code, coalesce(s.reason_detail, ''), ${raw}
        from ${staged} s where s.import_id = ${importId} and s.verdict = 'rejected'`,
  );
}

/** In file order, keyset-paged. */
export async function listRejections(
  on: Queryable,
  importId: bigint,
  page: { after: RejectionKey; limit: number },
): Promise<RejectionRow[]> {
  const { after } = page;
  return many(
    on,
    sql<RejectionRow>`
      select line, field, code, detail, raw from import_rejections
      where import_id = ${importId} and (line, field, code) > (${after.line}, ${after.field}, ${after.code})
      order by line, field, code limit ${page.limit}`,
  );
}
