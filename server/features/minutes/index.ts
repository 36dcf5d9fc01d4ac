export { partnerMinutesRoutes } from './partner-routes.ts';
export { minutesRoutes } from './routes.ts';
