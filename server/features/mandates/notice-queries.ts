import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type NoticeState = 'due' | 'handed_over' | 'debited' | 'dropped';
export type DropReason = 'paid' | 'cancelled' | 'mandate_ended' | 'amount_changed' | 'pending' | 'debited';

export interface NewNotice {
  mandateId: bigint;
  customerId: bigint;
  billId: bigint;
  billRootId: bigint;
  amountVnd: bigint;
}

/** Keeps notices to be given; a bill whose payer is told already has its notice. Answers how many are new. */
export async function insertNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  of: { partnerId: bigint; debitOn: BusinessDate; now: Date },
): Promise<number> {
  if (notices.length === 0) return 0;
  return run(
    tx,
    sql`
      insert into debit_notices (partner_id, mandate_id, customer_id, bill_id, bill_root_id, debit_on, amount_vnd, state,
                                 made_at, changed_at)
      select ${of.partnerId}, g.*, 'due', ${of.now}, ${of.now}
      from (select mandate_id, customer_id, bill_id, root_id, ${of.debitOn}::date, amount
            from unnest(${notices.map(({ mandateId }) => mandateId)}::bigint[],
                        ${notices.map(({ customerId }) => customerId)}::bigint[],
                        ${notices.map(({ billId }) => billId)}::bigint[],
                        ${notices.map(({ billRootId }) => billRootId)}::bigint[],
                        ${notices.map(({ amountVnd }) => amountVnd)}::bigint[])
                 n (mandate_id, customer_id, bill_id, root_id, amount)) g
      on conflict (bill_root_id) where state in ('due', 'handed_over') do nothing`,
  );
}

/**
 * Reads again what the notices of a bank speak of. Those of bills paid or cancelled meanwhile, of mandates that ended, and
 * those that name less than what would be debited now are dropped; a smaller amount is put right where nobody has been
 * told yet. Answers how many were dropped.
 */
export async function readAgain(tx: Tx, partnerId: bigint, now: Date): Promise<number> {
  const stands = sql`
    select n.id, n.state as was, n.amount_vnd as said, b.id as bill_id, b.total_vnd - b.paid_vnd as open_vnd,
           case when b.state = 'paid' then 'paid'
                when b.id is null or b.state not in ('open', 'part_paid') then 'cancelled'
                when m.state is distinct from 'active' then 'mandate_ended'
                when exists (select from debit_items i where i.bill_root_id = n.bill_root_id and i.state = 'pending')
                  then 'pending'
                when n.state = 'handed_over' and b.total_vnd - b.paid_vnd > n.amount_vnd then 'amount_changed'
           end as reason
    from debit_notices n left join bills b on b.root_id = n.bill_root_id and b.is_current
    left join mandates m on m.id = n.mandate_id
    where n.partner_id = ${partnerId} and n.state in ('due', 'handed_over')`;
  const dropped = await run(
    tx,
    sql`update debit_notices n set state = 'dropped', drop_reason = s.reason, changed_at = ${now}
        from (${stands}) s where n.id = s.id and s.reason is not null`,
  );
  await run(
    tx,
    sql`update debit_notices n set amount_vnd = s.open_vnd, bill_id = s.bill_id, changed_at = ${now}
        from (${stands}) s where n.id = s.id and s.reason is null and s.was = 'due' and s.open_vnd <> s.said`,
  );
  return dropped;
}

/** Notices wait for one hand-over after the other. */
export async function lockDue(tx: Tx, partnerId: bigint): Promise<void> {
  await run(tx, sql`select from debit_terms where partner_id = ${partnerId} for update`);
}

export interface SheetRow {
  id: bigint;
  partner_code: string;
  partner_name: string;
  notices: number;
  dropped: number;
  business_on: BusinessDate;
  handed_by: string;
  handed_at: Date;
}

