export { debtAgeingRoutes } from './debt-ageing-routes.ts';
export { paymentTraceRoutes } from './payment-trace-routes.ts';
export { readBoard } from './read-board.ts';
export { boardRoutes, unitAsked } from './routes.ts';
