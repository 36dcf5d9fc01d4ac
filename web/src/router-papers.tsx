import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of official reports. */
const officialReports = createRoute({
  getParentRoute: () => staffRoute,
  path: '/official-reports',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('show', 'state'),
  component: lazyRouteComponent(() => import('./official-reports/reports-screen.tsx'), 'ReportsScreen'),
});
const newReport = createRoute({
  getParentRoute: () => staffRoute,
  path: '/official-reports/new',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('kind', 'period', 'unit'),
  component: lazyRouteComponent(() => import('./official-reports/composer-screen.tsx'), 'ComposerScreen'),
});
const officialReport = createRoute({
  getParentRoute: () => staffRoute,
  path: '/official-reports/$id',
  staticData: { permission: 'kpi.view' },
  component: lazyRouteComponent(() => import('./official-reports/report-screen.tsx'), 'ReportScreen'),
});

export const paperScreens = [officialReports, newReport, officialReport] as const;
