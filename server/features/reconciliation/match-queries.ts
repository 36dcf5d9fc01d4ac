import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, one, run, type Tx } from '../../platform/db.ts';

export interface PartnerDay {
  partnerId: bigint;
  day: BusinessDate;
}

/**
 * R1, the reference: one full join of the staged lines with the payments of the day keeps only what is not plainly the
 * same on both sides. What it leaves out is a match to `judge` in core too; a property there holds both together.
 */
export async function joinByReference(tx: Tx, { partnerId, day }: PartnerDay): Promise<void> {
  // The day's rows may be newer than what the planner knows of them: two small sorts would turn out to be large ones.
  await run(tx, sql`set local work_mem = '96MB'; set local jit = off; set local enable_mergejoin = off`);
  await run(
    tx,
    sql`create temp table found on commit drop as
      select coalesce(l.reference, p.reference) as grp, l.line, l.our_id, l.customer_code, l.bill,
             l.amount_vnd as their_vnd, l.occurred_at as their_at, l.status, p.id as payment_id, 'R1'::text as rule
      from lines_to_match l
      full join (
        select p.id, p.reference, p.amount_vnd, p.state, p.credited_vnd, c.code
        from payments p left join customers c on c.id = p.customer_id
        where p.partner_id = ${partnerId} and p.settles_on = ${day}::date
      ) p on p.reference = l.reference
      where l.status is distinct from 'paid' or p.state is distinct from 'accepted'
        or l.amount_vnd is distinct from p.amount_vnd or l.customer_code is distinct from p.code
        or p.credited_vnd > 0`,
  );
  await run(tx, sql`set local enable_mergejoin = on`);
}

export interface DayTotals {
  payments: number;
  payments_vnd: bigint;
  reversals_vnd: bigint;
  /** Lines and payments that the join left over. */
  lonely_lines: number;
  lonely_payments: number;
}

export async function readTotals(tx: Tx, { partnerId, day }: PartnerDay): Promise<DayTotals> {
  return one(
    tx,
    sql<DayTotals>`
      select p.payments, p.payments_vnd,
             (select coalesce(sum(q.amount_vnd), 0)::bigint from payment_reversals r join payments q on q.id = r.payment_id
              where r.settles_on = ${day}::date and q.partner_id = ${partnerId}) as reversals_vnd,
             f.lonely_lines, f.lonely_payments
      from (select count(*)::int as payments, coalesce(sum(amount_vnd), 0)::bigint as payments_vnd
            from payments where partner_id = ${partnerId} and settles_on = ${day}::date) p,
           (select count(*) filter (where payment_id is null)::int as lonely_lines,
                   count(*) filter (where line is null)::int as lonely_payments from found) f`,
  );
}

/** Brings in lines whose reference another line has too, and that looked plain one by one. */
export async function addRepeated(tx: Tx, { partnerId, day }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`insert into found
        select l.reference, l.line, l.our_id, l.customer_code, l.bill, l.amount_vnd, l.occurred_at, l.status, p.id, 'R1'
        from (select reference from lines_to_match group by reference having count(*) > 1) twice
        join lines_to_match l using (reference)
        left join payments p on p.partner_id = ${partnerId} and p.settles_on = ${day}::date and p.reference = l.reference
        where not exists (select from found f where f.line = l.line)`,
  );
}

/** What the paid lines are worth that are not plainly the same on both sides. */
export async function sumFound(tx: Tx): Promise<bigint> {
  const row = await one(
    tx,
    sql<{
      paid_vnd: bigint;
    }>`select coalesce(sum(their_vnd) filter (where status = 'paid' and line is not null), 0)::bigint
      as paid_vnd from found`,
  );
  return row.paid_vnd;
}

export async function analyseFound(tx: Tx): Promise<void> {
  await run(tx, sql`analyze found`);
}

/** What a resolved difference made stands for the line it was made for, and what it replaced stands alone. */
export async function pairMade(tx: Tx, { partnerId, day }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`with made as (
          select d.reference, (d.made ->> 'paymentId')::bigint as payment_id from differences d
          where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and d.state = 'resolved'
            and d.made ? 'paymentId'
        ), paired as (
          update found f set payment_id = made.payment_id, rule = 'fix' from made
          where f.grp = made.reference and f.line is not null and f.status = 'paid'
            and f.payment_id is distinct from made.payment_id
            and f.line = (select min(o.line) from found o where o.grp = f.grp and o.status = 'paid')
          returning made.payment_id
        )
        delete from found f using paired where f.line is null and f.payment_id = paired.payment_id`,
  );
}

/** R1 again, for references that our books have on another day. */
export async function pairElsewhere(tx: Tx, { partnerId }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`update found f set payment_id = k.payment_id from payment_claims k
        where f.payment_id is null and k.partner_id = ${partnerId} and k.reference = f.grp and k.kind = 'payment'`,
  );
}

