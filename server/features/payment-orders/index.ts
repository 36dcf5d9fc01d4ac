export { followPaymentOrders, paymentOrderJobs } from './jobs.ts';
export { paymentOrderRoutes } from './routes.ts';
