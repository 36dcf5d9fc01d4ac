import { sql } from 'kysely';
import { one } from './platform/db.ts';
import type { App } from './platform/http.ts';
import { createHttp, lockDownBrowsers } from './platform/http.ts';
import type { Runtime } from './platform/runtime.ts';
import { gatewayCallbackRoutes } from './features/gateways/index.ts';
import { walletCallbackRoutes } from './features/wallet-debits/index.ts';
import { partnerMinutesRoutes } from './features/minutes/index.ts';
import { developerPages, logPartnerRequests, rehearseFaults } from './features/partner-kit/index.ts';
import { guardPartnerRoutes } from './features/partners/index.ts';
import { partnerPaymentRoutes } from './features/payments/index.ts';
import { partnerReconciliationRoutes } from './features/reconciliation/index.ts';
import { serveOpenApi, servePartnerPages } from './partner-reference/openapi.ts';
import type { OpenApi } from './partner-reference/render.ts';
import { serveConsole } from './console.ts';
import { staffApi } from './staff-api.ts';

/**
 * COMPOSITION ROOT of HTTP: the API of staff (its routes are listed in `staff-api.ts`), that of
 * partners, their reference, the calls of payment gateways, and the console. Which jobs an event starts stands in `job-plan.ts`.
 */
export async function createApp(runtime: Runtime): Promise<App> {
  const app = await createHttp({ log: runtime.log });
  await app.register(
    async (scope) => {
      const staffApp = scope as unknown as App;
      await lockDownBrowsers(staffApp);
      staffApi(staffApp, runtime);
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
      logPartnerRequests(partnerApp, runtime.log);
      rehearseFaults(partnerApp);
      partnerPaymentRoutes(partnerApp, runtime);
      partnerReconciliationRoutes(partnerApp, runtime);
      partnerMinutesRoutes(partnerApp);
    },
    { prefix: '/partner/v1' },
  );
  await app.register(async (scope) => gatewayCallbackRoutes(scope as unknown as App, runtime), {
    prefix: '/gateways',
  });
  await app.register(async (scope) => walletCallbackRoutes(scope as unknown as App, runtime), {
    prefix: '/wallets',
  });
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await one(runtime.platform, sql<{ alive: number }>`select 1 as alive`);
    return { alive: true };
  });
  await app.register(async (scope) => {
    const pages = scope as unknown as App;
    await lockDownBrowsers(pages);
    developerPages(pages, runtime);
  });
  await app.register(async (scope) => {
    const pages = scope as unknown as App;
    await lockDownBrowsers(pages);
    servePartnerPages(pages, () => partnerApi?.swagger() as OpenApi, runtime.config.demo);
    await serveConsole(pages);
  });
  return app;
}
