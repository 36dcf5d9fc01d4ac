import { sql } from 'kysely';
import { many, type Queryable } from '../../platform/db.ts';
import type { DayRange } from './statement-queries.ts';

export interface JournalEntry {
  id: bigint;
  business_on: string;
  kind: string;
  debit_code: string;
  credit_code: string;
  /** The unit or partner the account is kept for. */
  debit_owner: string | null;
  credit_owner: string | null;
  amount_vnd: bigint;
  reference: string | null;
}

/** Entries of one business day behind an entry, in order. */
export async function listEntriesOfDay(
  on: Queryable,
  asked: { day: string; after: bigint; limit: number },
): Promise<JournalEntry[]> {
  return many(
    on,
    sql<JournalEntry>`
      select t.id, t.business_on, t.kind, d.code as debit_code, c.code as credit_code,
             coalesce(du.code, dp.code) as debit_owner, coalesce(cu.code, cp.code) as credit_owner, t.amount_vnd,
             y.reference
      from (
        select id, business_on, kind, debit_account_id, credit_account_id, amount_vnd, payment_id from transfers
        where business_on = ${asked.day}::date and id > ${asked.after} order by id limit ${asked.limit}
      ) t
      join accounts d on d.id = t.debit_account_id
      join accounts c on c.id = t.credit_account_id
      left join org_units du on du.id = d.org_unit_id
      left join partners dp on dp.id = d.partner_id
      left join org_units cu on cu.id = c.org_unit_id
      left join partners cp on cp.id = c.partner_id
      left join payments y on y.id = t.payment_id
      order by t.id`,
  );
}

export interface AccountTurnover {
  code: string;
  entries: number;
  debit_vnd: bigint;
  credit_vnd: bigint;
}

/** Turnover per account code; both sides add up to the same by construction, and whoever reads it can see that. */
export async function sumTurnover(on: Queryable, { from, to }: DayRange): Promise<AccountTurnover[]> {
  return many(
    on,
    sql<AccountTurnover>`
      select a.code, sum(m.entries)::int as entries, sum(m.debit)::bigint as debit_vnd, sum(m.credit)::bigint as credit_vnd
      from (
        select debit_account_id as account_id, count(*) as entries, sum(amount_vnd) as debit, 0 as credit
        from transfers where business_on between ${from}::date and ${to}::date group by 1
        union all
        select credit_account_id, 0, 0, sum(amount_vnd)
        from transfers where business_on between ${from}::date and ${to}::date group by 1
      ) m join accounts a on a.id = m.account_id
      group by a.code order by a.code`,
  );
}
