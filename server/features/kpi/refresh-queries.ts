import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../../../core/channels.ts';
import type { CashRule, KpiDefinition } from '../../../core/kpi-definitions.ts';
import { one, run, type Tx } from '../../platform/db.ts';
import { cohorts, debts } from './refresh-boards-queries.ts';
import { noteMoves } from './moves-queries.ts';
import { staffSums } from './refresh-staff-queries.ts';

/** From so many customers and months on, reading a table through once is cheaper than looking each up. */
const bulk = 2_000;

/**
 * What changed since the last refresh: payments made or reversed, files published, single bills issued or cancelled; or whole
 * months, by their first days, that are counted anew.
 */
export interface Changes {
  paymentIds: readonly bigint[];
  billIds: readonly bigint[];
  billImportIds: readonly bigint[];
  customerImportIds: readonly bigint[];
  months?: readonly string[];
}

/** Customers and periods whose facts may have changed, each once: who pays two bills of a month at once counts no more. */
function affected(changes: Changes): RawBuilder<unknown> {
  const { paymentIds, billIds, billImportIds, customerImportIds, months = [] } = changes;
  const touched = sql`select distinct bill_root_id from allocations where payment_id = any(${paymentIds}::bigint[])`;
  const sources = [
    sql`select b.customer_id, b.period from (${touched}) t join bills b on b.root_id = t.bill_root_id`,
  ];
  if (billIds.length > 0)
    sources.push(sql`select customer_id, period from bills where id = any(${billIds}::bigint[])`);
  if (billImportIds.length > 0) {
    sources.push(
      sql`select b.customer_id, b.period from bills b where b.import_id = any(${billImportIds}::bigint[])`,
      sql`select old.customer_id, old.period from bills b join bills old on old.id = b.corrects_id
          where b.import_id = any(${billImportIds}::bigint[])`,
    );
  }
  if (customerImportIds.length > 0) {
    sources.push(
      sql`select k.customer_id, k.period from kpi_customer_periods k join customers c on c.id = k.customer_id
          where c.import_id = any(${customerImportIds}::bigint[])`,
    );
  }
  if (months.length > 0)
    sources.push(sql`select customer_id, period from bills where period = any(${months}::date[])`);
  return sql`affected as materialized (
    select distinct customer_id, period from (${sql.join(sources, sql` union all `)}) source
  )`;
}

/** Whether a payment counts as cashless: the definition as SQL over the columns `channel` and `tender` of `paid`. */
export function cashless({ cashChannels, tenderDecides }: CashRule): RawBuilder<boolean> {
  return sql<boolean>`(not paid.channel = any(${list(cashChannels)})
    and (not paid.channel = any(${list(tenderDecides)}) or coalesce(paid.tender = 'account', false)))`;
}

function list(channels: readonly Channel[]): RawBuilder<unknown> {
  return sql`${channels}::text[]`;
}

/**
 * Facts of the affected customers and periods, recomputed from bills and allocations: `facts` per customer and
 * period, `channel_facts` per channel too. `old` and `channel_old` are what stands stored.
 */
