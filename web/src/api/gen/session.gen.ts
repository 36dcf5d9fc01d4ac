// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

import type { Company, Role } from './shared.gen.ts';

export type Session = {
  staff: {
    login: string;
    displayName: string;
    role: Role;
    /** Null for the whole company */
    unitId: string | null;
    permissions: (
      | 'kpi.view'
      | 'customers.view'
      | 'payments.view'
      | 'ledger.view'
      | 'imports.upload'
      | 'imports.publish'
      | 'targets.edit'
      | 'reports.edit'
      | 'months.freeze'
      | 'contacts.edit'
      | 'pay_points.edit'
      | 'assignments.edit'
      | 'outreach.plan'
      | 'organisation.view'
      | 'organisation.edit'
      | 'partners.view'
      | 'partners.edit'
      | 'reconciliation.view'
      | 'reconciliation.resolve'
      | 'settlement.manage'
      | 'clearing.manage'
      | 'mandates.edit'
      | 'debits.run'
      | 'services.issue'
      | 'services.price'
      | 'gateways.order'
      | 'tills.work'
      | 'tills.manage'
      | 'payment_orders.edit'
      | 'cheques.edit'
      | 'money.approve'
      | 'demo.drive'
    )[];
  };
  company: Company;
  csrfToken: string;
  businessDate: string;
};

/** GET /session */
export type GetSessionAnswer = Session;

/** POST /session */
export type PostSessionBody = { login: string; password: string };

/** POST /session */
export type PostSessionAnswer = Session;

/** DELETE /session */
export type DeleteSessionAnswer = undefined;
