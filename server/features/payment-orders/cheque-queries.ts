import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { BounceReason } from '../../../core/payment-orders/cheque.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';

export const chequeStates = ['received', 'deposited', 'cleared', 'bounced', 'withdrawn'] as const;
export type ChequeState = (typeof chequeStates)[number];

export interface ChequeRow {
  id: bigint;
  state: ChequeState;
  number: string;
  drawer: string;
  drawer_account: string;
  drawee_bank: string;
  drawee_branch: string;
  amount_vnd: bigint;
  issued_on: BusinessDate;
  certified: boolean;
  customer_id: bigint;
  customer_code: string;
  customer_unit_id: bigint;
  account: string;
  partner_id: bigint;
  received_on: BusinessDate;
  received_by: string;
  note: string;
  deposit_id: bigint | null;
  deposited_on: BusinessDate | null;
  cleared_on: BusinessDate | null;
  bounced_on: BusinessDate | null;
  bounce_reason: BounceReason | null;
  bounce_note: string;
  fee_vnd: bigint;
  fee_bearer: 'company' | 'drawer' | null;
  withdrawn_reason: string | null;
  bills: number;
}

const selected = sql`
  select q.*, c.code as customer_code, c.org_unit_id as customer_unit_id, d.deposited_on,
         (select count(*)::int from cheque_bills l where l.cheque_id = q.id) as bills
  from cheques q join customers c on c.id = q.customer_id left join cheque_deposits d on d.id = q.deposit_id`;

export async function findCheque(on: Queryable, id: bigint): Promise<ChequeRow | undefined> {
  return find(on, sql<ChequeRow>`${selected} where q.id = ${id}`);
}

export interface ChequeFilter {
  unitIds: Scope;
  state: ChequeState | undefined;
  /** A number, letters of the drawer's name, or a customer code. */
  query: string | undefined;
  depositId: bigint | undefined;
}

export async function listCheques(
  on: Queryable,
  filter: ChequeFilter,
  page: { before: bigint; limit: number },
): Promise<ChequeRow[]> {
  const { unitIds, state, query, depositId } = filter;
  const parts = [
    sql`q.id < ${page.before}`,
    unitIds === 'all' ? sql`true` : sql`c.org_unit_id = any(${unitIds}::bigint[])`,
    state === undefined ? sql`true` : sql`q.state = ${state}`,
    depositId === undefined ? sql`true` : sql`q.deposit_id = ${depositId}`,
    query === undefined
      ? sql`true`
      : sql`(strpos(q.number, upper(${query}::text)) > 0 or strpos(lower(q.drawer), lower(${query}::text)) > 0
             or c.code = upper(${query}::text))`,
  ];
  return many(
    on,
    sql<ChequeRow>`${selected} where ${sql.join(parts, sql` and `)} order by q.id desc limit ${page.limit}`,
  );
}

export interface NewCheque {
  number: string;
  drawer: string;
  drawerAccount: string;
  draweeBank: string;
  draweeBranch: string;
  amountVnd: bigint;
  issuedOn: BusinessDate;
  certified: boolean;
  customerId: bigint;
  account: string;
  partnerId: bigint;
  receivedOn: BusinessDate;
  note: string;
  by: string;
  now: Date;
}

export async function insertCheque(tx: Tx, cheque: NewCheque): Promise<bigint | undefined> {
  const row = await find(
    tx,
    sql<{ id: bigint }>`
      insert into cheques (state, number, drawer, drawer_account, drawee_bank, drawee_branch, amount_vnd, issued_on,
                           certified, customer_id, account, partner_id, received_on, received_by, received_at, note)
      values ('received', ${cheque.number}, ${cheque.drawer}, ${cheque.drawerAccount}, ${cheque.draweeBank},
              ${cheque.draweeBranch}, ${cheque.amountVnd}, ${cheque.issuedOn}, ${cheque.certified},
              ${cheque.customerId}, ${cheque.account}, ${cheque.partnerId}, ${cheque.receivedOn}, ${cheque.by},
              ${cheque.now}, ${cheque.note})
      on conflict do nothing returning id`,
  );
  return row?.id;
}

export interface ChequeBill {
  billId: bigint;
  rootId: bigint;
  customerId: bigint;
  openVnd: bigint;
}

export async function insertChequeBills(
  tx: Tx,
  chequeId: bigint,
  bills: readonly ChequeBill[],
): Promise<void> {
  await run(
    tx,
    sql`insert into cheque_bills (cheque_id, place, bill_id, bill_root_id, customer_id, amount_vnd)
        select ${chequeId}, l.place, l.bill_id, l.root_id, l.customer_id, l.amount_vnd
        from unnest(${bills.map(({ billId }) => billId)}::bigint[], ${bills.map(({ rootId }) => rootId)}::bigint[],
                    ${bills.map(({ customerId }) => customerId)}::bigint[],
                    ${bills.map(({ openVnd }) => openVnd)}::bigint[])
             with ordinality l (bill_id, root_id, customer_id, amount_vnd, place)`,
  );
}

