export { askPlan } from './ask-plan.ts';
export { outreachJobs } from './jobs.ts';
export { outreachRoutes } from './routes.ts';
