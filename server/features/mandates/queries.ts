import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { MandateState } from '../../../core/mandates/life.ts';
import type { DayKind, WorkCalendar } from '../../../core/working-days.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export type MandateMode = 'on_bill' | 'fixed_day';
export type Attention = 'reading_day_moved' | 'over_limit';

export interface MandateRow {
  id: bigint;
  number: string;
  customer_id: bigint;
  customer_code: string;
  customer_name: string;
  org_unit_id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  partner_kind: string;
  account: string;
  holder: string;
  state: MandateState;
  mode: MandateMode;
  fixed_day: number | null;
  limit_vnd: bigint | null;
  source: 'field' | 'bank';
  signed_on: BusinessDate | null;
  consent_by: string | null;
  consent_paper: string | null;
  consent_sha256: string | null;
  expires_on: BusinessDate | null;
  replaces_id: bigint | null;
  replaces_number: string | null;
  photo_sha256: string | null;
  photo_kept: boolean;
  state_reason: string | null;
  attention: Attention | null;
  attention_on: BusinessDate | null;
  made_by: string;
  made_at: Date;
  changed_at: Date;
}

const mandates = (where: RawBuilder<unknown>): RawBuilder<MandateRow> => sql<MandateRow>`
  select m.*, c.code as customer_code, c.name as customer_name, c.org_unit_id, p.code as partner_code,
         p.name as partner_name, p.kind as partner_kind, o.number as replaces_number, f.sha256 as photo_sha256, coalesce(f.bytes <= 1048576, false) as photo_kept
  from mandates m join customers c on c.id = m.customer_id join partners p on p.id = m.partner_id
  left join mandates o on o.id = m.replaces_id left join mandate_photos f on f.mandate_id = m.id
  where ${where}`;

export async function findMandate(on: Queryable, id: bigint): Promise<MandateRow | undefined> {
  return find(on, mandates(sql`m.id = ${id}`));
}

export interface MandateFilter {
  units: 'all' | readonly bigint[];
  state?: MandateState | undefined;
  partnerCode?: string | undefined;
  customerCode?: string | undefined;
  attention?: boolean | undefined;
}

/** The newest first; `before` is the last id of the page before. */
export async function listMandates(
  on: Queryable,
  filter: MandateFilter,
  page: { before: bigint; limit: number },
): Promise<MandateRow[]> {
  const { units, state, partnerCode, customerCode, attention } = filter;
  const parts = [
    sql`m.id < ${page.before}`,
    units === 'all' ? sql`true` : sql`c.org_unit_id = any(${units}::bigint[])`,
    state === undefined ? sql`true` : sql`m.state = ${state}`,
    partnerCode === undefined ? sql`true` : sql`p.code = ${partnerCode}`,
    customerCode === undefined ? sql`true` : sql`c.code = ${customerCode}`,
    attention ? sql`m.attention is not null and m.state in ('active', 'suspended')` : sql`true`,
  ];
  return many(
    on,
    sql<MandateRow>`${mandates(sql.join(parts, sql` and `))} order by m.id desc limit ${page.limit}`,
  );
}

/** How many mandates there are in each state, of the units given. */
export async function countStates(
  on: Queryable,
  units: 'all' | readonly bigint[],
): Promise<{ state: MandateState; mandates: number; attention: number }[]> {
  return many(
    on,
    sql<{ state: MandateState; mandates: number; attention: number }>`
      select m.state, count(*)::int as mandates, count(m.attention)::int as attention
      from mandates m where ${
        units === 'all'
          ? sql`true`
          : sql`exists (
        select from customers c where c.id = m.customer_id and c.org_unit_id = any(${units}::bigint[]))`
      } group by m.state`,
  );
}

export interface DebitPartner {
  id: bigint;
  code: string;
  name: string;
  kind: string;
}

/** A partner that can debit accounts or wallets. */
export async function findDebitPartner(on: Queryable, code: string): Promise<DebitPartner | undefined> {
  return find(
    on,
    sql<DebitPartner>`select id, code, name, kind from partners
      where code = ${code} and kind in ('bank', 'wallet', 'intermediary')`,
  );
}

export async function findCustomer(
  on: Queryable,
  code: string,
): Promise<{ id: bigint; org_unit_id: bigint } | undefined> {
  return find(
    on,
    sql<{
      id: bigint;
      org_unit_id: bigint;
    }>`select id, org_unit_id from customers where code = ${code}`,
  );
}

export interface NewMandate {
  customerId: bigint;
  partnerId: bigint;
  account: string;
  holder: string;
  mode: MandateMode;
  fixedDay: number | null;
  limitVnd: bigint | null;
  expiresOn: BusinessDate | null;
  replacesId: bigint | null;
}