/** Hands all due notices of a bank over on one sheet; undefined where there is none. */
export async function handOverDue(
  tx: Tx,
  sheet: {
    partnerId: bigint;
    dropped: number;
    businessOn: BusinessDate;
    /** The first day on which those may be debited whose day is over or too near. */
    earliest: BusinessDate;
    nextRun: BusinessDate;
    by: string;
    now: Date;
  },
): Promise<bigint | undefined> {
  const due = await one(
    tx,
    sql<{ notices: number }>`select count(*)::int as notices from debit_notices
                             where partner_id = ${sheet.partnerId} and state = 'due'`,
  );
  if (due.notices === 0) return undefined;
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into debit_notice_sheets (partner_id, notices, dropped, business_on, handed_by, handed_at)
      values (${sheet.partnerId}, ${due.notices}, ${sheet.dropped}, ${sheet.businessOn}::date, ${sheet.by}, ${sheet.now})
      returning id`,
  );
  await run(
    tx,
    sql`update debit_notices set state = 'handed_over', sheet_id = ${id}, changed_at = ${sheet.now},
          debit_on = case when debit_on < ${sheet.earliest}::date then ${sheet.nextRun}::date else debit_on end
        where partner_id = ${sheet.partnerId} and state = 'due'`,
  );
  return id;
}

const sheets = sql`
  select s.id, p.code as partner_code, p.name as partner_name, s.notices, s.dropped, s.business_on, s.handed_by, s.handed_at
  from debit_notice_sheets s join partners p on p.id = s.partner_id`;

export async function listSheets(on: Queryable): Promise<SheetRow[]> {
  return many(on, sql<SheetRow>`${sheets} order by s.id desc limit 100`);
}

export async function findSheet(on: Queryable, id: bigint): Promise<SheetRow | undefined> {
  return find(on, sql<SheetRow>`${sheets} where s.id = ${id}`);
}

export interface NoticeRow {
  id: bigint;
  sheet_id: bigint | null;
  state: NoticeState;
  drop_reason: DropReason | null;
  debit_on: BusinessDate;
  amount_vnd: bigint;
  customer_code: string;
  customer_name: string;
  address: string;
  phone: string | null;
  partner_code: string;
  partner_name: string;
  account: string;
  mandate_number: string;
  bill_external_id: string;
  period: BusinessDate;
}

export interface NoticeFilter {
  partnerCode?: string | undefined;
  state?: NoticeState | undefined;
  customerCode?: string | undefined;
  sheetId?: bigint | undefined;
}

/** In the order in which they were made. */
export async function listNotices(
  on: Queryable,
  filter: NoticeFilter,
  page: { after: bigint; limit: number },
): Promise<NoticeRow[]> {
  const { partnerCode, state, customerCode, sheetId } = filter;
  const parts = [
    sql`n.id > ${page.after}`,
    partnerCode === undefined ? sql`true` : sql`p.code = ${partnerCode}`,
    state === undefined ? sql`true` : sql`n.state = ${state}`,
    customerCode === undefined ? sql`true` : sql`c.code = ${customerCode}`,
    sheetId === undefined ? sql`true` : sql`n.sheet_id = ${sheetId}`,
  ];
  return many(
    on,
    sql<NoticeRow>`
      select n.id, n.sheet_id, n.state, n.drop_reason, n.debit_on, n.amount_vnd, c.code as customer_code,
             c.name as customer_name, c.address, c.phone, p.code as partner_code, p.name as partner_name, m.account,
             m.number as mandate_number, b.external_id as bill_external_id, b.period
      from debit_notices n join customers c on c.id = n.customer_id join partners p on p.id = n.partner_id
      join mandates m on m.id = n.mandate_id join bills b on b.id = n.bill_id
      where ${sql.join(parts, sql` and `)} order by n.id limit ${page.limit}`,
  );
}

/** Their bills are being debited now. */
export async function noteDebited(tx: Tx, billRootIds: readonly bigint[], now: Date): Promise<void> {
  if (billRootIds.length === 0) return;
  await run(
    tx,
    sql`update debit_notices set changed_at = ${now},
          state = case when state = 'handed_over' then 'debited' else 'dropped' end,
          drop_reason = case when state = 'due' then 'debited' end
        where bill_root_id = any(${billRootIds}::bigint[]) and state in ('due', 'handed_over')`,
  );
}
