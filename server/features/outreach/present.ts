import type { ModelRow, PlanRow } from './queries.ts';
import type { VillageOfPlan, VisitRow, WorkerOfPlan } from './visit-queries.ts';

export function presentModel(model: ModelRow) {
  return {
    id: String(model.id),
    definition: model.definition,
    through: model.through.slice(0, 7),
    verdict: model.verdict,
    months: model.months,
    examples: model.examples,
    conversions: model.conversions,
    relapse: model.relapse,
    closing: model.closing,
    learnedAt: model.learned_at.toISOString(),
    measured: model.held_out && {
      examples: model.held_out.examples,
      conversions: model.held_out.conversions,
      ranking: model.held_out.ranking,
      rankingError: model.held_out.rankingError,
      firstFifth: model.held_out.firstFifth,
      fifths: model.held_out.fifths.map(({ examples, said, came }) => ({ examples, said, came })),
    },
    factors: (model.model?.factors ?? []).map(({ name, weight }) => ({ name, weight })),
  };
}

export function presentHead(plan: PlanRow) {
  return {
    id: String(plan.id),
    unit: { code: plan.unit_code, name: plan.unit_name },
    state: plan.state,
    progress: plan.progress,
    businessOn: plan.business_on,
    until: plan.until,
    targetBp: plan.target_bp,
    askedBy: plan.asked_by,
    askedAt: plan.asked_at.toISOString(),
  };
}

export function presentPlan(plan: PlanRow, model: ModelRow | undefined) {
  return {
    ...presentHead(plan),
    failure: plan.failure as 'too_little' | 'fault' | null,
    assumed: plan.assumed,
    ground: plan.ground && {
      ...plan.ground,
      closing: plan.ground.closing ?? [],
      thin: plan.ground.thin ?? null,
    },
    model: model ? presentModel(model) : null,
    scenarios: plan.scenarios ?? [],
  };
}

export function presentVisit(visit: VisitRow) {
  return {
    place: visit.place,
    code: visit.code,
    name: visit.name,
    address: visit.address,
    unitCode: visit.unit_code,
    commune: visit.commune,
    village: visit.village,
    villageName: visit.village_name,
    worker: visit.worker,
    visitOn: visit.visit_on,
    billed: String(visit.billed_vnd),
    chanceAlone: visit.chance_alone,
    chanceVisited: visit.chance_visited,
    reasons: visit.reasons,
  };
}

export function presentVillage(village: VillageOfPlan) {
  return {
    village: village.village,
    name: village.name,
    bookCode: village.book_code,
    commune: village.commune,
    unitCode: village.unit_code,
    visits: village.visits,
    gain: village.gain,
    firstOn: village.first_on,
    lastOn: village.last_on,
    workers: village.workers,
  };
}

export function presentWorker({ first_on: firstOn, last_on: lastOn, ...worker }: WorkerOfPlan) {
  return { ...worker, firstOn, lastOn };
}
