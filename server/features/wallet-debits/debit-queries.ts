import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { DebitReasonCode } from '../../../core/mandates/reasons.ts';
import { find, many, run, type Db, type Queryable } from '../../platform/db.ts';

export interface DebitRow {
  item_id: bigint;
  batch_id: bigint;
  account_code: string;
  agreement_id: bigint | null;
  amount_vnd: bigint;
  reference: string | null;
  state: 'waiting' | 'asked' | 'paid' | 'failed';
  attempts: number;
  sent_at: Date | null;
  customer_code: string;
  period: BusinessDate;
  identifier: string;
  token: string | null;
}

/** Puts debits of runs of wallets in line; those without an agreement fail without being sent. */
export async function planDebits(on: Queryable): Promise<void> {
  await run(
    on,
    sql`
      insert into wallet_debits (item_id, batch_id, account_code, agreement_id, amount_vnd, state)
      select i.id, i.batch_id, coalesce(w.account_code, a.code), w.id, i.amount_vnd, 'waiting'
      from debit_batches b join debit_items i on i.batch_id = b.id
      join lateral (select code from gateway_accounts where partner_id = b.partner_id and channel = 'auto_debit_wallet'
                    order by enabled desc, code limit 1) a on true
      left join wallet_agreements w on w.mandate_id = i.mandate_id and w.state = 'bound'
      where b.format = 'wallet' and b.state = 'ready' and i.state = 'pending'
      order by i.id on conflict do nothing`,
  );
}

/**
 * What may no longer be sent: the mandate was stopped, or the agreement is gone. Of a debit that a list of the wallet
 * decided meanwhile there is nothing left to tell.
 */
export async function failUnsendable(on: Queryable, now: Date): Promise<void> {
  await run(
    on,
    sql`
      update wallet_debits d set state = 'failed', reason_code = 'MD01', reason_text = null,
        told_at = case when i.state <> 'pending' then ${now}::timestamptz end
      from debit_items i join mandates m on m.id = i.mandate_id
      where i.id = d.item_id and d.state = 'waiting'
        and (m.state <> 'active' or i.state <> 'pending'
             or not exists (select from wallet_agreements w where w.id = d.agreement_id and w.state = 'bound'))`,
  );
}

/** Contracts that have debits to send, and may be asked. */
export async function listAccountsWaiting(on: Queryable): Promise<string[]> {
  const rows = await many(
    on,
    sql<{ code: string }>`select a.code from gateway_accounts a
      where a.enabled and exists (select from wallet_debits d where d.account_code = a.code and d.state = 'waiting')
      order by 1`,
  );
  return rows.map(({ code }) => code);
}

const debits = sql`
  select d.*, c.code as customer_code, b.period, coalesce(w.identifier, '') as identifier, w.token
  from wallet_debits d join debit_items i on i.id = d.item_id join customers c on c.id = i.customer_id
  join bills b on b.id = i.bill_id left join wallet_agreements w on w.id = d.agreement_id`;

/**
 * Takes the next debit to send. From here on its outcome counts as unknown: the mark is committed before anything leaves.
 * Only a mandate that is active in this moment is debited.
 */
export async function takeNext(
  db: Db,
  accountCode: string,
  sent: { prefix: string; now: Date; firstQueryAt: Date },
): Promise<DebitRow | undefined> {
  const taken = await find(
    db,
    sql<{ item_id: bigint }>`
      update wallet_debits d set state = 'asked', reference = ${sent.prefix} || i.reference, sent_at = ${sent.now},
        next_query_at = ${sent.firstQueryAt}
      from debit_items i
      where i.id = d.item_id and d.item_id = (
        select n.item_id from wallet_debits n join debit_items p on p.id = n.item_id
        join mandates m on m.id = p.mandate_id join wallet_agreements w on w.id = n.agreement_id
        where n.account_code = ${accountCode} and n.state = 'waiting' and p.state = 'pending' and m.state = 'active'
          and w.state = 'bound'
        order by n.item_id limit 1 for update of n skip locked)
      returning d.item_id`,
  );
  return taken && findDebit(db, taken.item_id);
}

export async function findDebit(on: Queryable, itemId: bigint): Promise<DebitRow | undefined> {
  return find(on, sql<DebitRow>`${debits} where d.item_id = ${itemId}`);
}

export async function findByReference(
  on: Queryable,
  accountCode: string,
  reference: string,
): Promise<DebitRow | undefined> {
  return find(
    on,
    sql<DebitRow>`${debits} where d.account_code = ${accountCode} and d.reference = ${reference}`,
  );
}

