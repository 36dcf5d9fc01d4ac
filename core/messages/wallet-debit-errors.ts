import type { Message } from './errors.ts';

/** Errors of agreements with wallets. */
export const walletDebitErrors = {
  'wallet_debits.unknown_mandate': { vi: 'Không có ủy quyền này', en: 'There is no such mandate' },
  'wallet_debits.no_contract': {
    vi: 'Đối tác này chưa có hợp đồng trích nợ ví (tài khoản cổng với kênh trích nợ qua ví)',
    en: 'There is no contract for debiting wallets with this partner (a gateway account of that channel)',
  },
  'wallet_debits.not_bindable': {
    vi: 'Ủy quyền đang ở bước không liên kết ví được',
    en: 'The mandate is not at a step where a wallet can be linked',
  },
  'wallet_debits.down': {
    vi: 'Ví đang không trả lời, thử lại sau',
    en: 'The wallet does not answer just now',
  },
  'wallet_debits.unknown_account': { vi: 'Không có hợp đồng ví này', en: 'There is no such contract' },
} satisfies Record<string, Message>;