function recomputed(definitions: { official: KpiDefinition; strict: KpiDefinition }): RawBuilder<unknown> {
  return sql`
    bill as materialized (
      select b.id, b.root_id, b.period, b.customer_id, b.org_unit_id, b.due_on, b.total_vnd, b.paid_vnd, b.state
      from affected f
      join bills b on b.customer_id = f.customer_id and b.period = f.period
        and b.is_current and b.total_vnd > 0 and b.state <> 'unreleased'
    ), paid as materialized (
      select bill.root_id, bill.period, bill.customer_id, p.channel, p.tender, sum(a.amount_vnd)::bigint as amount_vnd
      from bill join allocations a on a.bill_root_id = bill.root_id join payments p on p.id = a.payment_id
      group by bill.root_id, bill.period, bill.customer_id, p.channel, p.tender
    ), cashless as (
      select paid.root_id,
             coalesce(sum(amount_vnd) filter (where ${cashless(definitions.official)}), 0)::bigint as official,
             coalesce(sum(amount_vnd) filter (where ${cashless(definitions.strict)}), 0)::bigint as strict
      from paid group by paid.root_id
    ), facts as materialized (
      select b.period, b.customer_id, (array_agg(b.org_unit_id order by b.id desc))[1] as org_unit_id,
             coalesce(min(c.commune_code), '') as commune_code, count(*)::int as bills,
             count(*) filter (where b.state = 'paid' and l.official = b.total_vnd)::int as bills_official,
             count(*) filter (where b.state = 'paid' and l.strict = b.total_vnd)::int as bills_strict,
             count(*) filter (where b.state = 'paid')::int as bills_paid,
             sum(b.total_vnd)::bigint as billed_vnd, sum(b.paid_vnd)::bigint as paid_vnd,
             coalesce(sum(l.official), 0)::bigint as official_vnd, coalesce(sum(l.strict), 0)::bigint as strict_vnd,
             min(c.kind) as kind
      from bill b join customers c on c.id = b.customer_id left join cashless l on l.root_id = b.root_id
      group by b.period, b.customer_id
    ), channel_facts as materialized (
      select paid.period, paid.customer_id, paid.channel, f.org_unit_id, f.commune_code,
             sum(paid.amount_vnd)::bigint as amount_vnd, count(*)::int as bills
      from (
        -- What was taken back leaves a bill that nothing was brought of.
        select period, customer_id, channel, root_id, sum(amount_vnd) as amount_vnd from paid
        group by period, customer_id, channel, root_id having sum(amount_vnd) <> 0
      ) paid
      join facts f on f.period = paid.period and f.customer_id = paid.customer_id
      group by paid.period, paid.customer_id, paid.channel, f.org_unit_id, f.commune_code
      having sum(paid.amount_vnd) <> 0
    ), old as materialized (
      select k.* from affected f join kpi_customer_periods k on k.period = f.period and k.customer_id = f.customer_id
    ), channel_old as materialized (
      select k.* from affected f join kpi_customer_channels k on k.period = f.period and k.customer_id = f.customer_id
    )`;
}

/** Channels of which is kept when other customers came to use them: what is counted of these by heads is counted anew. */
const countedByHeads: Channel[] = ['mobile_money'];

/** Stores the facts as they are now; those of customers without a bill left go. */
const stored = sql`
  written as (
    insert into kpi_customer_periods as k (period, customer_id, org_unit_id, commune_code, bills, bills_official,
      bills_strict, bills_paid, billed_vnd, paid_vnd, official_vnd, strict_vnd, kind)
    select * from facts
    on conflict (period, customer_id) do update set
      org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code, bills = excluded.bills,
      bills_official = excluded.bills_official, bills_strict = excluded.bills_strict,
      bills_paid = excluded.bills_paid, billed_vnd = excluded.billed_vnd, paid_vnd = excluded.paid_vnd,
      official_vnd = excluded.official_vnd, strict_vnd = excluded.strict_vnd, kind = excluded.kind
  ), gone as (
    delete from kpi_customer_periods k using old
    where k.period = old.period and k.customer_id = old.customer_id
      -- Hashed: a planner that expects one row would hold each against all.
      and (old.period, old.customer_id) not in (select period, customer_id from facts)
  ), channel_written as (
    insert into kpi_customer_channels as k (period, customer_id, channel, org_unit_id, commune_code, amount_vnd, bills)
    select period, customer_id, channel, org_unit_id, commune_code, amount_vnd, bills from channel_facts
    on conflict (period, customer_id, channel) do update set
      org_unit_id = excluded.org_unit_id, commune_code = excluded.commune_code,
      amount_vnd = excluded.amount_vnd, bills = excluded.bills
  ), channel_gone as (
    delete from kpi_customer_channels k using channel_old old
    where k.period = old.period and k.customer_id = old.customer_id and k.channel = old.channel
      and not exists (select from channel_facts f where f.period = old.period and f.customer_id = old.customer_id
                        and f.channel = old.channel)
  ), other_users as (
    insert into kpi_channel_changes (period, channel)
    select distinct period, channel from (
      -- Who stands on one side alone has come or gone.
      select period, channel from (
        select period, customer_id, channel from channel_facts where channel = any(${countedByHeads}::text[])
        union all
        select period, customer_id, channel from channel_old where channel = any(${countedByHeads}::text[])
      ) both_sides group by period, customer_id, channel having count(*) = 1
    ) changed
    on conflict (period, channel) do update set xid = excluded.xid
  )`;

