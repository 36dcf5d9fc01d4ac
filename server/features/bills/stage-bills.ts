import { sql } from 'kysely';
import type { BillRow } from '../../../core/cmis/parse-bill-row.ts';
import { copyLine, copyRows } from '../../platform/copy-rows.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

/** Rows of a bill file between check and publication. Only rows that something speaks against carry a verdict. */
export type Verdict = 'unchanged' | 'changed' | 'rejected';

/** One staged row in COPY's text format. */
export function stagedBillLine(importId: bigint, line: number, row: BillRow): string {
  return copyLine([
    importId,
    line,
    row.externalId,
    row.customerCode,
    row.unitCode,
    row.period,
    row.term,
    row.kind,
    row.issuedOn,
    row.dueOn,
    row.energyKwh,
    row.netVnd,
    row.vatRate,
    row.vatVnd,
    row.totalVnd,
  ]);
}

export async function stageBills(tx: Tx, lines: AsyncIterable<string>): Promise<void> {
  await copyRows(
    tx,
    `bill_import_rows (import_id, line, external_id, customer_code, unit_code, period, term, kind, issued_on, due_on,
       energy_kwh, net_vnd, vat_rate, vat_vnd, total_vnd)`,
    lines,
  );
}

export async function clearStagedBills(on: Queryable, importId: bigint): Promise<void> {
  await run(on, sql`delete from bill_import_rows where import_id = ${importId}`);
}

/** Everything of a row but its id and line: two rows of one bill say the same when these agree. */
const content = sql`(r.customer_code, r.unit_code, r.period, r.term, r.kind, r.issued_on, r.due_on, r.energy_kwh,
  r.net_vnd, r.vat_rate, r.vat_vnd, r.total_vnd)::text`;

/**
 * Gives a verdict to every staged row that is not simply a new bill: repeated in the file, published before with the
 * same or other values, of an unknown customer, of a unit that does not own the customer. `again` when the rows have
 * verdicts of an earlier check.
 */
export async function checkStagedBills(tx: Tx, importId: bigint, again: boolean): Promise<void> {
  await run(tx, sql`set local work_mem = '64MB'`);
  if (again) await forgetVerdicts(tx, importId);
  const survey = await surveyStaged(tx, importId);
  if (survey.repeated) await judgeRepeated(tx, importId);
  if (survey.published) await judgePublished(tx, importId);
  await joinCustomers(tx, survey.rows, () => judgeCustomers(tx, importId));
}

async function forgetVerdicts(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`update bill_import_rows set verdict = null, reason_field = null, reason_code = null, reason_detail = null
        where import_id = ${importId} and verdict is not null`,
  );
}

interface Survey {
  rows: number;
  /** Some bill id comes twice. */
  repeated: boolean;
  /** Some published bill lies between the smallest and the largest id of the file; a new month has none. */
  published: boolean;
}

async function surveyStaged(tx: Tx, importId: bigint): Promise<Survey> {
  return one(
    tx,
    sql<Survey>`
      select rows, repeated, exists (
        select from bills where is_current and external_id between first and last) as published
      from (
        select coalesce(sum(n), 0)::int as rows, coalesce(max(n) > 1, false) as repeated,
               min(external_id) as first, max(external_id) as last
        from (
          select external_id, count(*) as n from bill_import_rows where import_id = ${importId} group by external_id
        ) ids
      ) survey`,
  );
}

/**
 * Runs a statement that joins so many staged rows with customers. The planner has no statistics of rows that came a
 * moment ago and takes them for few; from here on one pass over the customers is cheaper than looking each of them up.
 */
export async function joinCustomers<Result>(
  tx: Tx,
  rows: number,
  statement: () => Promise<Result>,
): Promise<Result> {
  if (rows <= 20_000) return statement();
  await run(tx, sql`set local enable_nestloop = off`);
  const result = await statement();
  await run(tx, sql`set local enable_nestloop = on`);
  return result;
}

