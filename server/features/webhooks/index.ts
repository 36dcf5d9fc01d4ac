export { collectEvents } from './collect-events.ts';
export { deliverEvents, messageId } from './deliver-events.ts';
export { listEndpoints, type EndpointRow } from './endpoint-queries.ts';
export { listAttempts, listDeliveries, type AttemptRow, type DeliveryRow } from './event-queries.ts';
export { webhookJobs } from './jobs.ts';
export { addEndpoint, retireSecret, rollSecret, sendTest, switchEndpoint } from './manage-endpoints.ts';
export { resend } from './resend.ts';
export { webhookRoutes } from './routes.ts';
