import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { KpiDefinition } from '../../../core/kpi-definitions.ts';
import { run, type Tx } from '../../platform/db.ts';

/** What changed since the last refresh: payments made or reversed, files published. */
export interface Changes {
  paymentIds: readonly bigint[];
  billImportIds: readonly bigint[];
  customerImportIds: readonly bigint[];
}

/** Customers and periods whose facts may have changed. */
function affected({ paymentIds, billImportIds, customerImportIds }: Changes): RawBuilder<unknown> {
  return sql`affected as materialized (
    select b.customer_id, b.period from bills b
    where b.root_id in (select bill_root_id from allocations where payment_id = any(${paymentIds}::bigint[]))
    union
    select b.customer_id, b.period from bills b where b.import_id = any(${billImportIds}::bigint[])
    union
    select old.customer_id, old.period from bills b join bills old on old.id = b.corrects_id
    where b.import_id = any(${billImportIds}::bigint[])
    union
    select k.customer_id, k.period from kpi_customer_periods k join customers c on c.id = k.customer_id
    where c.import_id = any(${customerImportIds}::bigint[])
  )`;
}

/** Whether a payment counts as cashless: the definition as SQL over `p.channel` and `p.tender`. */
function cashless({ cashChannels, tenderDecides }: KpiDefinition): RawBuilder<boolean> {
  return sql<boolean>`(not p.channel = any(${list(cashChannels)})
    and (not p.channel = any(${list(tenderDecides)}) or coalesce(p.tender = 'account', false)))`;
}

function list(channels: readonly Channel[]): RawBuilder<unknown> {
  return sql`${channels}::text[]`;
}

/**
 * Recomputes the facts of the affected customers and periods from bills and allocations, and adds the difference to
 * the sums. It starts from the truth every time, so applying the same change twice changes nothing.
 */
export async function refreshCustomerFacts(
  tx: Tx,
  changes: Changes,
  definitions: { official: KpiDefinition; strict: KpiDefinition },
): Promise<number> {
  return run(
    tx,
    sql`
      with ${affected(changes)}, bill_facts as (
        select b.customer_id, b.period, b.id, b.org_unit_id, b.total_vnd, b.paid_vnd, b.state,
               coalesce(a.official, 0) as official, coalesce(a.strict, 0) as strict
        from affected f
        join bills b on b.customer_id = f.customer_id and b.period = f.period
          and b.is_current and b.total_vnd > 0 and b.state <> 'unreleased'
        left join lateral (
          select sum(al.amount_vnd) filter (where ${cashless(definitions.official)})::bigint as official,
                 sum(al.amount_vnd) filter (where ${cashless(definitions.strict)})::bigint as strict
          from allocations al join payments p on p.id = al.payment_id where al.bill_root_id = b.root_id
        ) a on true
      ), facts as (
        select b.period, b.customer_id, (array_agg(b.org_unit_id order by b.id desc))[1] as org_unit_id,
               coalesce(min(c.commune_code), '') as commune_code, count(*)::int as bills,
               count(*) filter (where b.state = 'paid' and b.official = b.total_vnd)::int as bills_official,
               count(*) filter (where b.state = 'paid' and b.strict = b.total_vnd)::int as bills_strict,
               count(*) filter (where b.state = 'paid')::int as bills_paid,
               sum(b.total_vnd)::bigint as billed_vnd, sum(b.paid_vnd)::bigint as paid_vnd,
               sum(b.official)::bigint as official_vnd, sum(b.strict)::bigint as strict_vnd
        from bill_facts b join customers c on c.id = b.customer_id
        group by b.period, b.customer_id
      ), old as materialized (
        select k.* from kpi_customer_periods k join affected f on f.period = k.period and f.customer_id = k.customer_id
      ), written as (
        insert into kpi_customer_periods as k
        select * from facts
        on conflict (period, customer_id) do update set
          org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code, bills = excluded.bills,
          bills_official = excluded.bills_official, bills_strict = excluded.bills_strict,
          bills_paid = excluded.bills_paid, billed_vnd = excluded.billed_vnd, paid_vnd = excluded.paid_vnd,
          official_vnd = excluded.official_vnd, strict_vnd = excluded.strict_vnd
      ), gone as (
        delete from kpi_customer_periods k using old
        where k.period = old.period and k.customer_id = old.customer_id
          and not exists (select from facts f where f.period = old.period and f.customer_id = old.customer_id)
      ), delta as (
        select period, org_unit_id, commune_code, 1 as sign, bills, bills_official, bills_strict, bills_paid,
               billed_vnd, paid_vnd, official_vnd, strict_vnd from facts
        union all
        select period, org_unit_id, commune_code, -1, bills, bills_official, bills_strict, bills_paid,
               billed_vnd, paid_vnd, official_vnd, strict_vnd from old
      )
      insert into kpi_cells as cell (period, org_unit_id, commune_code, customers, customers_official,
        customers_strict, bills, bills_official, bills_strict, bills_paid, billed_vnd, paid_vnd, official_vnd, strict_vnd)
      select period, org_unit_id, commune_code, sum(sign), coalesce(sum(sign) filter (where bills_official = bills), 0),
             coalesce(sum(sign) filter (where bills_strict = bills), 0), sum(sign * bills), sum(sign * bills_official),
             sum(sign * bills_strict), sum(sign * bills_paid), sum(sign * billed_vnd), sum(sign * paid_vnd),
             sum(sign * official_vnd), sum(sign * strict_vnd)
      from delta
      group by period, org_unit_id, commune_code
      on conflict (period, org_unit_id, commune_code) do update set
        customers = cell.customers + excluded.customers,
        customers_official = cell.customers_official + excluded.customers_official,
        customers_strict = cell.customers_strict + excluded.customers_strict,
        bills = cell.bills + excluded.bills, bills_official = cell.bills_official + excluded.bills_official,
        bills_strict = cell.bills_strict + excluded.bills_strict, bills_paid = cell.bills_paid + excluded.bills_paid,
        billed_vnd = cell.billed_vnd + excluded.billed_vnd, paid_vnd = cell.paid_vnd + excluded.paid_vnd,
        official_vnd = cell.official_vnd + excluded.official_vnd, strict_vnd = cell.strict_vnd + excluded.strict_vnd`,
  );
}

