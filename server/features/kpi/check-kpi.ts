import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import { checkChannels, checkCohorts, checkDebts, checkKinds } from './check-boards.ts';
import { checkDefinitions } from './check-definitions.ts';
import { checkStaff } from './check-staff.ts';
import { plainlyPaid } from './plainly-paid.ts';

export interface KpiDifference {
  period: string;
  org_unit_id: bigint;
  commune_code: string;
  what: string;
}

/**
 * The roll-ups against a plain count over bills and payments, written without sharing a line with the refresh. Rows
 * name the cells that differ; none means that every board tells the truth.
 */
export async function checkKpi(on: Queryable): Promise<KpiDifference[]> {
  const found = [];
  for (const check of [
    checkRatios,
    checkKinds,
    checkChannels,
    checkCohorts,
    checkDebts,
    checkStaff,
    checkDefinitions,
  ])
    found.push(...(await check(on)));
  return found;
}

async function checkRatios(on: Queryable): Promise<KpiDifference[]> {
  return many(
    on,
    sql<KpiDifference>`
      with paid_by as (${plainlyPaid}), bill as (
        select b.id, b.period, b.customer_id, b.org_unit_id, b.total_vnd, b.paid_vnd, b.state,
          coalesce(x.official, 0) as official, coalesce(x.strict, 0) as strict
        from bills b left join paid_by x on x.bill_root_id = b.root_id
        where b.state not in ('cancelled', 'unreleased') and b.total_vnd > 0
      ), customer as (
        select period, customer_id, (array_agg(org_unit_id order by id desc))[1] as org_unit_id, count(*) as bills,
          bool_and(state = 'paid' and official = total_vnd) as official, bool_and(state = 'paid' and strict = total_vnd) as strict,
          bool_and(state = 'paid') as settled,
          count(*) filter (where state = 'paid' and official = total_vnd) as bills_official,
          count(*) filter (where state = 'paid' and strict = total_vnd) as bills_strict,
          sum(total_vnd) as billed, sum(paid_vnd) as paid, sum(official) as official_vnd, sum(strict) as strict_vnd
        from bill group by 1, 2
      ), plain as (
        select t.period, t.org_unit_id, coalesce(c.commune_code, '') as commune_code, count(*) as customers,
          count(*) filter (where t.official) as customers_official, count(*) filter (where t.strict) as customers_strict,
          count(*) filter (where t.settled) as customers_paid,
          sum(t.bills) as bills, sum(t.bills_official) as bills_official, sum(t.bills_strict) as bills_strict,
          sum(t.billed) as billed_vnd, sum(t.paid) as paid_vnd, sum(t.official_vnd) as official_vnd, sum(t.strict_vnd) as strict_vnd
        from customer t join customers c on c.id = t.customer_id group by 1, 2, 3
      )
      select coalesce(plain.period, cell.period) as period, coalesce(plain.org_unit_id, cell.org_unit_id) as org_unit_id,
             coalesce(plain.commune_code, cell.commune_code) as commune_code,
             'roll-up ' || row(cell.customers, cell.customers_official, cell.customers_strict, cell.bills, cell.billed_vnd, cell.official_vnd, cell.strict_vnd)::text
             || ' count ' || row(plain.customers, plain.customers_official, plain.customers_strict, plain.bills, plain.billed_vnd, plain.official_vnd, plain.strict_vnd)::text as what
      from plain full join (select * from kpi_cells where customers <> 0) cell using (period, org_unit_id, commune_code)
      where (plain.customers, plain.customers_official, plain.customers_strict, plain.customers_paid, plain.bills, plain.bills_official,
             plain.bills_strict, plain.billed_vnd, plain.paid_vnd, plain.official_vnd, plain.strict_vnd)
        is distinct from
            (cell.customers, cell.customers_official, cell.customers_strict, cell.customers_paid, cell.bills, cell.bills_official,
             cell.bills_strict, cell.billed_vnd, cell.paid_vnd, cell.official_vnd, cell.strict_vnd)`,
  );
}
