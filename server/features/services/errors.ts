import { defineErrors } from '../../platform/errors.ts';

export const servicesError = defineErrors({
  'services.no_price': 'unprocessable',
  'services.amount_needed': 'invalid',
  'services.amount_is_listed': 'invalid',
  'services.too_large': 'unprocessable',
  'services.due_before_issue': 'unprocessable',
  'services.for_whom': 'invalid',
  'services.unknown_unit': 'unprocessable',
  'services.unknown_commune': 'unprocessable',
  'services.request_conflict': 'conflict',
  'services.unknown_bill': 'not_found',
  'services.paid': 'conflict',
  'services.held': 'conflict',
  'services.over': 'conflict',
  'services.price_in_past': 'unprocessable',
  'services.price_exists': 'conflict',
});
