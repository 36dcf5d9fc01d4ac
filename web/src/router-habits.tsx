import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** Boards of channels, retention, debt and households in need, and the lists behind their figures. */
const channelMix = createRoute({
  getParentRoute: () => staffRoute,
  path: '/channel-mix',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'unit', 'by'),
  component: lazyRouteComponent(() => import('./habits/mix-screen.tsx'), 'ChannelMixScreen'),
});
const channelCustomers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/channel-customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('period', 'channel', 'unit', 'commune'),
  component: lazyRouteComponent(
    () => import('./habits/channel-customers-screen.tsx'),
    'ChannelCustomersScreen',
  ),
});
const retention = createRoute({
  getParentRoute: () => staffRoute,
  path: '/retention',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'unit'),
  component: lazyRouteComponent(() => import('./habits/retention-screen.tsx'), 'RetentionScreen'),
});
const cohortCustomers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/cohort-customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('cohort', 'period', 'unit', 'state'),
  component: lazyRouteComponent(
    () => import('./habits/cohort-customers-screen.tsx'),
    'CohortCustomersScreen',
  ),
});
const relapses = createRoute({
  getParentRoute: () => staffRoute,
  path: '/relapses',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('period', 'unit', 'commune', 'channel'),
  component: lazyRouteComponent(() => import('./habits/relapses-screen.tsx'), 'RelapsesScreen'),
});
const debtAgeing = createRoute({
  getParentRoute: () => staffRoute,
  path: '/debt-ageing',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('unit', 'by'),
  component: lazyRouteComponent(() => import('./debts/ageing-screen.tsx'), 'DebtAgeingScreen'),
});
const openBills = createRoute({
  getParentRoute: () => staffRoute,
  path: '/open-bills',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('unit', 'bucket', 'standing', 'kind'),
  component: lazyRouteComponent(() => import('./debts/open-bills-screen.tsx'), 'OpenBillsScreen'),
});
const hardship = createRoute({
  getParentRoute: () => staffRoute,
  path: '/hardship',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('unit', 'least'),
  component: lazyRouteComponent(() => import('./households/hardship-screen.tsx'), 'HardshipScreen'),
});
const households = createRoute({
  getParentRoute: () => staffRoute,
  path: '/hardship/households',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('unit', 'commune', 'sign', 'least'),
  component: lazyRouteComponent(() => import('./households/households-screen.tsx'), 'HouseholdsScreen'),
});

export const habitScreens = [
  channelMix,
  channelCustomers,
  retention,
  cohortCustomers,
  relapses,
  debtAgeing,
  openBills,
  hardship,
  households,
] as const;
