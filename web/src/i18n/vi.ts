import { autoDebit } from './vi/auto-debit.ts';
import { bills } from './vi/bills.ts';
import { board } from './vi/board.ts';
import { chart } from './vi/charts.ts';
import { clearing } from './vi/clearing.ts';
import { handOver, settings } from './vi/collecting.ts';
import { books, credits, suspense } from './vi/credits.ts';
import { customers } from './vi/customers.ts';
import { gateways } from './vi/gateways.ts';
import { habits } from './vi/habits.ts';
import { kpi } from './vi/kpi.ts';
import { minutes } from './vi/minutes.ts';
import { months } from './vi/months.ts';
import { outreach } from './vi/outreach.ts';
import { cheques, paymentOrders } from './vi/payment-orders.ts';
import { papers } from './vi/official-reports.ts';
import { partnerKit } from './vi/partner-kit.ts';
import { pivots } from './vi/pivots.ts';
import { places } from './vi/places.ts';
import { plans } from './vi/plans.ts';
import { reconciliation } from './vi/reconciliation.ts';
import { codes, services } from './vi/services.ts';
import { assignments, contacts, lists, openings, payPoints } from './vi/registers.ts';
import { settlement } from './vi/settlement.ts';
import { shell } from './vi/shell.ts';
import { simulator } from './vi/simulator.ts';
import { tills } from './vi/tills.ts';
import { trace } from './vi/trace.ts';
import { work } from './vi/work.ts';

/** Vietnamese, the first language of the console. */
export const vi = {
  ...shell,
  ...work,
  ...places,
  assignments,
  autoDebit,
  bills,
  board,
  books,
  chart,
  cheques,
  clearing,
  codes,
  contacts,
  credits,
  customers,
  gateways,
  habits,
  handOver,
  kpi,
  lists,
  minutes,
  openings,
  months,
  outreach,
  payPoints,
  paymentOrders,
  plans,
  papers,
  partnerKit,
  pivots,
  recon: reconciliation,
  services,
  settings,
  settlement,
  simulator,
  suspense,
  tills,
  trace,
};
