export { gatewayCallbackRoutes } from './callback-routes.ts';
export { followOrders } from './follow-orders.ts';
export { probeGateways } from './health.ts';
export { gatewayJobs } from './jobs.ts';
export type { Occasion } from './occasion.ts';
export { gatewayRoutes } from './routes.ts';
export { signMessage, type Signature } from './sign-message.ts';
export { verifyLine } from './verify-line.ts';
export { verifyMessage, type Asked, type Verdict } from './verify-message.ts';
