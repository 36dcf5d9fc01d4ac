export { makeMinutes, type MinutesRequest } from './make-minutes.ts';
export { partnerMinutesRoutes } from './partner-routes.ts';
export { minutesRoutes } from './routes.ts';
export { signMinutes } from './sign-minutes.ts';
