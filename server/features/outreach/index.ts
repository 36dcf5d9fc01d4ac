export { askPlan } from './ask-plan.ts';
export { outreachJobs } from './jobs.ts';
export { usualUntil, usualWish } from './plan-shapes.ts';
export { outreachRoutes } from './routes.ts';
