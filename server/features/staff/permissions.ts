/** Who may do what. A route names one permission; the guard in `guard.ts` is the only place that asks. */
export const roles = ['business_head', 'unit_staff', 'accountant', 'operator', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'kpi.view',
  'customers.view',
  'payments.view',
  'ledger.view',
  'imports.upload',
  'imports.publish',
  'targets.edit',
  'organisation.view',
  'organisation.edit',
  'partners.view',
  'partners.edit',
  'reconciliation.view',
  'reconciliation.resolve',
  'settlement.manage',
  'clearing.manage',
  'money.approve',
  'demo.drive',
] as const;
export type Permission = (typeof permissions)[number];

const everyone: readonly Permission[] = ['kpi.view', 'customers.view', 'organisation.view'];

export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  business_head: [
    ...everyone,
    'payments.view',
    'ledger.view',
    'imports.upload',
    'imports.publish',
    'targets.edit',
    'organisation.edit',
    'partners.view',
    'reconciliation.view',
    'money.approve',
    'demo.drive',
  ],
  unit_staff: [...everyone, 'payments.view', 'organisation.edit', 'demo.drive'],
  accountant: [
    ...everyone,
    'payments.view',
    'ledger.view',
    'imports.upload',
    'partners.view',
    'reconciliation.view',
    'reconciliation.resolve',
    'settlement.manage',
    'clearing.manage',
    'money.approve',
    'demo.drive',
  ],
  operator: [
    ...everyone,
    'payments.view',
    'ledger.view',
    'imports.upload',
    'imports.publish',
    'organisation.edit',
    'partners.view',
    'partners.edit',
    'reconciliation.view',
    'clearing.manage',
    'demo.drive',
  ],
  viewer: everyone,
};
