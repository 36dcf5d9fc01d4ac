import { sql, type RawBuilder } from 'kysely';

/** What must always be true of tills, their receipts and their cash. */
export const tillInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'cash of a till is what it took less what was given back and handed on, over and short counted': sql`
    with booked as (
      select a.partner_id, sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code = '111' group by 1
    ), moved as (
      select partner_id, sum(vnd) as s from (
        select partner_id, amount_vnd as vnd from payments
        where state = 'accepted' and partner_id in (select partner_id from tills)
        union all
        select t.partner_id, d.amount_vnd from till_differences d join tills t on t.id = d.till_id
        union all
        select t.partner_id, -r.amount_vnd from remittances r join tills t on t.id = r.till_id
        where r.state in ('sent', 'settled', 'received')
        union all
        select t.partner_id, r.amount_vnd from remittances r join tills t on t.id = r.to_till_id
        where r.state = 'received'
      ) parts group by 1
    )
    select count(*)::int as breaks from tills t
    left join booked using (partner_id) left join moved using (partner_id)
    where coalesce(booked.balance, 0) <> coalesce(moved.s, 0)`,
  'cash in transit of a till is what its slips have not been credited': sql`
    with booked as (
      select a.partner_id, sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code = '113' group by 1
    )
    select count(*)::int as breaks from tills t left join booked using (partner_id)
    left join (select till_id, sum(amount_vnd - credited_vnd) as s from remittances where state in ('sent', 'settled') group by 1) r
      on r.till_id = t.id
    where coalesce(booked.balance, 0) <> coalesce(r.s, 0)`,
  'what was counted over and short and is not cleared stands in 3381 and 1381': sql`
    with booked as (
      select a.partner_id, a.code, sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code in ('1381', '3381') group by 1, 2
    ), waiting as (
      select t.partner_id, case when d.amount_vnd < 0 then '1381' else '3381' end as code, -sum(d.amount_vnd) as s
      from till_differences d join tills t on t.id = d.till_id where d.resolution is null group by 1, 2
    )
    select count(*)::int as breaks from booked full join waiting using (partner_id, code)
    where coalesce(booked.balance, 0) <> coalesce(waiting.s, 0)`,
  'receipts of a till are numbered from one without gaps, each of one payment': sql`
    select (
      select count(*) from tills t
      left join (select till_id, count(receipt_number) as n, max(receipt_number) as last from takings group by 1) g
        on g.till_id = t.id
      where coalesce(g.n, 0) <> t.last_receipt or coalesce(g.last, 0) <> t.last_receipt
    )::int + (
      select count(*) from takings g left join payments p on p.id = g.payment_id
      where g.payment_id is not null and (p.partner_id, p.reference, p.amount_vnd)
              is distinct from (g.partner_id, g.reference, g.amount_vnd)
         or (g.state = 'voided' and p.state is distinct from 'reversed')
    )::int as breaks`,
  'a session was counted as expected, but for its difference; a remittance is the cash of its sessions': sql`
    select (
      select count(*) from till_sessions s left join till_differences d on d.session_id = s.id
      where s.state = 'closed' and s.counted_vnd - s.expected_vnd <> coalesce(d.amount_vnd, 0)
         or (s.state = 'open' and d.session_id is not null)
    )::int + (
      select count(*) from remittances r
      left join (select remittance_id, sum(cash_vnd) as s from till_sessions group by 1) k on k.remittance_id = r.id
      where r.amount_vnd <> coalesce(k.s, 0) and r.state <> 'cancelled' or (r.state = 'cancelled' and k.s is not null)
    )::int as breaks`,
  'what a slip was credited is what its receipts add up to': sql`
    select count(*)::int as breaks from remittances r
    left join (select remittance_id, sum(amount_vnd) as s from remittance_receipts group by 1) e on e.remittance_id = r.id
    where r.credited_vnd <> coalesce(e.s, 0)`,
};
