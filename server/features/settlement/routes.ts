import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { ensureWholeCompany } from '../staff/index.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { feeRoutes } from './fee-routes.ts';
import { moneyRoutes } from './money-routes.ts';
import { termsRoutes } from './terms-routes.ts';
import { windowRoutes } from './window-routes.ts';

/** Partner days: the calendar, the windows and their money, terms, fees and the days of rest. */
export function settlementRoutes(app: App, runtime: Runtime): void {
  app.register(async (scope) => {
    const settlement = scope as unknown as App;
    // Settlement speaks of the whole company.
    settlement.addHook('preHandler', async ({ staff }) => ensureWholeCompany(staff));
    calendarRoutes(settlement, runtime);
    windowRoutes(settlement, runtime);
    moneyRoutes(settlement, runtime);
    termsRoutes(settlement);
    feeRoutes(settlement);
  });
}
