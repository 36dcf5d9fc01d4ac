import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of frozen months. */
const months = createRoute({
  getParentRoute: () => staffRoute,
  path: '/months',
  staticData: { permission: 'kpi.view' },
  component: lazyRouteComponent(() => import('./month-close/months-screen.tsx'), 'MonthsScreen'),
});
const month = createRoute({
  getParentRoute: () => staffRoute,
  path: '/months/$period',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('version', 'definition', 'unit'),
  component: lazyRouteComponent(() => import('./month-close/month-screen.tsx'), 'MonthScreen'),
});
const movements = createRoute({
  getParentRoute: () => staffRoute,
  path: '/months/$period/movements',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('version', 'unit', 'commune'),
  component: lazyRouteComponent(() => import('./month-close/movements-screen.tsx'), 'MovementsScreen'),
});

export const monthScreens = [months, month, movements] as const;
