import { defineErrors } from '../../platform/errors.ts';
import type { RefusalOutcome } from './instruction.ts';

export const paymentError = defineErrors({
  'payments.already_paid': 'conflict',
  'payments.held_elsewhere': 'conflict',
  'payments.wrong_amount': 'unprocessable',
  'payments.not_released': 'conflict',
  'payments.unknown_bill': 'not_found',
  'payments.unknown_customer': 'not_found',
  'payments.oldest_first': 'conflict',
  'payments.partner_limit': 'unprocessable',
  'payments.conflict': 'conflict',
  'payments.rejected': 'unprocessable',
  'payments.reversed_before': 'conflict',
  'payments.channel_not_allowed': 'unprocessable',
  'payments.unknown_reference': 'not_found',
  'payments.reversal_too_late': 'conflict',
  'payment.outcome_unknown': 'unavailable',
  'payments.queue_full': 'unavailable',
  'payments.busy': 'unavailable',
  'payments.hold_over': 'conflict',
  'payments.hold_too_long': 'unprocessable',
});

/** Which error a refused instruction becomes at the partner's door. */
export const codeOfRefusal = {
  already_paid: 'payments.already_paid',
  wrong_amount: 'payments.wrong_amount',
  not_released: 'payments.not_released',
  unknown_bill: 'payments.unknown_bill',
  oldest_first: 'payments.oldest_first',
  unknown_customer: 'payments.unknown_customer',
  partner_limit: 'payments.partner_limit',
  conflict: 'payments.conflict',
  reversed_before: 'payments.reversed_before',
  held_elsewhere: 'payments.held_elsewhere',
  busy: 'payments.busy',
} as const satisfies Record<RefusalOutcome, keyof typeof paymentError.kinds>;
