import { defineErrors } from '../../platform/errors.ts';

export const billError = defineErrors({
  'bills.unknown': 'not_found',
  'bills.unknown_partner': 'not_found',
  'bills.unknown_book': 'not_found',
  'bills.hand_over_needs_filter': 'unprocessable',
});
