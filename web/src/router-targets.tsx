import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of plans that are handed down. */
const targets = createRoute({
  getParentRoute: () => staffRoute,
  path: '/targets',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period'),
  component: lazyRouteComponent(() => import('./targets/targets-screen.tsx'), 'TargetsScreen'),
});
const targetPlan = createRoute({
  getParentRoute: () => staffRoute,
  path: '/targets/$id',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('show', 'level', 'open'),
  component: lazyRouteComponent(() => import('./targets/plan-screen.tsx'), 'PlanScreen'),
});
const planFigure = createRoute({
  getParentRoute: () => staffRoute,
  path: '/targets/$id/rows/$key',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('part'),
  component: lazyRouteComponent(() => import('./targets/figure-screen.tsx'), 'FigureScreen'),
});

export const targetScreens = [targets, targetPlan, planFigure] as const;
