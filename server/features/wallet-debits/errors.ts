import { defineErrors } from '../../platform/errors.ts';

export const walletError = defineErrors({
  'wallet_debits.unknown_mandate': 'not_found',
  'wallet_debits.no_contract': 'unprocessable',
  'wallet_debits.not_bindable': 'conflict',
  'wallet_debits.down': 'unavailable',
  'wallet_debits.unknown_account': 'not_found',
});
