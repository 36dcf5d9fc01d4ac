import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { addressNames } from '../../core/pivots/pivot.ts';
import type { Permission } from './api/types.ts';
import { accountingScreens } from './router-accounting.tsx';
import { habitScreens } from './router-habits.tsx';
import { customerScreens } from './router-customers.tsx';
import { monthScreens } from './router-months.tsx';
import { registerScreens } from './router-registers.tsx';
import { targetScreens } from './router-targets.tsx';
import { paperScreens } from './router-papers.tsx';
import { rootRoute, staffRoute } from './router-roots.tsx';
import { keepParams, parseSearch, stringifySearch } from './search-params.ts';
import { NotFound, ProblemBlock, Skeletons } from './ui/states.tsx';

/** Every address of the console. A screen is loaded when it is first opened; what it shows stands in the address. */
const landingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./sign-in/landing-screen.tsx'), 'LandingScreen'),
});
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: keepParams('next', 'ended'),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});
const board = createRoute({
  getParentRoute: () => staffRoute,
  path: '/board',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'by', 'boundary', 'rank'),
  component: lazyRouteComponent(() => import('./board/board-screen.tsx'), 'BoardScreen'),
});
const unit = createRoute({
  getParentRoute: () => staffRoute,
  path: '/units/$code',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'by', 'boundary', 'rank'),
  component: lazyRouteComponent(() => import('./board/unit-screen.tsx'), 'UnitScreen'),
});
const whatItTakes = createRoute({
  getParentRoute: () => staffRoute,
  path: '/what-it-takes',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('unit', 'plan', 'village'),
  component: lazyRouteComponent(() => import('./outreach/outreach-screen.tsx'), 'OutreachScreen'),
});
const ratioCustomers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/ratio-customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams(
    'period',
    'through',
    'unit',
    'commune',
    'district',
    'kind',
    'village',
    'state',
    'definition',
  ),
  component: lazyRouteComponent(
    () => import('./customers/ratio-customers-screen.tsx'),
    'RatioCustomersScreen',
  ),
});
const countedCustomers = createRoute({
  getParentRoute: () => staffRoute,
  path: '/counted-customers',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('period', 'definition', 'counted', 'part', 'unit', 'commune'),
  component: lazyRouteComponent(() => import('./customers/counted-screen.tsx'), 'CountedScreen'),
});
const ratioVillages = createRoute({
  getParentRoute: () => staffRoute,
  path: '/ratio-villages',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'unit', 'commune'),
  component: lazyRouteComponent(() => import('./board/villages-screen.tsx'), 'RatioVillagesScreen'),
});
const payments = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payments',
  staticData: { permission: 'payments.view' },
  validateSearch: keepParams('partner', 'channel'),
  component: lazyRouteComponent(() => import('./payments/payments-screen.tsx'), 'PaymentsScreen'),
});
const trace = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payments/$id',
  staticData: { permission: 'payments.view' },
  component: lazyRouteComponent(() => import('./trace/trace-screen.tsx'), 'TraceScreen'),
});
const partners = createRoute({
  getParentRoute: () => staffRoute,
  path: '/partners',
  staticData: { permission: 'payments.view' },
  component: lazyRouteComponent(() => import('./payments/partners-screen.tsx'), 'PartnersScreen'),
});
const partner = createRoute({
  getParentRoute: () => staffRoute,
  path: '/partners/$code',
  staticData: { permission: 'partners.view' },
  component: lazyRouteComponent(() => import('./partners/partner-screen.tsx'), 'PartnerScreen'),
});
const gateways = createRoute({
  getParentRoute: () => staffRoute,
  path: '/gateways',
  staticData: { permission: 'payments.view' },
  validateSearch: keepParams('show', 'account', 'state', 'query'),
  component: lazyRouteComponent(() => import('./gateways/gateways-screen.tsx'), 'GatewaysScreen'),
});
const gatewayOrder = createRoute({
  getParentRoute: () => staffRoute,
  path: '/gateways/$id',
  staticData: { permission: 'payments.view' },
  component: lazyRouteComponent(() => import('./gateways/order-screen.tsx'), 'OrderScreen'),
});
const tills = createRoute({
  getParentRoute: () => staffRoute,
  path: '/tills',
  staticData: { permission: 'payments.view' },
  validateSearch: keepParams('show', 'till'),
  component: lazyRouteComponent(() => import('./tills/tills-screen.tsx'), 'TillsScreen'),
});
const imports = createRoute({
  getParentRoute: () => staffRoute,
  path: '/imports',
  staticData: { permission: 'imports.upload' },
  component: lazyRouteComponent(() => import('./imports/imports-screen.tsx'), 'ImportsScreen'),
});
const oneImport = createRoute({
  getParentRoute: () => staffRoute,
  path: '/imports/$id',
  staticData: { permission: 'imports.upload' },
  component: lazyRouteComponent(() => import('./imports/import-screen.tsx'), 'ImportScreen'),
});
const clearing = createRoute({
  getParentRoute: () => staffRoute,
  path: '/clearing',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('state', 'partner', 'query'),
  component: lazyRouteComponent(() => import('./clearing/clearing-screen.tsx'), 'ClearingScreen'),
});
const autoDebit = createRoute({
  getParentRoute: () => staffRoute,
  path: '/auto-debit',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('show', 'state', 'partner', 'query', 'attention'),
  component: lazyRouteComponent(() => import('./auto-debit/auto-debit-screen.tsx'), 'AutoDebitScreen'),
});
const debitRun = createRoute({
  getParentRoute: () => staffRoute,
  path: '/auto-debit/runs/$id',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('state', 'query'),
  component: lazyRouteComponent(() => import('./auto-debit/run-screen.tsx'), 'DebitRunScreen'),
});
const paymentOrders = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payment-orders',
  staticData: { permission: 'payments.view' },
  validateSearch: keepParams('state', 'query'),
  component: lazyRouteComponent(() => import('./payment-orders/orders-screen.tsx'), 'PaymentOrdersScreen'),
});
const newPaymentOrder = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payment-orders/new',
  staticData: { permission: 'payment_orders.edit' },
  component: lazyRouteComponent(() => import('./payment-orders/new-order-screen.tsx'), 'NewOrderScreen'),
});
const paymentOrder = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payment-orders/$id',
  staticData: { permission: 'payments.view' },
  component: lazyRouteComponent(() => import('./payment-orders/order-screen.tsx'), 'PaymentOrderScreen'),
});
const cheques = createRoute({
  getParentRoute: () => staffRoute,
  path: '/cheques',
  staticData: { permission: 'payments.view' },
  validateSearch: keepParams('show', 'state', 'query', 'slip'),
  component: lazyRouteComponent(() => import('./payment-orders/cheques-screen.tsx'), 'ChequesScreen'),
});
const cheque = createRoute({
  getParentRoute: () => staffRoute,
  path: '/cheques/$id',
  staticData: { permission: 'payments.view' },
  component: lazyRouteComponent(() => import('./payment-orders/cheque-screen.tsx'), 'ChequeScreen'),
});
const ledger = createRoute({
  getParentRoute: () => staffRoute,
  path: '/ledger',
  staticData: { permission: 'ledger.view' },
  validateSearch: keepParams('from', 'to'),
  component: lazyRouteComponent(() => import('./ledger/ledger-screen.tsx'), 'LedgerScreen'),
});
const accountStatement = createRoute({
  getParentRoute: () => staffRoute,
  path: '/ledger/statement',
  staticData: { permission: 'ledger.view' },
  validateSearch: keepParams('account', 'unit', 'partner', 'from', 'to'),
  component: lazyRouteComponent(() => import('./ledger/statement-screen.tsx'), 'StatementScreen'),
});
const credits = createRoute({
  getParentRoute: () => staffRoute,
  path: '/credits',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('show', 'kind', 'state'),
  component: lazyRouteComponent(() => import('./credits/credits-screen.tsx'), 'CreditsScreen'),
});
const suspense = createRoute({
  getParentRoute: () => staffRoute,
  path: '/suspense',
  staticData: { permission: 'reconciliation.view' },
  validateSearch: keepParams('source', 'bucket'),
  component: lazyRouteComponent(() => import('./suspense/suspense-screen.tsx'), 'SuspenseScreen'),
});
const pivots = createRoute({
  getParentRoute: () => staffRoute,
  path: '/pivots',
  staticData: { permission: 'kpi.view' },
  component: lazyRouteComponent(() => import('./pivots/pivots-screen.tsx'), 'PivotsScreen'),
});
const pivotTable = createRoute({
  getParentRoute: () => staffRoute,
  path: '/pivots/view',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams(...addressNames, 'report'),
  component: lazyRouteComponent(() => import('./pivots/table-screen.tsx'), 'PivotTableScreen'),
});
const kpiDefinitions = createRoute({
  getParentRoute: () => staffRoute,
  path: '/kpi-definitions',
  staticData: { permission: 'kpi.view' },
  validateSearch: keepParams('period', 'unit'),
  component: lazyRouteComponent(() => import('./kpi/definitions-screen.tsx'), 'DefinitionsScreen'),
});
const fiveReports = createRoute({
  getParentRoute: () => staffRoute,
  path: '/five-reports',
  staticData: { permission: 'kpi.view' },
  component: lazyRouteComponent(() => import('./kpi/reports-screen.tsx'), 'ReportsScreen'),
});
const organisation = createRoute({
  getParentRoute: () => staffRoute,
  path: '/organisation',
  staticData: { permission: 'organisation.view' },
  validateSearch: keepParams('on', 'books'),
  component: lazyRouteComponent(() => import('./organisation/organisation-screen.tsx'), 'OrganisationScreen'),
});
const settings = createRoute({
  getParentRoute: () => staffRoute,
  path: '/settings',
  staticData: { permission: 'organisation.view' },
  component: lazyRouteComponent(() => import('./settings/settings-screen.tsx'), 'SettingsScreen'),
});
const handOver = createRoute({
  getParentRoute: () => staffRoute,
  path: '/hand-over',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('to', 'from', 'unit', 'book', 'period'),
  component: lazyRouteComponent(() => import('./hand-over/hand-over-screen.tsx'), 'HandOverScreen'),
});
const handedBills = createRoute({
  getParentRoute: () => staffRoute,
  path: '/hand-over/bills',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('partner', 'unit', 'book', 'period'),
  component: lazyRouteComponent(() => import('./hand-over/handed-bills-screen.tsx'), 'HandedBillsScreen'),
});
const villages = createRoute({
  getParentRoute: () => staffRoute,
  path: '/villages',
  staticData: { permission: 'organisation.view' },
  validateSearch: keepParams('commune', 'status', 'query'),
  component: lazyRouteComponent(() => import('./areas/villages-screen.tsx'), 'VillagesScreen'),
});
const areas = createRoute({
  getParentRoute: () => staffRoute,
  path: '/areas',
  staticData: { permission: 'organisation.view' },
  validateSearch: keepParams('tab', 'era', 'query', 'code', 'period'),
  component: lazyRouteComponent(() => import('./areas/areas-screen.tsx'), 'AreasScreen'),
});
const services = createRoute({
  getParentRoute: () => staffRoute,
  path: '/services',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('show', 'query', 'service', 'state'),
  component: lazyRouteComponent(() => import('./services/services-screen.tsx'), 'ServicesScreen'),
});
const newServices = createRoute({
  getParentRoute: () => staffRoute,
  path: '/services/new',
  staticData: { permission: 'services.issue' },
  validateSearch: keepParams('whom', 'query'),
  component: lazyRouteComponent(() => import('./services/issue-screen.tsx'), 'IssueScreen'),
});
const paymentSlips = createRoute({
  getParentRoute: () => staffRoute,
  path: '/payment-slips',
  staticData: { permission: 'customers.view' },
  validateSearch: keepParams('unit', 'book', 'village', 'period', 'perPage', 'names'),
  component: lazyRouteComponent(() => import('./payment-codes/slips-screen.tsx'), 'SlipsScreen'),
});
const clock = createRoute({
  getParentRoute: () => staffRoute,
  path: '/clock',
  staticData: { permission: 'demo.drive' },
  component: lazyRouteComponent(() => import('./demo/clock-screen.tsx'), 'ClockScreen'),
});
const simulator = createRoute({
  getParentRoute: () => staffRoute,
  path: '/simulator',
  staticData: { permission: 'demo.drive' },
  component: lazyRouteComponent(() => import('./demo/simulator-screen.tsx'), 'SimulatorScreen'),
});

