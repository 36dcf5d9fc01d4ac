import { sql, type RawBuilder } from 'kysely';

/** What must always be true of partners' money, their windows and the credits of the bank. */
export const settlementInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'customer credit and suspense in the ledger are what customers have and what the bank credited unrecognised': sql`
    with booked as (
      select a.code, sum(case when t.credit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code in ('3387', '3388') group by 1
    ), held as (
      select code, sum(vnd) as s from (
        select case when customer_id is null then '3388' else '3387' end as code, amount_vnd as vnd
        from customer_credits
        union all select '3388', amount_vnd - assigned_vnd from bank_credits
      ) parts group by 1
    )
    select count(*)::int as breaks from booked full join held using (code)
    where coalesce(booked.balance, 0) <> coalesce(held.s, 0)`,
  'money at a partner is its payments less refunds, credits of the bank, netted fees and written differences': sql`
    with booked as (
      select a.partner_id, sum(case when t.debit_account_id = a.id then t.amount_vnd else -t.amount_vnd end) as balance
      from accounts a join transfers t on a.id in (t.debit_account_id, t.credit_account_id)
      where a.code in ('111', '113') group by 1
    ), owed as (
      select partner_id, sum(vnd) as s from (
        select partner_id, amount_vnd as vnd from payments where state = 'accepted'
        union all
        select p.partner_id, -r.amount_vnd from refunds r join payments p on p.id = r.payment_id
        where r.state = 'paid' and r.way = 'partner'
        union all
        select partner_id, -amount_vnd from window_receipts where bank_credit_id is not null
        union all
        select partner_id, -amount_vnd from credit_transfers where state <> 'released'
        union all
        select partner_id, -amount_vnd from credit_split_parts where state <> 'released'
        union all
        select t.partner_id, d.amount_vnd from till_differences d join tills t on t.id = d.till_id
        union all
        select t.partner_id, -r.credited_vnd from remittances r join tills t on t.id = r.till_id
        union all
        select t.partner_id, -r.amount_vnd from remittances r join tills t on t.id = r.till_id where r.state = 'received'
        union all
        select t.partner_id, r.amount_vnd from remittances r join tills t on t.id = r.to_till_id where r.state = 'received'
        union all
        select partner_id, -fee_vnd - fee_vat_vnd from settlement_windows
        where state = 'settled' and fee_mode = 'netted'
        union all
        select w.partner_id, -c.amount_vnd from window_carries c join settlement_windows w on w.id = c.window_id
        where c.to_window_id is null
      ) moved group by 1
    )
    select count(*)::int as breaks from booked full join owed using (partner_id)
    where coalesce(booked.balance, 0) <> coalesce(owed.s, 0)`,
  'the frozen figures of a closed window are those of its payments, reversals and refunds': sql`
    with closed as (select * from settlement_windows where state <> 'open'),
    paid as (
      select p.partner_id, p.settles_on, count(*) as n, sum(p.amount_vnd) as s from payments p
      join closed c on c.partner_id = p.partner_id and c.settles_on = p.settles_on group by 1, 2
    ), back as (
      select p.partner_id, b.settles_on, count(*) as n, sum(p.amount_vnd) as s
      from payment_reversals b join payments p on p.id = b.payment_id group by 1, 2
    ), given as (
      select p.partner_id, r.settles_on, sum(r.amount_vnd) as s from refunds r join payments p on p.id = r.payment_id
      where r.state = 'paid' and r.way = 'partner' group by 1, 2
    )
    select count(*)::int as breaks from closed c
    left join paid using (partner_id, settles_on)
    left join back using (partner_id, settles_on)
    left join given using (partner_id, settles_on)
    where (c.payments, c.payments_vnd) is distinct from (coalesce(paid.n, 0)::int, coalesce(paid.s, 0)::bigint)
       or (c.reversals, c.reversals_vnd) is distinct from (coalesce(back.n, 0)::int, coalesce(back.s, 0)::bigint)
       or c.refunds_vnd is distinct from coalesce(given.s, 0)::bigint`,
  'every payment up to the last closed window of its partner lies in a window': sql`
    select count(*)::int as breaks from (
      select p.partner_id, p.settles_on from payments p join partners r on r.id = p.partner_id
      where r.kind <> 'own' group by 1, 2
      union
      select p.partner_id, b.settles_on from payment_reversals b join payments p on p.id = b.payment_id
      join partners r on r.id = p.partner_id where r.kind <> 'own'
    ) moved
    join (select partner_id, max(settles_on) as day from settlement_windows where state <> 'open' group by 1) last
      on last.partner_id = moved.partner_id and moved.settles_on <= last.day
    where not exists (select from settlement_windows w
                      where w.partner_id = moved.partner_id and w.settles_on = moved.settles_on)`,
  'what a window received and handed on is what its receipts and carries add up to': sql`
    select count(*)::int as breaks from settlement_windows w
    left join (select window_id, sum(amount_vnd) as s from window_receipts where window_id is not null group by 1) r
      on r.window_id = w.id
    left join (
      select window_id, sum(s) as s from (
        select window_id, amount_vnd as s from window_carries
        union all select to_window_id, -amount_vnd from window_carries where offsets
      ) both_ways group by 1
    ) o on o.window_id = w.id
    left join (select to_window_id, sum(amount_vnd) as s from window_carries where not offsets group by 1) i
      on i.to_window_id = w.id
    where w.received_vnd <> coalesce(r.s, 0) or w.carried_vnd <> coalesce(o.s, 0) or w.carried_in_vnd <> coalesce(i.s, 0)`,
  "what is assigned of a credit of the bank is what its receipts, its slips and a customer's payment add up to": sql`
    select count(*)::int as breaks from bank_credits c
    left join (select bank_credit_id, sum(amount_vnd) as s from window_receipts group by 1) r on r.bank_credit_id = c.id
    left join credit_transfers t on t.bank_credit_id = c.id and t.state <> 'released'
    left join (
      select s.bank_credit_id, sum(p.amount_vnd) as s from credit_splits s join credit_split_parts p on p.split_id = s.id
      where p.state <> 'released' group by 1
    ) o on o.bank_credit_id = c.id
    left join (select bank_credit_id, sum(amount_vnd) as s from remittance_receipts group by 1) e on e.bank_credit_id = c.id
    where c.assigned_vnd <> coalesce(r.s, 0) + coalesce(t.amount_vnd, 0) + coalesce(o.s, 0) + coalesce(e.s, 0)`,
  "a payment under the company's own bank account is one credit of the bank, and a posted credit one payment": sql`
    select (
      select count(*) from payments p
      where p.state = 'accepted' and p.channel = 'vietqr'
        and p.partner_id in (select transfer_partner_id from bank_accounts)
        and not exists (select from credit_transfers t where t.partner_id = p.partner_id and t.reference = p.reference
                          and t.amount_vnd = p.amount_vnd and t.state <> 'released')
    )::int + (
      select count(*) from credit_transfers t left join payments p on p.id = t.payment_id
      where (t.state = 'posted' and (p.amount_vnd, p.partner_id, p.reference)
               is distinct from (t.amount_vnd, t.partner_id, t.reference))
         or (t.state = 'released' and p.state is distinct from 'reversed')
    )::int as breaks`,
  'windows draw no more from a prefund than was paid in': sql`
    select count(*)::int as breaks from (
      select partner_id from window_receipts where window_id is null or bank_credit_id is null group by 1
      having sum(case when window_id is null then amount_vnd else -amount_vnd end) < 0) overdrawn`,
};
