import { sql, type RawBuilder } from 'kysely';
import { one, transaction, type Db } from './platform/db.ts';
import type { Log } from './platform/log.ts';
import type { Company } from './platform/runtime.ts';
import { hashOfFigures } from './features/month-close/index.ts';
import { mandateInvariants } from './mandate-invariants.ts';
import { paymentOrderInvariants } from './payment-order-invariants.ts';
import { registerInvariants } from './register-invariants.ts';
import { settlementInvariants } from './settlement-invariants.ts';
import { walletDebitInvariants } from './wallet-debit-invariants.ts';
import { tillInvariants } from './till-invariants.ts';

/**
 * What must always be true of a company's books, each as a count of what breaks it. Checked after every test that
 * touches money, by `tiendien ledger verify`, and nightly.
 */
const invariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'a payment is what its allocations, its credits and its refunds add up to': sql`
    select count(*)::int as breaks from payments p
    left join (select payment_id, sum(amount_vnd) as s from allocations group by 1) a on a.payment_id = p.id
    left join (select payment_id, sum(amount_vnd) as s from customer_credits group by 1) c on c.payment_id = p.id
    left join (select payment_id, sum(amount_vnd) as s from refunds where state = 'paid' group by 1) r on r.payment_id = p.id
    where coalesce(a.s, 0) + coalesce(c.s, 0) + coalesce(r.s, 0) <> case p.state when 'accepted' then p.amount_vnd else 0 end`,
  'what is paid of a bill is the sum of its allocations': sql`
    select count(*)::int as breaks from (
      select root_id, sum(paid_vnd) as paid from bills where is_current group by root_id
    ) b full join (select bill_root_id, sum(amount_vnd) as s from allocations group by 1) a on a.bill_root_id = b.root_id
    where coalesce(b.paid, 0) <> coalesce(a.s, 0)`,
  'the receivable of a unit is what its bills are open for': sql`
    with booked as (
      select a.org_unit_id, sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code = '131' group by 1
    ), owed as (
      select org_unit_id, sum(total_vnd - paid_vnd) as open from bills
      where is_current and state <> 'written_off' group by 1
    )
    select count(*)::int as breaks from booked full join owed using (org_unit_id)
    where coalesce(booked.balance, 0) <> coalesce(owed.open, 0)`,
  ...settlementInvariants,
  ...mandateInvariants,
  ...walletDebitInvariants,
  ...paymentOrderInvariants,
  ...tillInvariants,
  ...registerInvariants,
  'a frozen month says what it was frozen with, and no frozen figure stands without its month': sql`
    select (select count(*) from month_freezes f where f.hash <> ${hashOfFigures})::int
         + (select count(*) from frozen_figures g where not exists (select from month_freezes f where f.id = g.freeze_id))::int as breaks`,
  'what is left of the credit of a payment is what its credits add up to': sql`
    select count(*)::int as breaks from credit_lots l
    full join (select payment_id, sum(amount_vnd) as s from customer_credits group by 1) c on c.payment_id = l.payment_id
    where coalesce(l.left_vnd, 0) <> coalesce(c.s, 0)`,
  'credit belongs to whom its payment belongs': sql`
    select count(*)::int as breaks from (
      select payment_id, customer_id from customer_credits group by 1, 2 having sum(amount_vnd) <> 0
    ) c join payments p on p.id = c.payment_id left join credit_lots l on l.payment_id = c.payment_id
    where p.customer_id is distinct from c.customer_id or l.customer_id is distinct from c.customer_id`,
  'what is set aside of credit is what open refunds ask for': sql`
    select count(*)::int as breaks from credit_lots l
    full join (select payment_id, sum(amount_vnd) as s from refunds where state in ('requested', 'approved') group by 1) r
      on r.payment_id = l.payment_id
    where coalesce(l.reserved_vnd, 0) <> coalesce(r.s, 0)`,
  'every payment has its reference and every reference its payment': sql`
    select count(*)::int as breaks
    from payments p full join (select * from payment_claims where kind = 'payment') c on c.payment_id = p.id
    where p.id is null or c.payment_id is null or p.reference <> c.reference or p.partner_id <> c.partner_id`,
  'a reversed payment has one reversal': sql`
    select count(*)::int as breaks from payments p full join payment_reversals r on r.payment_id = p.id
    where (p.state = 'reversed') is distinct from (r.payment_id is not null)`,
  'the versions of a bill have at most one current': sql`
    select count(*)::int as breaks from (
      select root_id from bills where is_current group by root_id having count(*) > 1) doubled`,
  'a bill has a customer and a unit, and corrects a bill of the same lineage': sql`
    select count(*)::int as breaks from bills b
    where not exists (select from customers where id = b.customer_id)
       or not exists (select from org_units where id = b.org_unit_id)
       or (b.version > 1) <> (b.corrects_id is not null)
       or (b.corrects_id is not null
           and not exists (select from bills o where o.id = b.corrects_id and o.root_id = b.root_id))`,
  'a bill issued here is for a service, and a service is billed with the amount it was issued for': sql`
    select count(*)::int as breaks
    from (select * from bills where import_id is null) b full join service_bills s on s.bill_id = b.id
    where b.id is null or s.bill_id is null or b.version <> 1 or b.net_vnd % s.quantity <> 0
       or (b.state = 'cancelled') <> (s.cancelled_by is not null)`,
  'transfers move between accounts and for payments that exist': sql`
    select count(*)::int as breaks from transfers t
    where not exists (select from accounts where id = t.debit_account_id)
       or not exists (select from accounts where id = t.credit_account_id)
       or (payment_id is not null and not exists (select from payments where id = t.payment_id))`,
  'every allocation to a bill of the billing system that clearing has read has one entry, numbered without gaps': sql`
    with at as (
      select coalesce(max(xid), '0'::xid8) as xid from reader_positions where reader = 'clearing.collect'
    )
    select (
      select count(*) from (
        select a.* from allocations a join bills b on b.id = a.bill_root_id where b.import_id is not null
      ) a full join clearing_entries e on e.allocation_id = a.id
      where (e.seq is null and a.xid < (select xid from at)) or a.id is null or (e.seq is not null and a.xid >= (select xid from at))
         or e.payment_id <> a.payment_id or e.bill_root_id <> a.bill_root_id
         or a.amount_vnd <> case e.kind when 'clear' then e.amount_vnd else -e.amount_vnd end
    )::int + (select (count(*) <> coalesce(max(seq), 0))::int from clearing_entries) as breaks`,
  'what clearing says of a bill is what is paid of it': sql`
    with at as (
      select coalesce(max(xid), '0'::xid8) as xid from reader_positions where reader = 'clearing.collect'
    ), told as (
      select bill_root_id, sum(case kind when 'clear' then amount_vnd else -amount_vnd end) as s
      from clearing_entries group by 1
    )
    select count(*)::int as breaks from told join bills b on b.root_id = told.bill_root_id and b.is_current
    where told.s <> b.paid_vnd
      and not exists (select from allocations a where a.bill_root_id = b.root_id and a.xid >= (select xid from at))`,
  'stored balances are the sums of the transfers up to their position': sql`
    with at as (
      select coalesce(max(xid), '0'::xid8) as xid, coalesce(max(id), 0) as id
      from reader_positions where reader = 'ledger.roll_up'
    ), summed as (
      select a.id as account_id, coalesce(sum(t.amount_vnd) filter (where t.debit_account_id = a.id), 0) as debit,
             coalesce(sum(t.amount_vnd) filter (where t.credit_account_id = a.id), 0) as credit
      from accounts a left join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
        and (t.xid, t.id) <= ((select xid from at), (select id from at))
      group by a.id
    )
    select count(*)::int as breaks from summed full join account_balances b using (account_id)
    where summed.debit is distinct from coalesce(b.debit_vnd, 0) or summed.credit is distinct from coalesce(b.credit_vnd, 0)`,
  "a gateway order's payment is of what has not gone back": sql`
    select count(*)::int as breaks from gateway_orders o left join payments p on p.id = o.payment_id
    where o.state = 'paid' and o.attention is distinct from 'booked_in_parts'
      and p.amount_vnd is distinct from o.amount_vnd - o.refunded_vnd`,
  'numbers of official reports run without gaps': sql`
    select count(*)::int as breaks from report_series s
    left join lateral (select count(*) as given, max(number) as newest from official_reports r
                       where r.series = s.series and r.year = s.year) r on true
    where r.given <> s.last or r.newest <> s.last`,
};

export interface InvariantResult {
  name: string;
  breaks: number;
}

/** Runs every invariant in one snapshot. */
export async function checkInvariants(db: Db): Promise<InvariantResult[]> {
  return transaction(
    db,
    async (tx) => {
      const results: InvariantResult[] = [];
      for (const [name, query] of Object.entries(invariants)) {
        results.push({ name, breaks: (await one(tx, query)).breaks });
      }
      return results;
    },
    { begin: 'begin isolation level repeatable read read only' },
  );
}

/** Runs every invariant and raises the alarm in the log for each that is broken. */
export async function sweepInvariants(company: Company, log: Log): Promise<void> {
  for (const { name, breaks } of await checkInvariants(company.db)) {
    if (breaks > 0)
      log.error({ company: company.code, invariant: name, breaks }, 'an invariant of the books is broken');
  }
}
