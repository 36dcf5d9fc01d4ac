import { defineErrors } from '../../platform/errors.ts';

export const ledgerError = defineErrors({
  'ledger.unknown_account': 'not_found',
  'ledger.bad_range': 'invalid',
});
