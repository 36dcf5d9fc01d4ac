export { countPlans } from './count-plans.ts';
export { handOverPlan } from './hand-over-plan.ts';
export { makePlan } from './make-plan.ts';
export { targetRoutes } from './routes.ts';
export { listTargets, setTargets, type TargetChange } from './set-targets.ts';
