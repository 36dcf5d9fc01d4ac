import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { accountRoutes } from './account-routes.ts';
import { chequeRoutes } from './cheque-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { paperRoutes } from './paper-routes.ts';
import { slipRoutes } from './slip-routes.ts';

/** Payment orders (ủy nhiệm chi) and cheques (séc). */
export function paymentOrderRoutes(app: App, runtime: Runtime): void {
  accountRoutes(app);
  orderRoutes(app, runtime);
  paperRoutes(app);
  chequeRoutes(app);
  slipRoutes(app);
}