const staffScreens = [
  board,
  unit,
  ratioCustomers,
  countedCustomers,
  ratioVillages,
  payments,
  trace,
  partners,
  partner,
  gateways,
  gatewayOrder,
  tills,
  imports,
  oneImport,
  clearing,
  autoDebit,
  debitRun,
  paymentOrders,
  newPaymentOrder,
  paymentOrder,
  cheques,
  cheque,
  ledger,
  accountStatement,
  credits,
  suspense,
  pivots,
  pivotTable,
  kpiDefinitions,
  whatItTakes,
  fiveReports,
  organisation,
  settings,
  handOver,
  handedBills,
  villages,
  areas,
  services,
  newServices,
  paymentSlips,
  clock,
  simulator,
  ...accountingScreens,
  ...paperScreens,
  ...habitScreens,
  ...customerScreens,
  ...monthScreens,
  ...registerScreens,
  ...targetScreens,
] as const;

const routeTree = rootRoute.addChildren([landingRoute, signInRoute, staffRoute.addChildren(staffScreens)]);

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: () => <Skeletons rows={8} />,
    defaultPendingMs: 300,
    defaultErrorComponent: ({ error, reset }) => <ProblemBlock error={error} onRetry={reset} />,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
  interface StaticDataRouteOption {
    /** Who may see the screen; the server asks again. */
    permission?: Permission;
  }
}
