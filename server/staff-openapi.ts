import { readConfig } from './config.ts';
import { collectOpenApi } from './openapi.ts';
import { openDb } from './platform/db.ts';
import { createHttp, type App } from './platform/http.ts';
import { createLog } from './platform/log.ts';
import type { Runtime } from './platform/runtime.ts';
import { staffApi } from './staff-api.ts';

const info = {
  title: 'tiendien staff API',
  version: '1',
  description:
    'What the console of staff calls. Money is a decimal string of whole dong, ids are strings, ratios run from 0 to 1.',
};

type StaffOpenApi = Exclude<ReturnType<App['swagger']>, string>;

/** The staff API as an OpenAPI 3.1 document. Nobody is served it; the console's types are generated from it. */
export async function readStaffOpenApi(): Promise<StaffOpenApi> {
  const runtime = withoutCompanies();
  const app = await createHttp({ log: runtime.log });
  let document: StaffOpenApi | undefined;
  await app.register(
    async (scope) => {
      const staffApp = scope as unknown as App;
      await collectOpenApi(staffApp, { info, base: '/api' });
      staffApi(staffApp, runtime);
      scope.addHook('onReady', async () => {
        document = staffApp.swagger();
      });
    },
    { prefix: '/api' },
  );
  await app.ready();
  await app.close();
  await runtime.close();
  if (!document) throw new Error('the application became ready without its staff API');
  return document;
}

/** A process that serves no company and never connects: routes can be declared in it, which is all that is asked. */
function withoutCompanies(): Runtime {
  const config = readConfig({ LOG_LEVEL: 'silent' });
  const ownerUrl = 'postgres://localhost/none';
  const platform = openDb({ url: ownerUrl, schema: 'platform', role: undefined, max: 1 });
  return {
    config,
    log: createLog(config.logLevel),
    ownerUrl,
    platform,
    findCompany: async () => undefined,
    listCompanies: async () => [],
    forgetCompany: async () => undefined,
    close: () => platform.close(),
  };
}