/** The same for money by channel. */
export async function refreshChannelFacts(tx: Tx, changes: Changes): Promise<number> {
  return run(
    tx,
    sql`
      with ${affected(changes)}, facts as (
        select b.period, b.customer_id, p.channel, (array_agg(b.org_unit_id order by b.id desc))[1] as org_unit_id,
               coalesce(min(c.commune_code), '') as commune_code, sum(al.amount_vnd)::bigint as amount_vnd,
               count(distinct b.root_id)::int as bills
        from affected f
        join bills b on b.customer_id = f.customer_id and b.period = f.period
          and b.is_current and b.total_vnd > 0 and b.state <> 'unreleased'
        join allocations al on al.bill_root_id = b.root_id
        join payments p on p.id = al.payment_id
        join customers c on c.id = b.customer_id
        group by b.period, b.customer_id, p.channel
        having sum(al.amount_vnd) <> 0
      ), old as materialized (
        select k.* from kpi_customer_channels k join affected f on f.period = k.period and f.customer_id = k.customer_id
      ), written as (
        insert into kpi_customer_channels as k (period, customer_id, channel, org_unit_id, commune_code, amount_vnd, bills)
        select period, customer_id, channel, org_unit_id, commune_code, amount_vnd, bills from facts
        on conflict (period, customer_id, channel) do update set
          org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code,
          amount_vnd = excluded.amount_vnd, bills = excluded.bills
      ), gone as (
        delete from kpi_customer_channels k using old
        where k.period = old.period and k.customer_id = old.customer_id and k.channel = old.channel
          and not exists (select from facts f where f.period = old.period and f.customer_id = old.customer_id
                            and f.channel = old.channel)
      ), delta as (
        select period, org_unit_id, commune_code, channel, 1 as sign, amount_vnd, bills from facts
        union all
        select period, org_unit_id, commune_code, channel, -1, amount_vnd, bills from old
      )
      insert into kpi_channel_cells as cell (period, org_unit_id, commune_code, channel, amount_vnd, bills, customers)
      select period, org_unit_id, commune_code, channel, sum(sign * amount_vnd), sum(sign * bills), sum(sign)
      from delta group by period, org_unit_id, commune_code, channel
      on conflict (period, org_unit_id, commune_code, channel) do update set
        amount_vnd = cell.amount_vnd + excluded.amount_vnd, bills = cell.bills + excluded.bills,
        customers = cell.customers + excluded.customers`,
  );
}