/** Adds the difference between new and old facts to sums by these columns. */
function addedTo(table: string, columns: readonly string[]): RawBuilder<unknown> {
  const keys = sql.join(columns.map((column) => sql.ref(column)));
  return sql`
    insert into ${sql.table(table)} as cell (${keys}, customers, customers_official,
      customers_strict, customers_paid, bills, bills_official, bills_strict, bills_paid, billed_vnd, paid_vnd,
      official_vnd, strict_vnd)
    select ${keys}, sum(sign),
           coalesce(sum(sign) filter (where bills_official = bills), 0),
           coalesce(sum(sign) filter (where bills_strict = bills), 0),
           coalesce(sum(sign) filter (where bills_paid = bills), 0), sum(sign * bills), sum(sign * bills_official),
           sum(sign * bills_strict), sum(sign * bills_paid), sum(sign * billed_vnd), sum(sign * paid_vnd),
           sum(sign * official_vnd), sum(sign * strict_vnd)
    from delta group by ${keys}
    on conflict (${keys}) do update set
      customers = cell.customers + excluded.customers,
      customers_official = cell.customers_official + excluded.customers_official,
      customers_strict = cell.customers_strict + excluded.customers_strict,
      customers_paid = cell.customers_paid + excluded.customers_paid,
      bills = cell.bills + excluded.bills, bills_official = cell.bills_official + excluded.bills_official,
      bills_strict = cell.bills_strict + excluded.bills_strict, bills_paid = cell.bills_paid + excluded.bills_paid,
      billed_vnd = cell.billed_vnd + excluded.billed_vnd, paid_vnd = cell.paid_vnd + excluded.paid_vnd,
      official_vnd = cell.official_vnd + excluded.official_vnd, strict_vnd = cell.strict_vnd + excluded.strict_vnd`;
}

const place = ['period', 'org_unit_id', 'commune_code'];

/** Adds the difference between new and old facts to the sums that boards read, and to those by kind of customer. */
const summed = sql`
  delta as (
    select period, org_unit_id, commune_code, kind, 1 as sign, bills, bills_official, bills_strict, bills_paid,
           billed_vnd, paid_vnd, official_vnd, strict_vnd from facts
    union all
    select period, org_unit_id, commune_code, kind, -1, bills, bills_official, bills_strict, bills_paid,
           billed_vnd, paid_vnd, official_vnd, strict_vnd from old
  ), cells as (${addedTo('kpi_cells', place)}
  ), kind_cells as (${addedTo('kpi_kind_cells', [...place, 'kind'])}
  ), channel_delta as (
    select period, org_unit_id, commune_code, channel, 1 as sign, amount_vnd, bills from channel_facts
    union all
    select period, org_unit_id, commune_code, channel, -1, amount_vnd, bills from channel_old
  )
  insert into kpi_channel_cells as cell (period, org_unit_id, commune_code, channel, amount_vnd, bills, customers)
  select period, org_unit_id, commune_code, channel, sum(sign * amount_vnd), sum(sign * bills), sum(sign)
  from channel_delta group by period, org_unit_id, commune_code, channel
  on conflict (period, org_unit_id, commune_code, channel) do update set
    amount_vnd = cell.amount_vnd + excluded.amount_vnd, bills = cell.bills + excluded.bills,
    customers = cell.customers + excluded.customers`;

/**
 * Recomputes the affected facts and moves the sums by what changed, in one statement. It starts from the truth every
 * time, so applying the same change twice changes nothing.
 */
export async function refreshFacts(
  tx: Tx,
  changes: Changes,
  definitions: { official: KpiDefinition; strict: KpiDefinition },
): Promise<void> {
  const isBulk = await touchesMany(tx, changes);
  // What an import has just brought is in no statistics: a planner that expects one row would join all with all.
  if (isBulk) await run(tx, sql`set local enable_nestloop = off`);
  await run(
    tx,
    sql`with ${affected(changes)}, ${recomputed(definitions)}, ${stored}, ${debts}, ${cohorts}, ${staffSums},
             ${noteMoves(changes.customerImportIds.length > 0)}, ${summed}`,
  );
  if (isBulk) await run(tx, sql`set local enable_nestloop = on`);
}

/** What is counted by heads of channels is counted anew: all that stands of them is about to be thrown away. */
export async function markChannels(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`
      insert into kpi_channel_changes (period, channel)
      select distinct period, channel from kpi_customer_channels where channel = any(${countedByHeads}::text[])
      on conflict (period, channel) do update set xid = excluded.xid`,
  );
}

/** What partners pay in a moment is few by its number alone; only files and great batches are counted. */
async function touchesMany(tx: Tx, changes: Changes): Promise<boolean> {
  const { paymentIds, billIds, billImportIds, customerImportIds, months = [] } = changes;
  const hasFiles = billImportIds.length + customerImportIds.length + months.length > 0;
  if (!hasFiles && paymentIds.length + billIds.length < bulk / 2) return false;
  const { count } = await one(
    tx,
    sql<{ count: bigint }>`
      with ${affected(changes)} select count(*) as count from (select from affected limit ${bulk}) found`,
  );
  return count >= BigInt(bulk);
}
