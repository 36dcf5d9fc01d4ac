/**
 * The one tree of payment channels. A payment is in exactly one. Whether a channel counts as cashless belongs to a
 * KPI definition (`core/kpi-definitions.ts`), not to the channel.
 */
export const channels = [
  'auto_debit_bank',
  'auto_debit_wallet',
  'bank_app',
  'bank_counter',
  'bank_card',
  'vietqr',
  'wallet',
  'mobile_money',
  'payment_order',
  'cheque',
  'agent_cash',
  'staff_cash',
  'counter_cash',
] as const;
export type Channel = (typeof channels)[number];

export function isChannel(text: string): text is Channel {
  return (channels as readonly string[]).includes(text);
}

/** How the customer handed the money over, where the partner reports it. */
export const tenders = ['cash', 'account'] as const;
export type Tender = (typeof tenders)[number];
