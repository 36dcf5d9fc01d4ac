/**
 * What the tidy test enforces, declared in one place. A rule that hurts is changed here, in a commit of its own, with
 * its reason in docs/decisions.
 */

/** Basic to derived: a feature imports only the index.ts of features before it. */
export const featureOrder = [
  'companies',
  'staff',
  'audit',
  'areas',
  'tariffs',
  'partners',
  'customers',
  'ledger',
  'bills',
  'payments',
  'imports',
  'services',
  'clearing',
  'webhooks',
  'statements',
  'payment-codes',
  'mandates',
  'gateways',
  'wallet-debits',
  'tills',
  'payment-orders',
  'settlement',
  'reconciliation',
  'partner-kit',
  'minutes',
  'contacts',
  'pay-points',
  'kpi',
  'month-close',
  'assignments',
  'measures',
  'targets',
  'outreach',
  'reports',
  'pivots',
  'official-reports',
  'demo',
] as const;

/** A table is written by its owner alone. `platform` stands for server/platform. */
export const tablesOfOwner: Record<string, readonly string[]> = {
  platform: ['companies', 'business_clock', 'outbox', 'reader_positions', 'reader_ahead'],
  companies: ['company_settings', 'org_units', 'org_unit_versions'],
  staff: ['staff', 'staff_sessions', 'sign_in_attempts', 'sign_in_directory'],
  audit: ['audit_events'],
  areas: ['areas', 'area_mappings', 'area_loads', 'villages'],
  partners: ['partners', 'partner_keys', 'partner_nonces', 'key_directory'],
  customers: ['customers', 'customer_import_rows'],
  ledger: ['accounts', 'transfers', 'account_balances', 'ledger_seals'],
  bills: ['bills', 'bill_import_rows'],
  payments: [
    'payments',
    'payment_claims',
    'allocations',
    'customer_credits',
    'payment_reversals',
    'payment_refusals',
    'holds',
    'credit_lots',
    'refunds',
    'payment_corrections',
  ],
  clearing: ['clearing_gate', 'clearing_targets', 'clearing_entries', 'clearing_files'],
  webhooks: [
    'webhook_endpoints',
    'webhook_secrets',
    'webhook_events',
    'webhook_sequences',
    'webhook_deliveries',
    'webhook_attempts',
  ],
  'partner-kit': ['developers', 'developer_sessions', 'partner_requests', 'certification_steps'],
  statements: [
    'bank_credits',
    'bank_accounts',
    'statement_files',
    'bank_statements',
    'bank_statement_lines',
    'credit_transfers',
  ],
  mandates: [
    'mandates',
    'mandate_lists',
    'mandate_list_rejections',
    'debit_terms',
    'debit_batches',
    'debit_items',
    'debit_results',
    'debit_result_problems',
    'debit_ranges',
    'debit_taken',
    'debit_notice_sheets',
    'debit_notices',
    'mandate_photos',
    'debit_returns',
  ],
  gateways: ['gateway_accounts', 'gateway_health', 'gateway_orders', 'gateway_messages'],
  'wallet-debits': ['wallet_agreements', 'wallet_debits', 'wallet_messages'],
  'payment-orders': [
    'order_accounts',
    'payment_orders',
    'payment_order_bills',
    'cheques',
    'cheque_bills',
    'cheque_deposits',
    'credit_splits',
    'credit_split_parts',
  ],
  tills: [
    'tills',
    'till_sessions',
    'till_differences',
    'takings',
    'remittances',
    'remittance_receipts',
    'pos_terminals',
    'agent_points',
  ],
  settlement: [
    'calendar_days',
    'partner_terms',
    'settlement_windows',
    'window_events',
    'window_carries',
    'window_receipts',
  ],
  reconciliation: [
    'file_mappings',
    'partner_files',
    'partner_lines',
    'partner_line_matches',
    'partner_bad_lines',
    'differences',
    'difference_events',
  ],
  minutes: ['minutes'],
  'month-close': [
    'month_freezes',
    'frozen_figures',
    'month_movements',
    'month_restatements',
    'issued_documents',
  ],
  contacts: ['contact_entries', 'contacts'],
  'pay-points': ['pay_points'],
  assignments: ['assignment_rules', 'assignment_list_customers', 'customer_assignments'],
  measures: ['account_openings'],
  imports: ['imports', 'import_rejections'],
  services: ['service_prices', 'service_bills', 'service_series'],
  'official-reports': [
    'report_settings',
    'report_series',
    'report_schedules',
    'official_reports',
    'report_runs',
    'report_mails',
  ],
  pivots: ['pivot_reports', 'pivot_favourites'],
  targets: ['targets', 'target_plans', 'target_rows', 'target_versions', 'target_changes'],
  outreach: ['outreach_models', 'outreach_plans', 'outreach_visits'],
  kpi: [
    'kpi_customer_periods',
    'kpi_customer_channels',
    'kpi_cells',
    'kpi_channel_cells',
    'kpi_definitions',
    'kpi_disadvantaged_communes',
    'kpi_first_cashless',
    'kpi_cohort_cells',
    'kpi_relapses',
    'kpi_open_bills',
    'kpi_debt_cells',
    'kpi_cash_households',
    'kpi_cash_household_cells',
    'kpi_cash_household_search',
  ],
};

/** Folders beside server/ and what each may import of ours; `core` is allowed to all. */
export const mayImport: Record<string, readonly string[]> = {
  core: [],
  web: [],
  clients: [],
  simulator: ['clients'],
  demo: ['server', 'clients', 'simulator', 'tools'],
  bench: ['server', 'clients', 'simulator', 'test', 'tools', 'demo'],
  chaos: ['server', 'clients', 'bench', 'simulator'],
  tools: ['server', 'clients', 'test', 'demo'],
  test: ['server', 'clients', 'simulator', 'tools', 'demo', 'bench', 'chaos', 'web'],
};

/** Where the environment is read: the one settings file, and programs that start other programs. */
export const readsEnvironment = [
  'server/config.ts',
  'server/platform/embedded/launcher.ts',
  'demo/children.ts',
  'tools/',
  'test/',
  'bench/',
  'chaos/',
];

/** Where the wall clock is read: the clock itself, waits with a limit, and the world outside the product. */
export const readsClock = [
  'server/platform/clock.ts',
  'server/platform/embedded/',
  'clients/',
  'simulator/',
  'tools/',
  'test/',
  'bench/',
  'chaos/',
  'web/',
];

export const longestFile = 400;
export const longestFunction = 60;
/** Markup is long without being deep. */
export const longestComponent = 80;

/** Words that say nothing about what a thing is for. */
export const emptyWords = ['Service', 'Manager', 'Helper', 'Util', 'Utils', 'Base', 'Common', 'Data', 'Info'];

/** Files that a tool requires to have a default export. */
export const defaultExportAllowed = /\.config\.ts$/;
