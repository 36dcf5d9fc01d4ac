import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import { many, type Queryable } from '../../platform/db.ts';
import type { MinutesState } from './queries.ts';

export interface SignOffRow {
  partner_code: string;
  partner_name: string;
  /** Null for a whole month. */
  day: BusinessDate | null;
  session_state: 'open' | 'closed' | 'agreed' | 'money_in' | 'settled' | null;
  collected_vnd: bigint | null;
  expected_vnd: bigint | null;
  days: number;
  days_signed: number;
  open_differences: number;
  id: bigint | null;
  number: string | null;
  version: number | null;
  state: MinutesState | null;
  hash: string | null;
  our_signer: string | null;
  our_signed_at: Date | null;
  partner_signer: string | null;
  partner_signed_at: Date | null;
}

const newest = sql.raw(
  `id, number, version, state, hash, our_signer, our_signed_at, partner_signer, partner_signed_at`,
);

/** The days of one partner, or one day of all partners, each with its newest minutes. */
export async function listDays(
  on: Queryable,
  filter: { from: BusinessDate; to: BusinessDate; partnerCode: string | undefined },
): Promise<SignOffRow[]> {
  const ofPartner = filter.partnerCode === undefined ? sql`true` : sql`r.code = ${filter.partnerCode}`;
  return many(
    on,
    sql<SignOffRow>`
      select r.code as partner_code, r.name as partner_name, w.settles_on as day, w.state as session_state,
             w.payments_vnd - w.reversals_vnd - w.refunds_vnd as collected_vnd, w.expected_vnd, 1 as days,
             (coalesce(m.state, '') = 'signed')::int as days_signed, coalesce(d.n, 0)::int as open_differences,
             m.id, m.number, m.version, m.state, m.hash, m.our_signer, m.our_signed_at, m.partner_signer,
             m.partner_signed_at
      from settlement_windows w
      join partners r on r.id = w.partner_id
      left join lateral (select ${newest} from minutes where partner_id = w.partner_id and kind = 'day'
                           and covers = daterange(w.settles_on, w.settles_on + 1)
                         order by version desc limit 1) m on true
      left join lateral (select count(*) as n from differences where partner_id = w.partner_id
                           and settles_on = w.settles_on and state <> 'resolved') d on true
      where w.settles_on >= ${filter.from}::date and w.settles_on < ${filter.to}::date and ${ofPartner}
      order by w.settles_on desc, r.code limit 5000`,
  );
}

/** Every partner with its month: how many of its days both sides signed, and the minutes of the month. */
export async function listMonth(
  on: Queryable,
  span: { from: BusinessDate; to: BusinessDate },
): Promise<SignOffRow[]> {
  return many(
    on,
    sql<SignOffRow>`
      with sessions as (
        select w.partner_id, count(*)::int as days,
               sum(w.payments_vnd - w.reversals_vnd - w.refunds_vnd)::bigint as collected_vnd,
               case when bool_or(w.expected_vnd is null) then null else sum(w.expected_vnd)::bigint end as expected_vnd,
               (count(*) filter (where exists (
                  select from minutes m where m.partner_id = w.partner_id and m.kind = 'day' and m.state = 'signed'
                    and m.covers = daterange(w.settles_on, w.settles_on + 1))))::int as days_signed
        from settlement_windows w
        where w.settles_on >= ${span.from}::date and w.settles_on < ${span.to}::date
        group by w.partner_id
      )
      select r.code as partner_code, r.name as partner_name, null::date as day, null::text as session_state,
             s.collected_vnd, s.expected_vnd, coalesce(s.days, 0) as days, coalesce(s.days_signed, 0) as days_signed,
             coalesce(d.n, 0)::int as open_differences, m.id, m.number, m.version, m.state, m.hash, m.our_signer,
             m.our_signed_at, m.partner_signer, m.partner_signed_at
      from partners r
      left join sessions s on s.partner_id = r.id
      left join lateral (select ${newest} from minutes where partner_id = r.id and kind = 'month'
                           and covers = daterange(${span.from}::date, ${span.to}::date)
                         order by version desc limit 1) m on true
      left join lateral (select count(*) as n from differences where partner_id = r.id and state <> 'resolved'
                           and settles_on >= ${span.from}::date and settles_on < ${span.to}::date) d on true
      where r.kind <> 'own' and (s.days > 0 or r.suspended_at is null)
      order by r.code`,
  );
}