/** Takes debits whose time to be asked about has come; each is asked about ever less often, at most every quarter hour. */
export async function takeDue(db: Db, now: Date, limit: number): Promise<DebitRow[]> {
  const taken = await many(
    db,
    sql<{ item_id: bigint }>`
      update wallet_debits set attempts = attempts + 1,
        attention = case when sent_at < ${now}::timestamptz - interval '1 day' then coalesce(attention, 'silent')
                    else attention end,
        next_query_at = ${now}::timestamptz + least(power(2, attempts + 1), 30) * interval '30 seconds'
      where item_id in (select item_id from wallet_debits where state = 'asked' and next_query_at <= ${now}
                        order by next_query_at limit ${limit} for update skip locked)
      returning item_id`,
  );
  const ids = taken.map(({ item_id: id }) => id);
  return many(db, sql<DebitRow>`${debits} where d.item_id = any(${ids}::bigint[])`);
}

/** Money counts in whatever state the debit is. False where it was known. */
export async function notePaid(on: Queryable, itemId: bigint, transactionId: string): Promise<boolean> {
  const noted = await run(
    on,
    sql`update wallet_debits set state = 'paid', transaction_id = ${transactionId}, reason_code = null,
          reason_text = null, told_at = null, next_query_at = null
        where item_id = ${itemId} and state <> 'paid'`,
  );
  return noted > 0;
}

export async function noteFailed(
  on: Queryable,
  itemId: bigint,
  reason: { code: DebitReasonCode; text: string },
): Promise<boolean> {
  const noted = await run(
    on,
    sql`update wallet_debits set state = 'failed', reason_code = ${reason.code},
          reason_text = ${reason.text.slice(0, 300)}, next_query_at = null
        where item_id = ${itemId} and state = 'asked'`,
  );
  return noted > 0;
}

export async function markAmount(on: Queryable, itemId: bigint): Promise<void> {
  await run(on, sql`update wallet_debits set attention = 'wrong_amount' where item_id = ${itemId}`);
}

/** An outcome that the mandates have not been told of. */
export interface UntoldRow {
  item_id: bigint;
  agreement_id: bigint | null;
  partner_id: bigint;
  partner_code: string;
  reference: string;
  amount_vnd: bigint;
  state: 'paid' | 'failed';
  reason_code: DebitReasonCode | null;
  reason_text: string | null;
}

export async function listUntold(on: Queryable, limit: number): Promise<UntoldRow[]> {
  return many(
    on,
    sql<UntoldRow>`
      select d.item_id, d.agreement_id, i.partner_id, p.code as partner_code, i.reference, d.amount_vnd, d.state,
             d.reason_code, d.reason_text
      from wallet_debits d join debit_items i on i.id = d.item_id join partners p on p.id = i.partner_id
      where d.state in ('paid', 'failed') and d.told_at is null order by d.item_id limit ${limit}`,
  );
}

/** Told in the state that was told: what has become known since is told again. */
export async function noteTold(on: Queryable, told: readonly UntoldRow[], now: Date): Promise<void> {
  await run(
    on,
    sql`update wallet_debits d set told_at = ${now}
        from unnest(${told.map((row) => row.item_id)}::bigint[], ${told.map((row) => row.state)}::text[]) g (id, state)
        where d.item_id = g.id and d.state = g.state`,
  );
}

/** Runs all of whose debits have left. */
export async function listSentRuns(on: Queryable): Promise<bigint[]> {
  const rows = await many(
    on,
    sql<{ id: bigint }>`
      select b.id from debit_batches b
      where b.format = 'wallet' and b.state = 'ready'
        and not exists (select from debit_items i left join wallet_debits d on d.item_id = i.id
                        where i.batch_id = b.id and coalesce(d.state, 'waiting') = 'waiting')
      order by b.id limit 100`,
  );
  return rows.map(({ id }) => id);
}

export interface ProgressRow {
  state: DebitRow['state'];
  debits: number;
  amount_vnd: bigint;
  attention: number;
}

export async function sumRun(on: Queryable, batchId: bigint): Promise<ProgressRow[]> {
  return many(
    on,
    sql<ProgressRow>`
      select state, count(*)::int as debits, sum(amount_vnd)::bigint as amount_vnd, count(attention)::int as attention
      from wallet_debits where batch_id = ${batchId} group by state order by state`,
  );
}
