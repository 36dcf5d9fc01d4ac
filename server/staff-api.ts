import { listLastChanges, recordAudit } from './features/audit/index.ts';
import { assignmentRoutes } from './features/assignments/index.ts';
import { areaRoutes } from './features/areas/index.ts';
import { billRoutes, explainRoutes, handOverRoutes } from './features/bills/index.ts';
import { clearingRoutes } from './features/clearing/index.ts';
import { companyRoutes } from './features/companies/index.ts';
import { contactRoutes } from './features/contacts/index.ts';
import { customerRoutes } from './features/customers/index.ts';
import { demoRoutes } from './features/demo/index.ts';
import { gatewayRoutes } from './features/gateways/index.ts';
import { importRoutes } from './features/imports/index.ts';
import { kpiRoutes } from './features/kpi/index.ts';
import { accountStatementRoutes, ledgerRoutes } from './features/ledger/index.ts';
import { openingRoutes } from './features/measures/index.ts';
import { autoDebitRoutes } from './features/mandates/index.ts';
import { outreachRoutes } from './features/outreach/index.ts';
import { minutesRoutes } from './features/minutes/index.ts';
import { documentRoutes, monthRoutes } from './features/month-close/index.ts';
import { payPointRoutes } from './features/pay-points/index.ts';
import { officialReportRoutes } from './features/official-reports/index.ts';
import { paymentCodeRoutes } from './features/payment-codes/index.ts';
import { partnerKitRoutes } from './features/partner-kit/index.ts';
import { creditRoutes, refundRoutes, staffPaymentRoutes, suspenseRoutes } from './features/payments/index.ts';
import { paymentOrderRoutes } from './features/payment-orders/index.ts';
import { reconciliationRoutes } from './features/reconciliation/index.ts';
import { pivotRoutes } from './features/pivots/index.ts';
import { boardRoutes, debtAgeingRoutes, paymentTraceRoutes } from './features/reports/index.ts';
import { servicesRoutes } from './features/services/index.ts';
import { ensureInScope, ensureWholeCompany, guardStaffRoutes, staffRoutes } from './features/staff/index.ts';
import { settlementRoutes } from './features/settlement/index.ts';
import { bankCreditRoutes, statementRoutes } from './features/statements/index.ts';
import { targetRoutes } from './features/targets/index.ts';
import { walletDebitRoutes } from './features/wallet-debits/index.ts';
import { webhookRoutes } from './features/webhooks/index.ts';
import {
  pointRoutes,
  remittanceRoutes,
  sessionRoutes,
  takingRoutes,
  tillRoutes,
} from './features/tills/index.ts';
import type { App } from './platform/http.ts';
import type { Runtime } from './platform/runtime.ts';

/** The API of staff and their console: the gate, then the features' routes in order. */
export function staffApi(app: App, runtime: Runtime): void {
  guardStaffRoutes(app, runtime);
  companyRoutes(app, { ensureInScope, ensureWholeCompany, recordAudit, listLastChanges });
  staffRoutes(app, runtime);
  areaRoutes(app);
  customerRoutes(app);
  ledgerRoutes(app);
  accountStatementRoutes(app);
  billRoutes(app);
  explainRoutes(app);
  handOverRoutes(app, runtime);
  staffPaymentRoutes(app);
  creditRoutes(app);
  refundRoutes(app);
  suspenseRoutes(app);
  importRoutes(app, runtime);
  servicesRoutes(app, runtime);
  clearingRoutes(app);
  webhookRoutes(app, runtime);
  partnerKitRoutes(app, runtime);
  bankCreditRoutes(app, runtime);
  statementRoutes(app, runtime);
  paymentCodeRoutes(app, runtime);
  autoDebitRoutes(app, runtime);
  gatewayRoutes(app);
  walletDebitRoutes(app);
  tillRoutes(app);
  sessionRoutes(app);
  takingRoutes(app);
  remittanceRoutes(app);
  pointRoutes(app);
  paymentOrderRoutes(app, runtime);
  settlementRoutes(app, runtime);
  reconciliationRoutes(app, runtime);
  minutesRoutes(app);
  contactRoutes(app, runtime);
  payPointRoutes(app, runtime);
  kpiRoutes(app);
  assignmentRoutes(app, runtime);
  openingRoutes(app, runtime);
  monthRoutes(app);
  documentRoutes(app);
  targetRoutes(app);
  outreachRoutes(app);
  boardRoutes(app);
  debtAgeingRoutes(app);
  paymentTraceRoutes(app);
  pivotRoutes(app);
  officialReportRoutes(app, runtime);
  demoRoutes(app, runtime);
}
