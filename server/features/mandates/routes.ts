import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { batchRoutes } from './batch-routes.ts';
import { mandateRoutes } from './mandate-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { photoRoutes } from './photo-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { returnRoutes } from './return-routes.ts';

/** Auto-debit (trích nợ tự động): mandates are everybody's, runs and results the whole company's. */
export function autoDebitRoutes(app: App, runtime: Runtime): void {
  mandateRoutes(app);
  app.register(async (scope) => photoRoutes(scope as unknown as App));
  app.register(async (scope) => {
    const company = scope as unknown as App;
    company.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    // The body is handed on as a stream; its size is bounded by the receiver.
    company.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
      done(null, payload),
    );
    registrationRoutes(company, runtime);
    batchRoutes(company, runtime);
    resultRoutes(company, runtime);
    returnRoutes(company);
    noticeRoutes(company);
  });
}
