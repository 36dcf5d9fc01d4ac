import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

export interface CreditRow {
  id: bigint;
  account: string;
  booked_on: BusinessDate;
  value_on: BusinessDate;
  amount_vnd: bigint;
  assigned_vnd: bigint;
  bank_reference: string;
  payer: string;
  remittance: string;
  source: 'typed' | 'file' | 'statement';
  recorded_by: string;
  recorded_at: Date;
}

export interface NewCredit {
  account: string;
  bookedOn: BusinessDate;
  valueOn: BusinessDate;
  amountVnd: bigint;
  reference: string;
  payer: string;
  remittance: string;
  fingerprint: string;
}

const columns = sql.raw(
  `id, account, booked_on, value_on, amount_vnd, assigned_vnd, bank_reference, payer, remittance, source,
   recorded_by, recorded_at`,
);

/**
 * Writes the credits that are not there yet: the same fingerprint is the same credit, and so is a typed one that a
 * statement brings with the same account, day, amount and reference, or the other way round.
 */
export async function insertCredits(
  tx: Tx,
  rows: readonly NewCredit[],
  source: CreditRow['source'],
  by: string,
): Promise<{ id: bigint; amount_vnd: bigint; booked_on: BusinessDate }[]> {
  return many(
    tx,
    sql<{ id: bigint; amount_vnd: bigint; booked_on: BusinessDate }>`
      insert into bank_credits (account, booked_on, value_on, amount_vnd, bank_reference, payer, remittance,
                                fingerprint, source, recorded_by)
      select c.*, ${source}, ${by} from unnest(
        ${rows.map((row) => row.account)}::text[], ${rows.map((row) => row.bookedOn)}::date[],
        ${rows.map((row) => row.valueOn)}::date[], ${rows.map((row) => row.amountVnd)}::bigint[],
        ${rows.map((row) => row.reference)}::text[], ${rows.map((row) => row.payer)}::text[],
        ${rows.map((row) => row.remittance)}::text[], ${rows.map((row) => row.fingerprint)}::text[])
        c (account, booked_on, value_on, amount_vnd, reference, payer, remittance, fingerprint)
      where c.reference = '' or not exists (
        select from bank_credits b
        where b.booked_on = c.booked_on and b.amount_vnd = c.amount_vnd and b.account = c.account
          and lower(b.bank_reference) = lower(c.reference) and (b.source = 'typed') <> (${source}::text = 'typed'))
      on conflict (fingerprint) do nothing
      returning id, amount_vnd, booked_on`,
  );
}

export async function findCredit(on: Queryable, id: bigint): Promise<CreditRow | undefined> {
  return find(on, sql<CreditRow>`select ${columns} from bank_credits where id = ${id}`);
}

/** Adds to what is assigned of a credit; the constraint keeps it between nothing and the whole. */
export async function addAssigned(tx: Tx, id: bigint, amountVnd: bigint): Promise<number> {
  return run(tx, sql`update bank_credits set assigned_vnd = assigned_vnd + ${amountVnd} where id = ${id}`);
}

export interface CreditFilter {
  state: 'unidentified' | 'all';
  /** Behind this credit in the order of the list. */
  after: { bookedOn: BusinessDate; id: bigint } | undefined;
}

/** Unidentified credits the oldest first, all credits the newest first. */
export async function listCredits(on: Queryable, filter: CreditFilter, limit: number): Promise<CreditRow[]> {
  const { state, after } = filter;
  const place = after && sql`(${after.bookedOn}::date, ${after.id}::bigint)`;
  const behind: RawBuilder<unknown> = !place
    ? sql`true`
    : state === 'unidentified'
      ? sql`(booked_on, id) > ${place}`
      : sql`(booked_on, id) < ${place}`;
  return many(
    on,
    state === 'unidentified'
      ? sql<CreditRow>`select ${columns} from bank_credits where assigned_vnd < amount_vnd and ${behind}
                       order by booked_on, id limit ${limit}`
      : sql<CreditRow>`select ${columns} from bank_credits where ${behind}
                       order by booked_on desc, id desc limit ${limit}`,
  );
}

export interface Ageing {
  bucket: 'upTo1' | 'upTo3' | 'upTo7' | 'older';
  credits: number;
  amount_vnd: bigint;
}

export async function readAgeing(on: Queryable, today: BusinessDate): Promise<Ageing[]> {
  return many(
    on,
    sql<Ageing>`
      select bucket, count(*)::int as credits, sum(left_vnd)::bigint as amount_vnd from (
        select amount_vnd - assigned_vnd as left_vnd,
               case when ${today}::date - booked_on <= 1 then 'upTo1' when ${today}::date - booked_on <= 3 then 'upTo3'
                    when ${today}::date - booked_on <= 7 then 'upTo7' else 'older' end as bucket
        from bank_credits where assigned_vnd < amount_vnd) aged
      group by bucket`,
  );
}

export interface SettlingPartner {
  id: bigint;
  code: string;
  name: string;
  prefunded: boolean;
  marks: string[];
}

/** Partners that settle through the bank, with the marks of their terms on a day. */
export async function listSettlingPartners(on: Queryable, today: BusinessDate): Promise<SettlingPartner[]> {
  return many(
    on,
    sql<SettlingPartner>`
      select p.id, p.code, p.name, p.prefunded, coalesce(t.bank_marks, '{}') as marks
      from partners p left join partner_terms t on t.partner_id = p.id and t.valid @> ${today}::date
      where p.kind <> 'own' order by p.code`,
  );
}

/** Closed windows that still wait for money, the oldest first. */
export async function listWaitingWindows(
  on: Queryable,
): Promise<{ id: bigint; partner_id: bigint; settles_on: BusinessDate; remaining_vnd: bigint }[]> {
  return many(
    on,
    sql<{ id: bigint; partner_id: bigint; settles_on: BusinessDate; remaining_vnd: bigint }>`
      select id, partner_id, settles_on, expected_vnd - received_vnd - carried_vnd as remaining_vnd
      from settlement_windows
      where state in ('closed', 'agreed') and expected_vnd > received_vnd + carried_vnd
      order by settles_on, id limit 5000`,
  );
}
