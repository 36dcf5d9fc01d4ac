export { askOutcome } from './ask-outcome.ts';
export { callProvider } from './call-provider.ts';
export { calledBy, gatewayCallbackRoutes, sendReply } from './callback-routes.ts';
export { followOrders } from './follow-orders.ts';
export { probeGateways, readHealth } from './health.ts';
export { gatewayJobs } from './jobs.ts';
export type { Occasion } from './occasion.ts';
export {
  jsonBody,
  objectIn,
  signFields,
  textOf,
  unclear,
  type OrderWord,
  type Outgoing,
  type Provider,
  type Reply,
  type Taken,
} from './provider.ts';
export { momoWord } from './provider-momo.ts';
export { providerOf } from './providers.ts';
export { findAccount, type AccountRow } from './queries.ts';
export { messageOf, type Called } from './take-callback.ts';
export type { Message } from '../../../core/gateways/scheme.ts';
export { gatewayRoutes } from './routes.ts';
export { signMessage, type Signature } from './sign-message.ts';
export { verifyLine } from './verify-line.ts';
export { verifyMessage, type Asked, type Verdict } from './verify-message.ts';
