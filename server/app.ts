import type { App } from './platform/http.ts';
import { createHttp } from './platform/http.ts';
import type { Runtime } from './platform/runtime.ts';
import { guardPartnerRoutes } from './features/partners/index.ts';
import { partnerPaymentRoutes } from './features/payments/index.ts';
import { partnerReference } from './partner-reference.ts';
import { companyRoutes } from './features/companies/index.ts';
import { ensureInScope, ensureWholeCompany, guardStaffRoutes, staffRoutes } from './features/staff/index.ts';
import { recordAudit } from './features/audit/index.ts';
import { areaRoutes } from './features/areas/index.ts';
import { demoRoutes } from './features/demo/index.ts';

/**
 * COMPOSITION ROOT. Lists the features' routes in order, and says which jobs an event starts. It decides nothing.
 */
export async function createApp(runtime: Runtime): Promise<App> {
  const app = await createHttp({ log: runtime.log });
  await app.register(
    async (scope) => {
      const staffApp = scope as unknown as App;
      guardStaffRoutes(staffApp, runtime);
      companyRoutes(staffApp, { ensureInScope, ensureWholeCompany, recordAudit });
      staffRoutes(staffApp, runtime);
      areaRoutes(staffApp);
      demoRoutes(staffApp, runtime);
    },
    { prefix: '/api' },
  );
  await app.register(
    async (scope) => {
      const partnerApp = scope as unknown as App;
      await partnerReference(partnerApp);
      guardPartnerRoutes(partnerApp, runtime);
      partnerPaymentRoutes(partnerApp, runtime);
    },
    { prefix: '/partner/v1' },
  );
  return app;
}