export async function lockCheque(
  tx: Tx,
  id: bigint,
): Promise<Pick<ChequeRow, 'state' | 'partner_id' | 'account' | 'amount_vnd'> | undefined> {
  return find(
    tx,
    sql<Pick<ChequeRow, 'state' | 'partner_id' | 'account' | 'amount_vnd'>>`
      select state, partner_id, account, amount_vnd from cheques where id = ${id} for update`,
  );
}

/** The bank has paid it, also one that it had refused before. False when it is in no such state. */
export async function markCleared(tx: Tx, id: bigint, on: BusinessDate): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update cheques set state = 'cleared', cleared_on = ${on} where id = ${id} and state in ('deposited', 'bounced')`,
  );
  return touched === 1;
}

export async function markBounced(
  tx: Tx,
  id: bigint,
  bounce: {
    on: BusinessDate;
    reason: BounceReason;
    note: string;
    feeVnd: bigint;
    feeBearer: 'company' | 'drawer' | null;
  },
): Promise<void> {
  await run(
    tx,
    sql`update cheques set state = 'bounced', bounced_on = ${bounce.on}, bounce_reason = ${bounce.reason},
          bounce_note = ${bounce.note}, fee_vnd = ${bounce.feeVnd}, fee_bearer = ${bounce.feeBearer}
        where id = ${id}`,
  );
}

/** Cleared cheques of which no payment is left. */
export async function bounceTakenBack(tx: Tx, ids: readonly bigint[], on: BusinessDate): Promise<void> {
  await run(
    tx,
    sql`update cheques q set state = 'bounced', bounced_on = ${on}, bounce_reason = 'taken_back', cleared_on = null
        where q.id = any(${ids}::bigint[]) and q.state = 'cleared' and not exists (
          select from credit_splits s join credit_split_parts p on p.split_id = s.id
          where s.cheque_id = q.id and p.state <> 'released')`,
  );
}

export async function markWithdrawn(tx: Tx, id: bigint, reason: string): Promise<void> {
  await run(tx, sql`update cheques set state = 'withdrawn', withdrawn_reason = ${reason} where id = ${id}`);
}

export interface DepositRow {
  id: bigint;
  account: string;
  deposited_on: BusinessDate;
  made_by: string;
  made_at: Date;
  cheques: number;
  amount_vnd: bigint;
  cleared_vnd: bigint;
  bounced: number;
}

const deposits = sql`
  select d.*, count(q.id)::int as cheques, coalesce(sum(q.amount_vnd), 0)::bigint as amount_vnd,
         coalesce(sum(q.amount_vnd) filter (where q.state = 'cleared'), 0)::bigint as cleared_vnd,
         count(q.id) filter (where q.state = 'bounced')::int as bounced
  from cheque_deposits d left join cheques q on q.deposit_id = d.id`;

export async function listDeposits(on: Queryable, before: bigint, limit: number): Promise<DepositRow[]> {
  return many(
    on,
    sql<DepositRow>`${deposits} where d.id < ${before} group by d.id order by d.id desc limit ${limit}`,
  );
}

export async function findDeposit(on: Queryable, id: bigint): Promise<DepositRow | undefined> {
  return find(on, sql<DepositRow>`${deposits} where d.id = ${id} group by d.id`);
}

export async function insertDeposit(
  tx: Tx,
  deposit: { account: string; on: BusinessDate; by: string; now: Date },
): Promise<bigint> {
  const row = await one(
    tx,
    sql<{ id: bigint }>`
      insert into cheque_deposits (account, deposited_on, made_by, made_at)
      values (${deposit.account}, ${deposit.on}, ${deposit.by}, ${deposit.now}) returning id`,
  );
  return row.id;
}

/** Puts received cheques of an account on a slip; answers how many it found so. */
export async function putOnSlip(
  tx: Tx,
  slip: { id: bigint; account: string; chequeIds: readonly bigint[] },
): Promise<number> {
  return run(
    tx,
    sql`update cheques set state = 'deposited', deposit_id = ${slip.id}
        where id = any(${slip.chequeIds}::bigint[]) and state = 'received' and account = ${slip.account}`,
  );
}

/** References of holds that still keep bills of cheques which nobody waits for, by their partner. */
export async function listLeftHolds(on: Queryable): Promise<{ partner_id: bigint; references: string[] }[]> {
  return many(
    on,
    sql<{ partner_id: bigint; references: string[] }>`
      select h.partner_id, array_agg(h.reference) as references
      from cheques q join cheque_bills l on l.cheque_id = q.id
      join holds h on h.partner_id = q.partner_id and h.reference = 'SEC' || q.id::text || '-' || l.place
      where h.state = 'open' and q.state in ('bounced', 'withdrawn', 'cleared')
        and not exists (select from credit_splits s join credit_split_parts p on p.split_id = s.id
                        where s.cheque_id = q.id and p.state = 'claimed')
      group by h.partner_id`,
  );
}
