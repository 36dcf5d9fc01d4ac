import { autoDebit } from './en/auto-debit.ts';
import { bills } from './en/bills.ts';
import { board } from './en/board.ts';
import { chart } from './en/charts.ts';
import { clearing } from './en/clearing.ts';
import { handOver, settings } from './en/collecting.ts';
import { books, credits, suspense } from './en/credits.ts';
import { customers } from './en/customers.ts';
import { gateways } from './en/gateways.ts';
import { habits } from './en/habits.ts';
import { kpi } from './en/kpi.ts';
import { minutes } from './en/minutes.ts';
import { months } from './en/months.ts';
import { outreach } from './en/outreach.ts';
import { cheques, paymentOrders } from './en/payment-orders.ts';
import { papers } from './en/official-reports.ts';
import { partnerKit } from './en/partner-kit.ts';
import { pivots } from './en/pivots.ts';
import { places } from './en/places.ts';
import { plans } from './en/plans.ts';
import { reconciliation } from './en/reconciliation.ts';
import { codes, services } from './en/services.ts';
import { assignments, contacts, lists, openings, payPoints } from './en/registers.ts';
import { settlement } from './en/settlement.ts';
import { shell } from './en/shell.ts';
import { simulator } from './en/simulator.ts';
import { tills } from './en/tills.ts';
import { trace } from './en/trace.ts';
import { work } from './en/work.ts';

/** English, the second language of the console. */
export const en = {
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
