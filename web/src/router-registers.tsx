import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of numbers, places to pay and responsibilities. */
const contacts = createRoute({
  getParentRoute: () => staffRoute,
  path: '/contacts',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('state', 'query', 'unit', 'commune'),
  component: lazyRouteComponent(() => import('./contacts/contacts-screen.tsx'), 'ContactsScreen'),
});
const openings = createRoute({
  getParentRoute: () => staffRoute,
  path: '/account-openings',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('kind'),
  component: lazyRouteComponent(() => import('./contacts/openings-screen.tsx'), 'OpeningsScreen'),
});
const payPoints = createRoute({
  getParentRoute: () => staffRoute,
  path: '/pay-points',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('view', 'kind', 'standing', 'on', 'query', 'commune', 'without'),
  component: lazyRouteComponent(() => import('./pay-points/pay-points-screen.tsx'), 'PayPointsScreen'),
});
const assignments = createRoute({
  getParentRoute: () => staffRoute,
  path: '/assignments',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('view', 'unit'),
  component: lazyRouteComponent(() => import('./assignments/assignments-screen.tsx'), 'AssignmentsScreen'),
});
const assignedCustomers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/assignments/customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('staff', 'query'),
  component: lazyRouteComponent(
    () => import('./assignments/assigned-customers-screen.tsx'),
    'AssignedCustomersScreen',
  ),
});

export const registerScreens = [contacts, openings, payPoints, assignments, assignedCustomers] as const;
