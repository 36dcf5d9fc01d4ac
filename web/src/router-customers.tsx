import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { staffRoute } from './router-roots.tsx';
import { keepParams } from './search-params.ts';

/** The screens of customers and their bills. */
const customers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('query', 'unit', 'commune'),
  component: lazyRouteComponent(() => import('./customers/customers-screen.tsx'), 'CustomersScreen'),
});
const customer = createRoute({
  getParentRoute: () => staffRoute,
  path: '/customers/$code',
  staticData: { permission: 'customers.view' },
  component: lazyRouteComponent(() => import('./customers/customer-screen.tsx'), 'CustomerScreen'),
});
const bill = createRoute({
  getParentRoute: () => staffRoute,
  path: '/customers/$code/bills/$id',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('group', 'households', 'from', 'to'),
  component: lazyRouteComponent(() => import('./customers/bill-screen.tsx'), 'BillScreen'),
});

export const customerScreens = [customers, customer, bill] as const;
