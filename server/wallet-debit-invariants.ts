import { sql, type RawBuilder } from 'kysely';

/** What must always be true of debits from wallets. */
export const walletDebitInvariants: Record<string, RawBuilder<{ breaks: number }>> = {
  'a debit that a wallet paid, and the mandates were told of, is posted or about to be, with its own amount': sql`
    select count(*)::int as breaks from wallet_debits d join debit_items i on i.id = d.item_id
    left join debit_taken t on t.item_id = i.id
    where d.state = 'paid' and d.told_at is not null
      and coalesce(case when i.state = 'paid' then i.taken_vnd end, t.taken_vnd, 0) <> d.amount_vnd`,
  'a bill is asked for from a wallet once, as long as the outcome is not known': sql`
    select count(*)::int as breaks from (
      select i.bill_root_id from wallet_debits d join debit_items i on i.id = d.item_id
      where d.state in ('waiting', 'asked') and i.state = 'pending'
      group by 1 having count(*) > 1) twice`,
  'nothing was sent to a wallet without an agreement that was bound': sql`
    select count(*)::int as breaks from wallet_debits d left join wallet_agreements w on w.id = d.agreement_id
    where d.sent_at is not null and (w.id is null or w.bound_at is null)`,
  'a debit of a wallet asks for what its run says': sql`
    select count(*)::int as breaks from wallet_debits d join debit_items i on i.id = d.item_id
    where d.amount_vnd <> i.amount_vnd`,
  'a mandate whose agreement ended at the wallet is not debited': sql`
    select count(*)::int as breaks from mandates m
    join lateral (select w.state, w.bound_at from wallet_agreements w where w.mandate_id = m.id
                  order by w.id desc limit 1) w on true
    where m.state = 'active' and w.state = 'unbound'`,
};
