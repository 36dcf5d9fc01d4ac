import { sql } from 'kysely';
import type { BusinessDate } from '../../../core/dates.ts';
import type { Measure } from '../../../core/targets/measures.ts';
import type { Factor, Weights } from '../../../core/targets/proposal.ts';
import type { PlanMode, PlanSpan } from '../../../core/targets/span.ts';
import { find, many, one, run, type Queryable, type Tx } from '../../platform/db.ts';
import type { Scope } from '../staff/index.ts';
import { unitKey } from './row-keys.ts';

/** The letter that hands a plan over. */
export interface Letter {
  number: string;
  place: string;
  /** What the letter rests on: a decision, a resolution. Empty where it names none. */
  basis: string;
  signerTitle: string;
  signerName: string;
}

export const planStates = ['draft', 'handed_over', 'adjusting'] as const;
export type PlanState = (typeof planStates)[number];

export interface PlanRow {
  id: bigint;
  measure: Measure;
  definition_name: string;
  definition_version: number;
  span: PlanSpan;
  first_month: BusinessDate;
  mode: PlanMode;
  base_month: BusinessDate;
  weights: Weights;
  version: number;
  state: PlanState;
  letter: Letter | null;
  handed_over_on: BusinessDate | null;
  handed_over_by: string | null;
  made_by: string;
  made_at: Date;
}

/** Headroom and conditions of a row as figures; what it was proposed for, in words, is made of them. */
export interface Grounds {
  /** Whole customers, bills or dong that are not cashless yet. */
  headroom: string;
  factors: Factor[];
  percent: number;
  /** Nobody has said which customers are this employee's: an even part of the team's is taken. */
  assumed: boolean;
}

export type HolderKind = 'company' | 'unit' | 'team' | 'employee' | 'rest';

export interface TargetRow {
  key: string;
  parent_key: string | null;
  kind: HolderKind;
  org_unit_id: bigint;
  staff_id: bigint | null;
  code: string;
  name: string;
  base: bigint | null;
  reached: bigint | null;
  cap: bigint | null;
  weight: bigint;
  grounds: Grounds;
  proposal: bigint;
  target: bigint;
  share_bp: number | null;
  locked: boolean;
}

/** A row as it is kept, with whoever is responsible for it. */
export interface KeptRow extends TargetRow {
  owner_id: bigint | null;
  owner_name: string | null;
}

export const actions = [
  'made',
  'proposed',
  'overridden',
  'spread',
  'undone',
  'handed_over',
  'adjustment_begun',
  'adjustment_dropped',
] as const;
export type Action = (typeof actions)[number];

const planColumns = sql`
  id, measure, definition_name, definition_version, span, first_month, mode, base_month, weights, version, state, letter,
  handed_over_on, handed_over_by, made_by, made_at`;

export async function insertPlan(
  tx: Tx,
  plan: Pick<
    PlanRow,
    'measure' | 'definition_name' | 'definition_version' | 'span' | 'first_month' | 'mode' | 'base_month'
  > & { weights: Weights; madeBy: string },
): Promise<bigint> {
  const { id } = await one(
    tx,
    sql<{ id: bigint }>`
      insert into target_plans (measure, definition_name, definition_version, span, first_month, mode, base_month, weights, made_by)
      values (${plan.measure}, ${plan.definition_name}, ${plan.definition_version}, ${plan.span}, ${plan.first_month}::date,
              ${plan.mode}, ${plan.base_month}::date, ${JSON.stringify(plan.weights)}::jsonb, ${plan.madeBy})
      returning id`,
  );
  return id;
}

export async function findPlan(on: Queryable, id: bigint): Promise<PlanRow | undefined> {
  return find(on, sql<PlanRow>`select ${planColumns} from target_plans where id = ${id}`);
}

/** Steps of a plan go one after the other. */
export async function lockPlan(tx: Tx, id: bigint): Promise<PlanRow | undefined> {
  return find(tx, sql<PlanRow>`select ${planColumns} from target_plans where id = ${id} for update`);
}

/** A plan in the list, with the row that the reader sees first. */
export interface PlanLine extends PlanRow {
  base: bigint | null;
  target: bigint;
  share_bp: number | null;
  /** How many hold a row of it, of those the reader sees. */
  holders: number;
}

