import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { keptSince } from './queries.ts';
import { many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { BadRegistration, Registration } from './read-registrations.ts';

export interface KnownCustomer {
  id: bigint;
  code: string;
  name: string;
  /** Of the active mandate: which, with whom, from which account. */
  mandate_id: bigint | null;
  partner_id: bigint | null;
  partner_name: string | null;
  account: string | null;
  fixed_day: number | null;
  limit_vnd: bigint | null;
  /** A mandate with the bank that sends the list, on its way to be active. */
  waiting_id: bigint | null;
  waiting_account: string | null;
}

/** Customers with what is agreed with them already; their active mandates are locked in id order. */
export async function lockCustomersWithMandates(
  tx: Tx,
  codes: readonly string[],
  partnerId: bigint,
): Promise<KnownCustomer[]> {
  await run(
    tx,
    sql`select from mandates where state = 'active'
          and customer_id in (select id from customers where code = any(${codes}::text[]))
        order by id for update`,
  );
  return many(
    tx,
    sql<KnownCustomer>`
      select c.id, c.code, c.name, m.id as mandate_id, m.partner_id, p.name as partner_name, m.account, m.fixed_day,
             m.limit_vnd, w.id as waiting_id, w.account as waiting_account
      from customers c
      left join mandates m on m.customer_id = c.id and m.state = 'active'
      left join partners p on p.id = m.partner_id
      left join lateral (
        select id, account from mandates w
        where w.customer_id = c.id and w.partner_id = ${partnerId} and w.state in ('signed', 'sent')
        order by id desc limit 1) w on true
      where c.code = any(${codes}::text[])`,
  );
}

/** Those of the codes that a customer has. */
export async function listKnownCodes(on: Queryable, codes: readonly string[]): Promise<Set<string>> {
  const rows = await many(
    on,
    sql<{ code: string }>`select code from customers where code = any(${codes}::text[])`,
  );
  return new Set(rows.map(({ code }) => code));
}

export interface Registered {
  customerId: bigint;
  replacesId: bigint | null;
  row: Registration;
}

/** Mandates that the bank has collected and confirmed: active at once. */
export async function insertRegistered(
  tx: Tx,
  registered: readonly Registered[],
  list: { partnerId: bigint; listId: bigint; by: string; today: BusinessDate; now: Date },
): Promise<void> {
  if (registered.length === 0) return;
  const column = <Value>(pick: (each: Registered) => Value): Value[] => registered.map(pick);
  await run(
    tx,
    sql`
      with made as (
      insert into mandates (id, number, customer_id, partner_id, account, holder, state, mode, fixed_day, limit_vnd,
                            source, signed_on, consent_by, consent_paper, replaces_id, made_by, changed_at)
      overriding system value
      select n.id, 'UQ' || lpad(n.id::text, 8, '0'), g.customer_id, ${list.partnerId}, g.account, g.holder, 'active',
             case when g.fixed_day is null then 'on_bill' else 'fixed_day' end, g.fixed_day, g.limit_vnd, 'bank',
             coalesce(g.signed_on, ${list.today}::date), ${list.by}, ${`list:${list.listId}`} || ':' || g.line, g.replaces_id,
             ${list.by}, ${list.now}
      from unnest(${column(({ customerId }) => customerId)}::bigint[], ${column(({ row }) => row.account)}::text[],
                  ${column(({ row }) => row.holder)}::text[], ${column(({ row }) => row.fixedDay)}::smallint[],
                  ${column(({ row }) => row.limitVnd)}::bigint[], ${column(({ row }) => row.signedOn)}::date[],
                  ${column(({ row }) => row.line)}::int[], ${column(({ replacesId }) => replacesId)}::bigint[])
           g (customer_id, account, holder, fixed_day, limit_vnd, signed_on, line, replaces_id),
           lateral (select nextval(pg_get_serial_sequence('mandates', 'id')) as id
                    where g.customer_id is not null) n
      returning id, state, signed_on)
      -- The bank had them in force since they were signed.
      insert into mandate_states (mandate_id, state, from_on) select id, state, signed_on from made`,
  );
}

/** Ends mandates by the bank's list. */
export async function endMandates(
  tx: Tx,
  ids: readonly bigint[],
  change: { reason: string; now: Date; on: BusinessDate },
): Promise<void> {
  if (ids.length === 0) return;
  await run(
    tx,
    keptSince(
      sql`update mandates set state = 'cancelled', state_reason = ${change.reason}, changed_at = ${change.now}
          where id = any(${ids}::bigint[]) and state in ('active', 'suspended') returning id, state`,
      change.on,
    ),
  );
}

/** Mandates of the field that the bank's list confirms. */
export async function activateWaiting(
  tx: Tx,
  ids: readonly bigint[],
  at: { now: Date; on: BusinessDate },
): Promise<void> {
  if (ids.length === 0) return;
  await run(
    tx,
    keptSince(
      sql`update mandates set state = 'active', changed_at = ${at.now}
          where id = any(${ids}::bigint[]) and state in ('signed', 'sent') returning id, state`,
      at.on,
    ),
  );
}

export interface ListCounts {
  rows: number;
  registered: number;
  changed: number;
  cancelled: number;
  unchanged: number;
  rejected: number;
}

export async function insertList(
  tx: Tx,
  list: { partnerId: bigint; fileName: string; sha256: string; by: string },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into mandate_lists (partner_id, file_name, sha256, rows, registered, changed, cancelled, unchanged,
                                 rejected, received_by)
      values (${list.partnerId}, ${list.fileName}, ${list.sha256}, 0, 0, 0, 0, 0, 0, ${list.by}) returning id`,
  );
  return id;
}

export async function saveCounts(tx: Tx, listId: bigint, counts: ListCounts): Promise<void> {
  await run(
    tx,
    sql`update mandate_lists set rows = ${counts.rows}, registered = ${counts.registered},
          changed = ${counts.changed}, cancelled = ${counts.cancelled}, unchanged = ${counts.unchanged},
          rejected = ${counts.rejected} where id = ${listId}`,
  );
}

export async function insertRejections(
  tx: Tx,
  listId: bigint,
  rows: readonly BadRegistration[],
): Promise<void> {
  if (rows.length === 0) return;
  await run(
    tx,
    sql`insert into mandate_list_rejections (list_id, line, field, code, detail, suggestion, raw)
        select ${listId}, * from unnest(
          ${rows.map(({ line }) => line)}::int[], ${rows.map(({ field }) => field)}::text[],
          ${rows.map(({ code }) => code)}::text[], ${rows.map(({ detail }) => detail)}::text[],
          ${rows.map(({ suggestion }) => suggestion)}::text[], ${rows.map(({ raw }) => raw)}::text[])`,
  );
}

export interface RejectionRow {
  line: number;
  field: string;
  code: string;
  detail: string;
  suggestion: string | null;
  raw: string;
}

export async function listRejections(
  on: Queryable,
  listId: bigint,
  page: { after: number; limit: number },
): Promise<RejectionRow[]> {
  return many(
    on,
    sql<RejectionRow>`select line, field, code, detail, suggestion, raw from mandate_list_rejections
      where list_id = ${listId} and line > ${page.after} order by line limit ${page.limit}`,
  );
}

export interface ListRow extends ListCounts {
  id: bigint;
  partner_code: string;
  file_name: string;
  received_by: string;
  received_at: Date;
}

export async function listLists(on: Queryable): Promise<ListRow[]> {
  return many(
    on,
    sql<ListRow>`select l.id, l.rows, l.registered, l.changed, l.cancelled, l.unchanged, l.rejected, l.file_name, l.received_by,
                        l.received_at, p.code as partner_code
                 from mandate_lists l join partners p on p.id = l.partner_id
                 order by l.id desc limit 100`,
  );
}
