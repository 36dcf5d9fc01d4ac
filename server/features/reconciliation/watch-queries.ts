import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, run, type Queryable, type Tx } from '../../platform/db.ts';

/** How far back our own books are watched. */
export const watchDays = 10;

/** Days without a final file on which our own books show something, or showed it when they were last watched. */
export async function listDaysToWatch(
  on: Queryable,
  { businessOn, businessNow }: { businessOn: BusinessDate; businessNow: Date },
): Promise<{ partner_id: bigint; day: BusinessDate }[]> {
  return many(
    on,
    sql<{ partner_id: bigint; day: BusinessDate }>`
      with recent as (
        select p.partner_id, p.settles_on as day from credit_lots t join payments p on p.id = t.payment_id
        where t.left_vnd > 0 and p.settles_on > ${businessOn}::date - ${watchDays}::int
        union
        select p.partner_id, v.settles_on from payment_reversals v join payments p on p.id = v.payment_id
        where v.settles_on > ${businessOn}::date - ${watchDays}::int and p.settles_on <> v.settles_on
        union
        select h.partner_id, (h.held_at at time zone 'Asia/Ho_Chi_Minh')::date from holds h
        where h.state = 'open' and h.expires_at < ${businessNow}::timestamptz - interval '1 hour'
        union
        select partner_id, settles_on from differences
        where state <> 'resolved' and file_id is null and settles_on > ${businessOn}::date - ${watchDays * 3}::int
      )
      select distinct w.partner_id, w.day from recent w join partners r on r.id = w.partner_id and r.kind <> 'own'
      where not exists (select from partner_files f where f.partner_id = w.partner_id and f.settles_on = w.day
                          and f.state = 'matched' and f.scope = 'final')
      order by 1, 2`,
  );
}

/** Files in use with open differences whose payments have changed since they were matched. */
export async function listStaleFiles(
  on: Queryable,
  { businessOn }: { businessOn: BusinessDate },
): Promise<{ file_id: bigint }[]> {
  return many(
    on,
    sql<{ file_id: bigint }>`
      select f.id as file_id from partner_files f
      where f.state = 'matched' and f.settles_on > ${businessOn}::date - ${watchDays}::int and exists (
        select from differences d
        where d.partner_id = f.partner_id and d.settles_on = f.settles_on and d.state in ('open', 'waiting', 'asked')
          and (exists (select from payment_claims k where k.partner_id = d.partner_id and k.reference = d.reference
                         and k.recorded_at > f.matched_at)
            or exists (select from payment_corrections c where c.payment_id = d.payment_id and c.recorded_at > f.matched_at)
            or exists (select from payment_reversals v where v.payment_id = d.payment_id and v.recorded_at > f.matched_at)
            or exists (select from customer_credits u where u.payment_id = d.payment_id and u.recorded_at > f.matched_at)))
      order by f.id`,
  );
}

/** What our own books alone say about a day, as if its file had no line. */
export async function findFromBooks(tx: Tx, work: { partnerId: bigint; day: BusinessDate }): Promise<void> {
  const { partnerId, day } = work;
  await run(
    tx,
    sql`create temp table found on commit drop as
      select p.reference as grp, null::int as line, null::bigint as our_id, null::text as customer_code,
             null::text as bill, null::bigint as their_vnd, null::timestamptz as their_at, null::text as status,
             p.id as payment_id, 'R1'::text as rule
      from credit_lots t join payments p on p.id = t.payment_id
      where t.left_vnd > 0 and p.partner_id = ${partnerId} and p.settles_on = ${day}::date and p.state = 'accepted'
      union
      select p.reference, null, null, null, null, null, null, null, p.id, 'R1'
      from payment_reversals v join payments p on p.id = v.payment_id and p.partner_id = ${partnerId}
      where v.settles_on = ${day}::date and p.settles_on <> v.settles_on`,
  );
}

/** Holds that ended long ago by their time, and of which the partner has said nothing. */
export async function judgeHolds(
  tx: Tx,
  { partnerId, day, businessNow }: { partnerId: bigint; day: BusinessDate; businessNow: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into judged (reference, ordinal, lane, cause, suggestion, customer_code, our_vnd, our_at, their_day_vnd,
                            our_day_vnd)
        select h.reference, 1, 'pending', 'held_too_long', 'ask_partner', c.code, h.amount_vnd, h.held_at, 0, 0
        from holds h left join customers c on c.id = h.customer_id
        where h.partner_id = ${partnerId} and h.state = 'open'
          and (h.held_at at time zone 'Asia/Ho_Chi_Minh')::date = ${day}::date
          and h.expires_at < ${businessNow}::timestamptz - interval '1 hour'`,
  );
}

/** Closes what the books of a day no longer show; differences that a file has found are left to files. */
export async function closeUnwatched(
  tx: Tx,
  { partnerId, day, now }: { partnerId: bigint; day: BusinessDate; now: Date },
): Promise<{ id: bigint }[]> {
  return many(
    tx,
    sql<{ id: bigint }>`
      update differences d set state = 'resolved', resolution = 'no_longer_found', resolved_by = 'system',
        resolved_at = ${now}::timestamptz
      where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and d.state <> 'resolved' and d.file_id is null
        and not exists (select from judged j where j.reference = d.reference and j.lane = d.lane and not j.settled)
      returning d.id`,
  );
}

/** Files that arrived long ago and were neither used nor refused: their process ended in the middle. */
export async function listStuckFiles(on: Queryable, now: Date): Promise<{ id: bigint; arrived: boolean }[]> {
  return many(
    on,
    sql<{ id: bigint; arrived: boolean }>`
      select id, sha256 <> '' as arrived from partner_files
      where state = 'reading' and received_at < ${now}::timestamptz - interval '30 minutes' order by id limit 20`,
  );
}
