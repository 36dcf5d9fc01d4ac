import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of reconciliation, settlement and the bank. */
const reconciliation = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('month'),
  component: lazyRouteComponent(() => import('./reconciliation/calendar-screen.tsx'), 'CalendarScreen'),
});
const reconciliationDay = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation/$partner/$day',
  staticData: { permission: 'reconciliation.view' },
  component: lazyRouteComponent(() => import('./reconciliation/day-screen.tsx'), 'DayScreen'),
});
const differences = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation/differences',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('lane', 'partner', 'day', 'state', 'id'),
  component: lazyRouteComponent(() => import('./reconciliation/differences-screen.tsx'), 'DifferencesScreen'),
});
const causes = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation/causes',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('partner', 'from', 'to'),
  component: lazyRouteComponent(() => import('./reconciliation/causes-screen.tsx'), 'CausesScreen'),
});
const mappings = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation/mappings',
  staticData: { permission: 'reconciliation.view' },
  component: lazyRouteComponent(() => import('./reconciliation/mappings-screen.tsx'), 'MappingsScreen'),
});
const newMapping = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reconciliation/mappings/new',
  staticData: { permission: 'reconciliation.resolve' },
  validateSearch: keepParams('from'),
  component: lazyRouteComponent(() => import('./reconciliation/mapping-screen.tsx'), 'MappingScreen'),
});
const settlement = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settlement',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('show', 'partner', 'state'),
  component: lazyRouteComponent(() => import('./settlement/windows-screen.tsx'), 'WindowsScreen'),
});
const terms = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settlement/terms',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('partner'),
  component: lazyRouteComponent(() => import('./settlement/terms-screen.tsx'), 'TermsScreen'),
});
const workingDays = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settlement/days',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('year'),
  component: lazyRouteComponent(() => import('./settlement/working-days-screen.tsx'), 'WorkingDaysScreen'),
});
const signOff = createRoute({
  getParentRoute: () => staffRoute,
  path: '/minutes',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('month', 'partner'),
  component: lazyRouteComponent(() => import('./minutes/sign-off-screen.tsx'), 'SignOffScreen'),
});
const oneMinutes = createRoute({
  getParentRoute: () => staffRoute,
  path: '/minutes/$id',
  staticData: { permission: 'reconciliation.view' },
  component: lazyRouteComponent(() => import('./minutes/minutes-screen.tsx'), 'MinutesScreen'),
});
const statementLines = createRoute({
  getParentRoute: () => staffRoute,
  path: '/bank-credits/statements/$id',
  staticData: { permission: 'reconciliation.view' },
  component: lazyRouteComponent(
    () => import('./bank-credits/statement-lines-screen.tsx'),
    'StatementLinesScreen',
  ),
});
const bankCredits = createRoute({
  getParentRoute: () => staffRoute,
  path: '/bank-credits',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('show'),
  component: lazyRouteComponent(() => import('./bank-credits/credits-screen.tsx'), 'BankCreditsScreen'),
});

export const accountingScreens = [
  reconciliation,
  reconciliationDay,
  differences,
  causes,
  mappings,
  newMapping,
  settlement,
  terms,
  workingDays,
  signOff,
  oneMinutes,
  statementLines,
  bankCredits,
] as const;