/**
 * Of rows with one bill id one stands: the first whose VAT is its rate of the net amount, rounded to the dong; where
 * none is, the first. The others are unchanged where they say the same, and rejected where they do not.
 */
async function judgeRepeated(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      update bill_import_rows s
      set verdict = case when j.same then 'unchanged' else 'rejected' end,
          reason_field = case when not j.same then 'ID_HDON' end,
          reason_code = case when not j.same then 'same_bill_other_amount' end,
          reason_detail = case when not j.same then j.external_id || ' = ' || j.kept_line end
      from (
        select r.ctid as place, r.external_id, r.line, first_value(r.line) over w as kept_line,
               ${content} = first_value(${content}) over w as same
        from bill_import_rows r where r.import_id = ${importId}
        window w as (
          partition by r.external_id order by round(r.net_vnd * r.vat_rate / 100.0) <> r.vat_vnd, r.line)
      ) j
      where s.ctid = j.place and j.line <> j.kept_line`,
  );
}

/** A bill published before is unchanged or becomes a correction; its customer and period never change. */
async function judgePublished(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      update bill_import_rows s
      set verdict = j.verdict,
          reason_field = case when j.verdict = 'rejected' then 'ID_HDON' end,
          reason_code = case when j.verdict <> 'rejected' then null
                             when j.here then 'issued_here'
                             when j.state = 'written_off' then 'written_off' else 'other_customer' end,
          reason_detail = case when j.verdict = 'rejected' then j.customer_code || ' ' || to_char(j.period, 'MM/YYYY') end
      from (
        select r.ctid as place, c.code as customer_code, b.period, b.state, b.import_id is null as here,
          case
            when b.import_id is null then 'rejected'
            when c.code <> r.customer_code or b.period <> r.period then 'rejected'
            when (u.code, b.term, b.kind, b.issued_on, b.due_on, b.energy_kwh, b.net_vnd, b.vat_rate, b.vat_vnd)
               = (r.unit_code, r.term, r.kind, r.issued_on, r.due_on, r.energy_kwh, r.net_vnd, r.vat_rate, r.vat_vnd)
              then 'unchanged'
            when b.state = 'written_off' then 'rejected'
            else 'changed' end as verdict
        from bill_import_rows r
        join bills b on b.external_id = r.external_id and b.is_current
        join customers c on c.id = b.customer_id
        join org_units u on u.id = b.org_unit_id
        where r.import_id = ${importId} and r.verdict is null
      ) j
      where s.ctid = j.place`,
  );
}

async function judgeCustomers(tx: Tx, importId: bigint): Promise<void> {
  await run(
    tx,
    sql`
      update bill_import_rows s
      set verdict = 'rejected',
          reason_field = case when j.owner is null then 'MA_KHANG' else 'MA_DVIQLY' end,
          reason_code = case when j.owner is null then 'unknown_customer' else 'unit_not_owner' end,
          reason_detail = case when j.owner is null then j.customer_code else j.unit_code || ' ≠ ' || j.owner end
      from (
        select r.ctid as place, r.customer_code, r.unit_code, u.code as owner
        from bill_import_rows r
        left join customers c on c.code = r.customer_code
        left join org_units u on u.id = c.org_unit_id
        where r.import_id = ${importId} and (r.verdict is null or r.verdict = 'changed')
          and u.code is distinct from r.unit_code
      ) j
      where s.ctid = j.place`,
  );
}

export interface VerdictCount {
  /** Null: accepted as new. */
  verdict: Verdict | null;
  rows: number;
  total_vnd: bigint;
}

export async function countStagedBills(on: Queryable, importId: bigint): Promise<VerdictCount[]> {
  return many(
    on,
    sql<VerdictCount>`
      select verdict, count(*)::int as rows, sum(total_vnd)::bigint as total_vnd
      from bill_import_rows where import_id = ${importId} group by verdict`,
  );
}
