import type { App } from './platform/http.ts';
import { createHttp } from './platform/http.ts';
import type { Runtime } from './platform/runtime.ts';
import { guardStaffRoutes, staffRoutes } from './features/staff/index.ts';

/**
 * COMPOSITION ROOT. Lists the features' routes in order, and says which jobs an event starts. It decides nothing.
 */
export async function createApp(runtime: Runtime): Promise<App> {
  const app = await createHttp({ log: runtime.log });
  await app.register(
    async (scope) => {
      const staffApp = scope as unknown as App;
      guardStaffRoutes(staffApp, runtime);
      staffRoutes(staffApp, runtime);
    },
    { prefix: '/api' },
  );
  return app;
}
