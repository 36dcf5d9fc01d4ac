import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { reportMailRoutes } from './mail-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** Official reports, when they are made by themselves, and the mails they go out with. */
export function officialReportRoutes(app: App, runtime: Runtime): void {
  reportRoutes(app);
  scheduleRoutes(app);
  reportMailRoutes(app, runtime);
}
