import { sql, type RawBuilder } from 'kysely';

/** What must always be true of payment orders and cheques. */
export const paymentOrderInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'what was taken of a credit for an order or a cheque is the sum of its payments': sql`
    select count(*)::int as breaks from credit_splits s
    left join (select split_id, sum(amount_vnd) as s from credit_split_parts group by 1) p on p.split_id = s.id
    where s.amount_vnd <> coalesce(p.s, 0)`,
  'a posted part of a credit is one payment of its own, and such a payment one part': sql`
    select (
      select count(*) from credit_split_parts n left join payments p on p.id = n.payment_id
      where (n.state = 'posted' and (p.amount_vnd, p.partner_id, p.reference, p.channel)
               is distinct from (n.amount_vnd, n.partner_id, n.reference, n.channel))
         or (n.state = 'released' and p.state is distinct from 'reversed')
    )::int + (
      select count(*) from payments p
      where p.state = 'accepted' and p.channel in ('payment_order', 'cheque')
        and p.partner_id in (select transfer_partner_id from bank_accounts)
        and not exists (select from credit_split_parts n where n.partner_id = p.partner_id and n.reference = p.reference
                          and n.state <> 'released')
    )::int as breaks`,
  'a paid order has been paid for, and waits for no bill': sql`
    select count(*)::int as breaks from payment_orders o
    where (o.state in ('paid', 'cancelled', 'expired')
           and exists (select from payment_order_bills l where l.order_id = o.id and l.live))
       or (o.state in ('paid', 'part_paid') and not exists (
             select from credit_splits s join credit_split_parts p on p.split_id = s.id
             where s.order_id = o.id and p.state <> 'released'))`,
  'a cheque in hand or at the bank holds its bills, unless money taken elsewhere or a correction overtook it': sql`
    select count(*)::int as breaks from cheques q join cheque_bills l on l.cheque_id = q.id
    join bills b on b.id = l.bill_id
    left join holds h on h.partner_id = q.partner_id and h.reference = 'SEC' || q.id::text || '-' || l.place
    where q.state in ('received', 'deposited') and b.state in ('open', 'part_paid')
      and (h.id is null or (h.payment_id is null and h.state <> 'expired'
                            and (h.state <> 'open' or b.hold_id is distinct from h.id)))`,
  'a cleared cheque was paid by the bank to the dong, and no other cheque was': sql`
    select count(*)::int as breaks from cheques q
    left join (select s.cheque_id, sum(p.amount_vnd) as s from credit_splits s
               join credit_split_parts p on p.split_id = s.id where p.state <> 'released' group by 1) r on r.cheque_id = q.id
    where (q.state = 'cleared' and coalesce(r.s, 0) not between 1 and q.amount_vnd)
       or (q.state <> 'cleared' and r.s is not null)`,
};
