import { firstDayOf, monthOf, type Month } from '../../../core/dates.ts';
import type { Definition } from '../../../core/kpi/definition.ts';
import { maxVnd } from '../../../core/money.ts';
import { isMeasure, isShareMeasure, type Measure } from '../../../core/targets/measures.ts';
import { defaultWeights, type Weights } from '../../../core/targets/proposal.ts';
import { monthsOfPlan, type PlanMode, type PlanSpan } from '../../../core/targets/span.ts';
import { neededFor } from '../../../core/targets/tree.ts';
import { transaction, type Db, type Queryable } from '../../platform/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { getDefinition, listPeriods } from '../kpi/index.ts';
import { buildRows, proposalOf } from './build-rows.ts';
import { targetError } from './errors.ts';
import { listHolders } from './holders.ts';
import { findPlan, insertPlan, insertTargetRows, writeStep, type TargetRow } from './plan-queries.ts';
import { inheritOwners } from './set-owners.ts';
import { readStandings } from './standing.ts';
import type { Actor } from './take-step.ts';

export interface PlanRequest {
  measure: string;
  /** `NAME` for the version that counts the months of the plan, or `NAME@VERSION`. */
  definition: string;
  span: PlanSpan;
  /** Any month of the span. */
  month: Month;
  mode: PlanMode;
  /** Basis points for a share, else whole things or dong. */
  goal: bigint;
  weights?: Weights | undefined;
}

const thingOf = { share_customers: 'customers', share_money: 'money', share_bills: 'bills' } as const;

/**
 * Makes a draft: the company's goal, and for every unit, team and employee a proposal by headroom and conditions of the
 * last full month. Throws `targets.unknown_measure`, `targets.out_of_range`, `targets.not_counted`,
 * `targets.no_figures`, `targets.two_definitions`, `kpi.unknown_definition` and `kpi.definition_not_begun`.
 */
export async function makePlan(db: Db, request: PlanRequest, actor: Actor): Promise<bigint> {
  const { measure, span, mode, goal, weights = defaultWeights } = request;
  ensure(isMeasure(measure), targetError('targets.unknown_measure', { measure }));
  ensure(
    goal >= 0n && goal <= (isShareMeasure(measure) ? 10_000n : maxVnd),
    targetError('targets.out_of_range'),
  );
  const { first, last } = monthsOfPlan(span, request.month);
  const definition = await definitionOver(db, request.definition, first, last);
  ensure(countsFor(definition, measure), targetError('targets.not_counted', { measure }));
  const baseMonth = await lastFullMonth(db, actor);
  const holders = await listHolders(db, actor.businessDate);
  const standings = await readStandings(db, holders, {
    measure,
    definition,
    mode,
    baseMonth,
    businessDate: actor.businessDate,
  });
  const rows = buildRows(holders, standings, weights);
  const root = rows.find(({ kind }) => kind === 'company');
  ensure(root && !(isShareMeasure(measure) && !root.base), targetError('targets.no_figures'));
  root.target = isShareMeasure(measure) ? neededFor(Number(goal), root.base!) : goal;
  const made = withProposals(rows);
  return transaction(db, async (tx) => {
    const id = await insertPlan(tx, {
      measure,
      definition_name: definition.name,
      definition_version: definition.version,
      span,
      first_month: firstDayOf(first),
      mode,
      base_month: firstDayOf(baseMonth),
      weights,
      madeBy: actor.login,
    });
    await insertTargetRows(tx, id, made);
    await inheritOwners(tx, id);
    const plan = (await findPlan(tx, id))!;
    await writeStep(tx, plan, {
      action: 'made',
      reason: '',
      madeBy: actor.login,
      changes: made.map(({ key, kind, proposal, locked }) => ({
        key,
        target: proposal,
        shareBp: kind === 'company' && isShareMeasure(measure) ? Number(goal) : null,
        locked,
      })),
    });
    await recordAudit(tx, {
      actor: actor.login,
      action: 'targets.plan_made',
      subject: `target_plan:${id}`,
      detail: { measure, span, month: request.month, mode, goal: String(goal), rows: rows.length },
      ...(actor.requestId !== undefined && { requestId: actor.requestId }),
    });
    return id;
  });
}

function withProposals(rows: readonly TargetRow[]): TargetRow[] {
  const targets = proposalOf(rows);
  return rows.map((row) => ({ ...row, target: 0n, proposal: targets.get(row.key) ?? 0n }));
}

/**
 * The version that counts every month of a plan: what is asked and what came of it are one figure, so two ways of counting
 * are never joined in it. A version that is named by its number is taken for all of them; the plan says which others there
 * are (`listOtherVersions`).
 */
async function definitionOver(
  on: Queryable,
  reference: string,
  first: Month,
  last: Month,
): Promise<Definition> {
  const definition = await getDefinition(on, reference, first);
  // The newest version that has begun never steps back: where both ends have the same one, so has what lies between.
  const atEnd = await getDefinition(on, reference, last);
  const definitions = [definition, atEnd].map(({ name, version }) => `${name}@${version}`);
  ensure(
    definition.version === atEnd.version,
    targetError('targets.two_definitions', { definitions, from: atEnd.validFrom }),
  );
  return definition;
}

/** A share is handed down only by a definition that counts its thing; counts are of no definition. */
function countsFor(definition: Definition, measure: Measure): boolean {
  return !isShareMeasure(measure) || definition.counts.includes(thingOf[measure]);
}

/** The last month that has ended and has bills; the running one is still being collected. */
async function lastFullMonth(db: Db, { businessDate }: Actor): Promise<Month> {
  const periods = await listPeriods(db);
  const present = monthOf(businessDate);
  return periods.find((period) => period < present) ?? periods[0] ?? present;
}
