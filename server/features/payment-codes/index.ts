export { paymentCodeRoutes } from './routes.ts';
