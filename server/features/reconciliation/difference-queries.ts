import { sql, type RawBuilder } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { CauseName, Fix, Lane } from '../../../core/reconciliation/lanes.ts';
import { find, many, run, type Queryable, type Tx } from '../../platform/db.ts';

export type DifferenceState = 'open' | 'waiting' | 'asked' | 'approval' | 'resolved';
export type Answer = 'confirmed' | 'not_ours' | 'will_reverse' | 'will_resend' | 'other';

/** What a second person has to approve. */
export interface Proposal {
  fix: Fix;
  note: string;
  customerCode?: string;
  bankAccount?: string;
  bankBin?: string;
  accountHolder?: string;
}

export interface DifferenceRow {
  id: bigint;
  partner_id: bigint;
  partner_code: string;
  partner_name: string;
  settles_on: BusinessDate;
  lane: Lane;
  cause: CauseName;
  reference: string;
  ordinal: number;
  file_id: bigint | null;
  line: number | null;
  payment_id: bigint | null;
  customer_code: string | null;
  customer_name: string | null;
  their_vnd: bigint | null;
  our_vnd: bigint | null;
  their_at: Date | null;
  our_at: Date | null;
  other_day: BusinessDate | null;
  suggestion: Fix;
  state: DifferenceState;
  owner: string | null;
  due_on: BusinessDate;
  found_at: Date;
  resolution: string | null;
  proposal: Proposal | null;
  proposed_by: string | null;
  resolved_by: string | null;
  resolved_at: Date | null;
  note: string | null;
  made: Record<string, unknown> | null;
  answer: Answer | null;
  answer_note: string | null;
  answered_at: Date | null;
}

const columns = sql`d.*, r.code as partner_code, r.name as partner_name, c.name as customer_name`;
const joined = sql`differences d join partners r on r.id = d.partner_id
  left join customers c on c.code = d.customer_code`;

export interface DifferenceFilter {
  partnerCode?: string;
  day?: BusinessDate;
  lane?: Lane;
  /** `unresolved`: every state but resolved. */
  state?: DifferenceState | 'unresolved';
  /** A login, or `none`. */
  owner?: string;
}

