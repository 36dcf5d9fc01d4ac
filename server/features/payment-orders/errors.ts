import { defineErrors } from '../../platform/errors.ts';

export const orderError = defineErrors({
  'payment_orders.unknown_account': 'unprocessable',
  'payment_orders.bad_account': 'invalid',
  'payment_orders.no_codes': 'invalid',
  'payment_orders.unknown_codes': 'unprocessable',
  'payment_orders.payer_not_listed': 'unprocessable',
  'payment_orders.nothing_open': 'unprocessable',
  'payment_orders.in_other_order': 'conflict',
  'payment_orders.unknown_order': 'not_found',
  'payment_orders.act_not_possible': 'conflict',
  'payment_orders.bad_day': 'unprocessable',
  'payment_orders.nothing_left': 'conflict',
  'payment_orders.payer_account_needed': 'unprocessable',
  'payment_orders.credit_taken': 'conflict',
  'payment_orders.not_posted_yet': 'conflict',
});

export const chequeError = defineErrors({
  'cheques.unknown_cheque': 'not_found',
  'cheques.unknown_slip': 'not_found',
  'cheques.bad_number': 'invalid',
  'cheques.words_differ': 'unprocessable',
  'cheques.out_of_time': 'unprocessable',
  'cheques.taken_in_before': 'conflict',
  'cheques.bills_held': 'conflict',
  'cheques.act_not_possible': 'conflict',
  'cheques.not_to_deposit': 'conflict',
  'cheques.too_little': 'unprocessable',
});