/** Drafts taken down by hand. */
export async function insertDraft(tx: Tx, mandate: NewMandate, by: string, now: Date): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      with made as (select nextval(pg_get_serial_sequence('mandates', 'id')) as id)
      insert into mandates (id, number, customer_id, partner_id, account, holder, state, mode, fixed_day, limit_vnd,
                            source, expires_on, replaces_id, made_by, changed_at)
      overriding system value
      select id, 'UQ' || lpad(id::text, 8, '0'), ${mandate.customerId}, ${mandate.partnerId}, ${mandate.account},
             ${mandate.holder}, 'draft', ${mandate.mode}, ${mandate.fixedDay}, ${mandate.limitVnd}, 'field',
             ${mandate.expiresOn}::date, ${mandate.replacesId}, ${by}, ${now} from made
      returning id`,
  );
  return id;
}

export async function lockMandate(tx: Tx, id: bigint): Promise<MandateRow | undefined> {
  await run(tx, sql`select from mandates where id = ${id} for update`);
  return findMandate(tx, id);
}

/** Whether another mandate of the customer's, which this one does not replace, is active. */
export async function hasOtherActive(tx: Tx, mandate: MandateRow): Promise<boolean> {
  const { other } = await one(
    tx,
    sql<{ other: boolean }>`
      select exists (select from mandates where customer_id = ${mandate.customer_id} and state = 'active'
        and id <> ${mandate.id} and id is distinct from ${mandate.replaces_id}) as other`,
  );
  return other;
}

export interface MandateChange {
  state: MandateState;
  reason: string | null;
  now: Date;
  /** The business day from which it is so. */
  on: BusinessDate;
}

/**
 * A statement that changes mandates, returning `id` and `state`, with what they are from a business day on: how many were
 * in force at the end of a month long past is counted from it.
 */
export function keptSince(change: RawBuilder<unknown>, on: BusinessDate): RawBuilder<unknown> {
  return sql`with changed as (${change})
    insert into mandate_states (mandate_id, state, from_on) select id, state, ${on}::date from changed`;
}

export async function changeState(tx: Tx, id: bigint, change: MandateChange): Promise<void> {
  await run(
    tx,
    keptSince(
      sql`update mandates set state = ${change.state}, state_reason = ${change.reason}, changed_at = ${change.now}
          where id = ${id} returning id, state`,
      change.on,
    ),
  );
}

/** Lets the bills that failed for good under a mandate be debited again: what was wrong has been put right. */
export async function allowRetries(tx: Tx, mandateId: bigint, on: BusinessDate): Promise<void> {
  await run(
    tx,
    sql`update debit_items set retry_on = ${on}::date
        where mandate_id = ${mandateId} and state = 'failed' and retry_on is null`,
  );
}

export interface Consent {
  signedOn: BusinessDate;
  by: string;
  paper: string | null;
  sha256: string | null;
}

export async function keepConsent(tx: Tx, id: bigint, consent: Consent): Promise<void> {
  await run(
    tx,
    sql`update mandates set signed_on = ${consent.signedOn}::date, consent_by = ${consent.by},
          consent_paper = ${consent.paper}, consent_sha256 = ${consent.sha256} where id = ${id}`,
  );
}

/** A person has seen what was marked. */
export async function clearAttention(tx: Tx, id: bigint): Promise<number> {
  return run(
    tx,
    sql`update mandates set attention = null, attention_on = null where id = ${id} and attention is not null`,
  );
}

/** Marks mandates for a person to look at; those marked already keep their day. */
export async function markAttention(
  tx: Tx,
  marks: readonly { mandateId: bigint; attention: Attention }[],
  on: BusinessDate,
): Promise<void> {
  if (marks.length === 0) return;
  await run(
    tx,
    sql`update mandates m set attention = g.attention, attention_on = ${on}::date
        from unnest(${marks.map(({ mandateId }) => mandateId)}::bigint[],
                    ${marks.map(({ attention }) => attention)}::text[]) g (id, attention)
        where m.id = g.id and m.attention is null`,
  );
}

/** Ends mandates whose last day has passed. */
export async function expireMandates(tx: Tx, today: BusinessDate, now: Date): Promise<number> {
  return run(
    tx,
    keptSince(
      sql`update mandates set state = 'expired', state_reason = 'expired', changed_at = ${now}
          where state in ('active', 'suspended') and expires_on < ${today}::date returning id, state`,
      today,
    ),
  );
}

/** Days that depart from the week's rule, as settlement keeps them. */
export async function readWorkCalendar(on: Queryable): Promise<WorkCalendar> {
  const days = await many(
    on,
    sql<{ day: BusinessDate; kind: DayKind }>`select day, kind from calendar_days order by day limit 5000`,
  );
  return new Map(days.map(({ day, kind }) => [day, kind]));
}
