import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Cadence } from '../../../core/official-reports/due.ts';
import type { ScheduledKind } from '../../../core/official-reports/kinds.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';
import type { Enclosed, ReportFormat } from './mail-queries.ts';
import { inScope, isOf } from './queries.ts';

export interface ScheduleRow {
  id: bigint;
  kind: ScheduledKind;
  /** The saved table that is made. */
  pivot_id: bigint | null;
  pivot_name: string | null;
  set_by: string;
  org_unit_id: bigint;
  unit_code: string;
  cadence: Cadence;
  weekday: number | null;
  month_day: number | null;
  at_time: string;
  working_days_only: boolean;
  recipients: string[];
  formats: ReportFormat[];
  /** One whose table was put away, or whose maker has left, rests. */
  is_active: boolean;
  handled_through: Date;
  last_due_on: BusinessDate | null;
  last_report_id: bigint | null;
  /** Set up by somebody of the reader's units: only then its recipients are told, and it may be changed. */
  is_own: boolean;
}

const columns = (scope: Scope) => sql`
  r.id, r.kind, r.org_unit_id, u.code as unit_code, r.cadence, r.weekday, r.month_day, r.at_time, r.working_days_only,
  r.recipients, r.formats, r.pivot_id, p.name as pivot_name, r.set_by, r.handled_through,
  r.is_active and (r.pivot_id is null or p.deleted_at is null
    and exists (select from staff f where f.login = r.set_by and f.disabled_at is null)) as is_active,
  (select max(n.due_on) from report_runs n where n.schedule_id = r.id) as last_due_on,
  (select n.report_id from report_runs n where n.schedule_id = r.id and n.report_id is not null
   order by n.due_on desc limit 1) as last_report_id,
  ${isOf(scope, sql.ref('r.set_by'))} as is_own`;

const schedules = sql`
  report_schedules r join org_units u on u.id = r.org_unit_id left join pivot_reports p on p.id = r.pivot_id`;

/** Standing reports of these units, and of the saved tables those that somebody of these units has sent. */
export async function listSchedules(on: Queryable, scope: Scope): Promise<ScheduleRow[]> {
  return many(
    on,
    sql<ScheduleRow>`
      select ${columns(scope)} from ${schedules}
      where ${inScope(scope)} and (r.pivot_id is null or ${isOf(scope, sql.ref('r.set_by'))}) order by r.id limit 500`,
  );
}

export async function findSchedule(
  on: Queryable,
  id: bigint,
  scope: Scope,
): Promise<ScheduleRow | undefined> {
  return find(
    on,
    sql<ScheduleRow>`
      select ${columns(scope)} from ${schedules} where r.id = ${id}`,
  );
}

/** Locked, so that two never take the same due day. The moment up to which it was handled is read under the lock. */
export async function lockSchedule(
  tx: Tx,
  id: bigint,
): Promise<{ is_active: boolean; handled_through: Date } | undefined> {
  return find(
    tx,
    sql<{ is_active: boolean; handled_through: Date }>`
      select is_active, handled_through from report_schedules where id = ${id} for update`,
  );
}

export interface ScheduleWish {
  kind: ScheduledKind;
  pivotId: bigint | null;
  unitId: bigint;
  cadence: Cadence;
  weekday: number | null;
  monthDay: number | null;
  atTime: string;
  workingDaysOnly: boolean;
  recipients: readonly string[];
  formats: readonly ReportFormat[];
  isActive: boolean;
  by: string;
  /** On the business clock: what was due before is not made up for. */
  from: Date;
}

export async function insertSchedule(tx: Tx, wish: ScheduleWish): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into report_schedules (kind, pivot_id, org_unit_id, cadence, weekday, month_day, at_time, working_days_only, recipients,
        formats, is_active, handled_through, set_by)
      values (${wish.kind}, ${wish.pivotId}, ${wish.unitId}, ${wish.cadence}, ${wish.weekday}, ${wish.monthDay}, ${wish.atTime},
              ${wish.workingDaysOnly}, ${wish.recipients}::text[], ${wish.formats}::text[], ${wish.isActive}, ${wish.from},
              ${wish.by})
      returning id`,
  );
  return id;
}

/** From now on otherwise; what was due before is done. */
export async function updateSchedule(tx: Tx, id: bigint, wish: ScheduleWish): Promise<void> {
  await run(
    tx,
    sql`update report_schedules
        set kind = ${wish.kind}, pivot_id = ${wish.pivotId}, org_unit_id = ${wish.unitId}, cadence = ${wish.cadence}, weekday = ${wish.weekday},
            month_day = ${wish.monthDay}, at_time = ${wish.atTime}, working_days_only = ${wish.workingDaysOnly},
            recipients = ${wish.recipients}::text[], formats = ${wish.formats}::text[], is_active = ${wish.isActive},
            handled_through = greatest(handled_through, ${wish.from}), set_by = ${wish.by}, set_at = clock_timestamp()
        where id = ${id}`,
  );
}

export async function moveHandled(tx: Tx, id: bigint, through: Date): Promise<void> {
  await run(tx, sql`update report_schedules set handled_through = ${through} where id = ${id}`);
}

export async function insertRun(
  tx: Tx,
  one: { scheduleId: bigint; dueOn: BusinessDate; made: Enclosed | null },
): Promise<void> {
  const { scheduleId, dueOn, made } = one;
  await run(
    tx,
    sql`insert into report_runs (schedule_id, due_on, outcome, report_id, table_id)
        values (${scheduleId}, ${dueOn}::date, ${made ? 'made' : 'superseded'}, ${made?.reportId ?? null},
                ${made?.tableId ?? null})`,
  );
}
