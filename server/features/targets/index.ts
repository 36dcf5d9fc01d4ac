export { targetRoutes } from './routes.ts';
export { listTargets, setTargets, type TargetChange } from './set-targets.ts';