/** The newest plans first: of the whole company, or as they concern one unit and those below it. */
export async function listPlanRows(
  on: Queryable,
  reader: { unitId: bigint | null; scope: 'all' | readonly bigint[] },
  limit: number,
): Promise<PlanLine[]> {
  const seen = reader.scope === 'all' ? sql`true` : sql`a.org_unit_id = any(${reader.scope}::bigint[])`;
  const own = reader.unitId === null ? sql`r.kind = 'company'` : sql`r.key = ${unitKey(reader.unitId)}`;
  return many(
    on,
    sql<PlanLine>`
      select p.*, r.base, r.target, r.share_bp,
             (select count(*)::int from target_rows a where a.plan_id = p.id and a.kind <> 'rest' and ${seen}) as holders
      from (select ${planColumns} from target_plans) p
      join target_rows r on r.plan_id = p.id and ${own}
      order by p.id desc limit ${limit}`,
  );
}

export async function listTargetRows(on: Queryable, planId: bigint): Promise<KeptRow[]> {
  return many(
    on,
    sql<KeptRow>`
      select r.key, r.parent_key, r.kind, r.org_unit_id, r.staff_id, r.code, r.name, r.base, r.reached, r.cap, r.weight,
             r.grounds, r.proposal, r.target, r.share_bp, r.locked, r.owner_id, o.display_name as owner_name
      from target_rows r left join staff o on o.id = r.owner_id
      where r.plan_id = ${planId} order by r.place`,
  );
}

/** Rows in the order of the tree, parents before children. */
export async function insertTargetRows(tx: Tx, planId: bigint, rows: readonly TargetRow[]): Promise<void> {
  const texts = (pick: (row: TargetRow) => string | number | bigint | null): (string | null)[] =>
    rows.map((row) => pick(row)?.toString() ?? null);
  await run(
    tx,
    sql`insert into target_rows (plan_id, place, key, parent_key, kind, org_unit_id, staff_id, code, name, base, reached, cap,
                                 weight, grounds, proposal, target, share_bp, locked)
        select ${planId}, place, key, parent_key, kind, org_unit_id, staff_id, code, name, base, reached, cap, weight,
               grounds::jsonb, proposal, target, share_bp, locked
        from unnest(${texts((row) => row.key)}::text[], ${texts((row) => row.parent_key)}::text[],
                    ${texts((row) => row.kind)}::text[], ${texts((row) => row.org_unit_id)}::bigint[],
                    ${texts((row) => row.staff_id)}::bigint[], ${texts((row) => row.code)}::text[],
                    ${texts((row) => row.name)}::text[], ${texts((row) => row.base)}::bigint[],
                    ${texts((row) => row.reached)}::bigint[], ${texts((row) => row.cap)}::bigint[],
                    ${texts((row) => row.weight)}::bigint[], ${rows.map((row) => JSON.stringify(row.grounds))}::text[],
                    ${texts((row) => row.proposal)}::bigint[], ${texts((row) => row.target)}::bigint[],
                    ${texts((row) => row.share_bp)}::int[], ${rows.map((row) => row.locked)}::boolean[])
          with ordinality as given (key, parent_key, kind, org_unit_id, staff_id, code, name, base, reached, cap, weight,
                                    grounds, proposal, target, share_bp, locked, place)`,
  );
}

/** What a step makes of a row. */
export interface RowChange {
  key: string;
  target: bigint;
  shareBp: number | null;
  locked: boolean;
}

/**
 * Writes one step: the plan's next version, what it changed, and the rows as they are now. A step that changes nothing is
 * still a step. Gives the version.
 */
export async function writeStep(
  tx: Tx,
  plan: PlanRow,
  step: { action: Action; reason: string; madeBy: string; changes: readonly RowChange[] },
): Promise<number> {
  const { changes } = step;
  const version = plan.version + 1;
  await run(tx, sql`update target_plans set version = ${version} where id = ${plan.id}`);
  await run(
    tx,
    sql`insert into target_versions (plan_id, version, action, reason, made_by)
        values (${plan.id}, ${version}, ${step.action}, ${step.reason}, ${step.madeBy})`,
  );
  if (changes.length === 0) return version;
  const given = sql`unnest(${changes.map(({ key }) => key)}::text[], ${changes.map(({ target }) => target)}::bigint[],
                           ${changes.map(({ shareBp }) => shareBp)}::int[], ${changes.map(({ locked }) => locked)}::boolean[])
                      as given (key, target, share_bp, locked)`;
  await run(
    tx,
    sql`insert into target_changes (plan_id, version, row_key, from_target, to_target, to_share_bp, from_locked, to_locked)
        select ${plan.id}, ${version}, r.key, r.target, given.target, given.share_bp, r.locked, given.locked
        from ${given} join target_rows r on r.plan_id = ${plan.id} and r.key = given.key`,
  );
  await run(
    tx,
    sql`update target_rows r set target = given.target, share_bp = given.share_bp, locked = given.locked
        from ${given} where r.plan_id = ${plan.id} and r.key = given.key`,
  );
  return version;
}

