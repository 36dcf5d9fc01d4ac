export { pointRoutes } from './point-routes.ts';
export { remittanceRoutes } from './remittance-routes.ts';
export { sessionRoutes } from './session-routes.ts';
export { settleRemittances } from './settle-remittances.ts';
export { takingRoutes } from './taking-routes.ts';
export { tillRoutes } from './till-routes.ts';
