import { sql, type RawBuilder } from 'kysely';
import { firstDayOf, type BusinessDate, type Month } from '../../../core/dates.ts';
import type { ReportForm } from '../../../core/official-reports/form.ts';
import type { ReportKind } from '../../../core/official-reports/kinds.ts';
import type { Paper } from '../../../core/papers/paper.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';

export type ReportState = 'draft' | 'issued' | 'scheduled';

/** A report without its paper, as lists show it. */
export interface ReportRow {
  id: bigint;
  kind: ReportKind;
  period: Month;
  on_day: BusinessDate;
  org_unit_id: bigint;
  unit_code: string;
  unit_name: string;
  is_company: boolean;
  state: ReportState;
  form: ReportForm;
  revision: number;
  frozen_version: number | null;
  year: number | null;
  number: number | null;
  /** As it stands on the paper. */
  shown_number: string | null;
  document_id: bigint | null;
  made_by: string;
  made_at: Date;
  changed_by: string;
  changed_at: Date;
  issued_by: string | null;
  issued_at: Date | null;
}

export interface WholeReportRow extends ReportRow {
  /** Null of a draft, which is made anew whenever it is opened. */
  paper: Paper | null;
}

const columns = sql`
  r.id, r.kind, to_char(r.period, 'YYYY-MM') as period, r.on_day, r.org_unit_id, u.code as unit_code,
  coalesce((select v.name from org_unit_versions v where v.org_unit_id = u.id order by v.valid desc limit 1), u.code) as unit_name,
  u.kind = 'company' as is_company, r.state, r.form, r.revision, r.frozen_version, r.year, r.number,
  case when r.number is not null then r.paper -> 'frame' ->> 'number' end as shown_number, r.document_id, r.made_by, r.made_at, r.changed_by,
  r.changed_at, r.issued_by, r.issued_at`;

export async function findReport(on: Queryable, id: bigint): Promise<WholeReportRow | undefined> {
  return find(
    on,
    sql<WholeReportRow>`
      select ${columns}, r.paper from official_reports r join org_units u on u.id = r.org_unit_id where r.id = ${id}`,
  );
}

/** Locked, so that it is issued once. */
export async function lockReport(tx: Tx, id: bigint): Promise<WholeReportRow | undefined> {
  return find(
    tx,
    sql<WholeReportRow>`
      select ${columns}, r.paper from official_reports r join org_units u on u.id = r.org_unit_id
      where r.id = ${id} for update of r`,
  );
}

export interface ReportFilter {
  scope: Scope;
  state: ReportState | undefined;
  kind: ReportKind | undefined;
  before: bigint | undefined;
  limit: number;
}

/** The newest first. */
export async function listReports(on: Queryable, filter: ReportFilter): Promise<ReportRow[]> {
  const { scope, state, kind, before } = filter;
  const isTrue = sql`true`;
  return many(
    on,
    sql<ReportRow>`
      select ${columns} from official_reports r join org_units u on u.id = r.org_unit_id
      where ${inScope(scope)}
        and ${state === undefined ? isTrue : sql`r.state = ${state}`}
        and ${kind === undefined ? isTrue : sql`r.kind = ${kind}`}
        and ${before === undefined ? isTrue : sql`r.id < ${before}`}
      order by r.id desc limit ${filter.limit}`,
  );
}

/** `r` is the report; another unit's column may be named. */
export function inScope(scope: Scope, unit = sql`r.org_unit_id`): RawBuilder<unknown> {
  return scope === 'all' ? sql`true` : sql`${unit} = any(${scope}::bigint[])`;
}

/** Whose hand the clock writes with. */
export const madeBy = 'system';

/**
 * Whether somebody of these units set it up. `by` is a login; whoever belongs to no unit, or has left, is of none. Whom a
 * report goes to is told to the units of who wrote the addresses, not to all whose figures it holds.
 */
export function isOf(scope: Scope, by: RawBuilder<unknown>): RawBuilder<boolean> {
  if (scope === 'all') return sql<boolean>`true`;
  return sql<boolean>`exists (select from staff w where w.login = ${by} and w.org_unit_id = any(${scope}::bigint[]))`;
}

export interface NewReport {
  kind: ReportKind;
  period: Month;
  on: BusinessDate;
  unitId: bigint;
  form: ReportForm;
  by: string;
}

export async function insertDraft(tx: Tx, draft: NewReport): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into official_reports (kind, period, on_day, org_unit_id, state, form, made_by, changed_by)
      values (${draft.kind}, ${firstDayOf(draft.period)}::date, ${draft.on}::date, ${draft.unitId}, 'draft',
              ${JSON.stringify(draft.form)}::jsonb, ${draft.by}, ${draft.by})
      returning id`,
  );
  return id;
}

/** What the clock made: whole at once, without a number. */
export async function insertScheduled(
  tx: Tx,
  made: NewReport & { paper: Paper; frozenVersion: number | null; scheduleId: bigint },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into official_reports (kind, period, on_day, org_unit_id, state, form, paper, frozen_version, schedule_id,
        made_by, changed_by)
      values (${made.kind}, ${firstDayOf(made.period)}::date, ${made.on}::date, ${made.unitId}, 'scheduled',
              ${JSON.stringify(made.form)}::jsonb, ${JSON.stringify(made.paper)}::jsonb, ${made.frozenVersion},
              ${made.scheduleId}, ${made.by}, ${made.by})
      returning id`,
  );
  return id;
}

/** False when the draft is no longer the one that was changed. */
export async function writeDraft(
  tx: Tx,
  change: { id: bigint; revision: number; form: ReportForm; by: string },
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update official_reports
        set form = ${JSON.stringify(change.form)}::jsonb, revision = revision + 1, changed_by = ${change.by},
            changed_at = clock_timestamp()
        where id = ${change.id} and state = 'draft' and revision = ${change.revision}`,
  );
  return changed === 1;
}

export async function deleteDraft(tx: Tx, id: bigint): Promise<boolean> {
  return (await run(tx, sql`delete from official_reports where id = ${id} and state = 'draft'`)) === 1;
}

/** The next number of a series in a year. Whoever comes second waits for the first to commit, or takes its number. */
export async function takeNumber(tx: Tx, series: string, year: number): Promise<number> {
  const { last } = await one(
    tx,
    sql<{ last: number }>`
      insert into report_series (series, year, last) values (${series}, ${year}, 1)
      on conflict (series, year) do update set last = report_series.last + 1 returning last`,
  );
  return last;
}

export interface Issue {
  id: bigint;
  on: BusinessDate;
  form: ReportForm;
  paper: Paper;
  frozenVersion: number | null;
  series: string;
  year: number;
  number: number;
  by: string;
  at: Date;
}

export async function markIssued(tx: Tx, issue: Issue): Promise<void> {
  await run(
    tx,
    sql`update official_reports
        set state = 'issued', on_day = ${issue.on}::date, form = ${JSON.stringify(issue.form)}::jsonb,
            paper = ${JSON.stringify(issue.paper)}::jsonb, frozen_version = ${issue.frozenVersion}, series = ${issue.series},
            year = ${issue.year},
            number = ${issue.number}, issued_by = ${issue.by}, issued_at = ${issue.at}, revision = revision + 1
        where id = ${issue.id} and state = 'draft'`,
  );
}

/** False when somebody else has kept its pages meanwhile. */
export async function linkDocument(tx: Tx, id: bigint, documentId: bigint): Promise<boolean> {
  const linked = await run(
    tx,
    sql`update official_reports set document_id = ${documentId} where id = ${id} and document_id is null`,
  );
  return linked === 1;
}
