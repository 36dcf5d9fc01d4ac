export { opensOn, places } from './place-queries.ts';
export { payPointRoutes } from './routes.ts';
export { takePoints } from './take-points.ts';
