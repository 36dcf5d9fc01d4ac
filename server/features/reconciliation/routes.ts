import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { differenceRoutes } from './difference-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { mappingRoutes } from './mapping-routes.ts';

/** Reconciliation with partners: their files, what differs, and how their files are read. */
export function reconciliationRoutes(app: App, runtime: Runtime): void {
  // The guard has run before the body is looked at; partners' money is the whole company's.
  app.register(async (scope) => {
    const own = scope as unknown as App;
    own.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    fileRoutes(own, runtime);
    differenceRoutes(own);
    mappingRoutes(own, runtime);
  });
}
