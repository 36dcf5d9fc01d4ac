import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { FeeRule } from '../../../core/fees.ts';
import type { DayKind, WorkCalendar } from '../../../core/working-days.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface TermsRow {
  partner_id: bigint;
  valid_from: BusinessDate | null;
  valid_to: BusinessDate | null;
  settle_days: number;
  file_due: string;
  fee_rule: FeeRule;
  fee_mode: 'netted' | 'invoiced';
  fee_vat_rate: number;
  contact: string;
  bank_marks: string[];
  set_by: string | null;
  set_at: Date | null;
}

/** What holds for a partner that nobody has given terms: T+1, no fee. The defaults of the table. */
export function defaultTerms(partnerId: bigint): TermsRow {
  return {
    partner_id: partnerId,
    valid_from: null,
    valid_to: null,
    settle_days: 1,
    file_due: '08:00',
    fee_rule: { kind: 'none' },
    fee_mode: 'invoiced',
    fee_vat_rate: 10,
    contact: '',
    bank_marks: [],
    set_by: null,
    set_at: null,
  };
}

/** All versions, of one partner or of all, the earliest first. */
export async function listTerms(on: Queryable, partnerId?: bigint): Promise<TermsRow[]> {
  return many(
    on,
    sql<TermsRow>`
      select partner_id, lower(valid) as valid_from, upper(valid) as valid_to, settle_days,
             to_char(file_due, 'HH24:MI') as file_due, fee_rule, fee_mode, fee_vat_rate, contact, bank_marks, set_by,
             set_at
      from partner_terms where ${partnerId === undefined ? sql`true` : sql`partner_id = ${partnerId}`}
      order by partner_id, valid`,
  );
}

/** The terms of a day among all versions. */
export function termsOn(terms: readonly TermsRow[], partnerId: bigint, day: BusinessDate): TermsRow {
  const found = terms.find(
    (row) =>
      row.partner_id === partnerId &&
      (row.valid_from === null || row.valid_from <= day) &&
      (row.valid_to === null || day < row.valid_to),
  );
  return found ?? defaultTerms(partnerId);
}

/** Ends the version that holds on a day there; gives the start of the next version, if one is planned. */
export async function makeRoomForTerms(
  tx: Tx,
  partnerId: bigint,
  from: BusinessDate,
): Promise<BusinessDate | null> {
  const next = await one(
    tx,
    sql<{ next: BusinessDate | null }>`
      select min(lower(valid)) as next from partner_terms
      where partner_id = ${partnerId} and lower(valid) > ${from}::date`,
  );
  await run(
    tx,
    sql`delete from partner_terms where partner_id = ${partnerId} and lower(valid) = ${from}::date`,
  );
  await run(
    tx,
    sql`update partner_terms set valid = daterange(lower(valid), ${from}::date)
        where partner_id = ${partnerId} and valid @> ${from}::date`,
  );
  return next.next;
}

export async function insertTerms(
  tx: Tx,
  terms: Omit<TermsRow, 'set_at'> & { valid_from: BusinessDate },
): Promise<void> {
  await run(
    tx,
    sql`insert into partner_terms (partner_id, valid, settle_days, file_due, fee_rule, fee_mode, fee_vat_rate, contact,
                                   bank_marks, set_by)
        values (${terms.partner_id}, daterange(${terms.valid_from}::date, ${terms.valid_to}::date),
                ${terms.settle_days}, ${terms.file_due}::time, ${JSON.stringify(terms.fee_rule)}::jsonb,
                ${terms.fee_mode}, ${terms.fee_vat_rate}, ${terms.contact}, ${terms.bank_marks}::text[],
                ${terms.set_by})`,
  );
}

export interface DayRow {
  day: BusinessDate;
  kind: DayKind;
  name: string;
  set_by: string;
  set_at: Date;
}

/** Named days of a range, of all time without one. */
export async function listDays(
  on: Queryable,
  range?: { from: BusinessDate; to: BusinessDate },
): Promise<DayRow[]> {
  const inside = range ? sql`day >= ${range.from}::date and day < ${range.to}::date` : sql`true`;
  return many(
    on,
    sql<DayRow>`select day, kind, name, set_by, set_at from calendar_days where ${inside} order by day limit 2000`,
  );
}

export async function readWorkCalendar(on: Queryable): Promise<WorkCalendar> {
  return new Map((await listDays(on)).map(({ day, kind }) => [day, kind]));
}

export async function upsertDay(
  tx: Tx,
  day: { day: BusinessDate; kind: DayKind; name: string; by: string },
): Promise<DayRow> {
  return one(
    tx,
    sql<DayRow>`
      insert into calendar_days (day, kind, name, set_by) values (${day.day}, ${day.kind}, ${day.name}, ${day.by})
      on conflict (day) do update set kind = excluded.kind, name = excluded.name, set_by = excluded.set_by,
        set_at = clock_timestamp()
      returning day, kind, name, set_by, set_at`,
  );
}

export async function deleteDay(tx: Tx, day: BusinessDate): Promise<number> {
  return run(tx, sql`delete from calendar_days where day = ${day}::date`);
}

/** True when the calendar names any day. */
export async function hasDays(on: Queryable): Promise<boolean> {
  return (await find(on, sql`select from calendar_days limit 1`)) !== undefined;
}

export async function insertDays(
  on: Queryable,
  days: readonly { day: BusinessDate; name: string }[],
  by: string,
): Promise<void> {
  await run(
    on,
    sql`insert into calendar_days (day, kind, name, set_by)
        select d.day, 'holiday', d.name, ${by}
        from unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ name }) => name)}::text[]) d (day, name)
        on conflict (day) do nothing`,
  );
}
