import { sql, type RawBuilder } from 'kysely';

/** What must always be true of auto-debit. */
export const mandateInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'a debit that was paid has one payment of its own, of the amount the bank took': sql`
    select count(*)::int as breaks from debit_items i left join payments p on p.id = i.payment_id
    where i.state = 'paid'
      and (p.id is null or p.partner_id <> i.partner_id or p.reference <> i.reference or p.amount_vnd <> i.taken_vnd)`,
  'a pending debit holds its bill for its bank, unless money taken elsewhere or a correction overtook it': sql`
    select count(*)::int as breaks from debit_items i
    join bills b on b.id = i.bill_id
    left join holds h on h.partner_id = i.partner_id and h.reference = i.reference
    where i.state = 'pending' and b.state in ('open', 'part_paid')
      and (h.id is null or (h.payment_id is null and (h.state <> 'open' or b.hold_id is distinct from h.id)))`,
  'a returned debit that was reversed has given its payment back, with two persons': sql`
    select count(*)::int as breaks from debit_returns r join payments p on p.id = r.payment_id
    where r.state = 'reversed' and (p.state <> 'reversed' or r.asked_by is null or r.asked_by = r.decided_by)`,
  'money taken and not posted yet belongs to a debit that is not paid': sql`
    select count(*)::int as breaks from debit_taken t left join debit_items i on i.id = t.item_id
    where i.id is null or i.state not in ('pending', 'failed')`,
  'the debits of a run are what its file says': sql`
    select count(*)::int as breaks from debit_batches b left join (
      select batch_id, count(*) as n, sum(amount_vnd) as s from debit_items group by 1
    ) i on i.batch_id = b.id
    where b.state <> 'picking' and (b.items <> coalesce(i.n, 0) or b.items_vnd <> coalesce(i.s, 0))`,
};