/** Weights, weighing and proposal of rows, as a proposal leaves them. */
export async function storeProposal(
  tx: Tx,
  planId: bigint,
  weights: Weights,
  rows: readonly Pick<TargetRow, 'key' | 'weight' | 'grounds' | 'proposal'>[],
): Promise<void> {
  await run(
    tx,
    sql`update target_plans set weights = ${JSON.stringify(weights)}::jsonb where id = ${planId}`,
  );
  await run(
    tx,
    sql`update target_rows r set weight = given.weight, grounds = given.grounds::jsonb, proposal = given.proposal
        from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ weight }) => weight)}::bigint[],
                    ${rows.map(({ grounds }) => JSON.stringify(grounds))}::text[],
                    ${rows.map(({ proposal }) => proposal)}::bigint[]) as given (key, weight, grounds, proposal)
        where r.plan_id = ${planId} and r.key = given.key`,
  );
}

/** Each row as it stood after a version. */
export async function listRowsAt(on: Queryable, planId: bigint, version: number): Promise<RowChange[]> {
  return many(
    on,
    sql<RowChange>`
      select distinct on (row_key) row_key as key, to_target as target, to_share_bp as "shareBp", to_locked as locked
      from target_changes where plan_id = ${planId} and version <= ${version}
      order by row_key, version desc`,
  );
}

export interface VersionRow {
  version: number;
  action: Action;
  reason: string;
  made_by: string;
  made_at: Date;
  changed: number;
}

/**
 * The steps of a plan, newest first, and how many rows of the units each changed. A step that changed rows of other
 * units alone is none of theirs.
 */
export async function listSteps(on: Queryable, planId: bigint, units: Scope): Promise<VersionRow[]> {
  const seen = units === 'all' ? sql`true` : sql`r.org_unit_id = any(${units})`;
  return many(
    on,
    sql<VersionRow>`
      select v.version, v.action, v.reason, v.made_by, v.made_at, changed.seen as changed
      from target_versions v cross join lateral (
        select count(*)::int as total, (count(*) filter (where ${seen}))::int as seen
        from target_changes c join target_rows r on r.plan_id = c.plan_id and r.key = c.row_key
        where c.plan_id = v.plan_id and c.version = v.version
          and (c.from_target <> c.to_target or c.from_locked <> c.to_locked)) changed
      where v.plan_id = ${planId} and (changed.seen > 0 or changed.total = 0)
      order by v.version desc limit 500`,
  );
}

export interface ChangeRow extends Omit<VersionRow, 'changed'> {
  from_target: bigint;
  to_target: bigint;
  from_locked: boolean;
  to_locked: boolean;
}

export async function listRowChanges(on: Queryable, planId: bigint, key: string): Promise<ChangeRow[]> {
  return many(
    on,
    sql<ChangeRow>`
      select c.version, v.action, v.reason, v.made_by, v.made_at, c.from_target, c.to_target, c.from_locked, c.to_locked
      from target_changes c join target_versions v on v.plan_id = c.plan_id and v.version = c.version
      where c.plan_id = ${planId} and c.row_key = ${key} and (c.from_target <> c.to_target or c.from_locked <> c.to_locked)
      order by c.version desc limit 500`,
  );
}

/** What the adjustment that is under way was begun for. */
export async function findAdjustmentReason(on: Queryable, planId: bigint): Promise<string> {
  const { reason } = await one(
    on,
    sql<{ reason: string }>`
      select reason from target_versions where plan_id = ${planId} and action = 'adjustment_begun'
      order by version desc limit 1`,
  );
  return reason;
}