function condition(filter: DifferenceFilter): RawBuilder<boolean> {
  const { partnerCode, day, lane, state = 'unresolved', owner } = filter;
  const parts = [
    partnerCode === undefined ? sql`true` : sql`r.code = ${partnerCode}`,
    day === undefined ? sql`true` : sql`d.settles_on = ${day}::date`,
    lane === undefined ? sql`true` : sql`d.lane = ${lane}`,
    state === 'unresolved' ? sql`d.state <> 'resolved'` : sql`d.state = ${state}`,
    owner === undefined ? sql`true` : owner === 'none' ? sql`d.owner is null` : sql`d.owner = ${owner}`,
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

export interface DifferenceKey {
  dueOn: BusinessDate;
  id: bigint;
}

/** Differences, what is due first first. */
export async function listDifferences(
  on: Queryable,
  filter: DifferenceFilter,
  page: { after?: DifferenceKey; limit: number },
): Promise<DifferenceRow[]> {
  const after = page.after
    ? sql`(d.due_on, d.id) > (${page.after.dueOn}::date, ${page.after.id}::bigint)`
    : sql`true`;
  return many(
    on,
    sql<DifferenceRow>`select ${columns} from ${joined} where ${condition(filter)} and ${after}
      order by d.due_on, d.id limit ${page.limit}`,
  );
}

export async function findDifference(on: Queryable, id: bigint): Promise<DifferenceRow | undefined> {
  return find(on, sql<DifferenceRow>`select ${columns} from ${joined} where d.id = ${id}`);
}

/** Locks differences in id order for the rest of the transaction. */
export async function lockDifferences(tx: Tx, ids: readonly bigint[]): Promise<DifferenceRow[]> {
  return many(
    tx,
    sql<DifferenceRow>`select ${columns} from ${joined} where d.id = any(${ids}::bigint[])
      order by d.id for update of d`,
  );
}

export interface LaneSummaryRow {
  lane: Lane;
  open: number;
  overdue: number;
  approval: number;
  their_vnd: bigint;
  our_vnd: bigint;
  resolved: number;
}

export async function summariseLanes(
  on: Queryable,
  filter: DifferenceFilter,
  businessOn: BusinessDate,
): Promise<LaneSummaryRow[]> {
  const { partnerCode, day } = filter;
  return many(
    on,
    sql<LaneSummaryRow>`
      select d.lane, count(*) filter (where d.state <> 'resolved')::int as open,
             count(*) filter (where d.state <> 'resolved' and d.due_on < ${businessOn}::date)::int as overdue,
             count(*) filter (where d.state = 'approval')::int as approval,
             coalesce(sum(d.their_vnd) filter (where d.state <> 'resolved'), 0)::bigint as their_vnd,
             coalesce(sum(d.our_vnd) filter (where d.state <> 'resolved'), 0)::bigint as our_vnd,
             count(*) filter (where d.state = 'resolved')::int as resolved
      from differences d join partners r on r.id = d.partner_id
      where ${partnerCode === undefined ? sql`true` : sql`r.code = ${partnerCode}`}
        and ${day === undefined ? sql`d.state <> 'resolved'` : sql`d.settles_on = ${day}::date`}
      group by d.lane`,
  );
}

/** Frequency of lanes over settlement days (half-open), and the ages of what is not resolved. */
export async function countCauses(
  on: Queryable,
  range: { from: BusinessDate; to: BusinessDate; partnerCode?: string; businessOn: BusinessDate },
): Promise<{
  lanes: { lane: Lane; count: number; open: number; amount_vnd: bigint }[];
  ageing: { bucket: '0-1' | '2-3' | '4-7' | '>7'; count: number; amount_vnd: bigint }[];
}> {
  const partner = range.partnerCode === undefined ? sql`true` : sql`r.code = ${range.partnerCode}`;
  const amount = sql`coalesce(sum(greatest(coalesce(d.their_vnd, 0), coalesce(d.our_vnd, 0))), 0)::bigint`;
  const within = sql`d.settles_on >= ${range.from}::date and d.settles_on < ${range.to}::date and ${partner}`;
  const counted = await many(
    on,
    sql<{ lane: Lane; count: number; open: number; amount_vnd: bigint }>`
      select d.lane, count(*)::int as count, count(*) filter (where d.state <> 'resolved')::int as open,
             ${amount} as amount_vnd
      from differences d join partners r on r.id = d.partner_id where ${within}
      group by d.lane order by count(*) desc, d.lane`,
  );
  const ageing = await many(
    on,
    sql<{ bucket: '0-1' | '2-3' | '4-7' | '>7'; count: number; amount_vnd: bigint }>`
      select case when ${range.businessOn}::date - d.settles_on <= 1 then '0-1'
                  when ${range.businessOn}::date - d.settles_on <= 3 then '2-3'
                  when ${range.businessOn}::date - d.settles_on <= 7 then '4-7' else '>7' end as bucket,
             count(*)::int as count, ${amount} as amount_vnd
      from differences d join partners r on r.id = d.partner_id
      where ${within} and d.state <> 'resolved' group by 1`,
  );
  return { lanes: counted, ageing };
}

/** Writes who is on the differences; null releases them. */
export async function setOwner(tx: Tx, ids: readonly bigint[], owner: string | null): Promise<void> {
  await run(tx, sql`update differences set owner = ${owner} where id = any(${ids}::bigint[])`);
}

export interface DifferenceEvent {
  differenceId: bigint;
  event: string;
  actor: string;
  note: string | null;
  detail: Record<string, unknown>;
}

export async function insertEvents(on: Queryable, events: readonly DifferenceEvent[]): Promise<void> {
  if (events.length === 0) return;
  await run(
    on,
    sql`insert into difference_events (difference_id, event, actor, note, detail)
        select * from unnest(${events.map((e) => e.differenceId)}::bigint[], ${events.map((e) => e.event)}::text[],
          ${events.map((e) => e.actor)}::text[], ${events.map((e) => e.note)}::text[],
          ${events.map((e) => JSON.stringify(e.detail))}::jsonb[])`,
  );
}

export interface EventRow {
  event: string;
  actor: string;
  note: string | null;
  detail: Record<string, unknown>;
  recorded_at: Date;
}

export async function listEvents(on: Queryable, differenceId: bigint): Promise<EventRow[]> {
  return many(
    on,
    sql<EventRow>`select event, actor, note, detail, recorded_at from difference_events
      where difference_id = ${differenceId} order by id limit 500`,
  );
}

/** What a step changes of a difference; what is not named stays. */
export interface DifferenceChange {
  state: DifferenceState;
  resolution?: Fix | 'no_longer_found' | 'made_by_fix';
  by: string;
  note: string;
  now: Date;
  dueOn?: BusinessDate;
  proposal?: Proposal | null;
  made?: Record<string, unknown> | null;
}

export async function changeDifference(tx: Tx, id: bigint, change: DifferenceChange): Promise<void> {
  const { state, resolution = null, by, note, now, dueOn = null, proposal = null, made = null } = change;
  const resolved = state === 'resolved';
  await run(
    tx,
    sql`update differences set state = ${state}, note = ${note}, due_on = coalesce(${dueOn}::date, due_on),
          resolution = ${resolution}, resolved_by = ${resolved ? by : null},
          resolved_at = ${resolved ? now : null}::timestamptz,
          proposal = ${proposal === null ? null : JSON.stringify(proposal)}::jsonb,
          proposed_by = case when ${state} = 'approval' then ${by} else proposed_by end,
          made = coalesce(${made === null ? null : JSON.stringify(made)}::jsonb, made)
        where id = ${id}`,
  );
}

export async function countOpen(on: Queryable, partnerId: bigint, day: BusinessDate): Promise<number> {
  const [row] = await many(
    on,
    sql<{ open: number }>`select count(*)::int as open from differences
      where partner_id = ${partnerId} and settles_on = ${day}::date and state <> 'resolved'`,
  );
  return row?.open ?? 0;
}

/** A question that has its answer is open to us again; what waits for approval goes on waiting. */
export async function saveAnswer(
  tx: Tx,
  id: bigint,
  given: { answer: Answer; note: string | null; now: Date },
): Promise<void> {
  await run(
    tx,
    sql`update differences set answer = ${given.answer}, answer_note = ${given.note}, answered_at = ${given.now},
          state = case state when 'asked' then 'open' else state end
        where id = ${id}`,
  );
}

/** What a partner is asked about a day, and has answered. */
export async function listAsked(
  on: Queryable,
  partnerId: bigint,
  day: BusinessDate,
): Promise<DifferenceRow[]> {
  return many(
    on,
    sql<DifferenceRow>`select ${columns} from ${joined}
      where d.partner_id = ${partnerId} and d.settles_on = ${day}::date and (d.state = 'asked' or d.answer is not null)
      order by d.id limit 500`,
  );
}