/** R2, our payment's id given back by the partner; each payment once, and none that its own reference has found. */
export async function pairByOurId(tx: Tx, { partnerId }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`with candidate as (
          select distinct on (f.our_id) f.line, p.id from found f
          join payments p on p.id = f.our_id and p.partner_id = ${partnerId}
          where f.payment_id is null and f.line is not null and f.status <> 'bad'
            and not exists (select from lines_to_match s where s.reference = p.reference)
            and not exists (select from found o where o.payment_id = p.id and o.line is not null)
          order by f.our_id, f.line
        ), paired as (
          update found f set payment_id = c.id, rule = 'R2' from candidate c where f.line = c.line returning c.id
        )
        delete from found f using paired where f.line is null and f.payment_id = paired.id`,
  );
}

/** R3, customer, bill and amount, where that names one line and one payment of the day. */
export async function pairByBill(tx: Tx, { day }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`with mine as (
          select distinct f.payment_id, c.code, p.amount_vnd, b.external_id, b.id::text as bill_id
          from found f
          join payments p on p.id = f.payment_id and p.settles_on = ${day}::date and p.state = 'accepted'
          join customers c on c.id = p.customer_id
          join allocations a on a.payment_id = p.id
          join bills b on b.root_id = a.bill_root_id
          where f.line is null
        ), pairs as (
          select distinct l.line, m.payment_id from found l
          join mine m on m.code = l.customer_code and m.amount_vnd = l.their_vnd and l.bill in (m.external_id, m.bill_id)
          where l.payment_id is null and l.status = 'paid'
        ), candidate as (
          select line, payment_id from (
            select line, payment_id, count(*) over (partition by line) as payments,
                   count(*) over (partition by payment_id) as lines from pairs) counted
          where payments = 1 and lines = 1
        ), paired as (
          update found f set payment_id = c.payment_id, rule = 'R3' from candidate c where f.line = c.line
          returning c.payment_id
        )
        delete from found f using paired where f.line is null and f.payment_id = paired.payment_id`,
  );
}

/** Payments of the day, or taken back on it, that no line stands for: replaced by a fix, or paid on an earlier day. */
export async function addUnspoken(tx: Tx, { partnerId, day }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`insert into found (grp, payment_id, rule)
        select p.reference, p.id, 'R1' from payments p
        join found f on f.grp = p.reference and f.rule = 'fix' and f.payment_id <> p.id
        where p.partner_id = ${partnerId} and p.settles_on = ${day}::date
        union
        select p.reference, p.id, 'R1' from payment_reversals r
        join payments p on p.id = r.payment_id and p.partner_id = ${partnerId}
        where r.settles_on = ${day}::date and p.settles_on <> ${day}::date
          and not exists (select from found o where o.payment_id = p.id)`,
  );
}

export interface FoundRow {
  grp: string;
  line: number | null;
  customer_code: string | null;
  customer_known: boolean;
  their_vnd: bigint | null;
  their_at: Date | null;
  status: 'paid' | 'reversed' | 'pending' | 'bad' | null;
  rule: 'R1' | 'R2' | 'R3' | 'fix';
  payment_id: bigint | null;
  our_vnd: bigint | null;
  our_state: 'accepted' | 'reversed' | null;
  our_at: Date | null;
  our_code: string | null;
  paid_on: BusinessDate | null;
  reversed_on: BusinessDate | null;
  paid_before: boolean;
  theirs_on_day: BusinessDate | null;
}

/** Money of a payment that found its bill paid and still lies as the customer's credit. */
const paidBefore = sql`coalesce(p.credited_vnd > 0 and exists (
  select from customer_credits k where k.payment_id = p.id and k.reason = 'late_success') and exists (
  select from credit_lots t where t.payment_id = p.id and t.left_vnd > 0), false)`;

/** How far apart the days of both sides may be to know of each other. */
export const neighbourDays = 7;

/** Opens a cursor over what was found, with everything that judging it needs, group by group. */
export async function openFound(tx: Tx, { partnerId, day }: PartnerDay): Promise<void> {
  await run(
    tx,
    sql`declare found_rows no scroll cursor for
      select f.grp, f.line, f.customer_code, k.id is not null as customer_known, f.their_vnd, f.their_at, f.status,
             f.rule, f.payment_id, p.amount_vnd as our_vnd, p.state as our_state, p.occurred_at as our_at,
             c.code as our_code, p.settles_on as paid_on, v.settles_on as reversed_on, ${paidBefore} as paid_before,
             case when f.line is null then (
               select o.settles_on from partner_lines l
               join partner_files o on o.id = l.file_id and o.partner_id = ${partnerId} and o.state = 'matched'
                 and o.scope = 'final' and o.settles_on <> ${day}::date
                 and o.settles_on between ${day}::date - ${neighbourDays}::int and ${day}::date + ${neighbourDays}::int
               where l.reference = f.grp and l.status = 'paid'
               order by abs(o.settles_on - ${day}::date), o.settles_on limit 1) end as theirs_on_day
      from found f
      left join customers k on k.code = f.customer_code
      left join payments p on p.id = f.payment_id
      left join payment_reversals v on v.payment_id = p.id
      left join customers c on c.id = p.customer_id
      order by f.grp, f.line`,
  );
}

export async function fetchFound(tx: Tx): Promise<FoundRow[]> {
  return many(tx, sql<FoundRow>`fetch 2000 from found_rows`);
}

export async function closeFound(tx: Tx): Promise<void> {
  await run(tx, sql`close found_rows`);
}
