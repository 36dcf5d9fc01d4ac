import { defineErrors } from '../../platform/errors.ts';

export const creditError = defineErrors({
  'credits.unknown_payment': 'not_found',
  'credits.payment_reversed': 'conflict',
  'credits.same_customer': 'conflict',
  'credits.unknown_customer': 'not_found',
  'credits.identified_before': 'conflict',
  'credits.no_customer': 'conflict',
  'credits.partly_refunded': 'conflict',
  'credits.refund_open': 'conflict',
  'refunds.unknown': 'not_found',
  'refunds.amount_not_positive': 'unprocessable',
  'refunds.not_enough_credit': 'conflict',
  'refunds.lies_on_bills': 'conflict',
  'refunds.only_by_bank': 'invalid',
  'refunds.account_missing': 'unprocessable',
  'refunds.bank_reference_missing': 'unprocessable',
  'refunds.second_person': 'forbidden',
  'refunds.wrong_state': 'conflict',
});
