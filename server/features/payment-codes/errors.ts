import { defineErrors } from '../../platform/errors.ts';

export const codeError = defineErrors({
  'payment_codes.unknown_bill': 'not_found',
  'payment_codes.already_paid': 'conflict',
  'payment_codes.not_payable': 'conflict',
  'payment_codes.no_account': 'conflict',
  'payment_codes.too_wide': 'invalid',
  'payment_codes.nothing_open': 'not_found',
});
