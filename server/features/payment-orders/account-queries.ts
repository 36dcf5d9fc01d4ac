import { sql } from 'kysely';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

/** An account that orders and cheques are paid into, as payers are told it. */
export interface OrderAccount {
  account: string;
  holder: string;
  bank_name: string;
  branch: string;
  bank_bin: string;
  /** Under which its money is posted; null: its transfers are nobody's payments now. */
  partner_id: bigint | null;
  set_by: string;
  set_at: Date;
}

const selected = sql`
  select o.account, o.holder, o.bank_name, o.branch, o.bank_bin, a.transfer_partner_id as partner_id, o.set_by, o.set_at
  from order_accounts o join bank_accounts a on a.number = o.account`;

export async function listOrderAccounts(on: Queryable): Promise<OrderAccount[]> {
  return many(on, sql<OrderAccount>`${selected} order by o.account`);
}

export async function findOrderAccount(on: Queryable, account: string): Promise<OrderAccount | undefined> {
  return find(on, sql<OrderAccount>`${selected} where o.account = ${account}`);
}

export async function isDeclared(on: Queryable, account: string): Promise<boolean> {
  const row = await find(on, sql`select 1 from bank_accounts where number = ${account}`);
  return row !== undefined;
}

export async function saveOrderAccount(
  tx: Tx,
  row: Pick<OrderAccount, 'account' | 'holder' | 'bank_name' | 'branch' | 'bank_bin'>,
  by: string,
  now: Date,
): Promise<void> {
  await run(
    tx,
    sql`insert into order_accounts (account, holder, bank_name, branch, bank_bin, set_by, set_at)
        values (${row.account}, ${row.holder}, ${row.bank_name}, ${row.branch}, ${row.bank_bin}, ${by}, ${now})
        on conflict (account) do update set holder = excluded.holder, bank_name = excluded.bank_name,
          branch = excluded.branch, bank_bin = excluded.bank_bin, set_by = excluded.set_by, set_at = excluded.set_at`,
  );
}
