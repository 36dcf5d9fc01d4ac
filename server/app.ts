import { sql } from 'kysely';
import { one } from './platform/db.ts';
import type { App } from './platform/http.ts';
import { createHttp, lockDownBrowsers } from './platform/http.ts';
import type { Runtime } from './platform/runtime.ts';
import { guardPartnerRoutes } from './features/partners/index.ts';
import { partnerPaymentRoutes, staffPaymentRoutes } from './features/payments/index.ts';
import { serveOpenApi, servePartnerPages } from './partner-reference/openapi.ts';
import type { OpenApi } from './partner-reference/render.ts';
import { customerRoutes } from './features/customers/index.ts';
import { billRoutes } from './features/bills/index.ts';
import { importRoutes } from './features/imports/index.ts';
import { ledgerRoutes } from './features/ledger/index.ts';
import { kpiRoutes } from './features/kpi/index.ts';
import { targetRoutes } from './features/targets/index.ts';
import { boardRoutes } from './features/reports/index.ts';
import { serveConsole } from './console.ts';
import { companyRoutes } from './features/companies/index.ts';
import { ensureInScope, ensureWholeCompany, guardStaffRoutes, staffRoutes } from './features/staff/index.ts';
import { recordAudit } from './features/audit/index.ts';
import { areaRoutes } from './features/areas/index.ts';
import { demoRoutes } from './features/demo/index.ts';

/**
 * COMPOSITION ROOT of HTTP: lists the features' routes in order. Which jobs an event starts stands in `job-plan.ts`.
 */
export async function createApp(runtime: Runtime): Promise<App> {
  const app = await createHttp({ log: runtime.log });
  await app.register(
    async (scope) => {
      const staffApp = scope as unknown as App;
      await lockDownBrowsers(staffApp);
      guardStaffRoutes(staffApp, runtime);
      companyRoutes(staffApp, { ensureInScope, ensureWholeCompany, recordAudit });
      staffRoutes(staffApp, runtime);
      areaRoutes(staffApp);
      customerRoutes(staffApp);
      ledgerRoutes(staffApp);
      billRoutes(staffApp);
      staffPaymentRoutes(staffApp);
      importRoutes(staffApp, runtime);
      kpiRoutes(staffApp);
      targetRoutes(staffApp);
      boardRoutes(staffApp);
      demoRoutes(staffApp, runtime);
    },
    { prefix: '/api' },
  );
  let partnerApi: App | undefined;
  await app.register(
    async (scope) => {
      const partnerApp = scope as unknown as App;
      partnerApi = partnerApp;
      await serveOpenApi(partnerApp);
      guardPartnerRoutes(partnerApp, runtime);
      partnerPaymentRoutes(partnerApp, runtime);
    },
    { prefix: '/partner/v1' },
  );
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await one(runtime.platform, sql<{ alive: number }>`select 1 as alive`);
    return { alive: true };
  });
  await app.register(async (scope) => {
    const pages = scope as unknown as App;
    await lockDownBrowsers(pages);
    servePartnerPages(pages, () => partnerApi?.swagger() as OpenApi);
    await serveConsole(pages);
  });
  return app;
}
