export { paymentTraceRoutes } from './payment-trace-routes.ts';
export { boardRoutes } from './routes.ts';
