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

/** What a channel is called, on screens and on papers. */
export const channelNames = {
  vi: {
    auto_debit_bank: 'Trích nợ tự động qua ngân hàng',
    auto_debit_wallet: 'Trích nợ tự động qua ví',
    bank_app: 'Ứng dụng ngân hàng',
    bank_counter: 'Quầy ngân hàng',
    bank_card: 'Thẻ ngân hàng',
    vietqr: 'Quét VietQR',
    wallet: 'Ví điện tử',
    mobile_money: 'Tiền di động (Mobile Money)',
    payment_order: 'Ủy nhiệm chi (UNC)',
    cheque: 'Séc',
    agent_cash: 'Tiền mặt tại điểm thu hộ',
    staff_cash: 'Tiền mặt nhân viên thu tại nhà',
    counter_cash: 'Tiền mặt tại bàn thu',
  },
  en: {
    auto_debit_bank: 'Auto-debit, bank',
    auto_debit_wallet: 'Auto-debit, wallet',
    bank_app: 'Bank app',
    bank_counter: 'Bank counter',
    bank_card: 'Bank card',
    vietqr: 'VietQR',
    wallet: 'E-wallet',
    mobile_money: 'Mobile Money',
    payment_order: 'Payment order',
    cheque: 'Cheque',
    agent_cash: 'Cash at a collection agent',
    staff_cash: 'Cash collected at home by staff',
    counter_cash: 'Cash at a company counter',
  },
} as const satisfies Record<'vi' | 'en', Record<Channel, string>>;
